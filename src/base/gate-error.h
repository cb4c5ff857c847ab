/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-cause.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_ERROR (gate_error_quark ())

GQuark      gate_error_quark               (void);
GError     *gate_error_new                 (GateErrorCode  code,
                                            const char    *format,
                                            ...) G_GNUC_PRINTF (2, 3);
void        gate_error_set                 (GError       **error,
                                            GateErrorCode  code,
                                            const char    *format,
                                            ...) G_GNUC_PRINTF (3, 4);
GError     *gate_error_new_for_response    (const GateEvidence *evidence);
GateCause   gate_error_get_cause           (const GError  *error);
void        gate_error_weigh               (GError        *error,
                                            gboolean       has_permission,
                                            gboolean       has_scope);
GError     *gate_error_doubt               (GError        *error);
const char *gate_error_describe_doubt      (const GError  *error);
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
char      **gate_error_dup_refused_scopes  (const GError  *error);
void        gate_error_set_host            (GError        *error,
                                            const char    *host);
const char *gate_error_get_host            (const GError  *error);
void        gate_error_set_place           (GError        *error,
                                            const char    *place);
const char *gate_error_get_place           (const GError  *error);
void        gate_error_set_ray_id          (GError        *error,
                                            const char    *ray_id);
const char *gate_error_get_ray_id          (const GError  *error);
void        gate_error_set_wait_s          (GError        *error,
                                            guint          wait_s);
guint       gate_error_get_wait_s          (const GError  *error);
void        gate_error_set_transport_failure (GError            *error,
                                              GateTransportFailure failure,
                                              const char        *party);
GateTransportFailure gate_error_get_transport_failure (const GError *error);
const char *gate_error_get_party           (const GError  *error);
void        gate_error_take_message_for_place (GError    **error);

char       *gate_error_describe            (const GError  *error);

G_END_DECLS
