/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* After a write that the organization accepted: its answer counts, whatever reading shows for some
 * time. */

#include "gate-editor.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "session-fixture.h"

#define NAME "Quality Insights"
#define ONE "GET /api/v2/oauth/authorizations/" ID_QUALITY
#define PUT "PUT /api/v2/oauth/authorizations/" ID_QUALITY
#define DELETE "DELETE /api/v2/oauth/authorizations/" ID_QUALITY
#define SECOND_MS 50
#define N_LOOKS 6
#define BEFORE "2026-11-01T08:00:00.000Z"
#define AFTER "2026-11-01T09:00:00.000Z"
#define DANA "u1" /* the person signed in */
#define NOT_KNOWN                                                                                 \
  "The organization accepted the change of " NAME ". Whether it is visible there yet is not known."
#define NOT_VISIBLE                                                                               \
  "The organization accepted the change of " NAME "; it is not visible there yet."

static const char *const users[] = { "users", NULL };
static const char *const both[] = { "quality", "users", NULL };
static const char *const quality[] = { "quality", NULL };
static const char *const none[] = { NULL };
static const char *const two_roles[] = { "r1", "r2", NULL };

static char *
entity_with_roles (const char *state,
                   const char *scopes,
                   const char *roles,
                   const char *date,
                   const char *by)
{
  return g_strdup_printf ("{\"client\":{\"id\":\"" ID_QUALITY "\",\"name\":\"" NAME "\","
                          "\"description\":\"Listens\",\"scope\":[\"users\"]},\"state\":\"%s\","
                          "\"scope\":[%s],\"roles\":[%s],\"dateModified\":\"%s\","
                          "\"modifiedBy\":{\"id\":\"%s\",\"name\":\"Somebody\"}}",
                          state,
                          scopes,
                          roles,
                          date,
                          by);
}

static void
say (Fixture    *f,
     const char *request,
     const char *state,
     const char *scopes,
     const char *date,
     const char *by)
{
  g_autofree char *entity = entity_with_roles (state, scopes, "", date, by);

  fixture_say (f, request, 200, entity);
}

static void
say_old (Fixture *f)
{
  say (f, ONE, "Authorized", "\"users\"", BEFORE, "u0");
}

static void
load (Fixture    *f,
      const char *entity)
{
  g_autofree char *list = g_strdup_printf ("{\"entities\":[%s]}", entity);

  fixture_say (f, LIST, 200, list);
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
}

static void
load_old (Fixture *f)
{
  g_autofree char *entity = entity_with_roles ("Authorized", "\"users\"", "", BEFORE, "u0");

  load (f, entity);
}

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  fixture_set_up (f, unused);
  gate_http_set_retry_base_ms (gate_session_get_http (f->session), SECOND_MS);
  gate_http_set_deadlines_ms (gate_session_get_http (f->session), 20000, 20000, 20000);
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
  load_old (f);
}

static void
assert_row (Fixture               *f,
            GateAuthorizationState state,
            const char *const     *scopes)
{
  GateAuthorization *row = fixture_find (f, ID_QUALITY);

  g_assert_nonnull (row);
  g_assert_cmpstr (gate_authorization_get_name (row), ==, NAME);
  g_assert_cmpuint (gate_authorization_get_state (row), ==, state);
  g_assert_cmpstrv ((char **) gate_authorization_get_scopes (row), (char **) scopes);
}

static void
assert_done (GateOperation *operation,
             const char    *wanted)
{
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  g_assert_true (gate_operation_can_undo (operation));
  assert_described (operation, wanted);
}

static void
looking_cb (GateOperation *operation,
            GParamSpec    *pspec,
            guint         *n_looked)
{
  if (!gate_operation_is_looking (operation))
    return;
  (*n_looked)++;
  assert_described (operation, NOT_VISIBLE);
}

static GateOperation *
begin_revoke (Fixture *f,
              guint   *n_looked)
{
  GateOperation *operation = NULL;

  fixture_say (f, DELETE, 204, "");
  operation = gate_changes_revoke (gate_session_get_changes (f->session),
                                   fixture_find (f, ID_QUALITY));
  g_signal_connect (operation, "notify::is-looking", G_CALLBACK (looking_cb), n_looked);
  return operation;
}

static GateOperation *
authorize (Fixture           *f,
           const char *const *scopes,
           const char *const *roles)
{
  return gate_changes_authorize (
      gate_session_get_changes (f->session), fixture_find (f, ID_QUALITY), scopes, roles);
}

