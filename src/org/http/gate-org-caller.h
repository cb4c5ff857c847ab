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
  char **scopes;          /* what the token carries now: granted ∩ asked */
  char **permissions;     /* of the person or the client, may hold "*" segments */
  char **role_ids;
} GateOrgCaller;

/* Counted: what is known of a caller may outlive the call. Not changed once it is shared. */
GateOrgCaller *gate_org_caller_new            (void);
GateOrgCaller *gate_org_caller_ref            (GateOrgCaller  *caller);
void           gate_org_caller_free           (GateOrgCaller  *caller);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgCaller, gate_org_caller_free)

G_END_DECLS
