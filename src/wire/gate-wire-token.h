/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* The answer of GET tokens/me (genesys-api.md 3.5). */
typedef struct
{
  char  *organization_id;
  char  *organization_name;
  char **scopes;
  char  *client_id;
  char  *client_name;
  char  *client_organization_id;
} GateWireTokenInfo;

void               gate_wire_token_info_free   (GateWireTokenInfo       *info);
GateWireTokenInfo *gate_wire_token_info_decode (const GateJsonValue     *value,
                                                GError                 **error);
void               gate_wire_token_info_encode (const GateWireTokenInfo *info,
                                                GateJsonWriter          *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateWireTokenInfo, gate_wire_token_info_free)

G_END_DECLS
