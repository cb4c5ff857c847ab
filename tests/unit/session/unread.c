/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An authorization whose roles or scopes cannot be read completely: whatever one does with it, no
 * list comes out of it. Without roles it would be open to everybody. */

#include "gate-editor.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "session-fixture.h"

#define ONE "GET /api/v2/oauth/authorizations/" ID_QUALITY
#define PUT "PUT /api/v2/oauth/authorizations/" ID_QUALITY
#define DELETE "DELETE /api/v2/oauth/authorizations/" ID_QUALITY
#define NAME "Quality Insights"

typedef struct
{
  const char *name;
  const char *scope; /* JSON; NULL: absent */
  const char *roles; /* JSON; NULL: absent; MANY: 5,001 of them */
  const char *clause;
} Row;

#define MANY "many"

static const char *const users[] = { "users", NULL };
static const char *const both[] = { "quality", "users", NULL };
static const char *const none[] = { NULL };

#define NO_ROLES "The organization did not tell its roles"
#define NO_SCOPES "The organization did not tell its scopes"

static const Row rows[] = {
  { "roles-absent", "[\"users\"]", NULL, NO_ROLES },
  { "roles-null", "[\"users\"]", "null", NO_ROLES },
  { "roles-objects", "[\"users\"]", "[{\"name\":\"r1\"}]", "Its roles could not be read" },
  { "roles-text", "[\"users\"]", "\"r1\"", "Its roles could not be read" },
  { "roles-number", "[\"users\"]", "7", "Its roles could not be read" },
  { "roles-boolean", "[\"users\"]", "true", "Its roles could not be read" },
  { "roles-object", "[\"users\"]", "{}", "Its roles could not be read" },
  { "roles-lists", "[\"users\"]", "[[]]", "Its roles could not be read" },
  { "roles-blank", "[\"users\"]", "[\"a b\"]", "Its roles could not be read" },
  { "roles-some", "[\"users\"]", "[\"a b\",\"r1\"]", "Not all of its roles could be read" },
  { "roles-many", "[\"users\"]", MANY, "Not all of its roles could be read" },
  { "scope-absent", NULL, "[]", NO_SCOPES },
  { "scope-null", "null", "[]", NO_SCOPES },
  { "scope-objects", "[{\"id\":\"users\"}]", "[]", "Its scopes could not be read" },
  { "scope-text", "\"users\"", "[]", "Its scopes could not be read" },
  { "scope-number", "0", "[]", "Its scopes could not be read" },
  { "scope-some", "[\"users\",\"a b\"]", "[]", "Not all of its scopes could be read" },
  { "both-absent", NULL, NULL, "The organization did not tell its scopes and roles" },
  { "both", "{}", "\"r1\"", "Its scopes and roles could not be read" },
  { "both-some", "[\"users\",7]", "\"r1\"", "Not all of its scopes and roles could be read" },
  { "absent-and-unread", NULL, "7", "Its scopes and roles are not known" },
};

static void
add_member (GString    *text,
            const char *name,
            const char *value)
{
  if (value == NULL)
    return;
  if (!g_str_equal (value, MANY))
    {
      g_string_append_printf (text, ",\"%s\":%s", name, value);
      return;
    }
  g_string_append_printf (text, ",\"%s\":[\"r0\"", name);
  for (guint i = 1; i <= 5000; i++)
    g_string_append_printf (text, ",\"r%u\"", i);
  g_string_append_c (text, ']');
}

static char *
new_entity (const Row  *row,
            const char *state)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text,
                   "{\"client\":{\"id\":\"" ID_QUALITY "\",\"name\":\"" NAME "\","
                   "\"scope\":[\"users\"]},\"state\":\"%s\"",
                   state);
  add_member (text, "scope", row->scope);
  add_member (text, "roles", row->roles);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say (Fixture    *f,
     const Row  *row,
     const char *state)
{
  g_autofree char *body = new_entity (row, state);

  fixture_say (f, ONE, 200, body);
}

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  fixture_set_up (f, unused);
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
}

/* Loads a list in which there is what ROW says, in that state. */
static GateAuthorization *
begin (Fixture    *f,
       const Row  *row,
       const char *state)
{
  g_autofree char *entity = new_entity (row, state);
  g_autofree char *list = g_strdup_printf ("{\"entities\":[%s]}", entity);
  GateAuthorization *found = NULL;

  fixture_say (f, LIST, 200, list);
  fixture_say (f, PUT, 200, "{\"client\":{\"id\":\"" ID_QUALITY "\"}}");
  fixture_say (f, DELETE, 204, "");
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  found =
      gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                               ID_QUALITY);
  g_assert_nonnull (found);
  return found;
}

static void
assert_nothing_written (Fixture *f)
{
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 0);
}

static void
refuse (Fixture       *f,
        GateOperation *operation,
        const char    *could_not)
{
  g_autofree char *sentence =
      g_strconcat (NAME " could not be ",
                   could_not,
                   ". Its scopes or roles could not be read completely. Writing them back could "
                   "open it to everybody, so nothing was sent.",
                   NULL);

  finish (operation);
  assert_failed (operation, GATE_ERROR_INVALID, sentence);
  assert_nothing_written (f);
}

static gboolean
is_told (const char *value)
{
  return value != NULL && !g_str_equal (value, "null");
}

/* Authorize Again… of what was revoked, saving what is approved, and Approve… of a request, which
 * need not tell its scopes and roles, because it has none yet. */
