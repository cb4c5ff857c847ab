/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The session with the local organization, as a person uses it. One organization serves all tests,
 * in the order they are written, because it takes a moment to start. */

#include "gate-error.h"
#include "gate-role.h"
#include "gate-session-private.h"
#include "shadow.h"

#include <signal.h>

#define ID_GATEHOUSE "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"
#define ID_CONSOLE "bb481051-67e0-43a9-a53d-3d07b0f994df"
#define ID_PAYROLL "758a367a-481f-456a-a87c-0eca925440c5"
#define ID_BRIDGE "1a73764e-9d2b-49a6-bb2e-017349e5c949"
#define ID_ARCHITECT "c4b5e8d0-6f3f-4c7b-8a54-3d6c0a6c1f11"

static GateSession *session;
static char *folder;

static gboolean
is_loading (void)
{
  gboolean loading = FALSE;

  g_object_get (session, "loading", &loading, NULL);
  return loading;
}

static gboolean
is_offline (void)
{
  return gate_resource_is_stale (GATE_RESOURCE (gate_session_get_authorizations (session)));
}

static void
open_as (const char *person)
{
  gate_session_open_local (session, person);
  wait_until (!is_loading ());
}

static guint
count (gpointer list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
test_opens (void)
{
  g_autofree char *name = NULL;
  g_autofree char *problem = NULL;
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);

  open_as ("admin");
  g_object_get (session, "account-name", &name, NULL);
  g_object_get (gate_session_get_authorizations (session), "error-sentence", &problem, NULL);
  g_assert_cmpstr (problem, ==, NULL);
  g_assert_cmpuint (gate_session_get_state (session), ==, GATE_SESSION_READY);
  g_assert_cmpstr (name, ==, "Acme Care");
  g_assert_true (gate_session_can_change (session));
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_PENDING),
      ==,
      1);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_REVOKED),
      ==,
      2);
  g_assert_cmpuint (count (gate_session_get_scopes (session)), ==, 134);
  g_assert_cmpuint (count (gate_session_get_roles (session)), >=, 12);
  g_assert_cmpuint (count (gate_session_get_clients (session)), >=, 10);
  g_assert_cmpuint (gate_authorization_get_owner (
                        gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_PAYROLL)),
                    ==,
                    GATE_OWNER_SELF);
  g_assert_cmpuint (gate_authorization_get_owner (
                        gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_BRIDGE)),
                    ==,
                    GATE_OWNER_FOREIGN);
  g_assert_cmpuint (gate_authorization_get_owner (
                        gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_ARCHITECT)),
                    ==,
                    GATE_OWNER_BUILT_IN);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GateAuthorization *
look_up (const char *id,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gate_session_look_up_async (session, id, NULL, ready_cb, &result);
  wait_until (result != NULL);
  return gate_session_look_up_finish (session, result, error);
}

static GateOperation *
run (GateOperation *operation)
{
  g_autofree char *text = NULL;

  wait_until (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING);
  text = gate_operation_describe (operation);
  g_test_message ("%s", text);
  return operation;
}

static void
assert_done (GateOperation *operation)
{
  g_assert_no_error ((GError *) gate_operation_get_error (operation));
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
}

/* A client is authorized; Undo takes it back. */
static void
test_approve (void)
{
  const char *scopes[] = { "routing", "user-basic-info", NULL };
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);
  g_autoptr (GateAuthorization) seen = NULL;
  g_autoptr (GateAuthorization) now = NULL;
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;
  g_autoptr (GError) error = NULL;

  seen = look_up (ID_CONSOLE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_authorization_get_name (seen), ==, "Queue Console");
  g_assert_cmpuint (gate_authorization_get_state (seen), ==, GATE_AUTHORIZATION_UNAUTHORIZED);
  g_assert_cmpuint (gate_authorization_get_owner (seen), ==, GATE_OWNER_SELF);
  operation = run (gate_changes_authorize (gate_session_get_changes (session), seen, scopes, NULL));
  assert_done (operation);
  g_assert_true (gate_sliced_list_find (GATE_SLICED_LIST (authorizations), ID_CONSOLE, NULL));
  now = look_up (ID_CONSOLE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_authorization_get_state (now), ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpuint (g_strv_length ((char **) gate_authorization_get_scopes (now)), ==, 2);

  undo = run (gate_changes_undo (gate_session_get_changes (session), operation));
  assert_done (undo);
  g_assert_cmpuint (gate_operation_get_kind (undo), ==, GATE_OPERATION_REVOKE);
  g_assert_cmpuint (gate_authorization_get_state (
                        gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_CONSOLE)),
                    ==,
                    GATE_AUTHORIZATION_REVOKED);
}

