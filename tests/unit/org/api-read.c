/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the API answers about the sample organization. */

#include "api-fixture.h"

#include "gate-scope-table.h"

static void
test_authorizations (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GateOrgCall) call = ask (fixture, "GET", "/api/v2/oauth/authorizations", NULL);
  g_autofree char *self_uri = answer_text (call, "selfUri");
  gint64 n_built_in = 0;

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpint (answer_number (call, "total"),
                   ==,
                   query_number (fixture, "SELECT count (*) FROM authorizations"));
  g_assert_cmpuint (answer_n_entities (call), ==, answer_number (call, "total"));
  g_assert_cmpstr (self_uri, ==, "/api/v2/oauth/authorizations");
  for (guint i = 0; i < answer_n_entities (call); i++)
    {
      g_autofree char *uri = entity_text (call, i, "selfUri");
      g_autofree char *state = entity_text (call, i, "state");
      g_autoptr (GateOrgCall) one = ask (fixture, "GET", uri, NULL);
      g_autofree char *state_of_one = answer_text (one, "state");
      g_autofree char *scopes = answer_list (one, "scope");
      g_autofree char *roles = answer_list (one, "roles");
      g_autofree char *id = g_path_get_basename (uri);
      g_autofree char *owner =
          query_text (fixture,
                      "SELECT kind FROM clients AS c JOIN organizations AS o ON o.number = c.owner"
                      " WHERE c.id = ?1",
                      id);

      g_assert_cmpstr (state, ==, state_of_one);
      if (g_str_equal (owner, "built-in"))
        {
          n_built_in++;
          g_assert_cmpstr (state, ==, "Authorized");
          g_assert_cmpstr (roles, ==, "");
        }
      if (g_str_equal (state, "Revoked"))
        g_assert_cmpstr (scopes, !=, "");
      if (g_str_equal (state, "Requested"))
        g_assert_cmpstr (scopes, ==, "");
    }
  g_assert_cmpint (n_built_in, ==, 4);
}

static void
test_unlisted_client (Fixture      *fixture,
                      gconstpointer data)
{
  static const char *const names[] = { "Queue Console", "Translation Desk" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = client_id_of (fixture, names[i]);
      g_autofree char *path = g_strconcat (PUT_PATH, id, NULL);
      g_autoptr (GateOrgCall) call = ask (fixture, "GET", path, NULL);
      g_autofree char *state = answer_text (call, "state");
      g_autofree char *created = answer_text (call, "dateCreated");
      g_autofree char *granted = answer_list (call, "scope");
      GateJsonValue root;
      g_autoptr (GateJsonDocument) document = answer_of (call, &root);
      g_auto (GStrv) asked = NULL;
      GateJsonValue client;
      const char *name = NULL;
      const char *description = NULL;

      g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
      g_assert_cmpstr (state, ==, "Unauthorized");
      g_assert_null (created);
      g_assert_cmpstr (granted, ==, "");
      g_assert_true (gate_json_get_object (&root, "client", &client, NULL));
      g_assert_true (gate_json_get_string (&client, "name", &name, NULL));
      g_assert_true (gate_json_get_string (&client, "description", &description, NULL));
      g_assert_true (gate_json_get_optional_strv (&client, "scope", &asked, NULL));
      g_assert_cmpstr (name, ==, names[i]);
      g_assert_cmpuint (g_strv_length (asked), >, 2);
    }
}

