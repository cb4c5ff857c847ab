/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An edit from the first tick to what the organization confirmed, against an organization that
 * answers as the test says. */

#include "gate-editors.h"
#include "gate-error.h"
#include "gate-text.h"
#include "session-fixture.h"

#define ONE "GET /api/v2/oauth/authorizations/" ID_QUALITY
#define PUT "PUT /api/v2/oauth/authorizations/" ID_QUALITY
#define NAME "Quality Insights"

static const char *const both[] = { "quality", "users", NULL };
static const char *const mine[] = { "routing", "users", NULL };

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  fixture_set_up (f, unused);
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
  fixture_say (f, PUT, 200, "{\"client\":{\"id\":\"" ID_QUALITY "\"}}");
}

static GateAuthorization *
quality (Fixture *f)
{
  return gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
      ID_QUALITY);
}

static void
say (Fixture    *f,
     const char *state,
     const char *scopes)
{
  fixture_say_one (f, ID_QUALITY, NAME, state, scopes);
}

/* The next list: without SCOPES it is not in it. */
static void
reload (Fixture    *f,
        const char *state,
        const char *scopes)
{
  g_autofree char *own = fixture_entity (ID_OWN, "Gatehouse", "Authorized", "\"oauth\"");
  g_autofree char *entity = NULL;
  g_autofree char *list = NULL;

  if (scopes != NULL)
    entity = fixture_entity (ID_QUALITY, NAME, state, scopes);
  list = g_strdup_printf ("{\"entities\":[%s%s%s]}",
                          own,
                          entity != NULL ? "," : "",
                          entity != NULL ? entity : "");
  fixture_say (f, LIST, 200, list);
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
}

static void
settle (GateEditor *editor)
{
  wait_until (gate_editor_get_operation (editor) == NULL);
}

static void
count_cb (gpointer       object,
          GateOperation *operation,
          guint         *n)
{
  (*n)++;
}

static GateEditor *
begin (Fixture *f,
       guint   *n_saved,
       guint   *n_failed)
{
  GateEditor *editor = gate_editor_new (f->session, quality (f));

  g_signal_connect (editor, "saved", G_CALLBACK (count_cb), n_saved);
  g_signal_connect (editor, "failed", G_CALLBACK (count_cb), n_failed);
  g_assert_nonnull (gate_editor_get_edit (editor));
  g_assert_false (gate_editor_is_unsaved (editor));
  g_assert_false (gate_editor_can_save (editor));
  return editor;
}

static void
assert_scopes (GateEditor        *editor,
               const char *const *wanted)
{
  g_assert_cmpstrv ((char **) gate_edit_get_scopes (gate_editor_get_edit (editor)), wanted);
}

static void
test_save (Fixture      *f,
           gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);
  GateEdit *edit = gate_editor_get_edit (editor);

  say (f, "Authorized", "\"users\"");
  say (f, "Authorized", "\"users\",\"quality\"");
  gate_edit_set_scopes (edit, NULL);
  g_assert_true (gate_editor_is_unsaved (editor));
  g_assert_false (gate_editor_can_save (editor));
  gate_edit_set_scopes (edit, both);
  g_assert_true (gate_editor_can_save (editor));
  gate_editor_save (editor);
  g_assert_nonnull (gate_editor_get_operation (editor));
  g_assert_false (gate_editor_can_save (editor));
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_true (gate_editor_get_edit (editor) == edit);
  g_assert_false (gate_editor_is_unsaved (editor));
  assert_scopes (editor, both);
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
}

/* What is ticked while a save is under way is a change still. */
static void
test_tick_meanwhile (Fixture      *f,
                     gconstpointer unused)
{
  static const char *const more[] = { "quality", "routing", "users", NULL };
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  say (f, "Authorized", "\"users\"");
  say (f, "Authorized", "\"users\",\"quality\"");
  gate_edit_set_scopes (gate_editor_get_edit (editor), both);
  gate_editor_save (editor);
  gate_edit_set_scopes (gate_editor_get_edit (editor), more);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_true (gate_editor_can_save (editor));
  assert_scopes (editor, more);
  g_assert_true (gate_strv_equal (gate_authorization_get_scopes (quality (f)), both));
}

static void
test_failure (Fixture      *f,
              gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  fixture_say (f, ONE, 403, "{\"code\":\"missing.any.permissions\",\"status\":403}");
  say (f, "Authorized", "\"users\"");
  say (f, "Authorized", "\"users\",\"quality\"");
  gate_edit_set_scopes (gate_editor_get_edit (editor), both);
  gate_editor_save (editor);
  settle (editor);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_true (gate_error_matches (gate_editor_get_error (editor), GATE_ERROR_FORBIDDEN));
  g_assert_true (gate_editor_can_save (editor));
  assert_scopes (editor, both);
  gate_editor_save (editor);
  g_assert_null (gate_editor_get_error (editor));
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_false (gate_editor_is_unsaved (editor));
}

