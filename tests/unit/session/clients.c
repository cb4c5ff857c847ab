/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list of OAuth clients: order, filter, search, what follows from the list; and what the
 * session says when the clients could not be read. */

#include "gate-client-list.h"
#include "gate-error.h"
#include "session-fixture.h"

#include <string.h>

typedef struct
{
  GListStore            *clients;
  GateAuthorizationList *authorizations;
  GateClientList        *list;
  Shadow                *shadow;
} Lists;

static char *
make_id (guint number)
{
  return g_strdup_printf ("%08x-2c5e-4e0c-9a64-7f0e3c1b9d42", number);
}

static GateClient *
make_client (guint         number,
             const char   *name,
             GateGrantType grant_type,
             int           year)
{
  g_autofree char *id = make_id (number);
  g_autoptr (GDateTime) date = year > 0 ? g_date_time_new_utc (year, 1, 1, 0, 0, 0) : NULL;
  GateClient *client = gate_client_new (id);

  gate_client_set_name (client, name);
  gate_client_set_grant_type (client, grant_type);
  gate_client_set_date_created (client, date);
  return client;
}

static void
add (Lists        *l,
     guint         number,
     const char   *name,
     GateGrantType grant_type,
     int           year)
{
  g_autoptr (GateClient) client = make_client (number, name, grant_type, year);

  g_list_store_append (l->clients, client);
}

static GateAuthorization *
make_authorization (guint                  number,
                    GateAuthorizationState state)
{
  g_autofree char *id = make_id (number);
  g_autoptr (GateClient) client = gate_client_new (id);
  GateAuthorization *authorization = gate_authorization_new (client);

  gate_authorization_set_state (authorization, state);
  return authorization;
}

static void
decide (Lists                 *l,
        guint                  number,
        GateAuthorizationState state)
{
  g_autoptr (GateAuthorization) authorization = make_authorization (number, state);

  gate_sliced_list_update_one (GATE_SLICED_LIST (l->authorizations), authorization);
}

static void
settle (Lists *l)
{
  wait_until (!gate_sliced_list_is_busy (GATE_SLICED_LIST (l->list)));
  shadow_check (l->shadow);
}

static void
lists_set_up (Lists        *l,
              gconstpointer unused)
{
  l->clients = g_list_store_new (GATE_TYPE_CLIENT);
  l->authorizations = gate_authorization_list_new ();
  l->list = gate_client_list_new (G_LIST_MODEL (l->clients), l->authorizations);
  l->shadow = shadow_new (G_LIST_MODEL (l->list));
  add (l, 1, "wallboard", GATE_GRANT_IMPLICIT, 2024);
  add (l, 2, "Elan Expört", GATE_GRANT_UNKNOWN, 0);
  add (l, 3, "Console", GATE_GRANT_CODE, 2026);
  add (l, 4, "Archive", GATE_GRANT_CLIENT_CREDENTIALS, 2020);
  add (l, 5, "Bridge", GATE_GRANT_CODE, 2025);
  add (l, 6, "Dialer", GATE_GRANT_PASSWORD, 2019);
  decide (l, 1, GATE_AUTHORIZATION_AUTHORIZED);
  decide (l, 4, GATE_AUTHORIZATION_REVOKED);
  decide (l, 5, GATE_AUTHORIZATION_REQUESTED);
  decide (l, 6, GATE_AUTHORIZATION_OTHER);
  decide (l, 77, GATE_AUTHORIZATION_AUTHORIZED);
  settle (l);
}

static void
lists_tear_down (Lists        *l,
                 gconstpointer unused)
{
  shadow_free (l->shadow);
  g_assert_finalize_object (l->list);
  g_assert_finalize_object (l->authorizations);
  g_assert_finalize_object (l->clients);
}

static void
assert_rows (Lists      *l,
             const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  settle (l);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (l->list)); i++)
    {
      g_autoptr (GateClientEntry) entry = g_list_model_get_item (G_LIST_MODEL (l->list), i);

      g_string_append_c (text, *gate_client_get_name (gate_client_entry_get_client (entry)));
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_orders (Lists        *l,
             gconstpointer unused)
{
  static const char *const wanted[GATE_CLIENT_N_ORDERS] = {
    [GATE_CLIENT_ORDER_NAME] = "ABCDEw",
    [GATE_CLIENT_ORDER_GRANT_TYPE] = "BCwADE",
    [GATE_CLIENT_ORDER_AUTHORIZATION] = "BCEDwA",
    [GATE_CLIENT_ORDER_NEWEST] = "CBwADE",
    [GATE_CLIENT_ORDER_OLDEST] = "DAwBCE",
  };

  for (guint i = GATE_CLIENT_N_ORDERS; i-- > 0;)
    {
      gate_client_list_set_order (l->list, (GateClientOrder) i);
      assert_rows (l, wanted[i]);
    }
}

static void
test_filters (Lists        *l,
              gconstpointer unused)
{
  static const guint counts[GATE_CLIENT_N_FILTERS] = { 6, 3, 1, 1 };

  for (guint i = 0; i < GATE_CLIENT_N_FILTERS; i++)
    {
      gate_sliced_list_set_filter (GATE_SLICED_LIST (l->list), i);
      settle (l);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (l->list)), ==, counts[i]);
      g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (l->list), i), ==, counts[i]);
    }
}

