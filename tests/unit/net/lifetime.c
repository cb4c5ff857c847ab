/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Cancelling at every stage, and letting go of the client at any time: one callback, at once, and
 * nothing touched afterwards. */

#define G_LOG_DOMAIN "test"

#include "net-fixture.h"

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* The answer to Cancel may take a second; a busy machine is given two. */
#define PROMPT_US (2 * G_USEC_PER_SEC)

/* DOMAIN and CODE: the error that is expected. */
static void
cancel_and_expect (GCancellable *cancellable,
                   NetOutcome   *outcome,
                   GQuark        domain,
                   int           code)
{
  gint64 start_us = g_get_monotonic_time ();

  g_assert_cmpuint (outcome->callbacks, ==, 0);
  g_cancellable_cancel (cancellable);
  net_wait (outcome);
  g_assert_error (outcome->error, domain, code);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, PROMPT_US);
}

static void
cancel_and_check (GCancellable *cancellable,
                  NetOutcome   *outcome)
{
  cancel_and_expect (cancellable, outcome, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
iterate (guint times)
{
  for (guint i = 0; i < times; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_before (NetFixture   *self,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateHttpRequest) request = net_request_new (self, "PUT", "/");
  g_auto (NetOutcome) outcome = { 0 };

  g_cancellable_cancel (cancellable);
  net_start (self, request, cancellable, &outcome);
  net_wait (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fault_server_count_connections (self->server), ==, 0);
}

typedef struct
{
  FaultServer *server;
  const char *path;
  NetOutcome *outcome;
  guint arrivals;
} Stage;

static gboolean
has_arrived (gpointer user_data)
{
  Stage *stage = user_data;

  return fault_server_count (stage->server, NULL, stage->path) >= stage->arrivals;
}

static gboolean
is_told_to_wait (gpointer user_data)
{
  return gate_http_get_wait_s (user_data, NULL, NULL) > 0;
}

static gboolean
has_sunk (gpointer user_data)
{
  Stage *stage = user_data;

  return stage->outcome->sunk->len > 0;
}

/* The stages of one request, each reached for sure before the cancel: waiting for an answer, in
 * the headers, in the body, between two tries. A change that was sent may take place all the
 * same. */
static void
test_stages (NetFixture   *self,
             gconstpointer data)
{
  const struct
  {
    const char *path, *answer;
    FaultEnd end;
    const char *tail;
  } stages[] = {
    { "/answer", "", FAULT_HANG, NULL },
    { "/headers", "HTTP/1.1 200 OK\r\nX: ", FAULT_HANG, NULL },
    { "/endless-100", "", FAULT_DRIP, "HTTP/1.1 100 Continue\r\n\r\n" },
    { "/body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", FAULT_HANG, NULL },
    { "/drip", "HTTP/1.1 200 OK\r\n\r\n", FAULT_DRIP, "[1,2]" },
    { "/error", "HTTP/1.1 500 Oops\r\n\r\n", FAULT_DRIP, "<html>" },
    { "/retry", "HTTP/1.1 429 Slow\r\nRetry-After: 300\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL },
  };
  const char *const methods[] = { "GET", "PUT", "DELETE" };
  /* A change never waits for another try. */
  guint n_last = (G_N_ELEMENTS (stages) - 1) * G_N_ELEMENTS (methods);

  g_clear_object (&self->http);
  self->http = gate_http_new ();
  for (guint i = 0; i <= n_last; i++)
    {
      guint n = i / G_N_ELEMENTS (methods);
      const char *method = methods[i % G_N_ELEMENTS (methods)];
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autofree char *path = g_strconcat (stages[n].path, "-", method, NULL);
      g_autoptr (GateHttpRequest) request = net_request_new (self, method, path);
      g_autofree char *token = g_strdup_printf ("token-%u", i);
      g_auto (NetOutcome) outcome = { 0 };
      Stage stage = { self->server, path, &outcome, 1 };

      g_test_message ("%s", path);
      fault_server_add (self->server, path, stages[n].answer, stages[n].end, stages[n].tail);
      gate_http_request_set_bearer (request, token);
      net_start (self, request, cancellable, &outcome);
      net_iterate_until (has_arrived, &stage);
      if (strcmp (stages[n].path, "/retry") == 0)
        net_iterate_until (is_told_to_wait, self->http);
      iterate (50);
      if (strcmp (method, "GET") == 0)
        cancel_and_check (cancellable, &outcome);
      else
        cancel_and_expect (cancellable, &outcome, GATE_ERROR, GATE_ERROR_UNKNOWN_OUTCOME);
      g_assert_cmpuint (fault_server_count (self->server, NULL, path), ==, 1);
    }
}

static void
test_in_body (NetFixture   *self,
              gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) outcome = { 0 };
  Stage stage = { self->server, "/", &outcome, 1 };

  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\n\r\n", FAULT_ENDLESS, "[1,2,3,4,5,6,7,8]");
  net_request_set_sink (request, &outcome);
  net_start (self, request, cancellable, &outcome);
  net_iterate_until (has_sunk, &stage);
  cancel_and_check (cancellable, &outcome);
}

static gboolean
cancelling_sink (const char *bytes,
                 gsize       length,
                 gpointer    user_data,
                 GError    **error)
{
  g_cancellable_cancel (user_data);
  return TRUE;
}

static gboolean
cancelling_refusing_sink (const char *bytes,
                          gsize       length,
                          gpointer    user_data,
                          GError    **error)
{
  g_cancellable_cancel (user_data);
  gate_error_set (error, GATE_ERROR_INVALID, "no");
  return FALSE;
}

/* Even with the whole answer in hand, a cancelled request is a cancelled request. */
static void
test_from_sink (NetFixture   *self,
                gconstpointer data)
{
  const GateHttpSink sinks[] = { cancelling_sink, cancelling_refusing_sink };

  fault_server_add (self->server, "/", ANSWER, FAULT_KEEP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
      g_auto (NetOutcome) outcome = { 0 };

      gate_http_request_set_sink (request, sinks[i], NULL, cancellable);
      net_start (self, request, cancellable, &outcome);
      net_wait (&outcome);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* While nobody listens, between the tries. */
static void
test_in_retry (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateHttpRequest) request = NULL;
  g_auto (NetOutcome) outcome = { 0 };

  g_clear_pointer (&self->server, fault_server_free);
  self->server = fault_server_new_closed ();
  g_clear_object (&self->http);
  self->http = gate_http_new ();
  request = net_request_new (self, "GET", "/");
  net_start (self, request, cancellable, &outcome);
  iterate (200);
  cancel_and_check (cancellable, &outcome);
}

/* The deadline's own end is no cancellation, and a cancellation is never a deadline's. */
static void
test_deadline (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) timed_out = { 0 };
  g_auto (NetOutcome) both = { 0 };

  fault_server_add (self->server, "/", "", FAULT_HANG, NULL);
  gate_http_set_deadlines_ms (self->http, 100, 100, 100);
  net_start (self, request, cancellable, &timed_out);
  net_wait (&timed_out);
  g_assert_error (timed_out.error, GATE_ERROR, GATE_ERROR_TIMEOUT);
  net_start (self, request, cancellable, &both);
  g_cancellable_cancel (cancellable);
  net_wait (&both);
  g_assert_error (both.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define N_MIXED 10

static const char *const mixed[N_MIXED][2] = {
  { "GET", "/hang" }, { "GET", "/ok" },   { "PUT", "/ok" },    { "GET", "/drip" },
  { "PUT", "/hang" }, { "GET", "/busy" }, { "DELETE", "/ok" }, { "GET", "/endless" },
  { "GET", "/gone" }, { "GET", "/ok" },
};

static void
add_mixed (FaultServer *server)
{
  fault_server_add (server, "/ok", ANSWER, FAULT_KEEP, NULL);
  fault_server_add (server, "/hang", "", FAULT_HANG, NULL);
  fault_server_add (server, "/drip", "HTTP/1.1 200 OK\r\n\r\n", FAULT_DRIP, "[1,2]");
  fault_server_add (server, "/busy", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL);
  fault_server_add (server, "/endless", "HTTP/1.1 200 OK\r\n\r\n", FAULT_ENDLESS, "[1,2,3]");
  fault_server_add (server, "/gone", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[", FAULT_RESET, NULL);
}

static void
finish_mixed (NetOutcome *outcomes)
{
  for (guint i = 0; i < N_MIXED; i++)
    {
      net_wait (&outcomes[i]);
      net_outcome_clear (&outcomes[i]);
    }
}

/* A hundred times: ten requests under way, the client let go, everything cancelled. */
static void
test_let_go (NetFixture   *self,
             gconstpointer data)
{
  add_mixed (self->server);
  g_clear_object (&self->http);
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      NetOutcome outcomes[N_MIXED] = { 0 };
      GateHttp *http = gate_http_new ();

      self->http = http;
      gate_http_set_retry_base_ms (http, NET_SECOND_MS);
      g_object_add_weak_pointer (G_OBJECT (http), (gpointer *) &http);
      for (guint i = 0; i < N_MIXED; i++)
        {
          g_autoptr (GateHttpRequest) request = net_request_new (self, mixed[i][0], mixed[i][1]);

          if (i % 2 == 0)
            net_request_set_sink (request, &outcomes[i]);
          net_start (self, request, cancellable, &outcomes[i]);
        }
      iterate (round * 2);
      g_clear_object (&self->http);
      iterate (round % 7);
      g_cancellable_cancel (cancellable);
      finish_mixed (outcomes);
      g_assert_null (http);
    }
  self->http = gate_http_new ();
}

/* Each request cancelled by itself, at any moment, on one client that goes on working. */
static void
test_random (NetFixture   *self,
             gconstpointer data)
{
  add_mixed (self->server);
  for (guint round = 0; round < 40; round++)
    {
      NetOutcome outcomes[N_MIXED] = { 0 };
      GCancellable *cancellables[N_MIXED];

      for (guint i = 0; i < N_MIXED; i++)
        {
          g_autoptr (GateHttpRequest) request = net_request_new (self, mixed[i][0], mixed[i][1]);

          cancellables[i] = g_cancellable_new ();
          net_start (self, request, cancellables[i], &outcomes[i]);
        }
      for (guint i = 0; i < N_MIXED; i++)
        {
          iterate ((guint) g_test_rand_int_range (0, 30));
          g_cancellable_cancel (cancellables[i]);
        }
      finish_mixed (outcomes);
      for (guint i = 0; i < N_MIXED; i++)
        g_object_unref (cancellables[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  net_test_add ("/net/lifetime/before", test_before);
  net_test_add ("/net/lifetime/stages", test_stages);
  net_test_add ("/net/lifetime/in-body", test_in_body);
  net_test_add ("/net/lifetime/from-sink", test_from_sink);
  net_test_add ("/net/lifetime/in-retry", test_in_retry);
  net_test_add ("/net/lifetime/deadline", test_deadline);
  net_test_add ("/net/lifetime/let-go", test_let_go);
  net_test_add ("/net/lifetime/random", test_random);
  return g_test_run ();
}
