/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Bearer tokens: 256 random bits behind a prefix that says what they are, known to the database
 * only by their hash (RFC 6750; S46, S50, S51). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-bearer.h"

#include "gate-org-policy.h"
#include "gate-org-secret.h"
#include "gate-org-table.h"
#include "gate-org-token-cache.h"
#include "gate-org-tokens-table.h"
#include "gate-text.h"

#include <string.h>

static void
refuse_unauthorized (GateOrgCall *call,
                     const char  *code,
                     const char  *message)
{
  gate_org_call_add_header (
      call,
      "WWW-Authenticate",
      g_str_equal (code, "bad.credentials") ? "Bearer error=\"invalid_token\"" : "Bearer");
  gate_org_call_answer_problem (call, 401, code, message, NULL, NULL);
}

/* The token of a Bearer header; the empty string for one that cannot be a token. */
static char *
dup_token (const char *header)
{
  const char *token = NULL;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer", strlen ("Bearer")) != 0)
    return NULL;
  token = header + strlen ("Bearer");
  if (*token != ' ' && *token != '\0')
    return NULL;
  while (*token == ' ')
    token++;
  return g_strdup (gate_text_is_bearer_token (token) ? token : "");
}

static void
refuse_scope (GateOrgCall       *call,
              const char *const *any_scope)
{
  g_autofree char *scopes = g_strjoinv (", ", (char **) any_scope);
  g_autofree char *message =
      g_strdup_printf ("The application is not authorized for any of the required scopes: [%s]",
                       scopes);

  gate_org_call_answer_problem (call,
                                403,
                                "app.not.authorized.for.scope",
                                message,
                                "scopes",
                                scopes);
}

static void
refuse_permission (GateOrgCall       *call,
                   const char *const *any_permission)
{
  g_autofree char *permissions = g_strjoinv (", ", (char **) any_permission);
  g_autofree char *message =
      g_strdup_printf ("The person needs at least one of these permissions: [%s]", permissions);

  gate_org_call_answer_problem (call,
                                403,
                                "missing.any.permissions",
                                message,
                                "permissions",
                                permissions);
}

static gboolean
find_principal (GateOrgCall *call,
                const char  *token)
{
  g_autofree char *hash = gate_org_secret_hash (token);
  g_autoptr (GateOrgPrincipal) principal = NULL;
  g_autoptr (GError) error = NULL;

  if (!gate_org_token_cache_find (gate_org_call_get_store (call),
                                  hash,
                                  gate_org_table_now_ms (),
                                  &principal,
                                  &error))
    {
      gate_org_call_answer_store_error (call, error);
      return FALSE;
    }
  if (principal == NULL)
    {
      refuse_unauthorized (call, "bad.credentials", "The token is not valid, or no longer");
      return FALSE;
    }
  gate_org_call_take_principal (call, g_steal_pointer (&principal));
  return TRUE;
}

/**
 * gate_org_bearer_check:
 * @call: a call whose route has been found
 * @route: the route, which says what it takes
 *
 * Finds out who asks and gives the call its principal. Refuses, in this order: 401 when there is no
 * token or it does not work, 403 when the token carries none of the scopes, 403 when the person
 * holds none of the permissions (genesys-api.md 9.4).
 *
 * Returns: whether the handler may run; when not, the call has been answered
 */
gboolean
gate_org_bearer_check (GateOrgCall        *call,
                       const GateOrgRoute *route)
{
  g_autofree char *token = dup_token (gate_org_call_get_header (call, "Authorization"));
  const GateOrgPrincipal *principal = NULL;

  if (gate_org_call_get_parameter (call, "access_token") != NULL)
    {
      gate_org_call_answer_problem (call,
                                    400,
                                    "bad.request",
                                    "A token belongs in the Authorization header",
                                    NULL,
                                    NULL);
      return FALSE;
    }
  if (token == NULL)
    {
      refuse_unauthorized (call, "authentication.required", "No bearer token was sent");
      return FALSE;
    }
  if (!find_principal (call, token))
    return FALSE;
  principal = gate_org_call_get_principal (call);
  if (gate_org_policy_asks_scopes (principal->person_id) &&
      !gate_org_policy_has_any_scope ((const char *const *) principal->scopes, route->any_scope))
    {
      refuse_scope (call, route->any_scope);
      return FALSE;
    }
  if (!gate_org_policy_has_any_permission ((const char *const *) principal->permissions,
                                           route->any_permission))
    {
      refuse_permission (call, route->any_permission);
      return FALSE;
    }
  return TRUE;
}

/**
 * gate_org_bearer_issue:
 * @store: the store
 * @client_id: the client that the token is for
 * @person_id: (nullable): who signed in, %NULL for the client alone
 * @error: return location for an error
 *
 * Makes an access token for all that the client asks for; it reaches as far as the client's
 * authorization does at the time of use.
 *
 * Returns: (transfer full) (nullable): the token; nothing but this knows its text
 */
char *
gate_org_bearer_issue (GateOrgStore *store,
                       const char   *client_id,
                       const char   *person_id,
                       GError      **error)
{
  g_autofree char *hash = NULL;
  char *token = gate_org_secret_new (GATE_ORG_SECRET_ACCESS);

  hash = gate_org_secret_hash (token);
  if (!gate_org_tokens_table_add (store, hash, client_id, person_id, NULL, 0, error))
    g_clear_pointer (&token, gate_org_secret_free);
  return token;
}