/* One is revoked; Undo gives back the same scopes and roles as before. */
static void
test_revoke (void)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);
  GateAuthorization *payroll =
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_PAYROLL);
  g_auto (GStrv) scopes = g_strdupv ((char **) gate_authorization_get_scopes (payroll));
  g_auto (GStrv) roles = g_strdupv ((char **) gate_authorization_get_roles (payroll));
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;

  g_assert_cmpuint (g_strv_length (roles), >, 0);
  operation = run (gate_changes_revoke (gate_session_get_changes (session), payroll));
  assert_done (operation);
  g_assert_cmpuint (gate_authorization_get_state (payroll), ==, GATE_AUTHORIZATION_REVOKED);
  undo = run (gate_changes_undo (gate_session_get_changes (session), operation));
  assert_done (undo);
  g_assert_cmpuint (gate_authorization_get_state (payroll), ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_true (g_strv_equal ((const char *const *) scopes,
                               gate_authorization_get_scopes (payroll)));
  g_assert_cmpuint (
      g_strv_length (roles), ==, g_strv_length ((char **) gate_authorization_get_roles (payroll)));
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up ("5d1f6b0a-2c5e-4e0c-9a64-000000000000", &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_NOT_FOUND);
}

static void
test_own_client (void)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);
  g_autoptr (GateOperation) operation = NULL;

  operation = run (gate_changes_revoke (
      gate_session_get_changes (session),
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_GATEHOUSE)));
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_FAILED);
}

/* The one child process, 0 when there is none. */
static pid_t
find_child (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (pid_t) g_ascii_strtoll (text, NULL, 10);
}

/* The organization stops and is started again while the window is open. */
static void
test_stops (void)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);
  GateAuthorization *payroll =
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_PAYROLL);
  guint n_before =
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL);
  GateResource *list = GATE_RESOURCE (gate_session_get_authorizations (session));
  g_autofree char *details = NULL;
  gboolean stopped = FALSE;
  pid_t child = find_child ();

  g_assert_cmpint (child, >, 1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  wait_until (is_offline ());
  g_assert_cmpuint (gate_session_get_state (session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL),
      ==,
      n_before);
  g_assert_false (gate_session_can_change (session));
  g_assert_cmpstr (gate_resource_get_error_sentence (list),
                   ==,
                   "The local organization has stopped.");
  g_object_get (session, "stopped", &stopped, "stop-details", &details, NULL);
  g_assert_true (stopped);
  g_assert_cmpstr (details, ==, "A signal ended it: 9 (Killed).");

  gate_session_reload (session);
  wait_until (!is_loading ());
  g_assert_false (is_offline ());
  g_assert_true (gate_session_can_change (session));
  g_assert_true (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_PAYROLL) ==
                 payroll);
  g_object_get (session, "stopped", &stopped, NULL);
  g_assert_false (stopped);
}

static void
test_denied (void)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (session);

  open_as ("reviewer");
  g_assert_cmpuint (gate_session_get_state (session), ==, GATE_SESSION_DENIED);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL),
      ==,
      0);
  g_assert_nonnull (gate_me_get_person (gate_session_get_me (session)));
  open_as ("admin");
  g_assert_cmpuint (gate_session_get_state (session), ==, GATE_SESSION_READY);
}

static void
test_closes (void)
{
  pid_t child = find_child ();

  gate_session_close (session);
  g_assert_cmpuint (gate_session_get_state (session), ==, GATE_SESSION_SIGNED_OUT);
  wait_until (kill (child, 0) != 0);
}

/* C53: at any moment the session may be left, or go. */
static void
test_goes_any_time (void)
{
  const char *program = g_getenv ("GATEHOUSE_ORG");
  guint tick = g_timeout_add (1, shadow_tick_cb, NULL);

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GateSession) other = gate_session_new (program, folder);

      gate_session_open_local (other, "admin");
      for (guint n = 0; n < i * 40; n++)
        g_main_context_iteration (NULL, TRUE);
      g_assert_finalize_object (g_steal_pointer (&other));
      wait_until (find_child () == 0);
    }
  g_source_remove (tick);
}

int
main (int    argc,
      char **argv)
{
  const char *program = g_getenv ("GATEHOUSE_ORG");
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (program);
  folder = g_dir_make_tmp ("gatehouse-org-XXXXXX", NULL);
  session = gate_session_new (program, folder);
  g_test_add_func ("/session/organization/opens", test_opens);
  g_test_add_func ("/session/organization/approve", test_approve);
  g_test_add_func ("/session/organization/revoke", test_revoke);
  g_test_add_func ("/session/organization/unknown", test_unknown);
  g_test_add_func ("/session/organization/own-client", test_own_client);
  g_test_add_func ("/session/organization/stops", test_stops);
  g_test_add_func ("/session/organization/denied", test_denied);
  g_test_add_func ("/session/organization/closes", test_closes);
  g_test_add_func ("/session/organization/goes-any-time", test_goes_any_time);
  status = g_test_run ();
  g_assert_finalize_object (session);
  remove_tree (folder);
  g_free (folder);
  return status;
}