/* Visible at once: nothing is said of waiting. */
static void
test_at_once (Fixture      *f,
              gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  say (f, ONE, "Revoked", "\"users\"", AFTER, DANA);
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NAME " is revoked.");
  g_assert_cmpuint (n_looked, ==, 0);
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, 2);
}

static void
test_later (Fixture      *f,
            gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  for (guint i = 0; i < 4; i++)
    say_old (f);
  say (f, ONE, "Revoked", "\"users\"", AFTER, DANA);
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NAME " is revoked.");
  assert_row (f, GATE_AUTHORIZATION_REVOKED, users);
  g_assert_cmpuint (n_looked, ==, 1);
  g_assert_cmpuint (script_server_count (f->server, DELETE), ==, 1);
}

/* The row keeps what was answered; afterwards the list tells what the organization has. */
static void
test_never (Fixture      *f,
            gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NOT_VISIBLE);
  assert_row (f, GATE_AUTHORIZATION_REVOKED, users);
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, 1 + N_LOOKS);
  load_old (f);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, users);
}

/* Whoever does not wait has the answer all the same. */
static void
test_cancelled (Fixture      *f,
                gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  operation = begin_revoke (f, &n_looked);
  wait_until (n_looked > 0);
  gate_operation_cancel (operation);
  finish (operation);
  assert_done (operation, NOT_KNOWN);
}

/* A reading that fails says nothing against the answer. */
static void
test_not_read (Fixture      *f,
               gconstpointer status)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  fixture_say (f, ONE, GPOINTER_TO_UINT (status), "{}");
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NOT_KNOWN);
}

static void
carry_out_undo (Fixture       *f,
                GateOperation *operation)
{
  g_autoptr (GateOperation) undo =
      gate_changes_undo (gate_session_get_changes (f->session), operation);

  say (f, PUT, "Authorized", "\"users\"", "2026-11-01T10:00:00.000Z", DANA);
  finish (undo);
  g_assert_cmpuint (gate_operation_get_state (undo), ==, GATE_OPERATION_DONE);
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, users);
}

/* Undo of what is not visible yet, and of what became visible after all: revoked, or deleted. */
static void
test_undo (Fixture      *f,
           gconstpointer status)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NOT_VISIBLE);
  if (GPOINTER_TO_UINT (status) == 200)
    say (f, ONE, "Revoked", "", AFTER, DANA);
  else if (GPOINTER_TO_UINT (status) == 404)
    fixture_say (f, ONE, 404, "{}");
  carry_out_undo (f, operation);
}

/* Only a name and a date say that it was another person. */
static void
test_somebody_else (Fixture      *f,
                    gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  say (f, ONE, "Authorized", "\"users\"", BEFORE, "u2");
  say (f, ONE, "Authorized", "\"quality\"", AFTER, DANA);
  say (f, ONE, "Authorized", "\"quality\"", AFTER, "u2");
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_CONFLICT,
                 NAME " could not be revoked. Somebody else changed it meanwhile.");
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, 4);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, quality);
}

/* Where a revoke deletes the authorization, name and description stay. */
static void
test_forgotten (Fixture      *f,
                gconstpointer unused)
{
  guint n_looked = 0;
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  fixture_say (f, ONE, 404, "{}");
  operation = begin_revoke (f, &n_looked);
  finish (operation);
  assert_done (operation, NAME " is revoked.");
  assert_row (f, GATE_AUTHORIZATION_UNAUTHORIZED, none);
  g_assert_cmpstr (
      gate_client_get_description (gate_authorization_get_client (fixture_find (f, ID_QUALITY))),
      ==,
      "Listens");
}

/* A list from before the write does not turn the row back, until the write is old. */
static void
test_old_list (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) again = NULL;
  g_autofree char *theirs =
      entity_with_roles ("Authorized", "\"quality\"", "", "2026-11-01T10:00:00.000Z", "u2");
  gint64 written_us;

  say_old (f);
  say (f, PUT, "Authorized", "\"quality\",\"users\"", AFTER, DANA);
  operation = authorize (f, both, none);
  finish (operation);
  assert_done (operation, NAME " is approved.");
  written_us = g_get_monotonic_time ();
  load_old (f);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, both);

  /* The next change is not held up by what is read either. */
  say (f, PUT, "Authorized", "\"quality\"", AFTER, DANA);
  say (f, PUT, "Authorized", "\"quality\"", AFTER, DANA);
  again = authorize (f, quality, none);
  finish (again);
  assert_done (again, NAME " is approved.");
  load_old (f);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, quality);

  wait_until (g_get_monotonic_time () - written_us > 35 * SECOND_MS * 1000);
  load_old (f);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, users);
  load (f, theirs);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, quality);
}

