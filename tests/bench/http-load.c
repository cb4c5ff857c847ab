/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The other side of F8: one request at a time on each of a few kept-alive connections, so that the
 * server always has something to do. Prints the time that so many answers took. */

#define G_LOG_DOMAIN "bench"

#include <gio/gio.h>

#define N_CONNECTIONS 4

typedef struct
{
  GSocketConnection *connection;
  GInputStream      *input;
  GDataInputStream  *lines;
} Client;

static void
send_request (Client     *client,
              const char *request)
{
  g_autoptr (GError) error = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));

  if (!g_output_stream_write_all (output, request, strlen (request), NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* Only what SoupServer does is understood: a length, no chunks. */
static void
read_answer (Client *client)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *status = g_data_input_stream_read_line (client->lines, NULL, NULL, &error);
  gint64 length = -1;

  if (status == NULL || !g_str_has_prefix (status, "HTTP/1.1 200 "))
    g_error ("%s", status != NULL ? status : "no answer");
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (client->lines, NULL, NULL, &error);

      if (line == NULL)
        g_error ("the headers broke off");
      if (*line == '\0')
        break;
      if (g_ascii_strncasecmp (line, "Content-Length:", strlen ("Content-Length:")) == 0)
        length = g_ascii_strtoll (line + strlen ("Content-Length:"), NULL, 10);
    }
  while (length > 0)
    {
      char ignored[65536];
      gssize n = g_input_stream_read (G_INPUT_STREAM (client->lines), ignored,
                                      MIN ((gsize) length, sizeof ignored), NULL, &error);

      if (n <= 0)
        g_error ("the body broke off");
      length -= n;
    }
  if (length != 0)
    g_error ("an answer without its length");
}

static void
client_open (Client     *client,
             const char *host_and_port)
{
  g_autoptr (GSocketClient) socket_client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;

  client->connection =
      g_socket_client_connect_to_host (socket_client, host_and_port, 0, NULL, &error);
  if (client->connection == NULL)
    g_error ("%s", error->message);
  g_tcp_connection_set_graceful_disconnect (G_TCP_CONNECTION (client->connection), FALSE);
  client->input = g_io_stream_get_input_stream (G_IO_STREAM (client->connection));
  client->lines = g_data_input_stream_new (client->input);
  g_data_input_stream_set_newline_type (client->lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
}

static void
client_close (Client *client)
{
  g_object_unref (client->lines);
  g_object_unref (client->connection);
}

/* A form is told by its first pair. */
static char *
make_request (const char *authority,
              const char *path,
              const char *token)
{
  if (strchr (token, '=') == NULL)
    return g_strdup_printf ("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n",
                            path, authority, token);
  return g_strdup_printf ("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\n\r\n%s",
                          path, authority, strlen (token), token);
}

int
main (int    argc,
      char **argv)
{
  Client clients[N_CONNECTIONS];
  g_autofree char *request = NULL;
  guint64 n_requests;
  gint64 started_us;

  if (argc != 5)
    g_error ("usage: http-load HOST:PORT PATH TOKEN|FORM REQUESTS");
  n_requests = g_ascii_strtoull (argv[4], NULL, 10);
  request = make_request (argv[1], argv[2], argv[3]);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    client_open (&clients[i], argv[1]);
  started_us = g_get_monotonic_time ();
  for (guint i = 0; i < N_CONNECTIONS; i++)
    send_request (&clients[i], request);
  for (guint64 i = 0; i < n_requests; i++)
    {
      read_answer (&clients[i % N_CONNECTIONS]);
      if (i + N_CONNECTIONS < n_requests)
        send_request (&clients[i % N_CONNECTIONS], request);
    }
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started_us);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    client_close (&clients[i]);
  return 0;
}