static void
test_search (Lists        *l,
             gconstpointer unused)
{
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->list), "  CONSOLE ");
  assert_rows (l, "C");
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->list), "expo\314\210rt");
  settle (l);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (l->list)), ==, 1);
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->list), "00000005 bri");
  assert_rows (l, "B");
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->list), "nobody");
  assert_rows (l, "");
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->list), "\xff");
  assert_rows (l, "");
  g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (l->list), GATE_CLIENT_FILTER_ALL),
                    ==,
                    6);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_follows (Lists        *l,
              gconstpointer unused)
{
  g_autoptr (GateClientEntry) console = NULL;
  guint n_changes = 0;
  guint n_counted = 0;

  gate_sliced_list_set_filter (GATE_SLICED_LIST (l->list), GATE_CLIENT_FILTER_NOT_AUTHORIZED);
  settle (l);
  console = g_list_model_get_item (G_LIST_MODEL (l->list), 1);
  g_assert_cmpstr (gate_client_get_name (gate_client_entry_get_client (console)), ==, "Console");
  g_assert_null (gate_client_entry_get_authorization (console));
  g_signal_connect_swapped (console, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect_swapped (l->list, "counted", G_CALLBACK (count_cb), &n_counted);
  /* Decided for the first time, then otherwise. */
  decide (l, 3, GATE_AUTHORIZATION_AUTHORIZED);
  settle (l);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (n_counted, ==, 1);
  g_assert_cmpuint (gate_client_entry_get_state (console), ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (l->list), GATE_CLIENT_FILTER_APPROVED),
      ==,
      2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (l->list)), ==, 2);
  decide (l, 3, GATE_AUTHORIZATION_REVOKED);
  settle (l);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (l->list), GATE_CLIENT_FILTER_REVOKED),
                    ==,
                    2);
  /* As many as before, but another: nothing tells of it but the session. */
  gate_sliced_list_set_search (GATE_SLICED_LIST (l->authorizations), "hides everything");
  gate_sliced_list_begin (GATE_SLICED_LIST (l->authorizations));
  {
    g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 100; i < 106; i++)
      g_ptr_array_add (items, make_authorization (i, GATE_AUTHORIZATION_AUTHORIZED));
    gate_sliced_list_add (GATE_SLICED_LIST (l->authorizations), items);
  }
  gate_sliced_list_commit (GATE_SLICED_LIST (l->authorizations));
  gate_sliced_list_queue_resort (GATE_SLICED_LIST (l->list));
  settle (l);
  g_assert_null (gate_client_entry_get_authorization (console));
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (l->list), GATE_CLIENT_FILTER_NOT_AUTHORIZED),
      ==,
      6);
}

/* What is read again is the same rows, if it is the same; what is gone is gone; twice is once. */
static void
test_reads_again (Lists        *l,
                  gconstpointer unused)
{
  g_autoptr (GateClientEntry) archive = g_list_model_get_item (G_LIST_MODEL (l->list), 0);
  g_autoptr (GateClientEntry) still = NULL;
  gpointer items[3] = {
    make_client (5, "Bridge", GATE_GRANT_CODE, 2025),
    make_client (4, "Zebra", GATE_GRANT_CODE, 2020),
    make_client (5, "Double", GATE_GRANT_CODE, 2020),
  };
  guint n_changes = 0;

  g_signal_connect_swapped (archive, "changed", G_CALLBACK (count_cb), &n_changes);
  g_list_store_splice (l->clients, 0, 6, items, 3);
  assert_rows (l, "BZ");
  still = g_list_model_get_item (G_LIST_MODEL (l->list), 1);
  g_assert_true (still == archive);
  g_assert_cmpuint (n_changes, ==, 1);
  g_list_store_remove_all (l->clients);
  assert_rows (l, "");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_object_unref (items[i]);
}

