/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* No answer stops the window: the longest turn of the main loop while an organization answers as
 * badly as it can. A turn is measured in processor time of this thread, so a busy machine counts
 * little, and the server has threads of its own. */

#include "session-fixture.h"

#include "fault-server.h"

#include <time.h>

#define JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

/* The sanitizers check each access to memory and each allocation. With them the turns of this file
 * take up to 4.5 times as long, measured side by side; the sum of a row, too. */
#ifdef __SANITIZE_ADDRESS__
#define SLOWER 5
#else
#define SLOWER 1
#endif
#define MAX_TURN_MS (50 * SLOWER)
#define MANY (200000 / SLOWER)

typedef struct
{
  const char *name;
  const char *request; /* what has the bad answer */
  char     *(*make_body) (void);
  FaultEnd    end;     /* behind the body; the length is right for FAULT_KEEP only */
} Case;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
take_turn (double  *longest_ms,
           gboolean may_block)
{
  double turn_ms = -get_cpu_ms ();

  g_main_context_iteration (NULL, may_block);
  turn_ms += get_cpu_ms ();
  *longest_ms = MAX (*longest_ms, turn_ms);
}

static gboolean
is_loading (GateSession *session)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  gate_session_list_resources (session, resources);
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    if (gate_resource_is_loading (resources[i]))
      return TRUE;
  return FALSE;
}

/* Returns the longest turn until SERVER has answered so many requests to PATH and nothing is left
 * to do. */
static double
run_until_answered (GateSession *session,
                    FaultServer *server,
                    const char  *path,
                    guint        n_requests)
{
  gint64 deadline_us = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, shadow_tick_cb, NULL);
  double longest_ms = 0;

  while ((fault_server_count (server, NULL, path) < n_requests || is_loading (session)) &&
         g_get_monotonic_time () < deadline_us)
    take_turn (&longest_ms, TRUE);
  g_source_remove (tick);
  g_assert_false (is_loading (session));
  while (g_main_context_pending (NULL))
    take_turn (&longest_ms, FALSE);
  return longest_ms;
}

/* Texts that are equal in GLib's hash. */
static void
append_colliding (GString *text,
                  guint    number,
                  guint    n_bits)
{
  for (guint bit = 0; bit < n_bits; bit++)
    g_string_append (text, (number >> bit & 1) != 0 ? "ac" : "bB");
}

static char *
finish_text (GString    *text,
             const char *end)
{
  return g_string_free (g_string_append (text, end), FALSE);
}

static char *
repeat (const char *begin,
        const char *part,
        guint       count,
        const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", part);
  return finish_text (text, end);
}

static char *
make_colliding_names (void)
{
  GString *text = g_string_new ("{\"id\":\"u1\"");

  for (guint i = 0; i < 25000; i++)
    {
      g_string_append (text, ",\"");
      append_colliding (text, i, 16);
      g_string_append (text, "\":0");
    }
  return finish_text (text, "}");
}

static char *
make_colliding_objects (void)
{
  GString *text = g_string_new ("{\"id\":\"u1\",\"more\":[0");

  for (guint i = 0; i < 3 * 500; i++)
    {
      g_string_append (text, i % 500 == 0 ? ",{\"" : ",\"");
      append_colliding (text, i % 500, 9);
      g_string_append (text, i % 500 == 499 ? "\":0}" : "\":0");
    }
  return finish_text (text, "]}");
}

static char *
make_deep_objects (void)
{
  return repeat ("{\"id\":\"u1\",\"more\":[", "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", 5990, "]}");
}

static char *
make_colliding_roles_of_me (void)
{
  GString *text = g_string_new ("{\"id\":\"u1\",\"authorization\":{\"permissions\":[],\"roles\":[");

  for (guint i = 0; i < 14000; i++)
    {
      g_string_append (text, i > 0 ? ",{\"id\":\"" : "{\"id\":\"");
      append_colliding (text, i, 14);
      g_string_append (text, "\"}");
    }
  return finish_text (text, "]}}");
}

static char *
make_permissions (void)
{
  GString *text = g_string_new ("{\"id\":\"u1\",\"authorization\":{\"roles\":[],\"permissions\":[\"a\"");

  for (guint i = 0; i < 4999; i++)
    {
      g_string_append (text, ",\"oauth:");
      append_colliding (text, i, 13);
      g_string_append (text, ":*\"");
    }
  return finish_text (text, "]}}");
}

