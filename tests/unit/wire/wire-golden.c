/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One body per entity, just as our encoders write it and as the contract shows it. */

#include "wire-golden.h"

#include "gate-error.h"
#include "gate-wire-authorization.h"
#include "gate-wire-client.h"
#include "gate-wire-metadata.h"
#include "gate-wire-oauth.h"
#include "gate-wire-organization.h"
#include "gate-wire-page.h"
#include "gate-wire-person.h"
#include "gate-wire-problem.h"
#include "gate-wire-startup-line.h"
#include "gate-wire-role.h"
#include "gate-wire-scope.h"
#include "gate-wire-token-response.h"
#include "gate-wire-token.h"

#include <string.h>

/* A rewriter of a model that is decoded from the root and encoded without a member name. */
#define DEFINE_REWRITE(function, Type, decode, encode)                                            \
  static GBytes *function (const char *text, gsize length, GError **error)                        \
  {                                                                                               \
    g_autoptr (GateJsonDocument) document = gate_json_document_new (text, length, NULL, error);   \
    g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();                                  \
    g_autoptr (Type) model = NULL;                                                                \
    GateJsonValue root;                                                                           \
                                                                                                  \
    if (document == NULL)                                                                         \
      return NULL;                                                                                \
    gate_json_document_get_root (document, &root);                                                \
    model = decode (&root, error);                                                                \
    if (model == NULL)                                                                            \
      return NULL;                                                                                \
    encode;                                                                                       \
    return gate_json_writer_end (writer);                                                         \
  }

static GateClient *
decode_client (const GateJsonValue *root,
               GError             **error)
{
  g_autofree char *problem = NULL;

  return gate_wire_client_decode (root, &problem, error);
}

DEFINE_REWRITE (rewrite_authorization, GateAuthorization, gate_wire_authorization_decode,
                gate_wire_authorization_encode (model, "org-1", "Acme", writer, NULL))
DEFINE_REWRITE (rewrite_client, GateClient, decode_client,
                gate_wire_client_encode (model, writer, NULL))
DEFINE_REWRITE (rewrite_scope, GateScope, gate_wire_scope_decode,
                gate_wire_scope_encode (model, writer, NULL))
DEFINE_REWRITE (rewrite_role, GateRole, gate_wire_role_decode,
                gate_wire_role_encode (model, TRUE, writer, NULL))
DEFINE_REWRITE (rewrite_organization, GateOrganization, gate_wire_organization_decode,
                gate_wire_organization_encode (model, writer, NULL))
DEFINE_REWRITE (rewrite_person, GatePerson, gate_wire_person_decode,
                gate_wire_person_encode (model, FALSE, writer, NULL))
DEFINE_REWRITE (rewrite_me, GatePerson, gate_wire_person_decode_with_roles,
                gate_wire_person_encode (model, TRUE, writer, NULL))
DEFINE_REWRITE (rewrite_token, GateWireTokenInfo, gate_wire_token_info_decode,
                gate_wire_token_info_encode (model, writer))

static GBytes *
rewrite_put (const char *text,
             gsize       length,
             GError    **error)
{
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, length, NULL, error);
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) role_ids = NULL;
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  if (!gate_wire_authorization_decode_put (&root, &scopes, &role_ids, error))
    return NULL;
  return gate_wire_authorization_encode_put ((const char *const *) scopes,
                                             (const char *const *) role_ids);
}

static GBytes *
rewrite_ready (const char *text,
               gsize       length,
               GError    **error)
{
  g_autofree char *line = g_strndup (text, length);
  g_autoptr (GateWireStartupLine) ready = gate_wire_startup_line_decode (line, error);
  char *written;

  if (ready == NULL)
    return NULL;
  written = gate_wire_startup_line_encode (ready);
  return g_bytes_new_take (written, strlen (written));
}

static gint64
limit (gint64 value)
{
  return CLAMP (value, 0, 1000000);
}

static GBytes *
rewrite_page (const char *text,
              gsize       length,
              GError    **error)
{
  g_autofree char *envelope = g_strndup (text, length);
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_auto (GateWirePage) page = { 0 };

  if (!gate_wire_page_decode (envelope, &page, error))
    return NULL;
  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_begin_array (writer, GATE_WIRE_LIST_MEMBER);
  gate_json_writer_end_array (writer);
  gate_wire_page_encode (writer, "/api/v2/oauth/clients", limit (page.total),
                         limit (page.page_size), MAX (limit (page.page_number), 1));
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}

