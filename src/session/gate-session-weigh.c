/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Holds a refusal against what the same organization says of the sign-in: a permission or a scope
 * that users/me or tokens/me lists is not what is missing. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-private.h"

#include "gate-error.h"

static gboolean
has_permissions (GatePerson        *person,
                 const char *const *names,
                 gboolean           one_is_enough)
{
  if (person == NULL || *names == NULL)
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    if (gate_person_has_permission (person, names[i]) == one_is_enough)
      return one_is_enough;
  return !one_is_enough;
}

static gboolean
has_any_scope (const char *const *held,
               const char *const *names)
{
  for (gsize i = 0; held != NULL && names[i] != NULL; i++)
    if (gate_scopes_include (held, names[i]))
      return TRUE;
  return FALSE;
}

/* The error of RESOURCE, whose load was refused, with what users/me and tokens/me say of it. */
static GError *
weigh (GateSession  *self,
       GateResource *resource)
{
  const GError *error = gate_resource_get_error (resource);
  GError *weighed = g_error_copy (error);
  const char *server_code = gate_error_get_server_code (error);
  const char *missing = gate_error_get_missing (error);
  g_auto (GStrv) names = NULL;
  gboolean is_any;

  if (missing == NULL && gate_error_matches (error, GATE_ERROR_FORBIDDEN))
    missing = GATE_RESOURCE_GET_CLASS (resource)->permission;
  gate_error_set_missing (weighed, missing);
  names = g_strsplit (missing != NULL ? missing : "", ", ", -1);
  is_any = server_code != NULL && g_str_has_prefix (server_code, "missing.any.");
  gate_error_weigh (weighed,
                    has_permissions (gate_me_get_person (self->me), (const char *const *) names,
                                     is_any),
                    has_any_scope (gate_me_get_token_scopes (self->me),
                                   (const char *const *) names));
  return weighed;
}

static void
settle (GateSession  *self,
        GateResource *resource)
{
  GateResourceState of_sign_in = gate_resource_get_state (GATE_RESOURCE (self->me));
  g_autoptr (GError) weighed =
      of_sign_in == GATE_RESOURCE_READY ? weigh (self, resource) : NULL;

  if (weighed != NULL && weighed->code != gate_resource_get_error (resource)->code)
    gate_resource_fail (resource, weighed);
  else
    gate_resource_confirm_refusal (resource);
}

/**
 * gate_session_weigh_refusals:
 * @self: a session
 *
 * Lets what was refused fail instead, and keep its content, where the sign-in has what is said to
 * be missing. Waits until it was asked what the sign-in has.
 */
void
gate_session_weigh_refusals (GateSession *self)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  if (gate_resource_is_loading (GATE_RESOURCE (self->me)))
    return;
  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    if (gate_resource_get_state (resources[i]) == GATE_RESOURCE_REFUSED)
      settle (self, resources[i]);
}