static void
test_bad_ids (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *target;
    guint status;
    const char *code;
  } cases[] = {
    { "GET", PUT_PATH UNKNOWN_ID, 404, "not.found" },
    { "GET", PUT_PATH "quality", 400, "invalid.value" },
    { "GET", PUT_PATH "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4", 400, "invalid.value" },
    { "GET", PUT_PATH "%27%20OR%201%3D1%20--", 400, "invalid.value" },
    { "DELETE", PUT_PATH UNKNOWN_ID, 404, "not.found" },
    { "DELETE", PUT_PATH "x", 400, "invalid.value" },
    { "GET", "/api/v2/oauth/clients/" UNKNOWN_ID, 404, "client.not.found" },
    { "GET", "/api/v2/oauth/clients/" ARCHITECT_ID, 404, "client.not.found" },
    { "GET", "/api/v2/oauth/clients/x", 400, "invalid.value" },
    { "GET", "/api/v2/oauth/scopes/nosuch", 404, "not.found" },
    { "GET", "/api/v2/authorization/roles/" UNKNOWN_ID, 404, "not.found" },
    { "GET", "/api/v2/authorization/roles/x/users", 400, "invalid.value" },
    { "GET", "/api/v2/authorization/roles/" UNKNOWN_ID "/users", 404, "not.found" },
    { "GET", "/api/v2/users/" UNKNOWN_ID, 404, "not.found" },
    { "GET", "/api/v2/users/you", 400, "invalid.value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateOrgCall) call = NULL;

      g_test_message ("%s %s", cases[i].method, cases[i].target);
      call = ask (fixture, cases[i].method, cases[i].target, NULL);
      assert_problem (call, cases[i].status, cases[i].code);
    }
}

static void
test_clients (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GateOrgCall) call = ask (fixture, "GET", "/api/v2/oauth/clients", NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (gate_org_call_get_answer (call), &length);
  g_autofree char *foreign = client_id_of (fixture, "Phone Bridge");
  g_autofree char *path = g_strconcat ("/api/v2/oauth/clients/", foreign, NULL);
  g_autoptr (GateOrgCall) one = ask (fixture, "GET", "/api/v2/oauth/clients/" QUALITY_ID, NULL);
  g_autoptr (GateOrgCall) hidden = ask (fixture, "GET", path, NULL);
  g_autofree char *name = answer_text (one, "name");
  g_autofree char *scopes = answer_list (one, "scope");
  g_autofree char *grant = answer_text (one, "authorizedGrantType");

  g_assert_cmpuint (answer_n_entities (call),
                    ==,
                    query_number (fixture, "SELECT count (*) FROM clients WHERE owner = 1"));
  g_assert_cmpint (answer_number (call, "total"), ==, answer_n_entities (call));
  g_assert_cmpint (answer_number (call, "pageCount"), ==, 1);
  g_assert_null (g_strstr_len (text, (gssize) length, "secret"));
  g_assert_null (g_strstr_len (text, (gssize) length, foreign));
  assert_problem (hidden, 404, "client.not.found");
  g_assert_cmpstr (name, ==, "Quality Insights");
  g_assert_cmpstr (scopes,
                   ==,
                   "analytics:readonly quality recordings:readonly speech-and-text-analytics");
  g_assert_cmpstr (grant, ==, "CODE");
}

static void
test_scopes (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GateOrgCall) call = ask (fixture, "GET", "/api/v2/oauth/scopes", NULL);
  g_autoptr (GateOrgCall) one = ask (fixture, "GET", "/api/v2/oauth/scopes/oauth%3Areadonly", NULL);
  g_autofree char *id = answer_text (one, "id");

  g_assert_cmpuint (answer_n_entities (call), ==, 134);
  g_assert_cmpint (answer_number (call, "total"), ==, 134);
  for (guint i = 0; i < 134; i++)
    {
      g_autofree char *description = entity_text (call, i, "description");
      g_autofree char *entity = entity_text (call, i, "id");

      g_assert_nonnull (gate_scope_table_find (entity));
      g_assert_cmpuint (strlen (description), >, 10);
    }
  g_assert_cmpstr (id, ==, "oauth:readonly");
}

