/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Which of the scopes that an application asks for are new since the last decision. The API does
 * not say when an application began to ask for a scope. It says when the application's registration
 * and the decision were last changed:
 *
 *  - A registration that is older than the decision, or whose age is not known, asks for nothing
 *    new: the person who decided saw these scopes and did not grant them.
 *  - A registration that was changed after the decision may have begun to ask then. A scope is
 *    still not new when this object listed it as requested before the change. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-authorization-private.h"

#include "gate-ref-strv.h"
#include "gate-scope.h"

static gboolean
is_registered_later (GateAuthorization *self)
{
  GDateTime *registered = gate_client_get_date_modified (self->client);

  return registered != NULL && self->date_modified != NULL &&
         g_date_time_compare (registered, self->date_modified) > 0;
}

/**
 * gate_authorization_dup_new_requests:
 * @self: an authorization
 *
 * Returns: (transfer full): the scopes that the application began to ask for after the last
 *   decision, as far as there is evidence for that; empty unless it is authorized
 */
char **
gate_authorization_dup_new_requests (GateAuthorization *self)
{
  const char *const *asked = gate_client_get_scopes (self->client);
  const char *const *granted = gate_ref_strv_peek (self->scopes);
  const char *const *before = gate_ref_strv_peek (self->asked_before);
  g_autoptr (GHashTable) is_granted = gate_strv_to_set (granted);
  g_autoptr (GHashTable) was_asked = gate_strv_to_set (before);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  if (self->state == GATE_AUTHORIZATION_AUTHORIZED && is_registered_later (self))
    for (gsize i = 0; asked[i] != NULL; i++)
      if (!gate_scope_set_includes (is_granted, asked[i]) &&
          !g_hash_table_contains (was_asked, asked[i]))
        g_strv_builder_add (builder, asked[i]);
  return g_strv_builder_end (builder);
}

/**
 * gate_authorization_note_asked:
 * @self: an authorization in use
 * @newer: the same authorization in a newer answer
 *
 * Remembers the scopes that the application asked for before its registration was changed. To be
 * called before @self takes over the values of @newer.
 */
void
gate_authorization_note_asked (GateAuthorization *self,
                               GateAuthorization *newer)
{
  if (!is_registered_later (newer))
    gate_ref_strv_set (&self->asked_before, NULL);
  else if (!is_registered_later (self))
    gate_ref_strv_set (&self->asked_before, gate_client_get_scopes (self->client));
}
