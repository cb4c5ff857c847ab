/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Operations against an organization that answers as the test says. */

#include "gate-error.h"
#include "gate-operation-private.h"
#include "session-fixture.h"

#include <string.h>

#define ONE(id) "GET /api/v2/oauth/authorizations/" id
#define PUT(id) "PUT /api/v2/oauth/authorizations/" id
#define DELETE(id) "DELETE /api/v2/oauth/authorizations/" id

static const char *const users[] = { "users", NULL };

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  fixture_set_up (f, unused);
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
}

static GateAuthorization *
find (Fixture    *f,
      const char *id)
{
  GateAuthorization *found =
      gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                               id);

  g_assert_nonnull (found);
  return found;
}

static void
test_authorize (Fixture      *f,
                gconstpointer unused)
{
  GateAuthorization *phone = find (f, ID_PHONE);
  g_autoptr (Shadow) shadow =
      shadow_new (G_LIST_MODEL (gate_session_get_authorization_list (f->session)));
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Authorized", "\"users\"");
  fixture_say (f, PUT (ID_PHONE), 200, "{\"client\":{\"id\":\"" ID_PHONE "\"}}");
  operation = gate_changes_authorize (gate_session_get_changes (f->session), phone, users, NULL);
  assert_described (operation, "Approving Phone Bridge…");
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  assert_described (operation,
                    "Phone Bridge is approved. Undo revokes it; the request does not "
                    "come back.");
  g_assert_true (gate_operation_get_result (operation) == phone);
  g_assert_cmpuint (gate_authorization_get_state (phone), ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpuint (shadow->n_changes, ==, 1);
  g_assert_true (gate_operation_can_undo (operation));
  g_assert_false (gate_operation_is_undo (operation));
  g_assert_cmpuint (script_server_count (f->server, PUT (ID_PHONE)), ==, 1);
}

static void
test_conflict (Fixture      *f,
               gconstpointer unused)
{
  GateAuthorization *quality = find (f, ID_QUALITY);
  g_autoptr (GateOperation) authorize = NULL;
  g_autoptr (GateOperation) revoke = NULL;

  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Revoked", "\"users\"");
  authorize = gate_changes_authorize (gate_session_get_changes (f->session), quality, users, NULL);
  finish (authorize);
  assert_failed (authorize,
                 GATE_ERROR_CONFLICT,
                 "Quality Insights could not be approved. It was changed meanwhile.");
  g_assert_true (gate_operation_get_result (authorize) == quality);
  g_assert_cmpuint (gate_authorization_get_state (quality), ==, GATE_AUTHORIZATION_REVOKED);

  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"quality\"");
  revoke = gate_changes_revoke (gate_session_get_changes (f->session), quality);
  finish (revoke);
  assert_failed (revoke,
                 GATE_ERROR_CONFLICT,
                 "Quality Insights could not be revoked. It was changed meanwhile.");
  g_assert_cmpuint (script_server_count (f->server, PUT (ID_QUALITY)), ==, 0);
  g_assert_cmpuint (script_server_count (f->server, DELETE (ID_QUALITY)), ==, 0);
}

/* What the person saw counts, not what a reload has made of the object meanwhile. */
static void
test_conflict_after_reload (Fixture      *f,
                            gconstpointer unused)
{
  GateAuthorization *quality = find (f, ID_QUALITY);
  g_autofree char *entity =
      fixture_entity (ID_QUALITY, "Quality Insights", "Authorized", "\"users\",\"quality\"");
  g_autofree char *list = g_strdup_printf ("{\"entities\":[%s]}", entity);
  g_autoptr (GateAuthorization) seen = gate_operation_snapshot (quality);
  g_autoptr (GateOperation) operation = NULL;

  fixture_say (f, LIST, 200, list);
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"users\",\"quality\"");
  operation = gate_changes_revoke (gate_session_get_changes (f->session), seen);
  finish (operation);
  g_assert_error (
      (GError *) gate_operation_get_error (operation), GATE_ERROR, GATE_ERROR_CONFLICT);
}

static void
test_refused (Fixture      *f,
              gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say (f,
               PUT (ID_PHONE),
               403,
               "{\"message\":\"m\",\"code\":\"missing.any.permissions\",\"status\":403,"
               "\"messageParams\":{\"permissions\":\"[oauth:client:authorize]\"}}");
  operation = gate_changes_authorize (gate_session_get_changes (f->session),
                                      find (f, ID_PHONE), users, NULL);
  finish (operation);
  g_assert_error (
      (GError *) gate_operation_get_error (operation), GATE_ERROR, GATE_ERROR_FORBIDDEN);
  g_assert_cmpuint (gate_authorization_get_state (find (f, ID_PHONE)),
                    ==,
                    GATE_AUTHORIZATION_REQUESTED);
}