static void
test_write (Fixture      *f,
            gconstpointer data)
{
  static const char *const states[] = { "Revoked", "Authorized", "Requested", "Unauthorized" };
  const Row *row = data;
  guint n = is_told (row->scope) && is_told (row->roles) ? G_N_ELEMENTS (states) : 2;

  for (guint i = 0; i < n; i++)
    {
      GateAuthorization *seen = begin (f, data, states[i]);
      g_autoptr (GateEdit) edit = gate_edit_new (seen);
      g_autoptr (GateOperation) authorize = NULL;
      g_autoptr (GateOperation) save = NULL;

      say (f, data, states[i]);
      authorize = gate_changes_authorize (gate_session_get_changes (f->session), seen, users, none);
      refuse (f, authorize, "approved");
      gate_edit_set_scopes (edit, both);
      g_assert_cmpint (gate_edit_get_verdict (edit), ==, GATE_EDIT_NOT_READ);
      save = gate_changes_save (gate_session_get_changes (f->session), edit);
      refuse (f, save, "saved");
    }
}

static void
test_undo_of_revoke (Fixture      *f,
                     gconstpointer data)
{
  static const Row open = { "open", "[]", "[]", NULL };
  const Row *row = data;
  GateAuthorization *seen = begin (f, row, "Authorized");
  g_autofree char *described =
      g_strdup_printf (NAME " is revoked. %s, so this cannot be undone here.", row->clause);
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;

  say (f, row, "Authorized");
  say (f, &open, "Revoked");
  operation = gate_changes_revoke (gate_session_get_changes (f->session), seen);
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  assert_described (operation, described);
  g_assert_false (gate_operation_can_undo (operation));
  undo = gate_changes_undo (gate_session_get_changes (f->session), operation);
  finish (undo);
  g_assert_cmpuint (gate_operation_get_state (undo), ==, GATE_OPERATION_FAILED);
  assert_nothing_written (f);
}

/* Somebody made it unreadable while there are changes here. */
static void
test_conflict (Fixture      *f,
               gconstpointer data)
{
  static const Row known = { "known", "[\"users\"]", "[]", NULL };
  g_autoptr (GateEditor) editor = gate_editor_new (f->session, begin (f, &known, "Authorized"));
  GateEdit *edit = gate_editor_get_edit (editor);

  say (f, data, "Authorized");
  gate_edit_set_scopes (edit, both);
  gate_editor_save (editor);
  wait_until (gate_editor_get_operation (editor) == NULL);
  g_assert_nonnull (gate_editor_get_theirs (editor));
  g_assert_false (gate_editor_can_keep_mine (editor));
  g_assert_false (gate_editor_can_merge (editor));
  gate_editor_keep_mine (editor);
  g_assert_null (gate_editor_get_operation (editor));
  gate_editor_merge (editor);
  g_assert_null (gate_editor_get_operation (editor));
  g_assert_nonnull (gate_editor_get_theirs (editor));
  gate_editor_take_theirs (editor);
  g_assert_null (gate_editor_get_edit (editor));
  g_assert_nonnull (gate_editor_get_locked_reason (editor));
  assert_nothing_written (f);
}

/* What is read back says nothing of a list that it does not tell. */
static void
test_read_back (Fixture      *f,
                gconstpointer data)
{
  static const Row asking = { "asking", "[]", "[]", NULL };
  g_autoptr (GateOperation) operation = NULL;
  GateAuthorization *seen = begin (f, &asking, "Requested");

  say (f, &asking, "Requested");
  say (f, data, "Authorized");
  operation = gate_changes_authorize (gate_session_get_changes (f->session), seen, users, none);
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNKNOWN_OUTCOME,
                 "The organization accepted the change of " NAME ", but what came of it cannot be "
                 "read completely.");
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
}

/* A client that is not certain: it is listed, and nothing is sent, not even to revoke it. */
static void
test_other_id (Fixture      *f,
               gconstpointer data)
{
  static const char *const ids[] = { "purecloud-architect", "{" ID_QUALITY "}" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GateChanges *changes = gate_session_get_changes (f->session);
      g_autofree char *list = g_strdup_printf (
          "{\"entities\":[{\"client\":{\"id\":\"%s\",\"name\":\"" NAME "\"},\"scope\":[\"users\"],"
          "\"roles\":[],\"state\":\"Authorized\"}]}",
          ids[i]);
      g_autofree char *path = g_uri_escape_string (ids[i], NULL, FALSE);
      g_autofree char *revoke = g_strconcat ("DELETE /api/v2/oauth/authorizations/", path, NULL);
      g_autofree char *get = g_strconcat ("GET /api/v2/oauth/authorizations/", path, NULL);
      g_autoptr (GateOperation) operation = NULL;
      GateAuthorization *found = NULL;

      fixture_say (f, LIST, 200, list);
      fixture_say (f, revoke, 204, "");
      gate_session_reload (f->session);
      wait_until (!session_is_loading (f->session));
      found = gate_sliced_list_lookup (
          GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)), ids[i]);
      g_assert_nonnull (found);
      g_assert_false (gate_authorization_is_complete (found));
      g_assert_cmpstr (gate_authorization_get_name (found), ==, NAME);
      g_assert_cmpstr (gate_authorization_get_problem (found), ==, "client.id: not a client ID");
      operation = gate_changes_revoke (changes, found);
      finish (operation);
      g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_FAILED);
      g_assert_cmpuint (script_server_count (f->server, get), ==, 0);
      g_assert_cmpuint (script_server_count (f->server, revoke), ==, 0);
    }
}

static void
add (const char *what,
     void      (*test) (Fixture *, gconstpointer))
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/session/unread/%s/%s", what, rows[i].name);

      g_test_add (path, Fixture, &rows[i], set_up, test, fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("write", test_write);
  add ("undo-of-revoke", test_undo_of_revoke);
  add ("conflict", test_conflict);
  add ("read-back", test_read_back);
  g_test_add ("/session/unread/other-id", Fixture, NULL, set_up, test_other_id, fixture_tear_down);
  return g_test_run ();
}