static char *
make_policies (void)
{
  return repeat ("{\"id\":\"u1\",\"authorization\":{\"roles\":[],\"permissionPolicies\":[",
                 "{\"domain\":\"oauth\",\"entityName\":\"client\",\"actionSet\":[\"add\"]}", 4990,
                 "]}}");
}

static char *
make_entities (const char *format,
               guint       n)
{
  GString *text = g_string_new ("{\"pageCount\":1,\"entities\":[");

  for (guint i = 0; i < n; i++)
    {
      guint shuffled = i * 2654435761u;

      g_string_append_c (text, i > 0 ? ',' : ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, format, i, shuffled);
#pragma GCC diagnostic pop
    }
  return finish_text (text, "]}");
}

static char *
make_roles (void)
{
  return make_entities ("{\"id\":\"role-%u\",\"name\":\"Überlange Rolle für %x\"}", MANY);
}

static char *
make_colliding_roles (void)
{
  GString *text = g_string_new ("{\"pageCount\":1,\"entities\":[");

  for (guint i = 0; i < 30000; i++)
    {
      g_string_append (text, i > 0 ? ",{\"name\":\"Same\",\"id\":\"" : "{\"id\":\"");
      append_colliding (text, i, 15);
      g_string_append (text, "\"}");
    }
  return finish_text (text, "]}");
}

static char *
make_scopes (void)
{
  return make_entities ("{\"id\":\"scope%u\",\"description\":\"What %x does\"}", MANY);
}

static char *
make_clients (void)
{
  return make_entities ("{\"id\":\"00000000-0000-4000-8000-%012u\",\"name\":\"Client %x\"}", MANY);
}

static char *
make_authorizations (guint n)
{
  return make_entities ("{\"client\":{\"id\":\"00000000-0000-4000-8000-%012u\","
                        "\"name\":\"App %x\"},"
                        "\"state\":\"Authorized\",\"scope\":[],\"roles\":[]}", n);
}

static char *
make_many_authorizations (void)
{
  return make_authorizations (MANY);
}

static char *
make_colliding_authors (void)
{
  GString *text = g_string_new ("{\"entities\":[");

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (text, "%s{\"client\":{\"id\":\"00000000-0000-4000-8000-%012u\"},"
                              "\"state\":\"Authorized\",\"scope\":[],\"roles\":[],"
                              "\"createdBy\":{\"id\":\"", i > 0 ? "," : "", i);
      append_colliding (text, i, 15);
      g_string_append (text, "\"}}");
    }
  return finish_text (text, "]}");
}

static char *
make_same_authorization (void)
{
  return repeat ("{\"entities\":[",
                 "{\"client\":{\"id\":\"00000000-0000-4000-8000-000000000001\"},"
                 "\"state\":\"Authorized\"}", MANY / 4, "]}");
}

static char *
make_same_names (void)
{
  return make_entities ("{\"client\":{\"id\":\"00000000-0000-4000-8000-%012u\",\"name\":\"Same\"},"
                        "\"state\":\"Requested\",\"scope\":[\"s%x\"],\"roles\":[]}", MANY / 4);
}

static char *
make_refused (void)
{
  return repeat ("{\"entities\":[", "{}", MANY, "]}");
}

static char *
make_deep (void)
{
  g_autofree char *part = g_strconcat ("[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]", NULL);

  return repeat ("{\"entities\":[", part, 10000, "]}");
}

/* Says it is one page of many, and has nothing. */
static char *
make_empty_page (void)
{
  return g_strdup ("{\"entities\":[],\"total\":100000,\"pageCount\":100000,"
                   "\"nextUri\":\"/api/v2/oauth/authorizations?pageNumber=2\"}");
}

static char *
make_endless (void)
{
  return g_strdup ("{\"entities\":[");
}

/* Comes four times, and each time all of it is dropped. */
static char *
make_broken (void)
{
  char *text = make_authorizations (MANY / 4);

  text[strlen (text) - 1] = ' ';
  return text;
}

