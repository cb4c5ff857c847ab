/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Approving, editing and revoking: what changes, what stays, what is recorded. */

#include "api-fixture.h"

static void
assert_lists (GateOrgCall *call,
              const char  *state,
              const char  *scopes,
              const char  *roles)
{
  g_autofree char *found_state = answer_text (call, "state");
  g_autofree char *found_scopes = answer_list (call, "scope");
  g_autofree char *found_roles = answer_list (call, "roles");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpstr (found_state, ==, state);
  g_assert_cmpstr (found_scopes, ==, scopes);
  g_assert_cmpstr (found_roles, ==, roles);
}

static void
test_approve (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const names[] = { "Queue Console", "Translation Desk" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = authorization_path_of (fixture, names[i]);
      g_autoptr (GateOrgCall) call =
          ask (fixture, "PUT", path, "{\"scope\":[\"user-basic-info\"],\"roles\":[]}");
      g_autofree char *created = answer_text (call, "dateCreated");
      g_autofree char *modified = answer_text (call, "dateModified");
      g_autofree char *read_back = state_of (fixture, path);
      gsize length = 0;
      const char *text = g_bytes_get_data (gate_org_call_get_answer (call), &length);
      g_autofree char *answered = g_strndup (text, length);
      GateJsonValue root;
      g_autoptr (GateJsonDocument) document = answer_of (call, &root);
      GateJsonValue who;
      const char *name = NULL;

      assert_lists (call, "Authorized", "user-basic-info", "");
      g_assert_cmpstr (created, ==, modified);
      g_assert_cmpstr (answered, ==, read_back);
      g_assert_true (gate_json_get_object (&root, "createdBy", &who, NULL));
      g_assert_true (gate_json_get_string (&who, "name", &name, NULL));
      g_assert_cmpstr (name, ==, "Dana Reyes");
      g_assert_cmpint (n_audits (fixture), ==, i + 1);
    }
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Payroll Export");
  g_autofree char *agent = role_id_of (fixture, "Agent");
  g_autofree char *two = g_strdup_printf ("{\"roles\":[\"%s\",\"%s\"]}", agent, agent);
  g_autoptr (GateOrgCall) before = ask (fixture, "GET", path, NULL);
  g_autofree char *roles = answer_list (before, "roles");
  g_autofree char *created = answer_text (before, "dateCreated");
  g_autoptr (GateOrgCall) scopes_only =
      ask (fixture, "PUT", path, "{\"scope\":[\"users:readonly\",\"users:readonly\"]}");
  g_autoptr (GateOrgCall) roles_only = NULL;
  g_autoptr (GateOrgCall) all_roles = NULL;
  g_autofree char *still_created = NULL;

  assert_lists (scopes_only, "Authorized", "users:readonly", roles);
  roles_only = ask (fixture, "PUT", path, two);
  assert_lists (roles_only, "Authorized", "users:readonly", agent);
  all_roles = ask (fixture, "PUT", path, "{\"roles\":[],\"state\":\"Requested\",\"pending\":true}");
  assert_lists (all_roles, "Authorized", "users:readonly", "");
  still_created = answer_text (all_roles, "dateCreated");
  g_assert_cmpstr (still_created, ==, created);
}

static void
test_scope_beyond_asked (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Wallboard TV");
  g_autoptr (GateOrgCall) listed = NULL;
  g_autoptr (GateOrgCall) kept = NULL;
  g_autoptr (GateOrgCall) implied = NULL;
  g_autoptr (GateOrgCall) foreign = NULL;

  /* Listed by oauth/scopes, though not asked for. */
  listed = ask (fixture, "PUT", path, "{\"scope\":[\"journey\"]}");
  assert_lists (listed, "Authorized", "journey", "");

  /* Granted long ago, listed no more; asked for, never listed. */
  execute (fixture,
           "INSERT INTO authorization_scopes SELECT number, 'streaming-events:readonly'"
           " FROM clients WHERE name = 'Wallboard TV'",
           NULL);
  execute (fixture,
           "INSERT INTO client_scopes SELECT number, 'holograms' FROM clients"
           " WHERE name = 'Wallboard TV'",
           NULL);
  kept = ask (fixture, "PUT", path, "{\"scope\":[\"streaming-events:readonly\",\"holograms\"]}");
  assert_lists (kept, "Authorized", "holograms streaming-events:readonly", "");
  implied = ask (fixture, "PUT", path, "{\"scope\":[\"holograms:readonly\"]}");
  assert_lists (implied, "Authorized", "holograms:readonly", "");
  foreign = ask (fixture, "PUT", path, "{\"scope\":[\"streaming-events:readonly\"]}");
  assert_problem (foreign, 400, "auth.invalid.scope");
}