/* What another person does right after a write is shown at once. */
static void
test_newer_list (Fixture      *f,
                 gconstpointer unused)
{
  g_autofree char *theirs =
      entity_with_roles ("Revoked", "\"users\"", "", "2026-11-01T10:00:00.000Z", "u2");
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  say (f, PUT, "Authorized", "\"quality\",\"users\"", AFTER, DANA);
  operation = authorize (f, both, none);
  finish (operation);
  load (f, theirs);
  assert_row (f, GATE_AUTHORIZATION_REVOKED, users);
}

/* A client that was not in the list stays there, although the next list does not have it yet. */
static void
test_new_in_list (Fixture      *f,
                  gconstpointer unused)
{
  g_autoptr (GateClient) client = gate_client_new (ID_NEW);
  g_autoptr (GateAuthorization) seen = gate_authorization_new (client);
  g_autoptr (GateOperation) operation = NULL;
  g_autofree char *entity = fixture_entity (ID_NEW, "New", "Authorized", "\"users\"");
  gint64 written_us;

  fixture_say (f, LIST "/" ID_NEW, 404, "{}");
  fixture_say (f, "PUT /api/v2/oauth/authorizations/" ID_NEW, 200, entity);
  operation = gate_changes_authorize (gate_session_get_changes (f->session), seen, users, none);
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  written_us = g_get_monotonic_time ();
  load_old (f);
  g_assert_nonnull (fixture_find (f, ID_NEW));
  wait_until (g_get_monotonic_time () - written_us > 35 * SECOND_MS * 1000);
  load_old (f);
  g_assert_null (fixture_find (f, ID_NEW));
}

typedef struct
{
  const char        *name;
  const char *const *scopes; /* wanted */
  const char *const *roles;
  const char        *answered_scopes; /* JSON */
  const char        *answered_roles;
  const char        *sentence;
} Kept;

static const Kept kept[] = {
  { "scope",
    both,
    none,
    "\"users\"",
    "",
    NAME " is approved. The organization kept only users; quality was not granted." },
  { "no-scope", quality, none, "", "", NAME " is approved. quality was not granted." },
  { "other-scope",
    quality,
    none,
    "\"users\"",
    "",
    NAME " is approved. quality was not granted. users was granted without being asked for." },
  { "role",
    users,
    two_roles,
    "\"users\"",
    "\"r1\"",
    NAME " is approved. The organization kept only users, Agent; Supervisor was not granted." },
  { "both",
    both,
    two_roles,
    "\"users\"",
    "\"r1\"",
    NAME " is approved. The organization kept only users, Agent; quality, Supervisor were not "
         "granted." },
  { "no-role",
    users,
    two_roles,
    "\"users\"",
    "",
    NAME " is approved. The organization kept none of the roles: everybody may use it." },
  { "not-open",
    users,
    none,
    "\"users\"",
    "\"r1\"",
    NAME " is approved. The organization did not open it to everybody: a role is needed." },
};

/* The answer is less than what was asked for: named, and undone to what was before. */
static void
test_kept (Fixture      *f,
           gconstpointer data)
{
  const Kept *one = data;
  g_autofree char *before = entity_with_roles ("Authorized", "\"quality\"", "\"r2\"", BEFORE, "u0");
  g_autofree char *after = entity_with_roles (
      "Authorized", one->answered_scopes, one->answered_roles, AFTER, DANA);
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;

  load (f, before);
  fixture_say (f, ONE, 200, before);
  fixture_say (f, PUT, 200, after);
  fixture_say (f, PUT, 200, before);
  operation = authorize (f, one->scopes, one->roles);
  finish (operation);
  assert_done (operation, one->sentence);
  undo = gate_changes_undo (gate_session_get_changes (f->session), operation);
  finish (undo);
  g_assert_cmpuint (gate_operation_get_state (undo), ==, GATE_OPERATION_DONE);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, quality);
}

/* It answers what there was before: perhaps it is not visible yet, perhaps nothing was granted. */
static void
test_kept_old (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  say (f, PUT, "Authorized", "\"users\"", BEFORE, "u0");
  operation = authorize (f, both, none);
  finish (operation);
  assert_done (operation,
               NAME " is approved. The organization kept only users; quality was not granted.");
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, 1 + N_LOOKS);
}

