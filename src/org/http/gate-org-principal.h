/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who asks, as a token says. */
typedef struct
{
  char  *token_hash;
  char  *client_id;
  char  *person_id;       /* NULL for client credentials */
  char **scopes;          /* of the token now: granted ∩ asked */
  char **permissions;     /* of the person or the client, may hold "*" segments */
  char **role_ids;
} GateOrgPrincipal;

/* Reference-counted: the token cache shares a principal between calls. Immutable once shared. */
GateOrgPrincipal *gate_org_principal_new  (void);
GateOrgPrincipal *gate_org_principal_ref  (GateOrgPrincipal *principal);
void              gate_org_principal_free (GateOrgPrincipal *principal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgPrincipal, gate_org_principal_free)

G_END_DECLS