static void
test_own_client (Fixture      *f,
                 gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;
  guint before = script_server_count_all (f->server);

  g_assert_true (gate_session_is_own_client (f->session, ID_OWN));
  g_assert_false (gate_session_is_own_client (f->session, ID_PHONE));
  g_assert_false (gate_session_is_own_client (f->session, NULL));
  operation = gate_changes_revoke (gate_session_get_changes (f->session), find (f, ID_OWN));
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_INVALID,
                 "Gatehouse could not be revoked. This is Gatehouse itself: without its own "
                 "approval it could not give it back.");
  g_assert_cmpuint (script_server_count_all (f->server), ==, before);
}

/* An organization that does not tell which client the token belongs to. */
static void
test_maybe_own_client (Fixture      *f,
                       gconstpointer unused)
{
  GateAuthorization *quality = find (f, ID_QUALITY);
  g_autoptr (GateClient) robot = gate_client_new (ID_NEW);
  g_autoptr (GateAuthorization) by_itself = gate_authorization_new (robot);
  g_autoptr (GateClient) namesake = gate_client_new (ID_NEW);
  g_autoptr (GateAuthorization) built_in = gate_authorization_new (namesake);

  g_assert_false (gate_session_may_be_own_client (f->session, quality));
  fixture_say (f,
               TOKEN,
               200,
               "{\"organization\":{\"id\":\"o1\"},\"authorizedScope\":[\"oauth\"]}");
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_true (gate_session_may_be_own_client (f->session, quality));
  g_assert_false (gate_session_may_be_own_client (f->session, find (f, ID_PHONE)));
  gate_client_set_grant_type (robot, GATE_GRANT_CLIENT_CREDENTIALS);
  gate_authorization_set_state (by_itself, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_false (gate_session_may_be_own_client (f->session, by_itself));
  gate_client_set_name (namesake, "Architect");
  gate_authorization_set_state (built_in, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_false (gate_session_may_be_own_client (f->session, built_in));
  /* One of the organization's own clients may have the name of a built-in one. */
  gate_authorization_set_owner (built_in, GATE_OWNER_SELF);
  g_assert_true (gate_session_may_be_own_client (f->session, built_in));
}

static void
test_two_at_once (Fixture      *f,
                  gconstpointer unused)
{
  g_autoptr (GateOperation) phone = NULL;
  g_autoptr (GateOperation) again = NULL;
  g_autoptr (GateOperation) quality = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Authorized", "\"users\"");
  fixture_say (f, PUT (ID_PHONE), 200, "{\"client\":{\"id\":\"" ID_PHONE "\"}}");
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Revoked", "\"users\"");
  fixture_say (f, DELETE (ID_QUALITY), 204, "");
  phone = gate_changes_authorize (gate_session_get_changes (f->session),
                                  find (f, ID_PHONE), users, NULL);
  again = gate_changes_authorize (gate_session_get_changes (f->session),
                                  find (f, ID_PHONE), users, NULL);
  quality = gate_changes_revoke (gate_session_get_changes (f->session), find (f, ID_QUALITY));
  wait_until (gate_operation_get_state (phone) != GATE_OPERATION_RUNNING &&
              gate_operation_get_state (again) != GATE_OPERATION_RUNNING &&
              gate_operation_get_state (quality) != GATE_OPERATION_RUNNING);
  g_assert_cmpuint (gate_operation_get_state (phone), ==, GATE_OPERATION_DONE);
  g_assert_cmpuint (gate_operation_get_state (quality), ==, GATE_OPERATION_DONE);
  assert_described (quality, "Quality Insights is revoked.");
  assert_failed (again,
                 GATE_ERROR_CONFLICT,
                 "Phone Bridge could not be approved. "
                 "Another change of this application is still under way.");
  g_assert_cmpuint (script_server_count (f->server, PUT (ID_PHONE)), ==, 1);
}

static void
test_undo_refused (Fixture      *f,
                   gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;
  g_autoptr (GateOperation) undo = NULL;
  g_autoptr (GateOperation) second = NULL;

  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Revoked", "\"users\"");
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Requested", "\"users\"");
  fixture_say (f, DELETE (ID_QUALITY), 204, "");
  operation = gate_changes_revoke (gate_session_get_changes (f->session), find (f, ID_QUALITY));
  finish (operation);
  g_assert_true (gate_operation_can_undo (operation));

  undo = gate_changes_undo (gate_session_get_changes (f->session), operation);
  g_assert_true (gate_operation_is_undo (undo));
  g_assert_false (gate_operation_can_undo (operation));
  second = gate_changes_undo (gate_session_get_changes (f->session), operation);
  finish (undo);
  assert_failed (undo,
                 GATE_ERROR_CONFLICT,
                 "Quality Insights could not be approved. It was changed meanwhile.");
  g_assert_true (gate_operation_can_undo (operation));
  wait_until (gate_operation_get_state (second) == GATE_OPERATION_FAILED);
}

