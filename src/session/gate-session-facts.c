/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Facts that follow from the parts of a session. Only reads the parts. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-private.h"

#include "gate-error.h"
#include "gate-session-describe.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100

gboolean
gate_session_is_local (GateSession *self)
{
  return self->connection != NULL &&
         gate_connection_get_kind (self->connection) == GATE_CONNECTION_LOCAL;
}

GateSessionState
gate_session_compute_state (GateSession *self)
{
  GateResource *list = GATE_RESOURCE (self->authorizations);
  GateNextStep step;

  if (self->connection == NULL)
    return GATE_SESSION_SIGNED_OUT;
  if (gate_resource_has_content (list))
    return GATE_SESSION_READY;
  if (self->opening != NULL)
    return GATE_SESSION_STARTING;
  if (gate_resource_is_loading (list))
    return GATE_SESSION_LOADING;
  step = gate_cause_get_next_step (gate_error_get_cause (gate_resource_get_error (list)));
  /* What users/me and tokens/me say may contradict a refusal. */
  if (gate_resource_is_loading (GATE_RESOURCE (self->me)) &&
      gate_resource_get_state (list) == GATE_RESOURCE_REFUSED)
    return GATE_SESSION_LOADING;
  return step == GATE_NEXT_ASK_ADMINISTRATOR ? GATE_SESSION_DENIED : GATE_SESSION_FAILED;
}

gboolean
gate_session_compute_loading (GateSession *self)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    if (gate_resource_is_loading (resources[i]))
      return TRUE;
  return self->opening != NULL;
}

static gboolean
is_unreachable (const GError *error)
{
  return gate_error_matches (error, GATE_ERROR_NETWORK) ||
         gate_error_matches (error, GATE_ERROR_TIMEOUT) ||
         gate_error_matches (error, GATE_ERROR_TLS);
}

const char *
gate_session_compute_cannot_change_reason (GateSession *self)
{
  GatePerson *person = gate_me_get_person (self->me);
  const char *const *token_scopes = gate_me_get_token_scopes (self->me);

  if (person != NULL && gate_person_lacks_permission (person, GATE_PERMISSION_AUTHORIZE))
    return _ ("You do not have the permission to approve or revoke applications.");
  if (token_scopes != NULL && !gate_scopes_include (token_scopes, "oauth"))
    return _ ("Your sign-in carries only the scope oauth:readonly: you can look at everything, but "
              "not change it.");
  if (gate_session_is_stop (gate_resource_get_error (GATE_RESOURCE (self->authorizations))))
    return _ ("The local organization has stopped, so nothing can be changed now.");
  if (gate_resource_is_stale (GATE_RESOURCE (self->authorizations)))
    return is_unreachable (gate_resource_get_error (GATE_RESOURCE (self->authorizations))) ?
               _ ("The organization cannot be reached, so nothing can be changed now.") :
               _ ("The list could not be loaded again, so nothing can be changed now.");
  return NULL;
}

/* Whether the account is one whose client signs in by itself, as the person chose. */
static gboolean
signs_in_as_client (GateSession *self)
{
  GateAccount *account = gate_session_get_account (self);

  return account != NULL && gate_account_get_kind (account) == GATE_ACCOUNT_CLIENT_CREDENTIALS;
}

static void
add_line (GString    *lines,
          const char *line)
{
  if (line == NULL)
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
}

/* A refused part is left out; a failed part is named. */
static void
add_failure (GString      *lines,
             GateResource *resource,
             const char   *what)
{
  g_autofree char *line = NULL;

  if (gate_resource_get_state (resource) != GATE_RESOURCE_FAILED)
    return;
  /* Translators: the first %s is what could not be loaded, e.g. “Roles”, the second a sentence. */
  line = g_strdup_printf (_ ("%s could not be loaded. %s"), what,
                          gate_resource_get_error_sentence (resource));
  add_line (lines, line);
}

/* Does not name the roles: the pages that show roles tell their failure, and the list of
 * applications does not need them. */
char *
gate_session_compute_notice (GateSession *self)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];
  g_autoptr (GString) lines = g_string_new (NULL);

  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    {
      g_autofree char *gaps = gate_resource_dup_gaps (resources[i]);

      add_line (lines, gaps);
    }
  if (self->connection != NULL && gate_connection_get_account (self->connection) != NULL &&
      self->keeps_account)
    add_line (lines, gate_secrets_get_notice (self->secrets));
  if (gate_me_is_application (self->me) && !signs_in_as_client (self))
    add_line (lines, _ ("This sign-in belongs to an application, not to a person."));
  add_failure (lines, GATE_RESOURCE (self->me), gate_me_get_failed_part (self->me));
  add_failure (lines, GATE_RESOURCE (self->scopes), _ ("The descriptions of scopes"));
  add_failure (lines, GATE_RESOURCE (self->clients), _ ("The organization’s OAuth clients"));
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

char *
gate_session_compute_account_name (GateSession *self)
{
  GateOrganization *organization = gate_me_get_organization (self->me);
  const char *name = organization != NULL ? gate_organization_get_name (organization) : NULL;
  g_autofree char *shown = gate_text_for_display (name, MAX_NAME_CHARS);

  if (*shown != '\0')
    return g_steal_pointer (&shown);
  if (gate_session_is_local (self))
    return g_strdup (_ ("Local Organization"));
  return g_strdup (self->connection != NULL ? _ ("Organization") : "");
}

/**
 * gate_session_is_own_client:
 * @self: a session
 * @client_id: the ID of a client
 *
 * Returns: whether it is the client of this sign-in, as far as the organization tells: Gatehouse
 *   itself, which cannot revoke itself
 */
gboolean
gate_session_is_own_client (GateSession *self,
                            const char  *client_id)
{
  const char *own_client_id;

  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);

  own_client_id = gate_me_get_own_client_id (self->me);
  return own_client_id != NULL && g_strcmp0 (client_id, own_client_id) == 0;
}

/**
 * gate_session_may_be_own_client:
 * @self: a session
 * @authorization: an authorization
 *
 * A person does not sign in with a client that signs in by itself, nor with a built-in one; but
 * anybody can give a client the name of a built-in one, so the name counts only when the
 * organization's own clients are known. Nor does a person sign in with a client that is not
 * approved.
 *
 * Returns: whether the organization does not tell the client of this sign-in, and it could be this
 *   one
 */
gboolean
gate_session_may_be_own_client (GateSession       *self,
                                GateAuthorization *authorization)
{
  GateClient *client = NULL;

  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), FALSE);

  if (gate_me_get_own_client_id (self->me) != NULL ||
      gate_authorization_get_state (authorization) != GATE_AUTHORIZATION_AUTHORIZED)
    return FALSE;
  client = gate_authorization_get_client (authorization);
  if (gate_me_get_person (self->me) != NULL &&
      gate_client_get_grant_type (client) == GATE_GRANT_CLIENT_CREDENTIALS)
    return FALSE;
  return gate_resource_get_knowledge (GATE_RESOURCE (self->clients)) != GATE_KNOWLEDGE_COMPLETE ||
         !gate_authorization_is_built_in (authorization);
}
