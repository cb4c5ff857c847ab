/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-json.h"

G_BEGIN_DECLS

/* The body of a PUT has the scopes and the roles, nothing else (genesys-api.md 3.1). */
GateAuthorization *gate_wire_authorization_decode     (const GateJsonValue *value,
                                                       GError             **error);
void               gate_wire_authorization_encode     (GateAuthorization   *authorization,
                                                       const char          *organization_id,
                                                       const char          *organization_name,
                                                       GateJsonWriter      *writer,
                                                       const char          *member);
GBytes            *gate_wire_authorization_encode_put (const char * const  *scopes,
                                                       const char * const  *role_ids);
gboolean           gate_wire_authorization_check_put  (const GateJsonValue *value,
                                                       const char          *client_id,
                                                       GError             **error);
gboolean           gate_wire_authorization_decode_put (const GateJsonValue *value,
                                                       char              ***scopes,
                                                       char              ***role_ids,
                                                       GError             **error);

G_END_DECLS
