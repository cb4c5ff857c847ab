/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who sends it: RFC 6749, section 2.3; S32 and S33. A client that has a secret must
 * show it, by one of two ways; a client that has none must not show any. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-request.h"

#include "gate-org-authorizations-table.h"
#include "gate-org-basic.h"
#include "gate-org-client-secrets-table.h"
#include "gate-org-media-type.h"
#include "gate-org-oauth-error.h"
#include "gate-org-secret.h"
#include "gate-text.h"

/**
 * gate_org_oauth_request_clear:
 * @request: a request, which is empty afterwards
 */
void
gate_org_oauth_request_clear (GateOrgOauthRequest *request)
{
  g_clear_pointer (&request->form, gate_org_parameters_free);
  g_clear_object (&request->authorization);
}

/**
 * gate_org_oauth_request_read:
 * @request: an empty request
 * @call: an unanswered call
 *
 * Reads the form. Its parameters are refused in the address, where logs would keep them.
 *
 * Returns: FALSE when @call has been answered
 */
gboolean
gate_org_oauth_request_read (GateOrgOauthRequest *request,
                             GateOrgCall         *call)
{
  GBytes *body = gate_org_call_get_body (call);
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);
  const char *query = gate_org_call_get_query (call);
  g_autoptr (GError) error = NULL;

  request->call = call;
  gate_org_call_add_header (call, "Pragma", "no-cache");
  if (!gate_org_media_type_is_form (gate_org_call_get_header (call, "Content-Type")))
    {
      gate_org_oauth_error_answer (call, 415, "invalid_request",
                                   "The body must be application/x-www-form-urlencoded.");
      return FALSE;
    }
  if (query != NULL && *query != '\0')
    {
      gate_org_oauth_error_refuse (call, "invalid_request", "Parameters belong in the body", NULL,
                                   NULL, NULL);
      return FALSE;
    }
  request->form = gate_org_parameters_parse (length > 0 ? text : "", (gssize) length, NULL,
                                             GATE_ORG_MAX_PARAMETERS, &error);
  if (request->form == NULL)
    gate_org_oauth_error_refuse (call, "invalid_request", error->message, NULL, NULL,
                                 "the form cannot be read");
  return request->form != NULL;
}

/**
 * gate_org_oauth_request_get:
 * @request: a request that was read
 * @name: of a parameter
 *
 * Returns: (nullable): its value; %NULL when absent or empty, which is the same (RFC 6749,
 *   section 3.2)
 */
const char *
gate_org_oauth_request_get (GateOrgOauthRequest *request,
                            const char          *name)
{
  const char *value = gate_org_parameters_get (request->form, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * gate_org_oauth_request_get_client:
 * @request: a request whose client is authenticated
 *
 * Returns: (transfer none): the client
 */
GateClient *
gate_org_oauth_request_get_client (GateOrgOauthRequest *request)
{
  return gate_authorization_get_client (request->authorization);
}

/**
 * gate_org_oauth_request_set_person:
 * @request: a request whose client is authenticated
 * @person_id: (nullable): whose tokens it is about
 *
 * Lets log and audit know.
 */
void
gate_org_oauth_request_set_person (GateOrgOauthRequest *request,
                                   const char          *person_id)
{
  GateOrgPrincipal *principal = gate_org_principal_new ();

  principal->client_id = g_strdup (gate_authorization_get_id (request->authorization));
  principal->person_id = g_strdup (person_id);
  gate_org_call_take_principal (request->call, principal);
}

static gboolean
refuse_client (GateOrgOauthRequest *request,
               const char          *sentence,
               const char          *client_id)
{
  g_autofree char *note = g_strconcat ("invalid_client: ", sentence, NULL);
  g_autofree char *description =
      gate_org_oauth_error_describe (sentence, client_id != NULL ? "client_id" : NULL, client_id);
  gboolean by_header = gate_org_call_get_header (request->call, "Authorization") != NULL;

  if (by_header)
    gate_org_call_add_header (request->call, "WWW-Authenticate",
                              "Basic realm=\"oauth\", charset=\"UTF-8\"");
  gate_org_call_set_note (request->call, note);
  gate_org_oauth_error_answer (request->call, by_header ? 401 : 400, "invalid_client",
                               description);
  return FALSE;
}

/* The client's own ID and secret. SECRET is NULL when the client sends none. */
static gboolean
read_credentials (GateOrgOauthRequest *request,
                  char               **client_id,
                  char               **secret)
{
  const char *header = gate_org_call_get_header (request->call, "Authorization");
  const char *body_id = gate_org_oauth_request_get (request, "client_id");
  const char *body_secret = gate_org_oauth_request_get (request, "client_secret");

  if (header == NULL)
    {
      *client_id = g_strdup (body_id);
      *secret = g_strdup (body_secret);
      return body_id != NULL || refuse_client (request, "client_id is missing", NULL);
    }
  if (!gate_org_basic_parse (header, client_id, secret))
    return refuse_client (request, "the Authorization header cannot be read", NULL);
  gate_text_lower_uuid (*client_id);
  if (body_secret == NULL && (body_id == NULL || strcmp (body_id, *client_id) == 0))
    return TRUE;
  gate_org_oauth_error_refuse (request->call, "invalid_request",
                               "The client says twice who it is, in a header and in the form",
                               body_secret != NULL ? "client_secret" : "client_id",
                               body_secret != NULL ? NULL : body_id, NULL);
  return FALSE;
}

/* Every secret is compared, in a time that says nothing about any. */
static gboolean
is_secret_right (char      **hashes,
                 const char *secret)
{
  g_autofree char *shown = gate_org_secret_hash (secret);
  gboolean right = FALSE;

  for (gsize i = 0; hashes[i] != NULL; i++)
    right |= gate_org_secret_hashes_match (hashes[i], shown);
  return right;
}

static gboolean
check_client (GateOrgOauthRequest *request,
              const char          *client_id,
              const char          *secret,
              GError             **error)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  g_auto (GStrv) hashes = NULL;
  GError *local_error = NULL;

  request->authorization = gate_org_authorizations_table_find (store, client_id, &local_error);
  if (local_error == NULL && request->authorization != NULL)
    hashes = gate_org_client_secrets_table_list (store, client_id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (request->authorization == NULL)
    return refuse_client (request, "client not found", client_id);
  gate_org_oauth_request_set_person (request, NULL);
  request->is_confidential = hashes[0] != NULL;
  if (request->is_confidential != (secret != NULL))
    return refuse_client (request, "authentication failed", client_id);
  if (request->is_confidential && !is_secret_right (hashes, secret))
    return refuse_client (request, "authentication failed", client_id);
  if (g_strcmp0 (gate_client_get_state (gate_org_oauth_request_get_client (request)), "active") !=
      0)
    return refuse_client (request, "the client is not active", client_id);
  return TRUE;
}

/**
 * gate_org_oauth_request_authenticate:
 * @request: a request that was read
 *
 * Finds out which client sends it.
 *
 * Returns: FALSE when the call has been answered
 */
gboolean
gate_org_oauth_request_authenticate (GateOrgOauthRequest *request)
{
  g_autofree char *client_id = NULL;
  char *secret = NULL;
  g_autoptr (GError) error = NULL;
  gboolean known = read_credentials (request, &client_id, &secret) &&
                   check_client (request, client_id, secret, &error);

  gate_org_secret_free (secret);
  if (error != NULL)
    gate_org_oauth_error_answer_store (request->call, error);
  return known;
}
