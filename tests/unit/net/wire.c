/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What goes over the wire, and how often. */

#define G_LOG_DOMAIN "test"

#include "gate-error.h"
#include "net-fixture.h"

#include <string.h>

static void
assert_has (const char *request,
            const char *text)
{
  if (strstr (request, text) == NULL)
    g_error ("“%s” is not in “%s”", text, request);
}

static void
test_request (NetFixture   *self,
              gconstpointer data)
{
  g_autoptr (GateHttpRequest) put = net_request_new (self, "PUT", "/a%2Fb?c=d%20e");
  g_auto (NetOutcome) outcome = { 0 };
  g_autofree char *text = NULL;

  gate_http_request_set_language (put, "de, en;q=0.5");
  fault_server_add (self->server, "/a%2Fb?c=d%20e",
                    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL);
  net_send (self, put, &outcome);
  g_assert_no_error (outcome.error);
  text = fault_server_dup_request (self->server, 0);
  g_assert_true (g_str_has_prefix (text, "PUT /a%2Fb?c=d%20e HTTP/1.1\r\n"));
  assert_has (text, "\r\nAuthorization: Bearer canary-token\r\n");
  assert_has (text, "\r\nAccept: application/json\r\n");
  assert_has (text, "\r\nAccept-Language: de, en;q=0.5\r\n");
  assert_has (text, "\r\nAccept-Encoding: gzip");
  assert_has (text, "\r\nContent-Type: application/json\r\n");
  assert_has (text, "\r\nContent-Length: 12\r\n");
  assert_has (text, "\r\nUser-Agent: Gatehouse/");
  g_assert_true (g_str_has_suffix (text, "\r\n\r\n{\"scope\":[]}"));
  g_assert_null (strstr (strstr (text, "canary-token") + 1, "canary-token"));
}

static void
test_no_cookies (NetFixture   *self,
                 gconstpointer data)
{
  g_autofree char *text = NULL;

  fault_server_add (self->server, "/",
                    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP,
                    NULL);
  net_send_expecting (self, "GET", "/", 200);
  net_send_expecting (self, "GET", "/", 200);
  text = fault_server_dup_request (self->server, 1);
  g_assert_nonnull (text);
  g_assert_null (strstr (text, "Cookie"));
  g_assert_cmpuint (fault_server_count_connections (self->server), ==, 1);
}

/* A kept-alive connection that dies at the second request: libsoup would repeat a change, and a
 * PUT without its body. */
static void
test_dead_connection (NetFixture   *self,
                      gconstpointer data)
{
  const char *const methods[] = { "PUT", "DELETE", "POST", "GET" };

  fault_server_add (self->server, "/alive", NET_ANSWER, FAULT_KEEP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *path = g_strconcat ("/dies-", methods[i], NULL);

      net_send_expecting (self, "GET", "/alive", 200);
      fault_server_add (self->server, path, "", FAULT_CLOSE, NULL);
      fault_server_add (self->server, path, NET_ANSWER, FAULT_KEEP, NULL);
      if (strcmp (methods[i], "GET") == 0)
        {
          net_send_expecting (self, "GET", path, 200);
          g_assert_cmpuint (fault_server_count (self->server, NULL, path), ==, 2);
          continue;
        }
      net_send_failing (self, methods[i], path,
                        i < 2 ? GATE_ERROR_UNKNOWN_OUTCOME : GATE_ERROR_NETWORK);
      g_assert_cmpuint (fault_server_count (self->server, NULL, path), ==, 1);
    }
}

/* What a server sends beyond an answer's length is no answer to the next request. */
static void
test_surplus (NetFixture   *self,
              gconstpointer data)
{
  fault_server_add (self->server,
                    "/surplus",
                    NET_ANSWER "HTTP/1.1 418 Evil\r\nContent-Length: 0\r\n\r\n",
                    FAULT_KEEP,
                    NULL);
  fault_server_add (self->server, "/next", NET_ANSWER, FAULT_KEEP, NULL);
  net_send_expecting (self, "GET", "/surplus", 200);
  net_send_expecting (self, "GET", "/next", 200);
  net_send_expecting (self, "GET", "/next", 200);
}

