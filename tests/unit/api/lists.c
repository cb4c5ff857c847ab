/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Lists: batches while bytes arrive, entities that cannot be used, pages that lead in circles. */

#include "api-fixture.h"

#include "gate-api-clients.h"
#include "gate-api-people.h"
#include "gate-api-roles.h"
#include "gate-api-scopes.h"
#include "gate-json-scan.h"

#include <string.h>

typedef struct
{
  Fixture *fixture;
  guint    n_batches;
  guint    n_items;
  gboolean cancels;
} Batches;

static void
batch_cb (GPtrArray *items,
          gpointer   user_data)
{
  Batches *batches = user_data;

  g_assert_cmpuint (items->len, >, 0);
  g_assert_false (g_cancellable_is_cancelled (batches->fixture->cancellable));
  g_assert_null (batches->fixture->result);
  for (guint i = 0; i < items->len; i++)
    g_assert_true (GATE_IS_AUTHORIZATION (g_ptr_array_index (items, i)));
  batches->n_batches++;
  batches->n_items += items->len;
  if (batches->cancels)
    g_cancellable_cancel (batches->fixture->cancellable);
}

static GateApiList *
list_authorizations (Fixture *fixture,
                     Batches *batches,
                     GError **error)
{
  gate_api_authorizations_list_async (fixture->api, batches != NULL ? batch_cb : NULL, batches,
                                      fixture->cancellable, fixture_ready_cb, fixture);
  g_assert_null (fixture->result);
  return gate_api_authorizations_list_finish (fixture->api, fixture_wait (fixture), error);
}

static char *
new_list (guint n)
{
  g_autoptr (GString) text = g_string_new ("{\"total\":7,\"entities\":[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("0a1b2c3d-0000-4000-8000-%012x", i);
      g_autofree char *one = fixture_new_authorization (id, "Authorized", "\"users\"", "");

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (text, "],\"selfUri\":\"" LIST_PATH "\"}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_batches (Fixture      *fixture,
              gconstpointer data)
{
  Batches batches = { fixture };
  g_autofree char *body = new_list (200);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, &batches, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 200);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 0);
  g_assert_null (gate_api_list_get_refused (list));
  g_assert_cmpint (gate_api_list_get_total (list), ==, 7);
  g_assert_cmpuint (batches.n_items, ==, 200);
  g_assert_cmpuint (batches.n_batches, >, 1);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 1);
  g_assert_nonnull (
      strstr (script_server_get_head (fixture->server, 0), "\r\nAccept-Language: en-us\r\n"));
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  Batches batches = { fixture };
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, "{\"entities\":[]}");
  list = list_authorizations (fixture, &batches, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 0);
  g_assert_cmpuint (batches.n_batches, ==, 0);
  g_assert_cmpint (gate_api_list_get_total (list), ==, -1);
}

/* J45, and what is no document. */
static void
test_no_list (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const bodies[] = {
    "", "[]", "null", "{}", "{\"entities\":null}", "{\"entities\":{}}", "{\"entities\":\"x\"}",
    "{\"entities\":[]", "{\"entities\":[{}]}}", "{\"entities\":[],\"entities\":[]}",
    "{\"entities\":[{\"client\":{]}", "<html></html>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    script_server_say (fixture->server, "GET " LIST_PATH, 200, bodies[i]);
  script_server_say_with (fixture->server, "GET " LIST_PATH, 200, "Content-Type: text/html\r\n",
                          "{\"entities\":[]}");
  for (gsize i = 0; i <= G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (list_authorizations (fixture, NULL, &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
      g_assert_cmpuint (script_server_count_all (fixture->server), ==, i + 1);
    }
}

/* J46 to J48: each costs itself only. */
static void
test_refused_entities (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *good = fixture_new_authorization (CLIENT_A, "Authorized", "", "");
  g_autofree char *padding = g_strnfill (GATE_JSON_MAX_ENTITY_BYTES, 'x');
  g_autofree char *body = g_strdup_printf (
      "{\"entities\":[%s,null,7,\"x\",[],{},{\"client\":null},{\"client\":{\"id\":\"../x\"}},"
      "{\"x\":\"%s\"}]}",
      good, padding);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 1);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 8);
  g_assert_cmpstr (gate_api_list_get_refused (list), ==,
                   "entities[1]: expected an object, not null");
}

/* An entity and why it is refused; a NULL stands for one that is too large. */
static const char *const reasons[][2] = {
  { "{\"client\":7}", "entities[0].client: expected an object, not a number" },
  { "{\"client\":{\"id\":\"x/y\"}}", "entities[0].client.id: not a client ID" },
  { "[]", "entities[0]: expected an object, not an array" },
  { NULL, "entities[0]: larger than 65536 bytes" },
};

static void
test_reason (Fixture      *fixture,
             gconstpointer data)
{
  const char *const *reason = data;
  g_autofree char *padding = g_strnfill (GATE_JSON_MAX_ENTITY_BYTES, 'x');
  g_autofree char *large = g_strdup_printf ("\"%s\"", padding);
  g_autofree char *body =
      g_strdup_printf ("{\"entities\":[%s]}", reason[0] != NULL ? reason[0] : large);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 1);
  g_assert_cmpstr (gate_api_list_get_refused (list), ==, reason[1]);
}

