/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The listener among strangers: raw requests, as any program of this computer can send them, over
 * both loopback addresses. */

#include "gate-callback-listener.h"

#include <string.h>
#include <sys/socket.h>

typedef struct
{
  GateCallbackListener *listener;
  const char *wanted; /* the query that is taken */
  guint n_taken;
  guint n_judged;
} Fixture;

static GateCallbackVerdict
judge (const char *query,
       gpointer    user_data)
{
  Fixture *it = user_data;

  it->n_judged++;
  if (g_strcmp0 (query, "error=access_denied") == 0)
    return GATE_CALLBACK_REFUSED;
  if (g_strcmp0 (query, it->wanted) != 0)
    return GATE_CALLBACK_STRAY;
  it->n_taken++;
  return GATE_CALLBACK_TAKEN;
}

static void
set_up (Fixture      *it,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  it->wanted = "code=right&state=s";
  it->listener = gate_callback_listener_new (judge, it);
  gate_callback_listener_listen (it->listener, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *it,
           gconstpointer data)
{
  gate_callback_listener_close (it->listener);
  g_assert_finalize_object (it->listener);
}

static GSocketConnection *
try_connect (const char *host,
             guint16     port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  gssize *n = user_data;

  *n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
}

/* All that comes until the connection ends. */
static char *
read_answer (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) answer = g_string_new (NULL);
  char bytes[4096];
  gssize n = 1;

  while (n > 0)
    {
      n = -2;
      g_input_stream_read_async (stream, bytes, sizeof bytes, 0, NULL, read_cb, &n);
      while (n == -2)
        g_main_context_iteration (NULL, TRUE);
      if (n > 0)
        g_string_append_len (answer, bytes, n);
    }
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static GSocketConnection *
send_to (Fixture    *it,
         const char *host,
         const char *text)
{
  GSocketConnection *connection =
      try_connect (host, gate_callback_listener_get_port (it->listener));
  GOutputStream *stream;

  g_assert_nonnull (connection);
  stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
  return connection;
}

/* FORMAT has one %u, the port. */
static char *
ask (Fixture    *it,
     const char *host,
     const char *format)
{
  g_autofree char *port =
      g_strdup_printf ("%u", gate_callback_listener_get_port (it->listener));
  g_auto (GStrv) parts = g_strsplit (format, "%u", -1);
  g_autofree char *text = g_strjoinv (port, parts);
  g_autoptr (GSocketConnection) connection = send_to (it, host, text);

  return read_answer (connection);
}

static void
assert_status (const char *answer,
               guint       status)
{
  g_autofree char *start = g_strdup_printf ("HTTP/1.1 %u ", status);

  if (!g_str_has_prefix (answer, start))
    g_error ("expected %u: %s", status, answer);
}

#define HOST "Host: localhost:%u\r\n\r\n"
#define RIGHT "GET /?code=right&state=s HTTP/1.1\r\n" HOST

static const struct
{
  const char *request;
  guint status;
} strangers[] = {
  { "GET /favicon.ico HTTP/1.1\r\n" HOST, 404 },
  { "GET / HTTP/1.1\r\n" HOST, 400 },
  { "GET /?code=right&state=wrong HTTP/1.1\r\n" HOST, 400 },
  { "GET //?code=right&state=s HTTP/1.1\r\n" HOST, 404 },
  { "GET /callback?code=right&state=s HTTP/1.1\r\n" HOST, 404 },
  { "HEAD /?code=right&state=s HTTP/1.1\r\n" HOST, 405 },
  { "OPTIONS /?code=right&state=s HTTP/1.1\r\n" HOST, 405 },
  { "POST /?code=right&state=s HTTP/1.1\r\nContent-Length: 0\r\n" HOST, 405 },
  { "PUT / HTTP/1.1\r\nContent-Length: 4\r\n" HOST, 405 },
  { "TRACE / HTTP/1.1\r\n" HOST, 405 },
  { "GET /?code=right&state=s HTTP/1.1\r\n\r\n", 400 },
  { "GET /?code=right&state=s HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421 },
  { "GET /?code=right&state=s HTTP/1.1\r\nHost: localhost:1\r\n\r\n", 421 },
  { "GET /?code=right&state=s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", 421 },
  { "GET /?code=right&state=s HTTP/1.1\r\nHost: localhost:%u\r\n" HOST, 400 },
  { "GET http://evil.example/?code=right&state=s HTTP/1.1\r\n" HOST, 421 },
  { "GET /?code=right&state=s HTTP/0.9\r\n" HOST, 505 },
  { "GET /?code=right&state=s HTTP/2.0\r\n" HOST, 505 },
  { "GET /?code=right&state=s HTTP/1.0\r\n\r\n", 400 },
  { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
  { "\x16\x03\x01\x02\x01\r\n", 400 },
  { "GET /?code=%zz HTTP/1.1\r\n" HOST, 400 },
  { "GET /?code=\xff HTTP/1.1\r\n" HOST, 400 },
  { "GET /#?code=right&state=s HTTP/1.1\r\n" HOST, 400 },
  { "GET /?code=right&state=s HTTP/1.1\nHost: localhost:%u\n\n", 400 },
};

/* C12 and the rows marked L of (c2): no stranger ends the wait or uses the code up. */
static void
test_strangers (Fixture      *it,
                gconstpointer data)
{
  g_autofree char *right = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *answer = ask (it, "127.0.0.1", strangers[i].request);

      g_test_message ("stranger %u", i);
      assert_status (answer, strangers[i].status);
      g_assert_nonnull (strstr (answer, "\r\nCache-Control: no-store\r\n"));
    }
  g_assert_cmpuint (it->n_taken, ==, 0);
  right = ask (it, "127.0.0.1", RIGHT);
  assert_status (right, 303);
  g_assert_cmpuint (it->n_taken, ==, 1);
}

/* Over-long heads are cut, not kept. */
static void
test_long (Fixture      *it,
           gconstpointer data)
{
  g_autofree char *filler = g_strnfill (20000, 'x');
  g_autofree char *long_target = g_strconcat ("GET /?", filler, " HTTP/1.1\r\n" HOST, NULL);
  g_autofree char *long_field = g_strconcat ("GET / HTTP/1.1\r\nX: ", filler, "\r\n" HOST, NULL);
  g_autofree char *to_target = ask (it, "127.0.0.1", long_target);
  g_autofree char *to_field = ask (it, "127.0.0.1", long_field);

  /* What was not read may reset the connection, and the answer with it. */
  g_assert_true (*to_target == '\0' || strstr (to_target, " 414 ") || strstr (to_target, " 431 "));
  g_assert_true (*to_field == '\0' || strstr (to_field, " 431 "));
  g_assert_cmpuint (it->n_judged, ==, 0);
}

/* C14: no code stays in the address bar, and the page has nothing of the server. */
static void
test_pages (Fixture      *it,
            gconstpointer data)
{
  g_autofree char *taken = ask (it, "127.0.0.1", RIGHT);
  g_autofree char *page = ask (it, "127.0.0.1", "GET /taken HTTP/1.1\r\n" HOST);

  assert_status (taken, 303);
  g_assert_nonnull (strstr (taken, "\r\nLocation: /taken\r\n"));
  g_assert_null (strstr (taken, "right"));
  assert_status (page, 200);
  g_assert_nonnull (strstr (page, "Go back to Gatehouse"));
  g_assert_nonnull (strstr (page, "\r\nContent-Security-Policy: default-src 'none'; "));
  g_assert_nonnull (strstr (page, "\r\nReferrer-Policy: no-referrer\r\n"));
}

static void
test_refused (Fixture      *it,
              gconstpointer data)
{
  g_autofree char *refused =
      ask (it, "127.0.0.1", "GET /?error=access_denied HTTP/1.1\r\n" HOST);
  g_autofree char *page = ask (it, "127.0.0.1", "GET /refused HTTP/1.1\r\n" HOST);

  assert_status (refused, 303);
  g_assert_nonnull (strstr (refused, "\r\nLocation: /refused\r\n"));
  g_assert_nonnull (strstr (page, "You are not signed in"));
}

/* A browser may fetch ahead of the person; its second request gets the page of the first. */
static void
test_twice (Fixture      *it,
            gconstpointer data)
{
  g_autofree char *first = ask (it, "127.0.0.1", RIGHT);
  g_autofree char *second = ask (it, "127.0.0.1", RIGHT);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (it->n_taken, ==, 1);
}

/* C10: both addresses that “localhost” stands for, and no other. */
static void
test_addresses (Fixture      *it,
                gconstpointer data)
{
  guint16 port = gate_callback_listener_get_port (it->listener);
  g_autoptr (GSocketConnection) elsewhere = try_connect ("127.0.0.2", port);
  g_autoptr (GSocketConnection) sixth = try_connect ("::1", port);

  g_assert_null (elsewhere);
  if (sixth == NULL)
    g_test_message ("this computer has no IPv6");
  else
    {
      g_autofree char *answer = ask (it, "::1", RIGHT);

      assert_status (answer, 303);
    }
}

/* Who holds many connections open does not keep the browser out. */
static void
test_flood (Fixture      *it,
            gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (held, send_to (it, "127.0.0.1", i % 2 == 0 ? "" : "GET /?code=ri"));
  answer = ask (it, "127.0.0.1", RIGHT);
  assert_status (answer, 303);
  g_assert_cmpuint (it->n_taken, ==, 1);
}

/* A preconnect of the browser, used late; and a reset in between. */
static void
test_preconnect (Fixture      *it,
                 gconstpointer data)
{
  g_autoptr (GSocketConnection) early = send_to (it, "127.0.0.1", "GET /?code=right");
  g_autoptr (GSocketConnection) reset = send_to (it, "127.0.0.1", "GET /?code=right&sta");
  g_autofree char *port =
      g_strdup_printf ("%u", gate_callback_listener_get_port (it->listener));
  g_autofree char *rest =
      g_strdup_printf ("&state=s HTTP/1.1\r\nHost: localhost:%s\r\n\r\n", port);
  g_autofree char *answer = NULL;
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (reset)), SOL_SOCKET, SO_LINGER,
              &linger, sizeof linger);
  g_io_stream_close (G_IO_STREAM (reset), NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (early)), rest,
                             strlen (rest), NULL, NULL, NULL);
  answer = read_answer (early);
  assert_status (answer, 303);
}