/* Six idle connections are all that a host gets: a change on a new one must not wait for them. */
static void
test_full_house (NetFixture   *self,
                 gconstpointer data)
{
  NetOutcome outcomes[6] = { 0 };

  fault_server_add (self->server, "/", NET_ANSWER, FAULT_KEEP, NULL);
  fault_server_gather (self->server, G_N_ELEMENTS (outcomes));
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");

      net_start (self, request, NULL, &outcomes[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      net_wait (&outcomes[i]);
      net_outcome_clear (&outcomes[i]);
    }
  g_assert_cmpuint (fault_server_count_connections (self->server), ==, 6);
  gate_http_set_deadlines_ms (self->http, 5000, 5000, 5000);
  net_send_expecting (self, "PUT", "/", 200);
  net_send_expecting (self, "DELETE", "/", 200);
}

static void
test_redirect (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (FaultServer) target = fault_server_new ();
  const char *const methods[] = { "GET", "PUT", "DELETE", "POST" };
  const guint statuses[] = { 300, 301, 302, 303, 305, 307, 308, 399 };

  fault_server_add (target, "/stolen", NET_ANSWER, FAULT_KEEP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint k = 0; k < G_N_ELEMENTS (methods); k++)
      {
        g_autofree char *path = g_strdup_printf ("/%u-%s", statuses[i], methods[k]);
        g_autofree char *answer =
            g_strdup_printf ("HTTP/1.1 %u Go\r\nLocation: http://127.0.0.1:%u/stolen\r\n"
                             "Content-Length: 0\r\n\r\n",
                             statuses[i], fault_server_get_port (target));

        fault_server_add (self->server, path, answer, FAULT_KEEP, NULL);
        net_send_failing (self, methods[k], path, GATE_ERROR_PROTOCOL);
        g_assert_cmpuint (fault_server_count (self->server, NULL, path), ==, 1);
      }
  g_assert_cmpuint (fault_server_count_connections (target), ==, 0);
}

static gboolean
open_cb (gpointer user_data)
{
  fault_server_open (user_data);
  return G_SOURCE_REMOVE;
}

/* Nobody there: a read is repeated, anything else fails at once. */
static void
test_refused (NetFixture   *self,
              gconstpointer data)
{
  const char *const methods[] = { "PUT", "DELETE", "POST" };

  g_clear_pointer (&self->server, fault_server_free);
  self->server = fault_server_new_closed ();
  fault_server_add (self->server, "/", NET_ANSWER, FAULT_KEEP, NULL);
  net_send_failing (self, "GET", "/", GATE_ERROR_NETWORK);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    net_send_failing (self, methods[i], "/", GATE_ERROR_NETWORK);
  g_clear_object (&self->http);
  self->http = gate_http_new ();
  gate_http_set_retry_base_ms (self->http, 200);
  g_timeout_add (50, open_cb, self->server);
  net_send_expecting (self, "GET", "/", 200);
  g_assert_cmpuint (fault_server_count (self->server, "GET", "/"), ==, 1);
}

/* Each repetition starts the sink anew, so nothing arrives twice. */
static void
test_recovers (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) outcome = { 0 };
  g_autofree char *body = NULL;

  fault_server_add (self->server, "/", "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy", FAULT_KEEP,
                    NULL);
  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1,2", FAULT_CLOSE,
                    NULL);
  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1,2,3", FAULT_RESET,
                    NULL);
  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n[1,2,3]", FAULT_KEEP,
                    NULL);
  net_request_set_sink (request, &outcome);
  net_send (self, request, &outcome);
  g_assert_no_error (outcome.error);
  body = net_outcome_dup_body (&outcome);
  g_assert_cmpstr (body, ==, "[1,2,3]");
  g_assert_cmpuint (outcome.resets, ==, 4);
  g_assert_cmpuint (g_bytes_get_size (gate_http_response_get_body (outcome.answer)), ==, 0);
}

#define LIMITED_5 "HTTP/1.1 429 Slow\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"

static void
test_limited (NetFixture   *self,
              gconstpointer data)
{
  gint64 start_us = g_get_monotonic_time ();

  fault_server_add (self->server, "/", LIMITED_5, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/", NET_ANSWER, FAULT_KEEP, NULL);
  net_send_expecting (self, "GET", "/", 200);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 5 * NET_SECOND_MS * 1000);
  g_assert_cmpuint (fault_server_count (self->server, "GET", "/"), ==, 2);
  fault_server_add (self->server, "/POST", "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP,
                    NULL);
  net_send_expecting (self, "POST", "/POST", 429);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/POST"), ==, 1);
}

/* A change is sent once; the next read waits, and a change that would have to is not sent. */
static void
test_limited_change (NetFixture   *self,
                     gconstpointer data)
{
  const char *const methods[] = { "PUT", "DELETE" };

  fault_server_add (self->server, "/", NET_ANSWER, FAULT_KEEP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *path = g_strconcat ("/", methods[i], NULL);
      g_autoptr (GateHttpRequest) request = net_request_new (self, methods[i], path);
      g_auto (NetOutcome) outcome = { 0 };
      g_auto (NetOutcome) held = { 0 };
      gint64 start_us = g_get_monotonic_time ();

      fault_server_add (self->server, path, LIMITED_5, FAULT_KEEP, NULL);
      net_send (self, request, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpuint (gate_http_response_get_status (outcome.answer), ==, 429);
      g_assert_cmpuint (gate_http_response_get_wait_s (outcome.answer), ==, 5);
      net_send (self, request, &held);
      g_assert_error (held.error, GATE_ERROR, GATE_ERROR_RATE_LIMITED);
      g_assert_cmpuint (gate_error_get_wait_s (held.error), >, 0);
      g_assert_cmpuint (fault_server_count (self->server, NULL, path), ==, 1);
      net_send_expecting (self, "GET", "/", 200);
      g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 5 * NET_SECOND_MS * 1000);
    }
}