static const Case cases[] = {
  { "me/colliding-names", ME, make_colliding_names },
  { "me/colliding-objects", ME, make_colliding_objects },
  { "me/deep-objects", ME, make_deep_objects },
  { "me/colliding-roles", ME, make_colliding_roles_of_me },
  { "me/permissions", ME, make_permissions },
  { "me/policies", ME, make_policies },
  { "roles/many", ROLES, make_roles },
  { "roles/colliding", ROLES, make_colliding_roles },
  { "scopes/many", SCOPES, make_scopes },
  { "clients/many", CLIENTS, make_clients },
  { "authorizations/many", LIST, make_many_authorizations },
  { "authorizations/colliding-authors", LIST, make_colliding_authors },
  { "authorizations/one-many-times", LIST, make_same_authorization },
  { "authorizations/one-name", LIST, make_same_names },
  { "authorizations/refused", LIST, make_refused },
  { "authorizations/deep", LIST, make_deep },
  { "authorizations/empty-page", LIST, make_empty_page },
  { "authorizations/endless", LIST, make_endless, FAULT_ENDLESS },
  { "authorizations/broken", LIST, make_broken, FAULT_CLOSE },
};

static void
answer (FaultServer *server,
        const char  *request,
        char        *body,
        FaultEnd     end)
{
  g_autofree char *owned = body;
  g_autofree char *space = g_strnfill (64 * 1024, ' ');
  gsize length = strlen (body) + (end != FAULT_KEEP ? G_MAXINT32 : 0);
  g_autofree char *text = g_strdup_printf (JSON "Content-Length: %zu\r\n\r\n%s", length, body);

  fault_server_add (server, request + strlen ("GET "), text, end, space);
}

static void
answer_all (FaultServer *server,
            const char  *except)
{
  static const struct
  {
    const char *request;
    const char *body;
  } good[] = {
    { LIST, "{\"entities\":[]}" },
    { ME, "{\"id\":\"u1\",\"authorization\":{\"permissions\":[],\"roles\":[]}}" },
    { ORGANIZATION, "{\"id\":\"o1\",\"name\":\"Acme Care\"}" },
    { TOKEN, "{\"organization\":{\"id\":\"o1\"},\"authorizedScope\":[\"oauth\"]}" },
    { CLIENTS, "{\"entities\":[],\"total\":0,\"pageCount\":0}" },
    { SCOPES, "{\"entities\":[],\"total\":0}" },
    { ROLES, "{\"entities\":[],\"total\":0,\"pageCount\":0}" },
    { PEOPLE, "{\"entities\":[{\"id\":\"u1\"}],\"total\":1204,\"pageCount\":1204}" },
    { INACTIVE, "{\"entities\":[],\"total\":0}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    if (!g_str_equal (good[i].request, except))
      answer (server, good[i].request, g_strdup (good[i].body), FAULT_KEEP);
}

static void
test_turns (gconstpointer data)
{
  const Case *c = data;
  const char *path = c->request + strlen ("GET ");
  g_autoptr (FaultServer) server = fault_server_new ();
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-turns-XXXXXX", NULL);
  g_autoptr (GFile) token_file = g_file_new_build_filename (folder, "token", NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", fault_server_get_port (server));
  Fixture f = { .folder = folder, .token_file = token_file };
  double first_ms, second_ms, close_ms, rest_ms;

  answer_all (server, c->request);
  answer (server, c->request, c->make_body (), c->end);
  fixture_write_token (&f, "a-token");
  f.session = gate_session_new ("/nonexistent/gatehouse-org", folder);
  gate_http_set_retry_base_ms (gate_session_get_http (f.session), 10);
  gate_session_open (f.session, address, NULL, token_file);
  first_ms = run_until_answered (f.session, server, path, 1);
  gate_session_reload (f.session);
  second_ms = run_until_answered (f.session, server, path, 2);
  close_ms = get_cpu_ms ();
  gate_session_close (f.session);
  close_ms = get_cpu_ms () - close_ms;
  rest_ms = run_until_answered (f.session, server, path, 0);
  g_clear_object (&f.session);
  remove_tree (folder);
  g_test_message ("longest turn: %.1f ms, again %.1f ms, closed %.1f ms, then %.1f ms", first_ms,
                  second_ms, close_ms, rest_ms);
  g_assert_cmpfloat (first_ms, <, MAX_TURN_MS);
  g_assert_cmpfloat (second_ms, <, MAX_TURN_MS);
  g_assert_cmpfloat (close_ms, <, MAX_TURN_MS);
  g_assert_cmpfloat (rest_ms, <, MAX_TURN_MS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/turns/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_turns);
    }
  return g_test_run ();
}