static void
test_cancel (Fixture      *f,
             gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  fixture_say (f, ONE, SCRIPT_HOLD, "");
  gate_edit_set_scopes (gate_editor_get_edit (editor), both);
  gate_editor_save (editor);
  gate_editor_cancel (editor);
  settle (editor);
  g_assert_cmpuint (n_saved + n_failed, ==, 0);
  g_assert_true (gate_editor_can_save (editor));
  g_assert_null (gate_editor_get_error (editor));
  gate_editor_discard (editor);
  g_assert_false (gate_editor_is_unsaved (editor));
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 0);
}

/* Without changes the edit is of what is new; with changes that is a conflict. */
static void
test_reload (Fixture      *f,
             gconstpointer unused)
{
  static const char *const users[] = { "users", NULL };
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  reload (f, "Authorized", "\"users\",\"quality\"");
  assert_scopes (editor, both);
  g_assert_false (gate_editor_is_unsaved (editor));
  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  reload (f, "Authorized", "\"users\",\"quality\"");
  g_assert_null (gate_editor_get_theirs (editor));
  assert_scopes (editor, mine);
  reload (f, "Authorized", "\"users\"");
  g_assert_nonnull (gate_editor_get_theirs (editor));
  g_assert_false (gate_editor_can_save (editor));
  assert_scopes (editor, mine);
  /* Back to what one saw: there is no conflict any more. */
  reload (f, "Authorized", "\"users\",\"quality\"");
  g_assert_null (gate_editor_get_theirs (editor));
  /* Somebody else wished the same. */
  reload (f, "Authorized", "\"users\",\"routing\"");
  g_assert_null (gate_editor_get_theirs (editor));
  g_assert_false (gate_editor_is_unsaved (editor));
  reload (f, "Authorized", "\"users\"");
  assert_scopes (editor, users);
}

static GateEditor *
begin_conflict (Fixture *f,
                guint   *n_saved,
                guint   *n_failed)
{
  GateEditor *editor = begin (f, n_saved, n_failed);

  say (f, "Authorized", "\"users\",\"quality\"");
  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  gate_editor_save (editor);
  settle (editor);
  g_assert_cmpuint (*n_failed, ==, 1);
  g_assert_nonnull (gate_editor_get_theirs (editor));
  g_assert_null (gate_editor_get_error (editor));
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 0);
  return editor;
}

static void
test_keep_mine (Fixture      *f,
                gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = NULL;

  say (f, "Authorized", "\"users\",\"quality\"");
  editor = begin_conflict (f, &n_saved, &n_failed);
  say (f, "Authorized", "\"users\",\"routing\"");
  gate_editor_keep_mine (editor);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_false (gate_editor_is_unsaved (editor));
  assert_scopes (editor, mine);
}

static void
test_take_theirs (Fixture      *f,
                  gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin_conflict (f, &n_saved, &n_failed);

  gate_editor_take_theirs (editor);
  g_assert_null (gate_editor_get_theirs (editor));
  g_assert_false (gate_editor_is_unsaved (editor));
  assert_scopes (editor, both);
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 0);
}

static void
test_merge (Fixture      *f,
            gconstpointer unused)
{
  static const char *const merged[] = { "quality", "routing", "users", NULL };
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = NULL;

  say (f, "Authorized", "\"users\",\"quality\"");
  editor = begin_conflict (f, &n_saved, &n_failed);
  say (f, "Authorized", "\"users\",\"quality\",\"routing\"");
  gate_editor_merge (editor);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  assert_scopes (editor, merged);
}

static void
test_revoked (Fixture      *f,
              gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  reload (f, "Revoked", "\"users\"");
  g_assert_nonnull (gate_editor_get_theirs (editor));
  gate_editor_merge (editor);
  g_assert_nonnull (gate_editor_get_theirs (editor));
  say (f, "Revoked", "\"users\"");
  say (f, "Authorized", "\"users\",\"routing\"");
  gate_editor_keep_mine (editor);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_cmpuint (gate_authorization_get_state (quality (f)), ==, GATE_AUTHORIZATION_AUTHORIZED);
}

/* Revoked after it was given just what is wanted here: authorizing it again is a change. */
static void
test_revoked_as_wanted (Fixture      *f,
                        gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  reload (f, "Revoked", "\"users\",\"routing\"");
  say (f, "Revoked", "\"users\",\"routing\"");
  say (f, "Authorized", "\"users\",\"routing\"");
  gate_editor_keep_mine (editor);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
}

static void
test_gone (Fixture      *f,
           gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);
  g_autoptr (GateAuthorization) old = g_object_ref (quality (f));

  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  reload (f, NULL, NULL);
  g_assert_null (quality (f));
  gate_editor_refresh (editor);
  g_assert_cmpuint (gate_authorization_get_state (gate_editor_get_theirs (editor)),
                    ==,
                    GATE_AUTHORIZATION_UNAUTHORIZED);
  fixture_say (f, ONE, 404, "{\"code\":\"not.found\",\"status\":404}");
  say (f, "Authorized", "\"users\",\"routing\"");
  gate_editor_keep_mine (editor);
  settle (editor);
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_nonnull (quality (f));
  g_assert_true (gate_editor_get_authorization (editor) == quality (f));
  g_assert_true (quality (f) != old);
  g_assert_false (gate_editor_is_unsaved (editor));
}