/* Waiting ends before ten minutes are over, with the last answer, and what it asks holds. */
static void
test_limited_long (NetFixture   *self,
                   gconstpointer data)
{
  g_autoptr (GateHttpRequest) next = net_request_new (self, "GET", "/next");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NetOutcome) outcome = { 0 };

  gate_http_set_retry_base_ms (self->http, 1);
  fault_server_add (self->server, "/",
                    "HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP,
                    NULL);
  net_send_expecting (self, "GET", "/", 429);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/"), ==, 3);
  net_start (self, next, cancellable, &outcome);
  g_assert_cmpuint (gate_http_get_wait_s (self->http, NULL, NULL), >, 0);
  g_cancellable_cancel (cancellable);
  net_wait (&outcome);
}

/* Nine tokens are more than are kept; the allowance of one whose request waits is kept. */
static void
test_many_tokens (NetFixture   *self,
                  gconstpointer data)
{
  const guint wait_s = 40;
  g_autofree char *limited = g_strdup_printf ("HTTP/1.1 429 Slow\r\nRetry-After: %u\r\n"
                                              "Content-Length: 0\r\n\r\n",
                                              wait_s);
  g_autoptr (GateHttpRequest) waiting = net_request_new (self, "GET", "/");
  g_autoptr (GateHttpRequest) held = net_request_new (self, "GET", "/held");
  g_auto (NetOutcome) waiting_outcome = { 0 };
  g_auto (NetOutcome) held_outcome = { 0 };
  gint64 start_us = g_get_monotonic_time ();

  fault_server_add (self->server, "/", limited, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/", NET_ANSWER, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/held", NET_ANSWER, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/other", NET_ANSWER, FAULT_KEEP, NULL);
  net_start (self, waiting, NULL, &waiting_outcome);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GateHttpRequest) other = net_request_new (self, "GET", "/other");
      g_auto (NetOutcome) outcome = { 0 };
      g_autofree char *token = g_strdup_printf ("token-%u", i);

      gate_http_request_set_bearer (other, token);
      net_send (self, other, &outcome);
      g_assert_no_error (outcome.error);
    }
  net_send (self, held, &held_outcome);
  g_assert_no_error (held_outcome.error);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, wait_s * NET_SECOND_MS * 1000);
  net_wait (&waiting_outcome);
  g_assert_no_error (waiting_outcome.error);
}

/* With no allowance left the next request waits for the window to end; another token does not. */
static void
test_allowance (NetFixture   *self,
                gconstpointer data)
{
  const char *answer = "HTTP/1.1 200 OK\r\ninin-ratelimit-count: 3\r\ninin-ratelimit-allowed: 3\r\n"
                       "inin-ratelimit-reset: 20\r\nContent-Length: 0\r\n\r\n";
  g_autoptr (GateHttpRequest) held = net_request_new (self, "GET", "/held");
  g_autoptr (GateHttpRequest) other = net_request_new (self, "GET", "/other");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NetOutcome) held_outcome = { 0 };
  g_auto (NetOutcome) dropped_outcome = { 0 };
  g_auto (NetOutcome) other_outcome = { 0 };
  gint64 start_us;

  g_assert_cmpint (gate_http_get_allowance_left (self->http), ==, -1);
  fault_server_add (self->server, "/", answer, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/held", NET_ANSWER, FAULT_KEEP, NULL);
  fault_server_add (self->server, "/other", NET_ANSWER, FAULT_KEEP, NULL);
  net_send_expecting (self, "GET", "/", 200);
  g_assert_cmpint (gate_http_get_allowance_left (self->http), ==, 0);
  start_us = g_get_monotonic_time ();
  net_start (self, held, cancellable, &dropped_outcome);
  net_start (self, held, NULL, &held_outcome);
  gate_http_request_set_bearer (other, "another-token");
  net_send (self, other, &other_outcome);
  g_assert_no_error (other_outcome.error);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/held"), ==, 0);
  g_cancellable_cancel (cancellable);
  net_wait (&dropped_outcome);
  g_assert_error (dropped_outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  net_wait (&held_outcome);
  g_assert_no_error (held_outcome.error);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 20 * NET_SECOND_MS * 1000 * 9 / 10);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/held"), ==, 1);
}

