/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "script-server.h"

#include <stdlib.h>
#include <string.h>

/* Small enough that a list of a few dozen entities comes in several pieces. */
#define PIECE_BYTES 1000

typedef struct
{
  guint  status;
  char  *headers;
  char  *body;
} Answer;

typedef struct
{
  char *head;
  char *body;
} Seen;

struct _ScriptServer
{
  GSocketService *service;
  GCancellable   *cancellable;
  GUri           *address;
  GHashTable     *answers; /* request -> GPtrArray of Answer */
  GPtrArray      *seen;
};

typedef struct
{
  ScriptServer  *server;
  GIOStream     *stream;
  GCancellable  *cancellable;
  GString       *input;
  GString       *output;
  gsize          written;
  char           buffer[4096];
} Peer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->headers);
  g_free (answer->body);
  g_free (answer);
}

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->head);
  g_free (seen->body);
  g_free (seen);
}

static void
peer_free (Peer *peer)
{
  g_io_stream_close (peer->stream, NULL, NULL);
  g_object_unref (peer->stream);
  g_object_unref (peer->cancellable);
  g_string_free (peer->input, TRUE);
  if (peer->output != NULL)
    g_string_free (peer->output, TRUE);
  g_free (peer);
}

static const Answer *
take_answer (ScriptServer *self,
             const char   *request)
{
  GPtrArray *queue = g_hash_table_lookup (self->answers, request);
  guint count = script_server_count (self, request);

  if (queue == NULL)
    return NULL;
  return g_ptr_array_index (queue, MIN (count, queue->len) - 1);
}

static GString *
write_answer (const Answer *answer)
{
  GString *out = g_string_new (NULL);
  const char *body = answer != NULL ? answer->body : "";
  guint status = answer != NULL ? answer->status : 501;
  gboolean cut = status == SCRIPT_CUT;

  g_string_append_printf (out, "HTTP/1.1 %u Scripted\r\nConnection: close\r\n",
                          cut ? 200 : status);
  if (answer == NULL || strstr (answer->headers, "Content-Type") == NULL)
    g_string_append (out, "Content-Type: application/json\r\n");
  /* An answer with a type of its own is not the service's, so it has no correlation ID. */
  if (answer == NULL || strstr (answer->headers, "Content-Type") == NULL)
    g_string_append (out, "ININ-Correlation-Id: scripted-id\r\n");
  if (answer != NULL)
    g_string_append (out, answer->headers);
  if (status != 204 && !cut)
    g_string_append_printf (out, "Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));
  g_string_append (out, "\r\n");
  return g_string_append (out, body);
}

static void
wrote_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Peer *peer = user_data;
  gssize n = g_output_stream_write_finish (G_OUTPUT_STREAM (source), result, NULL);

  peer->written += (gsize) MAX (n, 0);
  if (n <= 0 || peer->written == peer->output->len)
    {
      peer_free (peer);
      return;
    }
  g_output_stream_write_async (G_OUTPUT_STREAM (source), peer->output->str + peer->written,
                               MIN (peer->output->len - peer->written, PIECE_BYTES),
                               G_PRIORITY_DEFAULT, peer->cancellable, wrote_cb, peer);
}

/* Whether the whole request is there; then *END is where its head ends. */
static gboolean
is_complete (const GString *input,
             gsize         *end)
{
  const char *blank = strstr (input->str, "\r\n\r\n");
  const char *length = strstr (input->str, "\r\nContent-Length: ");
  gsize body = 0;

  if (blank == NULL)
    return FALSE;
  *end = (gsize) (blank - input->str) + 4;
  if (length != NULL && length < blank)
    body = strtoul (length + strlen ("\r\nContent-Length: "), NULL, 10);
  return input->len >= *end + body;
}

static void read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data);

/* Reads on to learn when the other side goes away. */
static void
hold (Peer *peer)
{
  g_string_truncate (peer->input, 0);
  g_input_stream_read_async (g_io_stream_get_input_stream (peer->stream), peer->buffer,
                             sizeof peer->buffer, G_PRIORITY_DEFAULT, peer->cancellable, read_cb,
                             peer);
}

