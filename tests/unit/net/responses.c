/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What a caller gets from an answer: its type, its ID, its body in bounded pieces. */

#define G_LOG_DOMAIN "test"

#include "net-fixture.h"

#include <string.h>

static void
test_head (NetFixture   *self,
           gconstpointer data)
{
  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", FAULT_KEEP, NULL);
  net_send_expecting (self, "HEAD", "/", 200);
  net_send_expecting (self, "HEAD", "/", 200);
  g_assert_cmpuint (fault_server_count_connections (self->server), ==, 1);
}

static const struct
{
  const char *type;
  gboolean is_json;
} types[] = {
  { "application/json", TRUE },
  { "application/json; charset=utf-8", TRUE },
  { "Application/JSON;charset=UTF-8", TRUE },
  { "application/problem+json", TRUE },
  { "application/vnd.x.v2+JSON; a=b", TRUE },
  { "text/json", FALSE },
  { "text/html", FALSE },
  { "application/json-seq", FALSE },
  { "application/jsonx", FALSE },
  { "application/+json", FALSE },
  { "+json", FALSE },
  { "json", FALSE },
  { "", FALSE },
  { NULL, FALSE },
};

static void
test_types (NetFixture   *self,
            gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *answer =
          g_strdup_printf ("HTTP/1.1 200 OK\r\n%s%s%sContent-Length: 2\r\n\r\n{}",
                           types[i].type != NULL ? "Content-Type: " : "",
                           types[i].type != NULL ? types[i].type : "",
                           types[i].type != NULL ? "\r\n" : "");
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", path);
      g_auto (NetOutcome) outcome = { 0 };

      g_test_message ("%s", types[i].type);
      fault_server_add (self->server, path, answer, FAULT_KEEP, NULL);
      net_send (self, request, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpint (gate_http_response_is_json (outcome.answer), ==, types[i].is_json);
    }
}