static void
add_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/lists/reason/%" G_GSIZE_FORMAT, i);

      g_test_add (path, Fixture, reasons[i], fixture_set_up, test_reason, fixture_tear_down);
    }
}

/* J49. */
static void
test_duplicates (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *first = fixture_new_authorization (CLIENT_A, "Authorized", "", "");
  g_autofree char *second = fixture_new_authorization (CLIENT_A, "Revoked", "", "");
  g_autofree char *body = g_strdup_printf ("{\"entities\":[%s,%s]}", first, second);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;
  GateAuthorization *kept;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 1);
  kept = g_ptr_array_index (gate_api_list_get_items (list), 0);
  g_assert_cmpint (gate_authorization_get_state (kept), ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpstr (gate_authorization_get_problem (kept), ==,
                   "client.id: listed more than once; the first is shown");
}

/* What came of a try that broke off does not count twice. */
static void
test_repeated (Fixture      *fixture,
               gconstpointer data)
{
  Batches batches = { fixture };
  g_autofree char *body = new_list (50);
  g_autofree char *cut = g_strdup_printf ("%.*s", 5000, body);
  g_autofree char *length = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n",
                                             strlen (body));
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 503, "{}");
  script_server_say (fixture->server, "GET " LIST_PATH, SCRIPT_HANG_UP, "");
  script_server_say_with (fixture->server, "GET " LIST_PATH, SCRIPT_CUT, length, cut);
  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, &batches, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 4);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 50);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 0);
  g_assert_cmpuint (batches.n_items, >=, 50);
  for (guint i = 0; i < 50; i++)
    g_assert_null (gate_authorization_get_problem (
        g_ptr_array_index (gate_api_list_get_items (list), i)));
}

static void
test_renewed (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *body = new_list (3);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 401, "{\"entities\":[{}]}");
  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  list = list_authorizations (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 3);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 0);
  g_assert_cmpuint (fake_token_get_n_renewed (fixture->token), ==, 1);
}