static guint n_turns;

static gboolean
turn_cb (gpointer unused)
{
  n_turns++;
  return G_SOURCE_CONTINUE;
}

/* Ten thousand are put in order without holding up what is drawn between two slices. */
static void
test_many (Lists        *l,
           gconstpointer unused)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint source = 0;
  const char *before = "";

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %u", (i * 7919) % 10007);

      g_ptr_array_add (items, make_client (1000 + i, name, GATE_GRANT_CODE, 2000));
    }
  g_list_store_splice (l->clients, 0, 6, items->pdata, items->len);
  n_turns = 0;
  source = g_timeout_add (1, turn_cb, NULL);
  settle (l);
  g_source_remove (source);
  g_assert_cmpuint (n_turns, >=, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (l->list)), ==, 10000);
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (GateClientEntry) entry = g_list_model_get_item (G_LIST_MODEL (l->list), i);

      g_assert_cmpstr (before, <, gate_client_entry_get_sort_key (entry));
      before = gate_client_entry_get_sort_key (entry);
    }
}

static void
load (Fixture *f)
{
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
}

/* The scripted organization has an answer for every request; the one after it is the test's. */
static void
load_and_leave (Fixture *f)
{
  load (f);
  gate_session_close (f->session);
}

static void
reload (Fixture *f)
{
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
}

static GateResource *
clients (Fixture *f)
{
  return GATE_RESOURCE (gate_session_get_clients (f->session));
}

static void
test_session_denied (Fixture      *f,
                     gconstpointer unused)
{
  load_and_leave (f);
  fixture_say (f,
               CLIENTS,
               403,
               "{\"message\":\"m\",\"code\":\"missing.any.permissions\",\"status\":403,"
               "\"messageParams\":{\"permissions\":\"[oauth:client:view]\"}}");
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_IDLE);
  load (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_REFUSED);
}

static void
test_session_failed (Fixture      *f,
                     gconstpointer unused)
{
  load_and_leave (f);
  fixture_say (f, CLIENTS, 400, "{\"message\":\"m\",\"code\":\"bad.request\",\"status\":400}");
  load (f);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_FAILED);
  g_assert_nonnull (gate_resource_get_error_sentence (clients (f)));
  g_assert_cmpstr (gate_error_get_correlation_id (gate_resource_get_error (clients (f))),
                   ==,
                   "scripted-id");
  fixture_say (f,
               CLIENTS,
               200,
               "{\"entities\":[{\"id\":\"" ID_OWN "\",\"name\":\"Gatehouse\"}],\"total\":1}");
  reload (f);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_READY);
  g_assert_null (gate_resource_get_error_sentence (clients (f)));
  wait_until (
      !gate_sliced_list_is_busy (GATE_SLICED_LIST (gate_session_get_client_list (f->session))));
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_client_list (f->session)),
                              GATE_CLIENT_FILTER_APPROVED),
      ==,
      1);
  /* What was read once is shown, whatever goes wrong later. */
  fixture_say (f, CLIENTS, 400, "{\"message\":\"m\",\"code\":\"bad.request\",\"status\":400}");
  reload (f);
  g_assert_true (gate_resource_is_stale (clients (f)));
  g_assert_nonnull (gate_resource_get_error_sentence (clients (f)));
  gate_session_close (f->session);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_IDLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (clients (f))), ==, 0);
}

/* The list of authorizations cannot be read again while the clients were never read. */
static void
test_session_offline (Fixture      *f,
                      gconstpointer unused)
{
  load_and_leave (f);
  fixture_say (f, CLIENTS, SCRIPT_HOLD, "");
  fixture_open (f);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_READY);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_LOADING);
  fixture_say (f, LIST, 400, "{\"message\":\"m\",\"code\":\"bad.request\",\"status\":400}");
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (gate_resource_get_state (clients (f)), ==, GATE_RESOURCE_FAILED);
}

#define ADD_LIST(path, test) \
  g_test_add ("/session/clients/" path, Lists, NULL, lists_set_up, test, lists_tear_down)
#define ADD_SESSION(path, test) \
  g_test_add ("/session/clients/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_LIST ("orders", test_orders);
  ADD_LIST ("filters", test_filters);
  ADD_LIST ("search", test_search);
  ADD_LIST ("follows", test_follows);
  ADD_LIST ("reads-again", test_reads_again);
  ADD_LIST ("many", test_many);
  ADD_SESSION ("denied", test_session_denied);
  ADD_SESSION ("failed", test_session_failed);
  ADD_SESSION ("offline", test_session_offline);
  return g_test_run ();
}
