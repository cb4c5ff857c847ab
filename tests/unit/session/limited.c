/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A change where the organization asks to wait: it is read again before it is sent again. */

#include "gate-error.h"
#include "session-fixture.h"

#define ONE "GET /api/v2/oauth/authorizations/" ID_PHONE
#define PUT "PUT /api/v2/oauth/authorizations/" ID_PHONE
#define DELETE "DELETE /api/v2/oauth/authorizations/" ID_QUALITY

static const char *const users[] = { "users", NULL };

static void
say_limited (Fixture    *f,
             const char *request,
             const char *retry_after)
{
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", retry_after);

  script_server_say_with (f->server, request, 429, header, "{}");
}

static guint
get_wait_s (Fixture *f)
{
  return gate_http_get_wait_s (gate_session_get_http (f->session), NULL, NULL);
}

static GateOperation *
approve (Fixture *f)
{
  return gate_changes_authorize (
      gate_session_get_changes (f->session), fixture_find (f, ID_PHONE), users, NULL);
}

static void
test_goes_on (Fixture      *f,
              gconstpointer unused)
{
  g_autofree char *done = fixture_entity (ID_PHONE, "Phone Bridge", "Authorized", "\"users\"");
  g_autoptr (GateOperation) operation = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  say_limited (f, PUT, "5");
  fixture_say (f, PUT, 200, done);
  operation = approve (f);
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 5 * QUICK_SECOND_MS * 1000);
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, 2);
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 2);
}

/* Also where the service says that the token has allowance left. */
static void
test_left (Fixture      *f,
           gconstpointer unused)
{
  g_autofree char *done = fixture_entity (ID_PHONE, "Phone Bridge", "Authorized", "\"users\"");
  g_autoptr (GateOperation) operation = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  script_server_say_with (f->server, PUT, 429,
                          "Retry-After: 5\r\ninin-ratelimit-count: 5\r\n"
                          "inin-ratelimit-allowed: 300\r\ninin-ratelimit-reset: 60\r\n",
                          "{}");
  fixture_say (f, PUT, 200, done);
  operation = approve (f);
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 5 * QUICK_SECOND_MS * 1000);
}

/* Somebody else decided during the wait. */
static void
test_conflict (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateOperation) authorize = NULL;
  g_autoptr (GateOperation) revoke = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Revoked", "");
  say_limited (f, PUT, "5");
  authorize = approve (f);
  finish (authorize);
  assert_failed (authorize, GATE_ERROR_CONFLICT,
                 "Phone Bridge could not be approved. It was changed meanwhile.");
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);

  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"users\",\"quality\"");
  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"quality\"");
  say_limited (f, DELETE, "5");
  revoke = gate_changes_revoke (gate_session_get_changes (f->session),
                                fixture_find (f, ID_QUALITY));
  finish (revoke);
  g_assert_error ((GError *) gate_operation_get_error (revoke), GATE_ERROR, GATE_ERROR_CONFLICT);
  g_assert_cmpuint (script_server_count (f->server, DELETE), <=, 1);
}

/* It ends, and says for how long the organization still asks to wait. */
static void
test_for_ever (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  say_limited (f, PUT, "300");
  operation = approve (f);
  finish (operation);
  assert_failed (operation, GATE_ERROR_RATE_LIMITED,
                 "Phone Bridge could not be approved. The organization limits how often it may be "
                 "asked. Try again in 5 minutes.");
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 3);
}

static void
test_cancel (Fixture      *f,
             gconstpointer unused)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_PHONE, "Phone Bridge", "Requested", "");
  say_limited (f, PUT, "300");
  operation = approve (f);
  wait_until (get_wait_s (f) > 0);
  g_assert_cmpuint (get_wait_s (f), <=, 300);
  gate_operation_cancel (operation);
  finish (operation);
  assert_described (operation, "Cancelled. Phone Bridge is as it was.");
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
}

/* Nobody waits for a poll; a reload is told, and an operation of its own dialog alone. */
static void
test_told (Fixture      *f,
           gconstpointer unused)
{
  GateRateWait *wait = gate_session_get_rate_wait (f->session);
  g_autoptr (GateOperation) operation = NULL;

  say_limited (f, LIST, "300");
  gate_resource_poll (GATE_RESOURCE (gate_session_get_authorizations (f->session)));
  wait_until (get_wait_s (f) > 0);
  g_assert_cmpuint (gate_rate_wait_get_seconds (wait), ==, 0);
  operation = approve (f);
  wait_until (gate_rate_wait_get_seconds (wait) > 0);
  gate_operation_cancel (operation);
  finish (operation);
  wait_until (gate_rate_wait_get_seconds (wait) == 0);
  g_assert_cmpuint (get_wait_s (f), >, 0);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/session/limited/" name, Fixture, NULL, fixture_set_up_quick, func, \
              fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("goes-on", test_goes_on);
  ADD ("left", test_left);
  ADD ("conflict", test_conflict);
  ADD ("for-ever", test_for_ever);
  ADD ("cancel", test_cancel);
  ADD ("told", test_told);
  return g_test_run ();
}