static GBytes *
rewrite_problem (const char *text,
                 gsize       length,
                 GError    **error)
{
  GateEvidence answered = { .status = 403, .is_proven = TRUE };
  g_autoptr (GError) problem = gate_wire_problem_decode (&answered, text, length, "c-1");
  const char *code = gate_error_get_server_code (problem);
  const char *message = gate_error_get_server_message (problem);

  g_assert_true (gate_error_matches (problem, GATE_ERROR_FORBIDDEN) ||
                 gate_error_matches (problem, GATE_ERROR_SCOPE));
  return gate_wire_problem_encode (403, code != NULL ? code : "none",
                                   message != NULL ? message : "none",
                                   gate_error_get_correlation_id (problem),
                                   gate_error_get_missing (problem) != NULL ? "permissions" : NULL,
                                   gate_error_get_missing (problem));
}

#define LOCAL "http://127.0.7.1:40001"

static GBytes *
rewrite_metadata (const char *text,
                  gsize       length,
                  GError    **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);
  g_autoptr (GateWireMetadata) metadata = gate_wire_metadata_decode (body, LOCAL, error);

  return metadata != NULL ? gate_wire_oauth_metadata_encode (metadata->issuer) : NULL;
}

static GBytes *
rewrite_token_answer (const char *text,
                      gsize       length,
                      GError    **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, length);
  g_autoptr (GateWireTokenResponse) answer =
      gate_wire_token_response_decode (200, TRUE, body, NULL, error);
  GateWireOauthTokens tokens = { NULL, NULL, 0, none };

  if (answer == NULL)
    return NULL;
  tokens.access_token = answer->access_token;
  tokens.refresh_token = answer->refresh_token;
  tokens.lifetime_s = answer->lifetime_s;
  if (answer->scopes != NULL)
    tokens.scopes = (const char *const *) answer->scopes;
  return gate_wire_oauth_tokens_encode (&tokens);
}

#define CLIENT_MEMBERS                                                                            \
  "\"id\":\"" GOLDEN_ID "\",\"name\":\"Wallboard “Süd”\",\"description\":\"Queues on a screen\"," \
  "\"authorizedGrantType\":\"CODE\",\"scope\":[\"analytics:readonly\",\"routing:readonly\"],"     \
  "\"accessTokenValiditySeconds\":86400,"                                                         \
  "\"registeredRedirectUri\":[\"https://wall.example/callback\"],\"state\":\"active\","           \
  "\"dateCreated\":\"2025-11-03T08:15:00.000Z\",\"dateModified\":\"2026-01-02T10:00:00.250Z\","   \
  "\"selfUri\":\"/api/v2/oauth/clients/" GOLDEN_ID "\""

static const char authorization_text[] =
    "{\"client\":{" CLIENT_MEMBERS "},\"scope\":[\"analytics:readonly\",\"streaming-events\"],"
    "\"roles\":[\"employee\",\"5a6b7c8d-0000-4000-8000-000000000001\"],"
    "\"resourceOwner\":{\"id\":\"org-1\",\"name\":\"Acme\",\"selfUri\":\"/api/v2/organizations/"
    "org-1\"},\"dateCreated\":\"2026-01-02T10:00:00.000Z\","
    "\"dateModified\":\"2026-03-03T10:15:00.250Z\",\"createdBy\":{\"id\":\"u-1\",\"name\":\"Ana\","
    "\"selfUri\":\"/api/v2/users/u-1\"},\"modifiedBy\":{\"id\":\"u/2\","
    "\"selfUri\":\"/api/v2/users/u%2F2\"},\"pending\":false,\"state\":\"Authorized\","
    "\"selfUri\":\"/api/v2/oauth/authorizations/" GOLDEN_ID "\"}";

static const char role_text[] =
    "{\"id\":\"employee\",\"name\":\"employee\",\"description\":\"Everybody\","
    "\"defaultRoleId\":\"employee\",\"permissions\":[\"directory:user:view\",\"group_creation\","
    "\"%s:*:*\"],\"userCount\":61,\"default\":true,"
    "\"selfUri\":\"/api/v2/authorization/roles/employee\"}";

static const char organization_text[] =
    "{\"id\":\"org-1\",\"name\":\"Acme\",\"thirdPartyOrgName\":\"acme\","
    "\"defaultLanguage\":\"en-us\",\"version\":1,\"state\":\"active\","
    "\"selfUri\":\"/api/v2/organizations/org-1\"}";

static const char person_text[] =
    "{\"id\":\"u-1\",\"name\":\"Ana\",\"email\":\"ana@acme.example\","
    "\"username\":\"ana@acme.example\",\"state\":\"inactive\",\"version\":1,"
    "\"selfUri\":\"/api/v2/users/u-1\"}";