static void
test_correlation_id (NetFixture   *self,
                     gconstpointer data)
{
  g_autofree char *huge = g_strnfill (60000, 'x');
  g_autofree char *clamped = g_strnfill (64, 'x');
  g_autofree char *with_huge =
      g_strdup_printf ("HTTP/1.1 404 No\r\nININ-Correlation-Id: %s\r\nContent-Length: 0\r\n\r\n", huge);
  const struct
  {
    const char *path, *answer, *id;
  } cases[] = {
    { "/none", NET_ANSWER, NULL },
    { "/plain", "HTTP/1.1 404 No\r\ninin-correlation-id: 0a-1b\r\nContent-Length: 0\r\n\r\n", "0a-1b" },
    { "/odd", "HTTP/1.1 404 No\r\nININ-Correlation-Id: a\x1b[1mb\xc2\x85\tc\r\nContent-Length: 0\r\n\r\n",
      "a?[1mb???c" },
    { "/huge", with_huge, clamped },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", cases[i].path);
      g_auto (NetOutcome) outcome = { 0 };

      fault_server_add (self->server, cases[i].path, cases[i].answer, FAULT_KEEP, NULL);
      net_send (self, request, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpstr (gate_http_response_get_correlation_id (outcome.answer), ==, cases[i].id);
    }
  fault_server_add (self->server, "/error",
                    "HTTP/1.1 302 Go\r\nININ-Correlation-Id: 0a-1b\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP,
                    NULL);
  {
    g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/error");
    g_auto (NetOutcome) outcome = { 0 };

    net_send (self, request, &outcome);
    g_assert_cmpstr (gate_error_get_correlation_id (outcome.error), ==, "0a-1b");
  }
}

static void
test_nul_in_header (NetFixture   *self,
                    gconstpointer data)
{
  static const char text[] = "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\n{}";
  g_autoptr (GBytes) answer = g_bytes_new_static (text, sizeof text - 1);

  fault_server_add_bytes (self->server, "/", answer, FAULT_CLOSE, NULL);
  net_send_failing (self, "GET", "/", GATE_ERROR_PROTOCOL);
  net_send_failing (self, "PUT", "/", GATE_ERROR_UNKNOWN_OUTCOME);
}

static GBytes *
make_answer (const char *headers,
             GBytes     *body)
{
  GByteArray *whole = g_byte_array_new ();
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", headers,
                       g_bytes_get_size (body));

  g_byte_array_append (whole, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (whole, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (whole);
}

static GBytes *
compress (gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *block = g_strnfill (1024 * 1024, ' ');

  for (gsize i = 0; i < length; i += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (out, block, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip (NetFixture   *self,
           gconstpointer data)
{
  g_autoptr (GBytes) small = compress (1024 * 1024);
  g_autoptr (GBytes) answer = make_answer ("Content-Encoding: gzip\r\n", small);
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) outcome = { 0 };

  fault_server_add_bytes (self->server, "/", answer, FAULT_KEEP, NULL);
  net_send (self, request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (g_bytes_get_size (gate_http_response_get_body (outcome.answer)),
                    ==,
                    1024 * 1024);
}

/* Half of the bytes that were promised are more than all of them after decoding. */
static void
test_gzip_short (NetFixture   *self,
                 gconstpointer data)
{
  g_autoptr (GBytes) packed = compress (1024 * 1024);
  g_autoptr (GBytes) whole =
      make_answer ("Connection: close\r\nContent-Encoding: gzip\r\n", packed);
  g_autoptr (GBytes) half =
      g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - g_bytes_get_size (packed) / 2);

  fault_server_add_bytes (self->server, "/", half, FAULT_CLOSE, NULL);
  net_send_failing (self, "GET", "/", GATE_ERROR_PROTOCOL);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/"), ==, 4);
}

/* A thousand to one: the cap is on what comes out. */
static void
test_gzip_bomb (NetFixture   *self,
                gconstpointer data)
{
  g_autoptr (GBytes) bomb = compress (64 * 1024 * 1024);
  g_autoptr (GBytes) answer = make_answer ("Content-Encoding: gzip\r\n", bomb);
  g_autoptr (GateHttpRequest) list = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) outcome = { 0 };

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 128 * 1024);
  fault_server_add_bytes (self->server, "/", answer, FAULT_KEEP, NULL);
  net_send_failing (self, "GET", "/", GATE_ERROR_TOO_LARGE);
  gate_http_request_set_max_bytes (list, 4 * 1024 * 1024);
  net_request_set_sink (list, &outcome);
  net_send (self, list, &outcome);
  g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_TOO_LARGE);
  g_assert_cmpuint (outcome.sunk->len, <=, 4 * 1024 * 1024);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/"), ==, 2);
}

/* The limit itself is allowed, one byte more is not; a sink gets bounded pieces. */
static void
test_sizes (NetFixture   *self,
            gconstpointer data)
{
  const gsize limit = 3 * 1024 * 1024;
  g_autofree char *text = g_strnfill (limit, ' ');
  g_autoptr (GBytes) body = g_bytes_new_static (text, limit);
  g_autoptr (GBytes) answer = make_answer ("", body);

  fault_server_add_bytes (self->server, "/", answer, FAULT_KEEP, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
      g_auto (NetOutcome) outcome = { 0 };

      gate_http_request_set_max_bytes (request, i % 2 == 0 ? limit : limit - 1);
      if (i < 2)
        net_request_set_sink (request, &outcome);
      net_send (self, request, &outcome);
      if (i % 2 == 1)
        {
          g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_TOO_LARGE);
          continue;
        }
      g_assert_no_error (outcome.error);
      if (i < 2)
        g_assert_cmpuint (outcome.sunk->len, ==, limit);
      g_assert_cmpuint (outcome.largest, <=, 64 * 1024);
    }
}

#define MAX_BETWEEN_FRAMES (128 * 1024)
#define STANDSTILL_US (20 * 1000)

typedef struct
{
  gint64 drawn_us;
  gsize  length; /* of what was read since the last frame */
  guint  frames;
  guint  late;
} Canvas;

static gboolean
draw_cb (gpointer user_data)
{
  Canvas *canvas = user_data;

  canvas->drawn_us = g_get_monotonic_time ();
  canvas->length = 0;
  canvas->frames++;
  return G_SOURCE_REMOVE;
}

/* Wants to be drawn after each piece, at the priority at which GTK draws. Where the machine stood
 * still, reading comes first for a while. */
static gboolean
drawing_sink (const char *bytes,
              gsize       length,
              gpointer    user_data,
              GError    **error)
{
  Canvas *canvas = user_data;

  gint64 now_us = g_get_monotonic_time ();
  gboolean stood_still;

  if (canvas->drawn_us == 0)
    canvas->drawn_us = now_us;
  stood_still = now_us - canvas->drawn_us > STANDSTILL_US;
  canvas->length += length;
  canvas->late += canvas->length > MAX_BETWEEN_FRAMES && !stood_still;
  g_idle_remove_by_data (canvas);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, draw_cb, canvas, NULL);
  return TRUE;
}