static void
test_cancelled_in_batch (Fixture      *fixture,
                         gconstpointer data)
{
  Batches batches = { fixture, .cancels = TRUE };
  g_autofree char *body = new_list (300);
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  g_assert_null (list_authorizations (fixture, &batches, &error));
  g_assert_true (gate_error_is_cancelled (error));
  g_assert_cmpuint (batches.n_batches, ==, 1);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *body = new_list (100);
  guint n_cancelled = 0;

  script_server_say (fixture->server, "GET " LIST_PATH, 200, body);
  for (guint turns = 0; turns < 60; turns++)
    {
      Batches batches = { fixture };
      g_autoptr (GateApiList) list = NULL;
      g_autoptr (GError) error = NULL;

      g_clear_object (&fixture->cancellable);
      fixture->cancellable = g_cancellable_new ();
      gate_api_authorizations_list_async (fixture->api, batch_cb, &batches, fixture->cancellable,
                                          fixture_ready_cb, fixture);
      for (guint i = 0; i < turns && fixture->result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (fixture->cancellable);
      list = gate_api_authorizations_list_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_true (list != NULL || gate_error_is_cancelled (error));
      n_cancelled += list == NULL;
    }
  g_assert_cmpuint (n_cancelled, >, 10);
}

#define CLIENTS "GET /api/v2/oauth/clients"

static char *
new_clients_page (guint       first,
                  guint       n,
                  const char *next)
{
  g_autoptr (GString) text = g_string_new ("{\"entities\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "%s{\"id\":\"0a1b2c3d-0000-4000-8000-%012x\",\"name\":\"C\"}", i > 0 ? "," : "",
        first + i);
  g_string_append (text, "],\"total\":999");
  if (next != NULL)
    g_string_append_printf (text, ",\"nextUri\":\"%s\"", next);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say_clients (Fixture    *fixture,
             const char *query,
             guint       first,
             guint       n,
             const char *next)
{
  g_autofree char *request = g_strconcat (CLIENTS, query, NULL);
  g_autofree char *body = new_clients_page (first, n, next);

  script_server_say (fixture->server, request, 200, body);
}

static void
check_clients (Fixture *fixture,
               guint    n_items,
               guint    n_requests,
               gboolean is_cut)
{
  guint before = script_server_count_all (fixture->server);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  gate_api_clients_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  list = gate_api_clients_list_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, n_items);
  g_assert_cmpuint (script_server_count_all (fixture->server) - before, ==, n_requests);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 0);
  g_assert_cmpint (gate_api_list_is_cut (list), ==, is_cut);
}

static void
test_next_uri (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *origin = g_uri_to_string (script_server_get_address (fixture->server));
  g_autofree char *absolute = g_strconcat (origin, "api/v2/oauth/clients?pageNumber=3", NULL);

  say_clients (fixture, "", 0, 3, "/api/v2/oauth/clients?pageNumber=2");
  say_clients (fixture, "?pageNumber=2", 2, 3, absolute);
  say_clients (fixture, "?pageNumber=3", 5, 1, NULL);
  check_clients (fixture, 6, 3, FALSE);
}

/* Nothing names the next page, but the answer counts pages, or entities. */
static void
test_unnamed_pages (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *first = new_clients_page (0, 3, NULL);
  g_autofree char *second = new_clients_page (3, 3, NULL);
  g_autoptr (GString) first_of_two = g_string_new (first);
  g_autoptr (GString) second_of_two = g_string_new (second);

  g_string_replace (first_of_two, "999", "6,\"pageCount\":2,\"pageNumber\":1", 1);
  g_string_replace (second_of_two, "999", "6,\"pageCount\":2,\"pageNumber\":2", 1);
  script_server_say (fixture->server, CLIENTS, 200, first_of_two->str);
  script_server_say (fixture->server, CLIENTS "?pageNumber=2", 200, second_of_two->str);
  check_clients (fixture, 6, 2, FALSE);
  /* The third page has nothing new. */
  script_server_say (fixture->server, CLIENTS, 200, first);
  script_server_say (fixture->server, CLIENTS "?pageNumber=2", 200, second);
  script_server_say (fixture->server, CLIENTS "?pageNumber=3", 200, second);
  check_clients (fixture, 6, 3, FALSE);
}

/* J59 and N61. */
static void
test_next_uri_itself (Fixture      *fixture,
                      gconstpointer data)
{
  say_clients (fixture, "", 0, 3, "/api/v2/oauth/clients");
  check_clients (fixture, 3, 1, TRUE);
}

static void
test_next_uri_back (Fixture      *fixture,
                    gconstpointer data)
{
  say_clients (fixture, "", 0, 3, "/api/v2/oauth/clients?pageNumber=2");
  say_clients (fixture, "?pageNumber=2", 3, 3, "/api/v2/oauth/clients");
  check_clients (fixture, 6, 2, TRUE);
}

/* A total that one page tells holds for those after it that tell none. */
static void
test_total_once (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *last = new_clients_page (3, 2, NULL);
  g_autoptr (GString) untold = g_string_new (last);
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (untold, ",\"total\":999", "", 1);
  say_clients (fixture, "", 0, 3, "/api/v2/oauth/clients?pageNumber=2");
  script_server_say (fixture->server, CLIENTS "?pageNumber=2", 200, untold->str);
  gate_api_clients_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  list = gate_api_clients_list_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 5);
  g_assert_cmpint (gate_api_list_get_total (list), ==, 999);
}