static void
test_date_moves_on (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Wallboard TV");
  g_autofree char *last = NULL;

  execute (fixture, "UPDATE authorizations SET modified_ms = modified_ms + 4000000000000", NULL);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GateOrgCall) changed =
          ask (fixture, i % 3 == 2 ? "DELETE" : "PUT", path, i % 3 == 2 ? NULL : "{\"roles\":[]}");
      g_autoptr (GateOrgCall) call = ask (fixture, "GET", path, NULL);
      g_autofree char *modified = answer_text (call, "dateModified");

      g_assert_cmpuint (gate_org_call_get_status (changed), ==, 200);
      g_assert_cmpint (g_strcmp0 (last, modified), <, 0);
      g_free (last);
      last = g_steal_pointer (&modified);
    }
  g_assert_cmpint (n_audits (fixture), ==, 30);
}

/* A client that asks for no scopes (client credentials) is granted none. */
static void
test_no_scopes (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Nightly Report Export");
  g_autoptr (GateOrgCall) empty = ask (fixture, "PUT", path, "{\"scope\":[],\"roles\":[]}");
  g_autoptr (GateOrgCall) left_out = ask (fixture, "PUT", path, "{\"roles\":[]}");

  assert_lists (empty, "Authorized", "", "");
  assert_lists (left_out, "Authorized", "", "");
}

static void
test_pending (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Phone Bridge");
  g_autoptr (GateOrgCall) before = ask (fixture, "GET", path, NULL);
  g_autoptr (GateOrgCall) denied = NULL;
  g_autoptr (GateOrgCall) after = NULL;
  g_autoptr (GateOrgCall) approved = NULL;

  assert_lists (before, "Requested", "", "");
  denied = ask (fixture, "DELETE", path, NULL);
  g_assert_cmpuint (gate_org_call_get_status (denied), ==, 200);
  after = ask (fixture, "GET", path, NULL);
  assert_lists (after, "Revoked", "", "");
  approved = ask (fixture, "PUT", path, "{\"scope\":[\"telephony\",\"conversations\"]}");
  assert_lists (approved, "Authorized", "conversations telephony", "");
}

static void
test_revoke (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "CRM Screen Pop");
  g_autofree char *id = client_id_of (fixture, "CRM Screen Pop");
  g_autofree char *agents_token = issue (fixture, id, "agent");
  g_autoptr (GateOrgCall) before = ask (fixture, "GET", path, NULL);
  g_autofree char *scopes = answer_list (before, "scope");
  g_autofree char *roles = answer_list (before, "roles");
  g_autoptr (GateOrgCall) alive = ask_as (fixture, agents_token, "GET", "/api/v2/tokens/me", NULL);
  g_autoptr (GateOrgCall) call = NULL;
  g_autoptr (GateOrgCall) dead = NULL;
  g_autoptr (GateOrgCall) revoked = NULL;
  g_autoptr (GateOrgCall) again = NULL;
  g_autoptr (GateOrgCall) still_dead = NULL;
  g_autoptr (GateOrgCall) others = NULL;
  g_autofree char *body = NULL;

  g_assert_cmpuint (gate_org_call_get_status (alive), ==, 200);
  call = ask (fixture, "DELETE", path, NULL);
  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_true (gate_org_call_get_answer (call) == NULL ||
                 g_bytes_get_size (gate_org_call_get_answer (call)) == 0);
  dead = ask_as (fixture, agents_token, "GET", "/api/v2/tokens/me", NULL);
  assert_problem (dead, 401, "bad.credentials");
  revoked = ask (fixture, "GET", path, NULL);
  assert_lists (revoked, "Revoked", scopes, roles);

  /* As it was before, but whoever was signed in must sign in again. */
  body = g_strdup ("{\"roles\":[]}");
  again = ask (fixture, "PUT", path, body);
  assert_lists (again, "Authorized", scopes, "");
  still_dead = ask_as (fixture, agents_token, "GET", "/api/v2/tokens/me", NULL);
  assert_problem (still_dead, 401, "bad.credentials");
  others = ask (fixture, "GET", "/api/v2/tokens/me", NULL);
  g_assert_cmpuint (gate_org_call_get_status (others), ==, 200);
}

