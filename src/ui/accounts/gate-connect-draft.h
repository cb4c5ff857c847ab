/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_CONNECT_PLACE_NONE,        /* nothing is chosen yet */
  GATE_CONNECT_PLACE_REGION,      /* FIELD_ENVIRONMENT holds one of the list */
  GATE_CONNECT_PLACE_ENVIRONMENT, /* FIELD_ENVIRONMENT is typed */
  GATE_CONNECT_PLACE_ADDRESSES,   /* FIELD_API and FIELD_LOGIN are typed */
} GateConnectPlace;

typedef enum
{
  GATE_CONNECT_FIELD_ENVIRONMENT,
  GATE_CONNECT_FIELD_API,
  GATE_CONNECT_FIELD_LOGIN,
  GATE_CONNECT_FIELD_ORGANIZATION,
  GATE_CONNECT_FIELD_PROVIDER,
  GATE_CONNECT_FIELD_CLIENT_ID,
  GATE_CONNECT_FIELD_SECRET,
  GATE_CONNECT_FIELD_NAME,
  GATE_CONNECT_N_FIELDS
} GateConnectField;

/* What stands in the form at one moment; it owns nothing. */
typedef struct
{
  GateConnectPlace place;
  GateAccountKind  kind;
  GateAccountUse   use;
  GateAccountColor color;
  const char      *texts[GATE_CONNECT_N_FIELDS]; /* as typed, never NULL */
} GateConnectDraft;

char        *gate_connect_draft_check           (const GateConnectDraft *self,
                                                 GateConnectField        field);
char        *gate_connect_draft_describe_gaps   (const GateConnectDraft *self);
gboolean     gate_connect_draft_is_right        (const GateConnectDraft *self);
char        *gate_connect_draft_dup_environment (const GateConnectDraft *self);
GateAccount *gate_connect_draft_new_account     (const GateConnectDraft *self);
char        *gate_connect_draft_dup_secret      (const GateConnectDraft *self);

G_END_DECLS