static void
respond (Peer *peer,
         gsize end)
{
  g_autofree char *request = NULL;
  const Answer *answer;
  Seen *seen = g_new0 (Seen, 1);

  seen->head = g_strndup (peer->input->str, end);
  seen->body = g_strdup (peer->input->str + end);
  g_ptr_array_add (peer->server->seen, seen);
  request = g_strndup (seen->head, (gsize) (strstr (seen->head, " HTTP/") - seen->head));
  answer = take_answer (peer->server, request);
  if (answer != NULL && answer->status == SCRIPT_HANG_UP)
    {
      peer_free (peer);
      return;
    }
  if (answer != NULL && answer->status == SCRIPT_HOLD)
    {
      hold (peer);
      return;
    }
  peer->output = write_answer (answer);
  g_output_stream_write_async (g_io_stream_get_output_stream (peer->stream), peer->output->str,
                               MIN (peer->output->len, PIECE_BYTES), G_PRIORITY_DEFAULT,
                               peer->cancellable, wrote_cb, peer);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Peer *peer = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  gsize end = 0;

  if (n <= 0)
    {
      peer_free (peer);
      return;
    }
  g_string_append_len (peer->input, peer->buffer, n);
  if (is_complete (peer->input, &end))
    respond (peer, end);
  else
    g_input_stream_read_async (G_INPUT_STREAM (source), peer->buffer, sizeof peer->buffer,
                               G_PRIORITY_DEFAULT, peer->cancellable, read_cb, peer);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  ScriptServer *self = user_data;
  Peer *peer = g_new0 (Peer, 1);

  peer->server = self;
  peer->stream = G_IO_STREAM (g_object_ref (connection));
  peer->cancellable = g_object_ref (self->cancellable);
  peer->input = g_string_new (NULL);
  g_input_stream_read_async (g_io_stream_get_input_stream (peer->stream), peer->buffer,
                             sizeof peer->buffer, G_PRIORITY_DEFAULT, peer->cancellable, read_cb,
                             peer);
  return TRUE;
}

static void
queue_free (gpointer queue)
{
  g_ptr_array_unref (queue);
}

ScriptServer *
script_server_new (void)
{
  ScriptServer *self = g_new0 (ScriptServer, 1);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  self->seen = g_ptr_array_new_with_free_func (seen_free);
  self->cancellable = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  self->address = g_uri_build (G_URI_FLAGS_NONE, "http", NULL, "127.0.0.1",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)), "/",
                               NULL, NULL);
  return self;
}

void
script_server_free (ScriptServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_uri_unref (self->address);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->seen);
  g_free (self);
}

GUri *
script_server_get_address (ScriptServer *self)
{
  return self->address;
}

/* HEADERS are whole lines, each with its line break. */
void
script_server_say_with (ScriptServer *self,
                        const char   *request,
                        guint         status,
                        const char   *headers,
                        const char   *body)
{
  GPtrArray *queue = g_hash_table_lookup (self->answers, request);
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = g_strdup (body);
  if (queue == NULL)
    {
      queue = g_ptr_array_new_with_free_func (answer_free);
      g_hash_table_insert (self->answers, g_strdup (request), queue);
    }
  g_ptr_array_add (queue, answer);
}

void
script_server_say (ScriptServer *self,
                   const char   *request,
                   guint         status,
                   const char   *body)
{
  script_server_say_with (self, request, status, "", body);
}

/* How often exactly this was asked. */
guint
script_server_count (ScriptServer *self,
                     const char   *request)
{
  g_autofree char *start = g_strconcat (request, " HTTP/", NULL);
  guint n = 0;

  for (guint i = 0; i < self->seen->len; i++)
    n += g_str_has_prefix (script_server_get_head (self, i), start);
  return n;
}

guint
script_server_count_all (ScriptServer *self)
{
  return self->seen->len;
}

const char *
script_server_get_head (ScriptServer *self,
                        guint         index)
{
  return ((Seen *) g_ptr_array_index (self->seen, index))->head;
}

const char *
script_server_get_body (ScriptServer *self,
                        guint         index)
{
  return ((Seen *) g_ptr_array_index (self->seen, index))->body;
}
