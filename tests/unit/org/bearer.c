/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Tokens: what is accepted as one, when one stops, and that its text is nowhere on disk. */

#include "api-fixture.h"
#include "gate-org-secret.h"

static void
assert_refused (Fixture    *fixture,
                const char *authorization,
                const char *code)
{
  g_autoptr (GateOrgCall) call =
      ask_with (fixture, authorization, "GET", "/api/v2/tokens/me", NULL, NULL);

  assert_problem (call, 401, code);
  g_assert_cmpstr (
      header_of (call, "WWW-Authenticate"),
      ==,
      g_str_equal (code, "authentication.required") ? "Bearer" : "Bearer error=\"invalid_token\"");
}

static void
test_headers (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *twice = g_strdup_printf ("Bearer %s, Bearer %s", fixture->token, fixture->token);
  g_autofree char *list = g_strdup_printf ("Bearer %s,%s", fixture->token, fixture->token);
  g_autofree char *longer = g_strdup_printf ("Bearer %sA", fixture->token);
  g_autofree char *shorter = g_strndup (longer, strlen (longer) - 2);
  g_autofree char *spaced = g_strdup_printf ("Bearer %s x", fixture->token);
  g_autofree char *basic = g_strdup_printf ("Basic %s", fixture->token);
  g_autofree char *glued = g_strdup_printf ("Bearer%s", fixture->token);
  g_autofree char *hash = gate_org_secret_hash (fixture->token);
  g_autofree char *hashed = g_strdup_printf ("Bearer %s", hash);
  g_autofree char *huge = g_strnfill (65536, 'a');
  g_autofree char *too_long = g_strdup_printf ("Bearer %s", huge);
  g_autofree char *lower = g_strdup_printf ("bearer   %s", fixture->token);
  g_autoptr (GateOrgCall) accepted =
      ask_with (fixture, lower, "GET", "/api/v2/tokens/me", NULL, NULL);

  assert_refused (fixture, NULL, "authentication.required");
  assert_refused (fixture, "", "authentication.required");
  assert_refused (fixture, basic, "authentication.required");
  assert_refused (fixture, glued, "authentication.required");
  assert_refused (fixture, "Bearer", "bad.credentials");
  assert_refused (fixture, "Bearer ", "bad.credentials");
  assert_refused (fixture, "Bearer K\xc3\xa4ufer", "bad.credentials");
  assert_refused (fixture, twice, "bad.credentials");
  assert_refused (fixture, list, "bad.credentials");
  assert_refused (fixture, longer, "bad.credentials");
  assert_refused (fixture, shorter, "bad.credentials");
  assert_refused (fixture, spaced, "bad.credentials");
  assert_refused (fixture, hashed, "bad.credentials");
  assert_refused (fixture, too_long, "bad.credentials");
  g_assert_cmpuint (gate_org_call_get_status (accepted), ==, 200);
}

static void
test_token_in_query (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *target = g_strconcat ("/api/v2/tokens/me?access_token=", fixture->token, NULL);
  g_autoptr (GateOrgCall) alone = ask_with (fixture, NULL, "GET", target, NULL, NULL);
  g_autoptr (GateOrgCall) both = ask (fixture, "GET", target, NULL);

  assert_problem (alone, 400, "bad.request");
  assert_problem (both, 400, "bad.request");
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *wallboard = client_id_of (fixture, "Wallboard TV");
  g_autofree char *no_scope = issue (fixture, wallboard, "admin");
  g_autofree char *neither = issue (fixture, wallboard, "agent");
  g_autofree char *no_permission =
      issue (fixture, gate_org_populate_get_gatehouse_client_id (), "reviewer");
  g_autoptr (GateOrgCall) scope = ask_as (fixture, no_scope, "GET", PUT_PATH UNKNOWN_ID, NULL);
  g_autoptr (GateOrgCall) both = ask_as (fixture, neither, "GET", PUT_PATH UNKNOWN_ID, NULL);
  g_autoptr (GateOrgCall) permission =
      ask_as (fixture, no_permission, "GET", PUT_PATH UNKNOWN_ID, NULL);
  g_autoptr (GateOrgCall) nothing = ask (fixture, "GET", PUT_PATH UNKNOWN_ID, NULL);
  g_autofree char *message = answer_text (permission, "message");
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (permission, &root);
  GateJsonValue parameters;
  const char *missing = NULL;

  assert_problem (scope, 403, "app.not.authorized.for.scope");
  assert_problem (both, 403, "app.not.authorized.for.scope");
  assert_problem (permission, 403, "missing.any.permissions");
  assert_problem (nothing, 404, "not.found");
  g_assert_true (g_str_has_suffix (message, ": [oauth:client:authorize]"));
  g_assert_true (gate_json_get_object (&root, "messageParams", &parameters, NULL));
  g_assert_true (gate_json_get_string (&parameters, "permissions", &missing, NULL));
  g_assert_cmpstr (missing, ==, "oauth:client:authorize");
}