/* The list of authorizations has no pages; where it says that it has more, it is not all. */
static void
test_says_more (Fixture      *fixture,
                gconstpointer data)
{
  static const char *const more[] = {
    "\"nextUri\":\"/api/v2/oauth/authorizations?pageNumber=2\"",
    "\"pageCount\":7",
    "\"pageCount\":1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"entities\":[{\"client\":{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\","
          "\"name\":\"C\"},\"state\":\"Authorized\"}],%s}", more[i]);
      g_autoptr (GateApiList) list = NULL;
      g_autoptr (GError) error = NULL;

      script_server_say (fixture->server, "GET /api/v2/oauth/authorizations", 200, body);
      gate_api_authorizations_list_async (fixture->api, NULL, NULL, NULL, fixture_ready_cb,
                                          fixture);
      list = gate_api_authorizations_list_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, 1);
      g_assert_cmpint (gate_api_list_is_cut (list), ==, i < 2);
    }
}

static void
test_next_uri_without_news (Fixture      *fixture,
                            gconstpointer data)
{
  say_clients (fixture, "", 0, 3, "/api/v2/oauth/clients?pageNumber=1");
  say_clients (fixture, "?pageNumber=1", 0, 3, "/api/v2/oauth/clients?pageNumber=4");
  check_clients (fixture, 3, 2, FALSE);
}

static void
test_next_uri_elsewhere (Fixture      *fixture,
                         gconstpointer data)
{
  static const char *const elsewhere[] = {
    "http://127.0.0.1:1/api/v2/oauth/clients?pageNumber=2",
    "https://example.com/",
    "//example.com/",
    "javascript:alert(1)",
    "/../../etc",
    "/api/v2\\\\..\\\\x",
    "http://user@127.0.0.1/",
    "file:///etc/passwd",
    "relative?pageNumber=2",
  };
  g_autofree char *path = g_strnfill (16 * 1024, 'x');
  g_autofree char *endless = g_strconcat ("/", path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    say_clients (fixture, "", 0, 2, elsewhere[i]);
  say_clients (fixture, "", 0, 2, endless);
  for (gsize i = 0; i <= G_N_ELEMENTS (elsewhere); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GateApiList) one = NULL;

      gate_api_clients_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
      one = gate_api_clients_list_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gate_api_list_get_items (one)->len, ==, 2);
      g_assert_cmpuint (gate_api_list_get_n_refused (one), ==, 1);
      g_assert_true (g_str_has_prefix (gate_api_list_get_refused (one), "next page: "));
    }
  g_assert_cmpuint (script_server_count_all (fixture->server), ==,
                    G_N_ELEMENTS (elsewhere) + 1);
}

static void
test_endless_pages (Fixture      *fixture,
                    gconstpointer data)
{
  for (guint i = 0; i <= 401; i++)
    {
      g_autofree char *here = i > 0 ? g_strdup_printf ("?p=%u", i) : g_strdup ("");
      g_autofree char *next = g_strdup_printf ("/api/v2/oauth/clients?p=%u", i + 1);

      say_clients (fixture, here, i, 1, next);
    }
  check_clients (fixture, 400, 400, TRUE);
}

/* Each page is a little slow, and always ahead of the deadline of a request. */
static void
test_slow_pages (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (128 * 1024, ' ');
  g_autofree char *space = g_strconcat ("[", blanks, NULL);
  guint n_requests;
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= 401; i++)
    {
      g_autofree char *request = g_strdup_printf (CLIENTS "%s%.0u", i > 0 ? "?p=" : "", i);
      g_autofree char *next = g_strdup_printf ("/api/v2/oauth/clients?p=%u", i + 1);
      g_autofree char *page = new_clients_page (i, 1, next);
      g_autoptr (GString) body = g_string_new (page);

      g_string_replace (body, "[", space, 1);
      script_server_say (fixture->server, request, 200, body->str);
    }
  gate_http_set_deadlines_ms (gate_api_get_http (fixture->api), 1000, 1000, 1000);
  gate_api_clients_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  list = gate_api_clients_list_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  n_requests = script_server_count_all (fixture->server);
  g_test_message ("%u requests", n_requests);
  g_assert_true (gate_api_list_is_cut (list));
  g_assert_cmpuint (n_requests, <, 400);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, >=, n_requests - 1);
}