static gboolean
all_arrived (gpointer user_data)
{
  return fault_server_count (user_data, NULL, "/") == 12;
}

/* Who waits for a connection does not use up its deadline. */
static void
test_six_at_a_time (NetFixture   *self,
                    gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  NetOutcome outcomes[12] = { 0 };

  fault_server_add (self->server, "/", "", FAULT_HANG, NULL);
  gate_http_set_deadlines_ms (self->http, 600, 600, 600);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    net_start (self, request, cancellable, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes) / 2; i++)
    {
      net_wait (&outcomes[i]);
      g_assert_error (outcomes[i].error, GATE_ERROR, GATE_ERROR_TIMEOUT);
    }
  net_iterate_until (all_arrived, self->server);
  g_cancellable_cancel (cancellable);
  for (guint i = 6; i < G_N_ELEMENTS (outcomes); i++)
    {
      net_wait (&outcomes[i]);
      g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    net_outcome_clear (&outcomes[i]);
}

/* What may not be sent is not sent. */
static void
test_refuses (NetFixture   *self,
              gconstpointer data)
{
  g_autoptr (GUri) foreign = g_uri_parse ("http://api.example.com/", G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GateHttpRequest) plain = gate_http_request_new ("GET", foreign);
  const char *const tokens[] = { "", "a b", "a\r\nX: y", "a\n", "\xc3\xa9", "a\x7f",
                                 "{\"a\":1}", "\"a\"", "a=b" };
  g_auto (NetOutcome) plain_outcome = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
      g_auto (NetOutcome) outcome = { 0 };

      gate_http_request_set_bearer (request, tokens[i]);
      net_send (self, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_INVALID);
    }
  net_send_failing (self, "TRACE", "/", GATE_ERROR_INVALID);
  net_send_failing (self, "CONNECT", "/", GATE_ERROR_INVALID);
  net_send_failing (self, "GET /x HTTP/1.1\r\nX: y", "/", GATE_ERROR_INVALID);
  net_send (self, plain, &plain_outcome);
  g_assert_error (plain_outcome.error, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_cmpuint (fault_server_count_connections (self->server), ==, 0);
}

static GString *logged;

static GLogWriterOutput
collect_log (GLogLevelFlags   level,
             const GLogField *fields,
             gsize            n_fields,
             gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s\n", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

/* The log has its own process, since a writer is set once. */
static void
test_log_in_subprocess (void)
{
  NetFixture fixture = { 0 };

  logged = g_string_new (NULL);
  g_log_set_writer_func (collect_log, NULL, NULL);
  net_fixture_set_up (&fixture, NULL);
  fault_server_add (fixture.server, "/path?code=canary-query",
                    "HTTP/1.1 200 OK\r\nININ-Correlation-Id: x-1\r\nX: canary-header\r\n"
                    "Content-Length: 11\r\n\r\ncanary-body",
                    FAULT_KEEP, NULL);
  net_send_expecting (&fixture, "PUT", "/path?code=canary-query", 200);
  net_fixture_tear_down (&fixture, NULL);
  assert_has (logged->str, "PUT /path?…: answer 200, 11 bytes");
  assert_has (logged->str, "x-1");
  g_assert_null (strstr (logged->str, "canary"));
  g_assert_null (strstr (logged->str, "scope"));
  g_string_free (logged, TRUE);
}

static void
test_log (void)
{
  g_test_trap_subprocess ("/net/wire/log/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  net_test_add ("/net/wire/request", test_request);
  net_test_add ("/net/wire/no-cookies", test_no_cookies);
  net_test_add ("/net/wire/dead-connection", test_dead_connection);
  net_test_add ("/net/wire/surplus", test_surplus);
  net_test_add ("/net/wire/full-house", test_full_house);
  net_test_add ("/net/wire/redirect", test_redirect);
  net_test_add ("/net/wire/refused", test_refused);
  net_test_add ("/net/wire/recovers", test_recovers);
  net_test_add ("/net/wire/limited", test_limited);
  net_test_add ("/net/wire/limited-change", test_limited_change);
  net_test_add ("/net/wire/limited-long", test_limited_long);
  net_test_add ("/net/wire/many-tokens", test_many_tokens);
  net_test_add ("/net/wire/allowance", test_allowance);
  net_test_add ("/net/wire/six-at-a-time", test_six_at_a_time);
  net_test_add ("/net/wire/refuses", test_refuses);
  g_test_add_func ("/net/wire/log", test_log);
  g_test_add_func ("/net/wire/log/subprocess", test_log_in_subprocess);
  return g_test_run ();
}