/* A tab of an earlier attempt is told what it is; after a while the port is closed (C15). */
static void
test_retire (Fixture      *it,
             gconstpointer data)
{
  GateCallbackListener *listener = it->listener;
  guint16 port = gate_callback_listener_get_port (listener);
  g_autofree char *answer = NULL;
  GSocketConnection *late;

  gate_callback_listener_retire (listener, 1);
  g_object_add_weak_pointer (G_OBJECT (listener), (gpointer *) &listener);
  answer = ask (it, "127.0.0.1", RIGHT);
  g_object_unref (listener);
  g_assert_nonnull (listener);
  assert_status (answer, 400);
  g_assert_nonnull (strstr (answer, "This was an earlier attempt"));
  g_assert_cmpuint (it->n_judged, ==, 0);
  while (listener != NULL)
    g_main_context_iteration (NULL, TRUE);
  late = try_connect ("127.0.0.1", port);
  g_assert_null (late);
  it->listener = gate_callback_listener_new (judge, it);
}

#define ADD(name, func) \
  g_test_add ("/auth/callback-listener/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("strangers", test_strangers);
  ADD ("long", test_long);
  ADD ("pages", test_pages);
  ADD ("refused", test_refused);
  ADD ("twice", test_twice);
  ADD ("addresses", test_addresses);
  ADD ("flood", test_flood);
  ADD ("preconnect", test_preconnect);
  ADD ("retire", test_retire);
  return g_test_run ();
}