static const char me_text[] =
    "{\"id\":\"u-1\",\"name\":\"Ana\",\"email\":\"ana@acme.example\","
    "\"username\":\"ana@acme.example\",\"state\":\"active\",\"version\":1,"
    "\"authorization\":{\"roles\":[{\"id\":\"employee\"},{\"id\":\"admin\"}],"
    "\"permissions\":[\"oauth:client:authorize\",\"admin\"]},\"selfUri\":\"/api/v2/users/u-1\"}";

static const char token_text[] =
    "{\"organization\":{\"id\":\"org-1\",\"name\":\"Acme\"},"
    "\"homeOrganization\":{\"id\":\"org-1\",\"name\":\"Acme\"},"
    "\"authorizedScope\":[\"oauth\",\"user-basic-info\"],\"OAuthClient\":{\"id\":\"" GOLDEN_ID
    "\",\"name\":\"Gatehouse\",\"organization\":{\"id\":\"purecloud-builtin\"}}}";

static const char page_text[] =
    "{\"entities\":[],\"total\":120,\"pageSize\":50,\"pageNumber\":2,\"pageCount\":3,"
    "\"firstUri\":\"/api/v2/oauth/clients?pageSize=50&pageNumber=1\","
    "\"previousUri\":\"/api/v2/oauth/clients?pageSize=50&pageNumber=1\","
    "\"nextUri\":\"/api/v2/oauth/clients?pageSize=50&pageNumber=3\","
    "\"lastUri\":\"/api/v2/oauth/clients?pageSize=50&pageNumber=3\","
    "\"selfUri\":\"/api/v2/oauth/clients?pageSize=50&pageNumber=2\"}";

static const char problem_text[] =
    "{\"message\":\"Requires: [oauth:client:authorize]\",\"code\":\"missing.any.permissions\","
    "\"status\":403,\"messageWithParams\":\"Requires: [oauth:client:authorize]\","
    "\"messageParams\":{\"permissions\":\"oauth:client:authorize\"},\"contextId\":\"c-1\","
    "\"details\":[],\"errors\":[]}";

static const char ready_text[] =
    "{\"api\":\"http://127.0.7.1:40001\",\"login\":\"http://127.0.7.1:40001\","
    "\"password\":\"correct horse\",\"token\":\"abc\",\"applications\":["
    "{\"clientId\":\"c-1\",\"url\":\"http://127.0.7.2:40002/\"}]}";

static const char metadata_text[] =
    "{\"issuer\":\"" LOCAL "\",\"authorization_endpoint\":\"" LOCAL "/oauth/authorize\","
    "\"token_endpoint\":\"" LOCAL "/oauth/token\",\"revocation_endpoint\":\"" LOCAL
    "/oauth/revoke\",\"introspection_endpoint\":\"" LOCAL "/oauth/introspect\","
    "\"response_types_supported\":[\"code\"],\"response_modes_supported\":[\"query\"],"
    "\"grant_types_supported\":[\"authorization_code\",\"client_credentials\","
    "\"refresh_token\"],\"code_challenge_methods_supported\":[\"S256\"],"
    "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\","
    "\"client_secret_post\",\"none\"],\"revocation_endpoint_auth_methods_supported\":["
    "\"client_secret_basic\",\"client_secret_post\",\"none\"],"
    "\"introspection_endpoint_auth_methods_supported\":[\"client_secret_basic\","
    "\"client_secret_post\"],\"authorization_response_iss_parameter_supported\":true}";

static const char token_answer_text[] =
    "{\"access_token\":\"access\",\"token_type\":\"bearer\",\"expires_in\":86400,"
    "\"refresh_token\":\"refresh\",\"scope\":\"oauth users:readonly\"}";

const Golden golden_bodies[] = {
  { "authorization", authorization_text, rewrite_authorization },
  { "client", "{" CLIENT_MEMBERS "}", rewrite_client },
  { "scope",
    "{\"id\":\"users:readonly\",\"description\":\"Reads\","
    "\"selfUri\":\"/api/v2/oauth/scopes/users%3Areadonly\"}",
    rewrite_scope },
  { "role", role_text, rewrite_role },
  { "organization", organization_text, rewrite_organization },
  { "person", person_text, rewrite_person },
  { "me", me_text, rewrite_me },
  { "token", token_text, rewrite_token },
  { "put", "{\"scope\":[\"users\",\"oauth:readonly\"],\"roles\":[]}", rewrite_put },
  { "page", page_text, rewrite_page },
  { "problem", problem_text, rewrite_problem },
  { "ready", ready_text, rewrite_ready },
  { "metadata", metadata_text, rewrite_metadata },
  { "token-answer", token_answer_text, rewrite_token_answer },
};
const guint n_golden_bodies = G_N_ELEMENTS (golden_bodies);