/* The service knows no way back to a request, so nothing is there to undo. */
static void
test_denied (Fixture      *f,
             gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Revoked", "");
  fixture_say (f, DELETE (ID_PHONE), 204, "");
  operation = gate_changes_revoke (gate_session_get_changes (f->session), find (f, ID_PHONE));
  assert_described (operation, "Denying the request of Phone Bridge…");
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  assert_described (operation, "The request of Phone Bridge is denied.");
  g_assert_false (gate_operation_can_undo (operation));
}

static void
test_slow (Fixture      *f,
           gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say (f, ONE (ID_PHONE), SCRIPT_HOLD, "");
  operation = gate_changes_authorize (gate_session_get_changes (f->session),
                                      find (f, ID_PHONE), users, NULL);
  g_assert_false (gate_operation_is_slow (operation));
  wait_until (gate_operation_is_slow (operation));
  gate_operation_cancel (operation);
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_CANCELLED);
  assert_described (operation, "Cancelled. Phone Bridge is as it was.");
  g_assert_cmpuint (script_server_count (f->server, PUT (ID_PHONE)), ==, 0);
}

/* From a state that nobody knows nothing leaves. */
static void
test_unknown_state (Fixture      *f,
                    gconstpointer unused)
{
  GateChanges *changes = gate_session_get_changes (f->session);
  g_autoptr (GateAuthorization) seen = gate_operation_snapshot (find (f, ID_QUALITY));
  g_autoptr (GateOperation) later = NULL;
  g_autoptr (GateOperation) revoke = NULL;

  gate_authorization_set_state (seen, GATE_AUTHORIZATION_OTHER);
  later = gate_changes_authorize (changes, seen, users, NULL);
  finish (later);
  assert_failed (later,
                 GATE_ERROR_INVALID,
                 "Quality Insights could not be approved. Its state is one that Gatehouse does not "
                 "know, so nothing was sent.");
  revoke = gate_changes_revoke (changes, seen);
  finish (revoke);
  g_assert_cmpuint (gate_operation_get_state (revoke), ==, GATE_OPERATION_FAILED);
  g_assert_cmpuint (script_server_count (f->server, ONE (ID_QUALITY)), ==, 0);
  g_assert_cmpuint (script_server_count (f->server, PUT (ID_QUALITY)), ==, 0);
  g_assert_cmpuint (script_server_count (f->server, DELETE (ID_QUALITY)), ==, 0);
}

static void
test_signed_out (Fixture      *f,
                 gconstpointer unused)
{
  g_autoptr (GateAuthorization) phone = g_object_ref (find (f, ID_PHONE));
  g_autoptr (GateOperation) operation = NULL;

  gate_session_close (f->session);
  operation = gate_changes_authorize (gate_session_get_changes (f->session), phone, users, NULL);
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNAUTHORIZED,
                 "Phone Bridge could not be approved. "
                 "You are not signed in to an organization.");
}

/* C53: the session goes while a change runs; the operation ends all the same. */
static void
test_goes_any_time (Fixture      *f,
                    gconstpointer unused)
{
  guint tick = g_timeout_add (1, shadow_tick_cb, NULL);

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say (f, PUT (ID_PHONE), SCRIPT_HOLD, "");
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GateAuthorization) phone = NULL;
      g_autoptr (GateOperation) operation = NULL;

      phone = g_object_ref (find (f, ID_PHONE));
      operation = gate_changes_authorize (gate_session_get_changes (f->session),
                                          phone, users, NULL);
      for (guint n = 0; n < i; n++)
        g_main_context_iteration (NULL, TRUE);
      g_assert_finalize_object (g_steal_pointer (&f->session));
      wait_until (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING);

      f->session = gate_session_new ("/nonexistent/gatehouse-org", f->folder);
      fixture_open (f);
      wait_until (!session_is_loading (f->session));
    }
  g_source_remove (tick);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/session/changes/" name, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("authorize", test_authorize);
  ADD ("conflict", test_conflict);
  ADD ("conflict-after-reload", test_conflict_after_reload);
  ADD ("refused", test_refused);
  ADD ("own-client", test_own_client);
  ADD ("maybe-own-client", test_maybe_own_client);
  ADD ("two-at-once", test_two_at_once);
  ADD ("undo-refused", test_undo_refused);
  ADD ("denied", test_denied);
  ADD ("slow", test_slow);
  ADD ("unknown-state", test_unknown_state);
  ADD ("signed-out", test_signed_out);
  ADD ("goes-any-time", test_goes_any_time);
  return g_test_run ();
}