static void
test_draws_between (NetFixture   *self,
                    gconstpointer data)
{
  const gsize length = 3 * 1024 * 1024;
  g_autofree char *text = g_strnfill (length, ' ');
  g_autoptr (GBytes) body = g_bytes_new_static (text, length);
  g_autoptr (GBytes) answer = make_answer ("", body);
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) outcome = { 0 };
  Canvas canvas = { 0 };

  fault_server_add_bytes (self->server, "/", answer, FAULT_KEEP, NULL);
  gate_http_request_set_sink (request, drawing_sink, NULL, &canvas);
  net_send (self, request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (canvas.frames, >, 0);
  g_assert_cmpuint (canvas.late, ==, 0);
  g_test_message ("%u frames", canvas.frames);
  g_idle_remove_by_data (&canvas);
}

static gboolean
refusing_sink (const char *bytes,
               gsize       length,
               gpointer    user_data,
               GError    **error)
{
  guint *calls = user_data;

  if (++*calls == 1)
    gate_error_set (error, GATE_ERROR_INVALID, "not what was asked for");
  return FALSE;
}

static void
test_sink_refuses (NetFixture   *self,
                   gconstpointer data)
{
  guint calls = 0;
  g_autoptr (GateHttpRequest) request = net_request_new (self, "GET", "/");
  g_auto (NetOutcome) with_reason = { 0 };
  g_auto (NetOutcome) without_reason = { 0 };

  fault_server_add (self->server, "/", "HTTP/1.1 200 OK\r\n\r\n", FAULT_ENDLESS, "[1,2]");
  gate_http_request_set_sink (request, refusing_sink, NULL, &calls);
  net_send (self, request, &with_reason);
  g_assert_error (with_reason.error, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_cmpuint (calls, ==, 1);
  net_send (self, request, &without_reason);
  g_assert_error (without_reason.error, GATE_ERROR, GATE_ERROR_PROTOCOL);
  g_assert_cmpuint (calls, ==, 2);
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/"), ==, 2);
}

/* A list that goes on lives longer than its progress limit, one that stalls does not. */
static void
test_progress (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (GateHttpRequest) drips = net_request_new (self, "GET", "/drips");
  g_autoptr (GateHttpRequest) stalls = net_request_new (self, "GET", "/stalls");
  g_auto (NetOutcome) drips_outcome = { 0 };
  g_auto (NetOutcome) stalls_outcome = { 0 };
  gint64 start_us = g_get_monotonic_time ();

  fault_server_add (self->server, "/drips", "HTTP/1.1 200 OK\r\n\r\n", FAULT_DRIP, "[1,2]");
  fault_server_add (self->server, "/stalls", "HTTP/1.1 200 OK\r\n\r\n[1", FAULT_HANG, NULL);
  gate_http_set_deadlines_ms (self->http, 1, 1000, 400);
  net_request_set_sink (drips, &drips_outcome);
  net_request_set_sink (stalls, &stalls_outcome);
  net_start (self, drips, NULL, &drips_outcome);
  net_send (self, stalls, &stalls_outcome);
  g_assert_error (stalls_outcome.error, GATE_ERROR, GATE_ERROR_TIMEOUT);
  g_assert_cmpuint (drips_outcome.callbacks, ==, 0);
  net_wait (&drips_outcome);
  g_assert_error (drips_outcome.error, GATE_ERROR, GATE_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 990 * 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  net_test_add ("/net/responses/head", test_head);
  net_test_add ("/net/responses/types", test_types);
  net_test_add ("/net/responses/correlation-id", test_correlation_id);
  net_test_add ("/net/responses/nul-in-header", test_nul_in_header);
  net_test_add ("/net/responses/gzip", test_gzip);
  net_test_add ("/net/responses/gzip-short", test_gzip_short);
  net_test_add ("/net/responses/gzip-bomb", test_gzip_bomb);
  net_test_add ("/net/responses/sizes", test_sizes);
  net_test_add ("/net/responses/draws-between", test_draws_between);
  net_test_add ("/net/responses/sink-refuses", test_sink_refuses);
  net_test_add ("/net/responses/progress", test_progress);
  return g_test_run ();
}