static void
test_gone_when_saved (Fixture      *f,
                      gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  fixture_say (f, ONE, 404, "{\"code\":\"not.found\",\"status\":404}");
  gate_editor_save (editor);
  settle (editor);
  g_assert_nonnull (gate_editor_get_theirs (editor));
  g_assert_true (gate_editor_is_unsaved (editor));
  g_assert_cmpuint (n_failed, ==, 1);
}

/* What could not be read would be lost. */
static void
test_locked (Fixture      *f,
             gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);

  g_assert_null (gate_editor_get_locked_reason (editor));
  reload (f, "Authorized", "\"users\",7");
  g_assert_null (gate_editor_get_edit (editor));
  g_assert_nonnull (gate_editor_get_locked_reason (editor));
  reload (f, "Authorized", "\"users\"");
  g_assert_nonnull (gate_editor_get_edit (editor));
  g_assert_null (gate_editor_get_locked_reason (editor));
  reload (f, "Revoked", "\"users\"");
  g_assert_null (gate_editor_get_edit (editor));
  g_assert_null (gate_editor_get_locked_reason (editor));
}

/* Offline nothing can be saved, and nothing is lost. */
static void
test_offline (Fixture      *f,
              gconstpointer unused)
{
  guint n_saved = 0;
  guint n_failed = 0;
  g_autoptr (GateEditor) editor = begin (f, &n_saved, &n_failed);
  g_autoptr (GateEditor) untouched = gate_editor_new (f->session, quality (f));

  gate_edit_set_scopes (gate_editor_get_edit (editor), mine);
  fixture_say (f, LIST, 500, "{}");
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_false (gate_session_can_change (f->session));
  g_assert_true (gate_editor_is_unsaved (editor));
  g_assert_false (gate_editor_can_save (editor));
  g_assert_null (gate_editor_get_edit (untouched));
  reload (f, "Authorized", "\"users\"");
  g_assert_true (gate_editor_can_save (editor));
  g_assert_nonnull (gate_editor_get_edit (untouched));
}

/* Looking at another application meanwhile. */
static void
test_several (Fixture      *f,
              gconstpointer unused)
{
  g_autoptr (GateEditors) editors = gate_editors_new (f->session);
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (f->session);
  GateEditor *first = gate_editors_get (editors, quality (f));
  GateEditor *own = NULL;

  g_assert_null (gate_editors_find_unsaved (editors));
  gate_edit_set_scopes (gate_editor_get_edit (first), mine);
  own = gate_editors_get (editors,
                          gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_OWN));
  g_assert_true (own != first);
  g_assert_true (gate_editors_find_unsaved (editors) == first);
  g_assert_true (gate_editors_get (editors, quality (f)) == first);
  gate_editor_discard (first);
  g_assert_null (gate_editors_find_unsaved (editors));
}

/* Undo gives back the earlier scopes and roles, in words of its own. */
static void
test_undo (Fixture      *f,
           gconstpointer unused)
{
  static const char *const users[] = { "users", NULL };
  g_autoptr (GateEdit) edit = gate_edit_new (quality (f));
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;
  g_autofree char *saving = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *undone = NULL;

  say (f, "Authorized", "\"users\"");
  say (f, "Authorized", "\"users\",\"quality\"");
  say (f, "Authorized", "\"users\",\"quality\"");
  say (f, "Authorized", "\"users\"");
  gate_edit_set_scopes (edit, both);
  operation = gate_changes_save (gate_session_get_changes (f->session), edit);
  saving = gate_operation_describe (operation);
  g_assert_cmpstr (saving, ==, "Saving Quality Insights…");
  wait_until (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING);
  saved = gate_operation_describe (operation);
  g_assert_cmpstr (saved, ==, "Saved Quality Insights.");
  g_assert_true (gate_operation_can_undo (operation));
  undo = gate_changes_undo (gate_session_get_changes (f->session), operation);
  wait_until (gate_operation_get_state (undo) != GATE_OPERATION_RUNNING);
  undone = gate_operation_describe (undo);
  g_assert_cmpstr (undone, ==, "Quality Insights has its earlier scopes and roles again.");
  g_assert_cmpstrv ((char **) gate_authorization_get_scopes (quality (f)), users);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/session/editor/" name, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("save", test_save);
  ADD ("tick-meanwhile", test_tick_meanwhile);
  ADD ("failure", test_failure);
  ADD ("cancel", test_cancel);
  ADD ("reload", test_reload);
  ADD ("keep-mine", test_keep_mine);
  ADD ("take-theirs", test_take_theirs);
  ADD ("merge", test_merge);
  ADD ("revoked", test_revoked);
  ADD ("revoked-as-wanted", test_revoked_as_wanted);
  ADD ("gone", test_gone);
  ADD ("gone-when-saved", test_gone_when_saved);
  ADD ("locked", test_locked);
  ADD ("offline", test_offline);
  ADD ("several", test_several);
  ADD ("undo", test_undo);
  return g_test_run ();
}