/* With oauth:readonly alone everything can be seen and nothing changed. */
static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path =
      g_strconcat (PUT_PATH, gate_org_populate_get_gatehouse_client_id (), NULL);
  g_autoptr (GateOrgCall) narrowed =
      ask (fixture, "PUT", path, "{\"scope\":[\"oauth:readonly\",\"user-basic-info\"]}");
  g_autoptr (GateOrgCall) read = ask (fixture, "GET", "/api/v2/oauth/authorizations", NULL);
  g_autoptr (GateOrgCall) put = ask (fixture, "PUT", PUT_PATH QUALITY_ID, "{\"roles\":[]}");
  g_autoptr (GateOrgCall) revoke_call = ask (fixture, "DELETE", PUT_PATH QUALITY_ID, NULL);
  g_autoptr (GateOrgCall) token = ask (fixture, "GET", "/api/v2/tokens/me", NULL);
  g_autofree char *scopes = answer_list (token, "authorizedScope");

  g_assert_cmpuint (gate_org_call_get_status (narrowed), ==, 200);
  g_assert_cmpuint (gate_org_call_get_status (read), ==, 200);
  assert_problem (put, 403, "app.not.authorized.for.scope");
  assert_problem (revoke_call, 403, "app.not.authorized.for.scope");
  g_assert_cmpstr (scopes, ==, "oauth:readonly user-basic-info");
}

static void
test_stops (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *stop;
    const char *undo;
  } cases[] = {
    { "UPDATE tokens SET ended_ms = 1", "UPDATE tokens SET ended_ms = NULL" },
    { "UPDATE tokens SET issued_ms = 1, expires_ms = 2",
      "UPDATE tokens SET expires_ms = 9000000000000" },
    { "UPDATE clients SET state = 'inactive'", "UPDATE clients SET state = 'active'" },
    { "UPDATE clients SET state = 'disabled'", "UPDATE clients SET state = 'active'" },
    { "UPDATE authorizations SET state = 'Revoked'",
      "UPDATE authorizations SET state = 'Authorized'" },
    { "UPDATE authorizations SET state = 'Requested'",
      "UPDATE authorizations SET state = 'Authorized'" },
    { "UPDATE people SET state = 'inactive'", "UPDATE people SET state = 'active'" },
    { "UPDATE people SET state = 'deleted'", "UPDATE people SET state = 'active'" },
    { "INSERT INTO authorization_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
      " WHERE c.name = 'Gatehouse' AND r.name = 'Billing'",
      "INSERT INTO authorization_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
      " WHERE c.name = 'Gatehouse' AND r.name = 'Admin'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("Bearer ", fixture->token, NULL);
      g_autoptr (GateOrgCall) alive = NULL;

      g_test_message ("%s", cases[i].stop);
      execute (fixture, cases[i].stop, NULL);
      assert_refused (fixture, header, "bad.credentials");
      execute (fixture, cases[i].undo, NULL);
      alive = ask (fixture, "GET", "/api/v2/tokens/me", NULL);
      g_assert_cmpuint (gate_org_call_get_status (alive), ==, 200);
    }
}

static void
test_issue (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) no_client = NULL;
  g_autoptr (GError) no_person = NULL;
  const char *gatehouse = gate_org_populate_get_gatehouse_client_id ();
  gint64 lifetime_ms = 0;

  for (guint i = 0; i < 500; i++)
    {
      char *token = issue (fixture, gatehouse, "agent");

      g_assert_true (g_str_has_prefix (token, "gate_a_"));
      g_assert_cmpuint (strlen (token), ==, strlen ("gate_a_") + 43);
      g_assert_true (g_hash_table_add (seen, token));
    }
  lifetime_ms = query_number (fixture, "SELECT min (expires_ms - issued_ms) FROM tokens");
  g_assert_cmpint (lifetime_ms, ==, 28800 * 1000);
  g_assert_null (gate_org_bearer_issue (fixture->store, UNKNOWN_ID, NULL, &no_client));
  g_assert_error (no_client, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (gate_org_bearer_issue (fixture->store, gatehouse, UNKNOWN_ID, &no_person));
  g_assert_error (no_person, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A copy of the data folder gives no usable token. */
static void
test_not_on_disk (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *hash = gate_org_secret_hash (fixture->token);
  g_autoptr (GError) error = NULL;
  const char *secret = fixture->token + strlen ("gate_a_");
  const char *name = NULL;
  gboolean hash_seen = FALSE;
  GDir *dir = NULL;

  gate_org_store_close (fixture->store, &error);
  g_assert_no_error (error);
  dir = g_dir_open (fixture->data, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->data, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (memmem (bytes, length, secret, strlen (secret)));
      hash_seen |= memmem (bytes, length, hash, strlen (hash)) != NULL;
    }
  g_dir_close (dir);
  g_assert_true (hash_seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/org/bearer/headers", test_headers);
  ADD ("/org/bearer/token-in-query", test_token_in_query);
  ADD ("/org/bearer/order", test_order);
  ADD ("/org/bearer/read-only", test_read_only);
  ADD ("/org/bearer/stops", test_stops);
  ADD ("/org/bearer/issue", test_issue);
  ADD ("/org/bearer/not-on-disk", test_not_on_disk);
  return g_test_run ();
}