static void
test_other_state (Fixture      *f,
                  gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  say_old (f);
  say (f, PUT, "Requested", "\"users\"", AFTER, DANA);
  operation = authorize (f, both, none);
  finish (operation);
  assert_done (operation,
               "The organization accepted the change of " NAME ", but its state is Requested.");
  assert_row (f, GATE_AUTHORIZATION_REQUESTED, users);
}

/* An editor shows what was granted, and keeps what was ticked while the save ran. */
static void
test_kept_in_editor (Fixture      *f,
                     gconstpointer unused)
{
  static const char *const more[] = { "quality", "routing", "users", NULL };
  static const char *const left[] = { "routing", "users", NULL };
  g_autoptr (GateEditor) editor = gate_editor_new (f->session, fixture_find (f, ID_QUALITY));
  GateEdit *edit = gate_editor_get_edit (editor);

  say_old (f);
  say (f, PUT, "Authorized", "\"users\"", AFTER, DANA);
  gate_edit_set_scopes (edit, both);
  gate_editor_save (editor);
  gate_edit_set_scopes (edit, more);
  wait_until (gate_editor_get_operation (editor) == NULL);
  g_assert_null (gate_editor_get_theirs (editor));
  g_assert_cmpstrv ((char **) gate_edit_get_scopes (edit), (char **) left);
  assert_row (f, GATE_AUTHORIZATION_AUTHORIZED, users);
}

static void
look_up_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GateAuthorization **found = user_data;
  g_autoptr (GError) error = NULL;

  *found = gate_session_look_up_finish (GATE_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* One of the organization's clients that has no authorization yet: the lists know it, or only the
 * client itself. */
static void
test_no_authorization (Fixture      *f,
                       gconstpointer client)
{
  g_autoptr (GateAuthorization) found = NULL;
  g_autoptr (GateOperation) operation = NULL;
  g_autofree char *entity = fixture_entity (ID_NEW, "New", "Authorized", "\"users\"");

  if (client != NULL)
    fixture_say (f, CLIENTS "/" ID_NEW, 200, client);
  else
    fixture_say (f, CLIENTS, 200, "{\"entities\":[{\"id\":\"" ID_NEW "\",\"name\":\"New\"}]}");
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  fixture_say (f, LIST "/" ID_NEW, 404, "{}");
  gate_session_look_up_async (f->session, ID_NEW, NULL, look_up_cb, &found);
  wait_until (found != NULL);
  g_assert_cmpstr (gate_authorization_get_name (found), ==, "New");
  g_assert_cmpuint (gate_authorization_get_state (found), ==, GATE_AUTHORIZATION_UNAUTHORIZED);
  g_assert_cmpuint (gate_authorization_get_owner (found), ==, GATE_OWNER_SELF);
  fixture_say (f, "PUT /api/v2/oauth/authorizations/" ID_NEW, 200, entity);
  operation = gate_changes_authorize (gate_session_get_changes (f->session), found, users, none);
  finish (operation);
  assert_done (operation, "New is approved. Undo revokes it.");
}

#define ADD(name, data, func)                                                                     \
  g_test_add ("/session/written/" name, Fixture, data, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("at-once", NULL, test_at_once);
  ADD ("later", NULL, test_later);
  ADD ("never", NULL, test_never);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("not-read", GUINT_TO_POINTER (500), test_not_read);
  ADD ("not-permitted", GUINT_TO_POINTER (403), test_not_read);
  ADD ("undo", NULL, test_undo);
  ADD ("undo-visible", GUINT_TO_POINTER (200), test_undo);
  ADD ("undo-deleted", GUINT_TO_POINTER (404), test_undo);
  ADD ("somebody-else", NULL, test_somebody_else);
  ADD ("forgotten", NULL, test_forgotten);
  ADD ("old-list", NULL, test_old_list);
  ADD ("newer-list", NULL, test_newer_list);
  ADD ("new-in-list", NULL, test_new_in_list);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = g_strconcat ("/session/written/kept/", kept[i].name, NULL);

      g_test_add (path, Fixture, &kept[i], set_up, test_kept, fixture_tear_down);
    }
  ADD ("kept-old", NULL, test_kept_old);
  ADD ("other-state", NULL, test_other_state);
  ADD ("kept-in-editor", NULL, test_kept_in_editor);
  ADD ("no-authorization", NULL, test_no_authorization);
  ADD ("no-authorization-newer",
       "{\"id\":\"" ID_NEW "\",\"name\":\"New\",\"scope\":[\"users\"]}",
       test_no_authorization);
  return g_test_run ();
}