static void
test_me (Fixture      *fixture,
         gconstpointer data)
{
  g_autofree char *reviewer =
      issue (fixture, gate_org_populate_get_gatehouse_client_id (), "reviewer");
  g_autoptr (GateOrgCall) plain = ask (fixture, "GET", "/api/v2/users/me", NULL);
  g_autoptr (GateOrgCall) full =
      ask_as (fixture, reviewer, "GET", "/api/v2/users/me?expand=token,authorization", NULL);
  g_autofree char *email = answer_text (plain, "email");
  g_autofree char *user_name = answer_text (full, "name");
  GateJsonValue plain_root;
  GateJsonValue root;
  g_autoptr (GateJsonDocument) plain_document = answer_of (plain, &plain_root);
  g_autoptr (GateJsonDocument) document = answer_of (full, &root);
  GateJsonValue authorization;
  g_auto (GStrv) permissions = NULL;

  g_assert_cmpstr (email, ==, "admin@acme-care.example");
  g_assert_cmpint (gate_json_peek (&plain_root, "authorization", &authorization),
                   ==,
                   GATE_JSON_ABSENT);
  g_assert_cmpstr (user_name, ==, "Ingrid Solberg");
  g_assert_true (gate_json_get_object (&root, "authorization", &authorization, NULL));
  g_assert_true (gate_json_get_optional_strv (&authorization, "permissions", &permissions, NULL));
  g_assert_true (g_strv_contains ((const char *const *) permissions, "oauth:client:view"));
  g_assert_true (g_strv_contains ((const char *const *) permissions, "audits:audit:view"));
  g_assert_false (g_strv_contains ((const char *const *) permissions, "oauth:client:authorize"));
}

static void
test_organization_and_token (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GateOrgCall) organization = ask (fixture, "GET", "/api/v2/organizations/me", NULL);
  g_autoptr (GateOrgCall) token = ask (fixture, "GET", "/api/v2/tokens/me", NULL);
  g_autoptr (GateOrgCall) head = ask (fixture, "HEAD", "/api/v2/tokens/me", NULL);
  g_autofree char *name = answer_text (organization, "name");
  g_autofree char *short_name = answer_text (organization, "thirdPartyOrgName");
  g_autofree char *scopes = answer_list (token, "authorizedScope");
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (token, &root);
  GateJsonValue client;
  const char *id = NULL;

  g_assert_cmpstr (name, ==, "Acme Care");
  g_assert_cmpstr (short_name, ==, "acme-care");
  g_assert_cmpstr (scopes,
                   ==,
                   "authorization:readonly oauth organization:readonly user-basic-info "
                   "users:readonly");
  g_assert_true (gate_json_get_object (&root, "OAuthClient", &client, NULL));
  g_assert_true (gate_json_get_string (&client, "id", &id, NULL));
  g_assert_cmpstr (id, ==, gate_org_populate_get_gatehouse_client_id ());
  g_assert_cmpuint (gate_org_call_get_status (head), ==, 200);
}

static void
test_client_alone (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *token = issue (fixture, gate_org_populate_get_gatehouse_client_id (), NULL);
  g_autoptr (GateOrgCall) me = ask_as (fixture, token, "GET", "/api/v2/users/me", NULL);
  g_autoptr (GateOrgCall) list =
      ask_as (fixture, token, "GET", "/api/v2/oauth/authorizations", NULL);
  g_autoptr (GateOrgCall) info = ask_as (fixture, token, "GET", "/api/v2/tokens/me", NULL);

  assert_problem (me, 400, "not.a.user");
  assert_problem (list, 403, "missing.any.permissions");
  g_assert_cmpuint (gate_org_call_get_status (info), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/org/api-read/authorizations", test_authorizations);
  ADD ("/org/api-read/unlisted-client", test_unlisted_client);
  ADD ("/org/api-read/bad-ids", test_bad_ids);
  ADD ("/org/api-read/clients", test_clients);
  ADD ("/org/api-read/scopes", test_scopes);
  ADD ("/org/api-read/me", test_me);
  ADD ("/org/api-read/organization-and-token", test_organization_and_token);
  ADD ("/org/api-read/client-alone", test_client_alone);
  return g_test_run ();
}