static void
test_revoke_without_record (Fixture      *fixture,
                            gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Shift Swap");
  g_autoptr (GateOrgCall) call = ask (fixture, "DELETE", path, NULL);

  assert_problem (call, 404, "not.found");
  g_assert_cmpint (n_audits (fixture), ==, 0);
}

static void
test_revoke_own_client (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *path =
      g_strconcat (PUT_PATH, gate_org_populate_get_gatehouse_client_id (), NULL);
  g_autoptr (GateOrgCall) call = ask (fixture, "DELETE", path, NULL);
  g_autoptr (GateOrgCall) next = ask (fixture, "GET", path, NULL);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  assert_problem (next, 401, "bad.credentials");
}

static void
test_audit (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = authorization_path_of (fixture, "Survey Mailer");
  g_autoptr (GateOrgCall) first = ask (fixture, "PUT", path, "{\"scope\":[\"quality\"]}");
  g_autoptr (GateOrgCall) refused = ask (fixture, "PUT", path, "{\"scope\":[\"bogus\"]}");
  g_autoptr (GateOrgCall) second = ask (fixture, "DELETE", path, NULL);
  g_autofree char *before =
      query_text (fixture, "SELECT scopes_before FROM audit WHERE sequence = 1", NULL);
  g_autofree char *after =
      query_text (fixture, "SELECT scopes_after FROM audit WHERE sequence = 1", NULL);
  g_autofree char *change = query_text (
      fixture,
      "SELECT action || ' ' || state_before || ' ' || state_after || ' ' || p.user_name || ' '"
      " || t.name FROM audit AS a JOIN people AS p ON p.number = a.person"
      " JOIN clients AS t ON t.number = a.through_client WHERE sequence = 2",
      NULL);
  g_autofree char *correlation_id =
      query_text (fixture, "SELECT correlation_id FROM audit WHERE sequence = 2", NULL);

  assert_problem (refused, 400, "auth.invalid.scope");
  g_assert_cmpint (n_audits (fixture), ==, 2);
  g_assert_cmpstr (before,
                   ==,
                   "conversations:readonly external-contacts:readonly quality:readonly "
                   "routing:readonly");
  g_assert_cmpstr (after, ==, "quality");
  g_assert_cmpstr (change, ==, "Deauthorize Authorized Revoked admin Gatehouse");
  g_assert_cmpstr (correlation_id, ==, gate_org_call_get_correlation_id (second));
  g_assert_cmpuint (gate_org_call_get_status (first), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/org/api-change/approve", test_approve);
  ADD ("/org/api-change/edit", test_edit);
  ADD ("/org/api-change/scope-beyond-asked", test_scope_beyond_asked);
  ADD ("/org/api-change/date-moves-on", test_date_moves_on);
  ADD ("/org/api-change/no-scopes", test_no_scopes);
  ADD ("/org/api-change/pending", test_pending);
  ADD ("/org/api-change/revoke", test_revoke);
  ADD ("/org/api-change/revoke-without-record", test_revoke_without_record);
  ADD ("/org/api-change/revoke-own-client", test_revoke_own_client);
  ADD ("/org/api-change/audit", test_audit);
  return g_test_run ();
}