#define ROLES "GET /api/v2/authorization/roles?userCount=true&"

static void
say_roles (Fixture    *fixture,
           guint       page_size,
           guint       page_number,
           guint       first,
           guint       n,
           const char *rest)
{
  g_autofree char *request =
      g_strdup_printf (ROLES "pageSize=%u&pageNumber=%u", page_size, page_number);
  g_autoptr (GString) text = g_string_new ("{\"entities\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"id\":\"r%u\",\"userCount\":%u}", i > 0 ? "," : "",
                            first + i, i);
  g_string_append_printf (text, "]%s}", rest);
  script_server_say (fixture->server, request, 200, text->str);
}

static void
check_roles (Fixture *fixture,
             guint    n_items,
             guint    n_requests,
             gboolean is_cut)
{
  g_autoptr (GateApiList) list = NULL;
  g_autoptr (GError) error = NULL;

  gate_api_roles_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  list = gate_api_roles_list_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (list)->len, ==, n_items);
  g_assert_cmpuint (gate_api_list_get_n_refused (list), ==, 0);
  g_assert_cmpint (gate_api_list_is_cut (list), ==, is_cut);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, n_requests);
}

static void
test_numbers (Fixture      *fixture,
              gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, ",\"pageCount\":3,\"total\":205");
  say_roles (fixture, 100, 2, 95, 100, ",\"pageCount\":3,\"total\":1");
  say_roles (fixture, 100, 3, 195, 10, ",\"pageCount\":3");
  check_roles (fixture, 205, 3, FALSE);
}

static void
test_short_page (Fixture      *fixture,
                 gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, "");
  say_roles (fixture, 100, 2, 100, 99, "");
  check_roles (fixture, 199, 2, FALSE);
}

/* N61: nothing shows that the pages behind it would ever end. */
static void
test_empty_middle_page (Fixture      *fixture,
                        gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, ",\"pageCount\":3");
  say_roles (fixture, 100, 2, 0, 0, ",\"pageCount\":3");
  check_roles (fixture, 100, 2, TRUE);
}

static void
test_empty_last_page (Fixture      *fixture,
                      gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, "");
  say_roles (fixture, 100, 2, 0, 0, "");
  check_roles (fixture, 100, 2, FALSE);
}

/* The limit is of the list, whatever the size of its pages. */
static void
test_too_many (Fixture      *fixture,
               gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 6000, ",\"pageCount\":3");
  say_roles (fixture, 100, 2, 6000, 6000, ",\"pageCount\":3");
  check_roles (fixture, 10000, 2, TRUE);
}

static void
test_same_page_again (Fixture      *fixture,
                      gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, ",\"pageCount\":9999999");
  say_roles (fixture, 100, 2, 0, 100, ",\"pageCount\":9999999");
  check_roles (fixture, 100, 2, FALSE);
}

static void
test_smaller_pages (Fixture      *fixture,
                    gconstpointer data)
{
  script_server_say (fixture->server, ROLES "pageSize=100&pageNumber=1", 400,
                     "{\"code\":\"bad.request\"}");
  say_roles (fixture, 25, 1, 0, 25, "");
  say_roles (fixture, 25, 2, 25, 3, "");
  check_roles (fixture, 28, 3, FALSE);
}

