/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An answer that lacks something is not an empty answer. */

#include "session-fixture.h"

#include <string.h>

#define QUALITY "{\"client\":{\"id\":\"" ID_QUALITY "\",\"name\":\"Quality\"},\"state\":\"Authorized\"}"

static GateSlicedList *
list_of (Fixture *f)
{
  return GATE_SLICED_LIST (gate_session_get_authorization_list (f->session));
}

static void
open_and_wait (Fixture *f)
{
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
}

/* The scripted organization answers everything once, so what is said now is for the second time. */
static void
open_again (Fixture *f)
{
  gate_session_close (f->session);
  open_and_wait (f);
}

static void
reload (Fixture *f)
{
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
}

static void
assert_notice (Fixture    *f,
               const char *wanted)
{
  g_autofree char *notice = session_dup (f->session, "notice");

  g_assert_nonnull (notice);
  g_test_message ("%s", notice);
  g_assert_nonnull (strstr (notice, wanted));
}

static void
test_cut_list (Fixture      *f,
               gconstpointer unused)
{
  open_and_wait (f);
  g_assert_cmpuint (gate_sliced_list_get_knowledge (list_of (f)), ==, GATE_KNOWLEDGE_COMPLETE);
  fixture_say (f, LIST, 200, "{\"total\":5000,\"entities\":[" QUALITY "]}");
  reload (f);
  g_assert_cmpuint (gate_sliced_list_count (list_of (f), GATE_AUTHORIZATION_LIST_ALL), ==, 1);
  g_assert_cmpuint (gate_sliced_list_get_knowledge (list_of (f)), ==, GATE_KNOWLEDGE_PARTIAL);
  assert_notice (f, "Applications: The organization says that there are 5000; 1 was delivered.");
  fixture_say (f, LIST, 200, "{\"total\":1,\"entities\":[" QUALITY "]}");
  reload (f);
  g_assert_cmpuint (gate_sliced_list_get_knowledge (list_of (f)), ==, GATE_KNOWLEDGE_COMPLETE);
}

/* We end a list that may not end by itself. */
static void
test_ended_list (Fixture      *f,
                 gconstpointer unused)
{
  GateResource *roles;

  fixture_say (f, ROLES, 200,
               "{\"entities\":[{\"id\":\"r1\",\"name\":\"Agent\"}],\"pageCount\":9}");
  fixture_say (f,
               "GET /api/v2/authorization/roles?userCount=true&pageSize=100&pageNumber=2",
               200,
               "{\"entities\":[],\"pageCount\":9}");
  open_and_wait (f);
  open_again (f);
  roles = GATE_RESOURCE (gate_session_get_roles (f->session));
  g_assert_cmpint (gate_resource_get_knowledge (roles), ==, GATE_KNOWLEDGE_PARTIAL);
  assert_notice (f, "Roles: Only the first 1 entry of the list was read.");
}

/* A list of which nothing came leaves the rows that were there, and nothing can be changed. */
static void
test_nothing_delivered (Fixture      *f,
                        gconstpointer unused)
{
  GateResource *authorizations;
  guint n_rows;

  open_and_wait (f);
  authorizations = GATE_RESOURCE (gate_session_get_authorizations (f->session));
  n_rows = gate_sliced_list_count (list_of (f), GATE_AUTHORIZATION_LIST_ALL);
  g_assert_cmpuint (n_rows, >, 0);
  fixture_say (f, LIST, 200, "{\"total\":5,\"entities\":[]}");
  reload (f);
  g_assert_cmpuint (gate_sliced_list_count (list_of (f), GATE_AUTHORIZATION_LIST_ALL), ==, n_rows);
  g_assert_true (gate_resource_is_stale (authorizations));
  g_assert_nonnull (strstr (gate_resource_get_error_sentence (authorizations),
                            "delivered none of them"));
  g_assert_false (gate_session_can_change (f->session));
}

/* Whose client it is follows from all clients, not from some of them. */
static void
test_cut_clients (Fixture      *f,
                  gconstpointer unused)
{
  GateAuthorization *quality;

  open_and_wait (f);
  fixture_say (f, LIST, 200, "{\"total\":1,\"entities\":[" QUALITY "]}");
  fixture_say (f, CLIENTS, 200, "{\"total\":60,\"entities\":[{\"id\":\"" ID_OWN "\",\"name\":\"O\"}]}");
  fixture_say (f, CLIENTS "?pageNumber=2", 200, "{\"total\":60,\"entities\":[]}");
  open_again (f);
  quality = gate_sliced_list_lookup (list_of (f), ID_QUALITY);
  g_assert_nonnull (quality);
  g_assert_cmpuint (gate_authorization_get_owner (quality), ==, GATE_OWNER_UNKNOWN);
  assert_notice (f, "OAuth clients: The organization says that there are 60; 1 was delivered.");
}

/* The service decides what a token may do of which it tells no scopes. */
static void
test_no_token_scopes (Fixture      *f,
                      gconstpointer unused)
{
  open_and_wait (f);
  fixture_say (f, TOKEN, 200, "{\"authorizedScope\":[]}");
  open_again (f);
  g_assert_true (gate_session_can_change (f->session));
}

static void
test_token_of_application (Fixture      *f,
                           gconstpointer unused)
{
  open_and_wait (f);
  fixture_say (f, ME, 400, "{\"code\":\"not.a.user\",\"message\":\"m\",\"status\":400}");
  open_again (f);
  g_assert_null (gate_me_get_person (gate_session_get_me (f->session)));
  assert_notice (f, "This sign-in belongs to an application, not to a person.");
  {
    g_autofree char *notice = session_dup (f->session, "notice");

    g_assert_null (strstr (notice, "could not be loaded"));
  }
}

#define ADD(path, test) \
  g_test_add ("/session/gaps/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cut-list", test_cut_list);
  ADD ("ended-list", test_ended_list);
  ADD ("nothing-delivered", test_nothing_delivered);
  ADD ("cut-clients", test_cut_clients);
  ADD ("no-token-scopes", test_no_token_scopes);
  ADD ("token-of-application", test_token_of_application);
  return g_test_run ();
}
