/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-error-code.h"
#include "gate-transport-failure.h"

#include <glib.h>

G_BEGIN_DECLS

/* Why a request failed, as far as the evidence says. Each stands in doc/causes.md. Of the causes
 * with one GateErrorCode, the first one says the least. */
typedef enum
{
  GATE_CAUSE_UNKNOWN,
  GATE_CAUSE_CONNECTION, /* see GateTransportFailure */
  GATE_CAUSE_SLOW,
  GATE_CAUSE_BLOCKED,
  GATE_CAUSE_NO_API,
  GATE_CAUSE_NETWORK_ADDRESS,
  GATE_CAUSE_MALFORMED,
  GATE_CAUSE_WEB_PAGE,
  GATE_CAUSE_SIGNED_OUT,
  GATE_CAUSE_PERMISSION_MISSING,
  GATE_CAUSE_NOT_PERMITTED,
  GATE_CAUSE_POLICY,
  GATE_CAUSE_PERMISSION_CONTRADICTED,
  GATE_CAUSE_SCOPE_MISSING,
  GATE_CAUSE_SCOPE_CONTRADICTED,
  GATE_CAUSE_NOT_FOUND,
  GATE_CAUSE_NOT_OFFERED,
  GATE_CAUSE_CONFLICT,
  GATE_CAUSE_RATE_LIMITED,
  GATE_CAUSE_INVALID,
  GATE_CAUSE_SCOPE_NOT_VALID,
  GATE_CAUSE_ROLE_NOT_VALID,
  GATE_CAUSE_CLIENT_NOT_ACTIVE,
  GATE_CAUSE_SERVER,
  GATE_CAUSE_GATEWAY,
  GATE_CAUSE_DATA_GONE,
  GATE_N_CAUSES
} GateCause;

/* What a person can do. */
typedef enum
{
  GATE_NEXT_NONE,
  GATE_NEXT_TRY_AGAIN,
  GATE_NEXT_SWITCH_ACCOUNT,
  GATE_NEXT_SIGN_IN_AGAIN,
  GATE_NEXT_ASK_ADMINISTRATOR, /* for a permission */
  GATE_NEXT_CHECK_NETWORK,     /* its sign-in page */
  GATE_NEXT_CHECK_ADDRESS,
} GateNextStep;

/* What is known of a failed request. */
typedef struct
{
  GateTransportFailure transport_failure;
  guint       status;             /* of HTTP; 0: no response */
  const char *code;               /* that the service gave; NULL: none */
  gboolean    is_change;          /* the request: PUT or DELETE */
  gboolean    has_json_body;
  gboolean    has_web_page;       /* as the body */
  gboolean    has_correlation_id; /* in a header, as each response of the service */
  gboolean    is_proven;          /* the service answered at this address before */
  gboolean    has_permission;     /* users/me lists what is said to be missing */
  gboolean    has_scope;          /* tokens/me lists what is said to be missing */
} GateEvidence;

GateCause     gate_cause_find               (const GateEvidence *evidence);
GateCause     gate_cause_of_code            (GateErrorCode       code);
const char   *gate_cause_get_nick           (GateCause           cause);
GateErrorCode gate_cause_get_code           (GateCause           cause);
GateNextStep  gate_cause_get_next_step      (GateCause           cause);
gboolean      gate_cause_may_be_not_offered (GateCause           cause);
char         *gate_cause_describe           (GateCause           cause,
                                             const char         *raw_host,
                                             const char         *raw_missing);
char         *gate_cause_describe_wait      (guint               wait_s);

G_END_DECLS