static void
test_failing_page (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say_roles (fixture, 100, 1, 0, 100, ",\"pageCount\":2");
  script_server_say (fixture->server, ROLES "pageSize=100&pageNumber=2", 403, "{}");
  gate_api_roles_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  g_assert_null (gate_api_roles_list_finish (fixture->api, fixture_wait (fixture), &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_FORBIDDEN);
}

/* N33: the sign-in ends between two pages. */
static void
test_renewed_between_pages (Fixture      *fixture,
                            gconstpointer data)
{
  say_roles (fixture, 100, 1, 0, 100, ",\"pageCount\":2");
  script_server_say (fixture->server, ROLES "pageSize=100&pageNumber=2", 401, "{}");
  say_roles (fixture, 100, 2, 100, 5, ",\"pageCount\":2");
  check_roles (fixture, 105, 3, FALSE);
  g_assert_cmpuint (fake_token_get_n_renewed (fixture->token), ==, 1);
}

static void
test_scopes_and_people (Fixture      *fixture,
                        gconstpointer data)
{
  static const char *const ids[] = { "u-1", "a b,c", NULL };
  g_autoptr (GateApiList) scopes = NULL;
  g_autoptr (GateApiList) people = NULL;
  g_autoptr (GateApiList) holders = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET /api/v2/oauth/scopes", 200,
                     "{\"total\":2,\"entities\":[{\"id\":\"users\"},{\"id\":\"new:readonly\"}]}");
  script_server_say (fixture->server,
                     "GET /api/v2/users?state=any&pageSize=100&pageNumber=1&id=u-1,a%20b%2Cc", 200,
                     "{\"entities\":[{\"id\":\"u-1\",\"name\":\"Ana\",\"state\":\"inactive\"}],"
                     "\"pageCount\":1}");
  script_server_say (fixture->server,
                     "GET /api/v2/authorization/roles/r%2F1/users?pageSize=100&pageNumber=2", 200,
                     "{\"entities\":[{\"id\":\"u-1\"}],\"pageCount\":9,\"total\":101}");
  gate_api_scopes_list_async (fixture->api, NULL, fixture_ready_cb, fixture);
  scopes = gate_api_scopes_list_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (scopes)->len, ==, 2);
  gate_api_people_get_async (fixture->api, ids, NULL, fixture_ready_cb, fixture);
  people = gate_api_people_get_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_api_list_get_items (people)->len, ==, 1);
  gate_api_roles_users_async (fixture->api, "r/1", 2, NULL, fixture_ready_cb, fixture);
  holders = gate_api_roles_users_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpint (gate_api_list_get_total (holders), ==, 101);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/api/lists/batches", test_batches);
  FIXTURE_ADD ("/api/lists/empty", test_empty);
  FIXTURE_ADD ("/api/lists/no-list", test_no_list);
  FIXTURE_ADD ("/api/lists/refused-entities", test_refused_entities);
  add_reasons ();
  FIXTURE_ADD ("/api/lists/row-49/duplicates", test_duplicates);
  FIXTURE_ADD ("/api/lists/repeated", test_repeated);
  FIXTURE_ADD ("/api/lists/renewed", test_renewed);
  FIXTURE_ADD ("/api/lists/cancelled-in-batch", test_cancelled_in_batch);
  FIXTURE_ADD ("/api/lists/cancelled", test_cancelled);
  FIXTURE_ADD ("/api/lists/total-once", test_total_once);
  FIXTURE_ADD ("/api/lists/says-more", test_says_more);
  FIXTURE_ADD ("/api/lists/next-uri", test_next_uri);
  FIXTURE_ADD ("/api/lists/unnamed-pages", test_unnamed_pages);
  FIXTURE_ADD ("/api/lists/next-uri-itself", test_next_uri_itself);
  FIXTURE_ADD ("/api/lists/next-uri-back", test_next_uri_back);
  FIXTURE_ADD ("/api/lists/next-uri-without-news", test_next_uri_without_news);
  FIXTURE_ADD ("/api/lists/next-uri-elsewhere", test_next_uri_elsewhere);
  FIXTURE_ADD ("/api/lists/endless-pages", test_endless_pages);
  FIXTURE_ADD ("/api/lists/slow-pages", test_slow_pages);
  FIXTURE_ADD ("/api/lists/numbers", test_numbers);
  FIXTURE_ADD ("/api/lists/short-page", test_short_page);
  FIXTURE_ADD ("/api/lists/empty-middle-page", test_empty_middle_page);
  FIXTURE_ADD ("/api/lists/empty-last-page", test_empty_last_page);
  FIXTURE_ADD ("/api/lists/too-many", test_too_many);
  FIXTURE_ADD ("/api/lists/same-page-again", test_same_page_again);
  FIXTURE_ADD ("/api/lists/smaller-pages", test_smaller_pages);
  FIXTURE_ADD ("/api/lists/failing-page", test_failing_page);
  FIXTURE_ADD ("/api/lists/renewed-between-pages", test_renewed_between_pages);
  FIXTURE_ADD ("/api/lists/scopes-and-people", test_scopes_and_people);
  return g_test_run ();
}
