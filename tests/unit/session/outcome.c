/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A change whose answer is lost: the session asks what became of it, and tells the truth. */

#include "gate-error.h"
#include "gate-operation-private.h"
#include "session-fixture.h"

#define ONE "GET /api/v2/oauth/authorizations/" ID_PHONE
#define PUT "PUT /api/v2/oauth/authorizations/" ID_PHONE
#define DELETE "DELETE /api/v2/oauth/authorizations/" ID_QUALITY
#define N_LOOKS 6

static const char *const users[] = { "users", NULL };

typedef struct
{
  const char *doubt; /* NULL: the answer got lost */
  guint looked;  /* at least once */
  guint n_tells; /* how often it was told that it looks, or does not */
} Seen;

static void
say (Fixture    *f,
     const char *state,
     const char *scopes)
{
  fixture_say_one (f, ID_PHONE, "Phone Bridge", state, scopes);
}

static void
looking_cb (GateOperation *operation,
            GParamSpec    *pspec,
            Seen          *seen)
{
  g_autofree char *text = NULL;

  seen->n_tells++;
  if (!gate_operation_is_looking (operation))
    return;
  seen->looked = TRUE;
  text = g_strdup_printf ("%s It is not known whether Phone Bridge was approved. Looking…",
                          seen->doubt != NULL ? seen->doubt : "The answer got lost.");
  assert_described (operation, text);
}

static GateOperation *
begin_with (Fixture    *f,
            Seen       *seen,
            guint       status,
            const char *headers,
            const char *answer)
{
  GateOperation *operation = NULL;

  say (f, "Requested", "");
  script_server_say_with (f->server, PUT, status, headers, answer);
  operation = gate_changes_authorize (gate_session_get_changes (f->session),
                                      fixture_find (f, ID_PHONE), users, NULL);
  g_signal_connect (operation, "notify::is-looking", G_CALLBACK (looking_cb), seen);
  return operation;
}

static GateOperation *
begin (Fixture *f,
       Seen    *seen)
{
  return begin_with (f, seen, SCRIPT_HANG_UP, "", "");
}

/* The person cancels while the organization has the change and does not answer. */
static GateOperation *
begin_and_cancel (Fixture *f,
                  Seen    *seen)
{
  GateOperation *operation = begin_with (f, seen, SCRIPT_HOLD, "", "");

  seen->doubt = "You did not wait for the answer.";
  wait_until (script_server_count (f->server, PUT) > 0);
  gate_operation_cancel (operation);
  return operation;
}

static void
check (Fixture       *f,
       GateOperation *operation,
       const Seen    *seen,
       guint          n_reads)
{
  g_assert_true (seen->looked);
  g_assert_cmpuint (seen->n_tells, ==, 2);
  g_assert_false (gate_operation_is_looking (operation));
  g_assert_cmpuint (script_server_count (f->server, PUT), ==, 1);
  g_assert_cmpuint (script_server_count (f->server, ONE), ==, n_reads);
}

/* It took place, and is seen at once or only later. */
static void
test_done (Fixture      *f,
           gconstpointer n_in_vain)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  for (guint i = 0; i < GPOINTER_TO_UINT (n_in_vain); i++)
    say (f, "Requested", "");
  say (f, "Authorized", "\"users\"");
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  g_assert_true (gate_operation_can_undo (operation));
  g_assert_cmpuint (gate_authorization_get_state (fixture_find (f, ID_PHONE)),
                    ==,
                    GATE_AUTHORIZATION_AUTHORIZED);
  check (f, operation, &seen, 2 + GPOINTER_TO_UINT (n_in_vain));
}

/* Looked for as often as there is hope, and no longer. */
static void
test_not_done (Fixture      *f,
               gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_TIMEOUT,
                 "Phone Bridge could not be approved. The answer got lost. Asked again, the "
                 "organization says that the change did not take place.");
  check (f, operation, &seen, 1 + N_LOOKS);
}

static void
test_other (Fixture      *f,
            gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  say (f, "Authorized", "\"quality\"");
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNKNOWN_OUTCOME,
                 "The answer got lost. It is not known whether Phone Bridge was approved.");
}

static void
test_not_known (Fixture      *f,
                gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  fixture_say (f, ONE, 500, "{}");
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNKNOWN_OUTCOME,
                 "The answer got lost. It is not known whether Phone Bridge was approved.");
  g_assert_true (seen.looked);
}

/* Whoever is signed out meanwhile is asked only once. */
static void
test_refused (Fixture      *f,
              gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  fixture_say (f, ONE, 403, "{\"code\":\"missing.any.permissions\",\"status\":403}");
  finish (operation);
  g_assert_error ((GError *) gate_operation_get_error (operation),
                  GATE_ERROR,
                  GATE_ERROR_UNKNOWN_OUTCOME);
  check (f, operation, &seen, 2);
}

static void
test_cancelled (Fixture      *f,
                gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  fixture_say (f, ONE, SCRIPT_HOLD, "");
  wait_until (seen.looked);
  gate_operation_cancel (operation);
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNKNOWN_OUTCOME,
                 "The answer got lost. It is not known whether Phone Bridge was approved.");
}

