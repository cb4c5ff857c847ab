/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-transport-failure.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_ERROR (gate_error_quark ())

/* The kinds of error on which a caller can act. A cancelled operation is G_IO_ERROR_CANCELLED,
 * never one of these. */
typedef enum
{
  GATE_ERROR_FAILED,        /* nothing else fits */
  GATE_ERROR_NETWORK,       /* the service cannot be reached */
  GATE_ERROR_TIMEOUT,       /* the service did not answer in time */
  GATE_ERROR_TLS,           /* the connection cannot be trusted */
  GATE_ERROR_UNAUTHORIZED,  /* 401: signed out */
  GATE_ERROR_FORBIDDEN,     /* 403: a permission is missing */
  GATE_ERROR_SCOPE,         /* 403 app.not.authorized.for.scope */
  GATE_ERROR_NOT_FOUND,     /* 404 */
  GATE_ERROR_NOT_OFFERED,   /* 405, or a call that this organization does not offer */
  GATE_ERROR_CONFLICT,      /* 409, or changed by another person meanwhile */
  GATE_ERROR_RATE_LIMITED,  /* 429 to the end */
  GATE_ERROR_INVALID,       /* 400, or input that was refused before it was sent */
  GATE_ERROR_TOO_LARGE,     /* an answer over its limit */
  GATE_ERROR_PROTOCOL,      /* an answer that breaks the contract */
  GATE_ERROR_SERVER,        /* 5xx */
  GATE_ERROR_UNKNOWN_OUTCOME, /* a change was sent and its answer did not come */
  GATE_ERROR_DISTURBED,     /* a sign-in that too many strangers answered */
} GateErrorCode;

GQuark      gate_error_quark               (void);
GError     *gate_error_new                 (GateErrorCode  code,
                                            const char    *format,
                                            ...) G_GNUC_PRINTF (2, 3);
void        gate_error_set                 (GError       **error,
                                            GateErrorCode  code,
                                            const char    *format,
                                            ...) G_GNUC_PRINTF (3, 4);
GateErrorCode gate_error_code_from_status  (guint          status,
                                            const char    *code);
GateErrorCode gate_error_code_from_oauth   (const char    *oauth_error);
gboolean    gate_error_is_cancelled        (const GError  *error);
gboolean    gate_error_matches             (const GError  *error,
                                            GateErrorCode  code);

void        gate_error_set_server_code     (GError        *error,
                                            const char    *server_code);
const char *gate_error_get_server_code     (const GError  *error);
void        gate_error_set_correlation_id  (GError        *error,
                                            const char    *correlation_id);
const char *gate_error_get_correlation_id  (const GError  *error);
void        gate_error_set_server_message  (GError        *error,
                                            const char    *message);
const char *gate_error_get_server_message  (const GError  *error);
void        gate_error_set_missing         (GError        *error,
                                            const char    *missing);
const char *gate_error_get_missing         (const GError  *error);
void        gate_error_set_host            (GError        *error,
                                            const char    *host);
const char *gate_error_get_host            (const GError  *error);
void        gate_error_set_place           (GError        *error,
                                            const char    *place);
const char *gate_error_get_place           (const GError  *error);
void        gate_error_set_transport_failure (GError            *error,
                                              GateTransportFailure failure,
                                              const char        *party);
GateTransportFailure gate_error_get_transport_failure (const GError *error);
const char *gate_error_get_party           (const GError  *error);
void        gate_error_take_message_for_place (GError    **error);

char       *gate_error_describe            (const GError  *error);

G_END_DECLS