/* Cancelled after it was sent: the organization carries it out all the same, some seconds later. */
static void
test_cancelled_in_vain (Fixture      *f,
                        gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin_and_cancel (f, &seen);

  for (guint i = 0; i < 3; i++)
    say (f, "Requested", "");
  say (f, "Authorized", "\"users\"");
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  g_assert_true (gate_operation_can_undo (operation));
  g_assert_cmpuint (gate_authorization_get_state (fixture_find (f, ID_PHONE)),
                    ==,
                    GATE_AUTHORIZATION_AUTHORIZED);
  check (f, operation, &seen, 5);
}

static void
test_cancelled_in_time (Fixture      *f,
                        gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin_and_cancel (f, &seen);

  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_CANCELLED);
  assert_described (operation, "Cancelled. Phone Bridge is as it was.");
  check (f, operation, &seen, 1 + N_LOOKS);
}

/* Who does not wait for the looking either is told no more than is known. */
static void
test_cancelled_twice (Fixture      *f,
                      gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin_and_cancel (f, &seen);

  fixture_say (f, ONE, SCRIPT_HOLD, "");
  wait_until (seen.looked);
  gate_operation_cancel (operation);
  finish (operation);
  assert_failed (operation,
                 GATE_ERROR_UNKNOWN_OUTCOME,
                 "You did not wait for the answer. It is not known whether Phone Bridge was "
                 "approved.");
}

typedef struct
{
  const char *name;
  guint       status;
  const char *headers;
  const char *answer;
  const char *doubt;
} Useless;

static const Useless useless[] = {
  { "nonsense", 200, "", "[]", "The answer cannot be read." },
  { "cut", 200, "", "{\"client\":", "The answer cannot be read." },
  { "gateway", 504, "Content-Type: text/html\r\n", "<html>",
    "The organization had trouble answering." },
};

/* An answer came, and does not tell. */
static void
test_useless (Fixture      *f,
              gconstpointer data)
{
  const Useless *one = data;
  Seen seen = { .doubt = one->doubt };
  g_autofree char *text =
      g_strdup_printf ("Phone Bridge could not be approved. %s Asked again, the organization says "
                       "that the change did not take place.",
                       one->doubt);
  g_autoptr (GateOperation) operation = NULL;

  operation = begin_with (f, &seen, one->status, one->headers, one->answer);
  finish (operation);
  assert_failed (operation, GATE_ERROR_TIMEOUT, text);
  check (f, operation, &seen, 1 + N_LOOKS);
}

/* A revoke that was lost: what is not there any more is revoked, and keeps its name. */
static void
test_revoke (Fixture      *f,
             gconstpointer gone)
{
  g_autoptr (GateOperation) operation = NULL;

  fixture_say_one (f, ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  if (gone != NULL)
    fixture_say (f, "GET /api/v2/oauth/authorizations/" ID_QUALITY, 404, "{}");
  else
    fixture_say_one (f, ID_QUALITY, "Quality Insights", "Revoked", "\"users\"");
  fixture_say (f, DELETE, SCRIPT_HANG_UP, "");
  operation = gate_changes_revoke (gate_session_get_changes (f->session),
                                   fixture_find (f, ID_QUALITY));
  finish (operation);
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_DONE);
  assert_described (operation, "Quality Insights is revoked.");
  g_assert_cmpstr (gate_authorization_get_name (fixture_find (f, ID_QUALITY)), ==, "Quality Insights");
  g_assert_cmpuint (script_server_count (f->server, DELETE), ==, 1);
}

/* The session goes while it looks. */
static void
test_goes (Fixture      *f,
           gconstpointer unused)
{
  Seen seen = { 0 };
  g_autoptr (GateOperation) operation = begin (f, &seen);

  fixture_say (f, ONE, SCRIPT_HOLD, "");
  wait_until (seen.looked);
  g_assert_finalize_object (g_steal_pointer (&f->session));
  wait_until (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING);
  g_assert_false (gate_operation_is_looking (operation));
}

#define ADD(name, data, func)                                                                     \
  g_test_add ("/session/outcome/" name, Fixture, data, fixture_set_up_quick, func, \
              fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("done", GUINT_TO_POINTER (0), test_done);
  ADD ("done-later", GUINT_TO_POINTER (2), test_done);
  ADD ("not-done", NULL, test_not_done);
  ADD ("other", NULL, test_other);
  ADD ("not-known", NULL, test_not_known);
  ADD ("refused", NULL, test_refused);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("cancelled-in-vain", NULL, test_cancelled_in_vain);
  ADD ("cancelled-in-time", NULL, test_cancelled_in_time);
  ADD ("cancelled-twice", NULL, test_cancelled_twice);
  for (gsize i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      g_autofree char *path = g_strconcat ("/session/outcome/useless/", useless[i].name, NULL);

      g_test_add (path, Fixture, &useless[i], fixture_set_up_quick, test_useless,
                  fixture_tear_down);
    }
  ADD ("revoke", NULL, test_revoke);
  ADD ("revoke-gone", "gone", test_revoke);
  ADD ("goes", NULL, test_goes);
  return g_test_run ();
}
