/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The library has no limits of its own (F10): a request reaches it only when it is
 * here whole, within the size and the time that one request may take. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-connection.h"

#include "gate-org-log.h"
#include "gate-org-refusal.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define IO_TIMEOUT_S 10
#define REQUEST_TIMEOUT_US (30 * G_USEC_PER_SEC)
#define READ_BYTES 16384
/* A connection that is closed while bytes wait unread is reset, and the reset can overtake the
 * answer: so what still comes is read and dropped, within bounds. */
#define LINGER_TIMEOUT_US (2 * G_USEC_PER_SEC)
#define MAX_LINGER_BYTES (4 * 1024 * 1024)

typedef enum
{
  READING,
  ANSWERING,
  LINGERING,
  CLOSED,
} State;

struct _GateOrgConnection
{
  GObject parent_instance;

  GSocket *socket;
  GSocketConnection *stream;
  GSocketAddress *address;
  GateRequestHead *head;
  const GateOrgEndpoints *endpoints;
  GByteArray *buffer;
  GSource *source;
  State state;
  gboolean head_done;
  gboolean closes_after;
  gsize n_dropped;
  gint64 started_us;
  gint64 deadline_us; /* 0: none */
};

enum
{
  REQUEST,
  CLOSED_SIGNAL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GateOrgConnection, gate_org_connection, G_TYPE_OBJECT)

static gboolean readable_cb (GSocket     *socket,
                             GIOCondition condition,
                             gpointer     user_data);

static void
stop_watching (GateOrgConnection *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
watch_socket (GateOrgConnection *self)
{
  if (self->source != NULL)
    return;
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, (GSourceFunc) readable_cb, self, NULL);
  g_source_attach (self->source, NULL);
}

static void
gate_org_connection_dispose (GObject *object)
{
  GateOrgConnection *self = GATE_ORG_CONNECTION (object);

  stop_watching (self);
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_clear_object (&self->address);
  G_OBJECT_CLASS (gate_org_connection_parent_class)->dispose (object);
}

static void
gate_org_connection_finalize (GObject *object)
{
  GateOrgConnection *self = GATE_ORG_CONNECTION (object);

  g_clear_pointer (&self->head, gate_request_head_free);
  g_byte_array_unref (self->buffer);
  G_OBJECT_CLASS (gate_org_connection_parent_class)->finalize (object);
}

static void
gate_org_connection_class_init (GateOrgConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_org_connection_dispose;
  object_class->finalize = gate_org_connection_finalize;

  signals[REQUEST] = g_signal_new ("request", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[CLOSED_SIGNAL] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_org_connection_init (GateOrgConnection *self)
{
  self->buffer = g_byte_array_new ();
}

/* Our side is done; the client's may still be sending. */
static void
wait_for_close (GateOrgConnection *self)
{
  self->state = LINGERING;
  self->deadline_us = g_get_monotonic_time () + LINGER_TIMEOUT_US;
  if (g_socket_shutdown (self->socket, FALSE, TRUE, NULL))
    watch_socket (self);
  else
    gate_org_connection_close (self);
}

/* It fits the socket's buffer: nothing else of ours is under way when it is written. */
static void
send_refusal (GateOrgConnection *self,
              guint              status,
              const char        *reason,
              const char        *correlation_id)
{
  g_autoptr (GString) answer =
      gate_org_refusal_make (self->head, self->endpoints, status, reason, correlation_id);

  g_socket_send (self->socket, answer->str, answer->len, NULL, NULL);
}

static void
emit_request (GateOrgConnection *self,
              gsize              length)
{
  GString *request = gate_request_head_dup_clean (self->head);
  gsize head_length = gate_request_head_get_length (self->head);
  g_autoptr (GBytes) bytes = NULL;

  /* More bytes are a second request that did not wait for the answer to the first. */
  if (self->buffer->len > length || gate_request_head_wants_close (self->head))
    self->closes_after = TRUE;
  g_string_append_len (request, (const char *) self->buffer->data + head_length,
                       (gssize) (length - head_length));
  bytes = g_string_free_to_bytes (request);
  self->state = ANSWERING;
  self->deadline_us = 0;
  g_signal_emit (self, signals[REQUEST], 0, bytes);
}

static void
check_request (GateOrgConnection *self)
{
  gsize length;

  if (!self->head_done)
    switch (gate_request_head_scan (self->head,
                                        (const char *) self->buffer->data,
                                        self->buffer->len))
      {
      case GATE_REQUEST_HEAD_MORE:
        return;
      case GATE_REQUEST_HEAD_REFUSED:
        gate_org_connection_refuse (self, gate_request_head_get_status (self->head),
                                    gate_request_head_get_reason (self->head));
        return;
      case GATE_REQUEST_HEAD_DONE:
      default:
        self->head_done = TRUE;
        if (gate_request_head_wants_continue (self->head))
          g_socket_send (self->socket, "HTTP/1.1 100 Continue\r\n\r\n",
                         strlen ("HTTP/1.1 100 Continue\r\n\r\n"), NULL, NULL);
      }
  length = gate_request_head_get_length (self->head) +
           gate_request_head_get_body_length (self->head);
  if (self->buffer->len >= length)
    emit_request (self, length);
}

static void
take_bytes (GateOrgConnection *self,
            const char        *bytes,
            gsize              length)
{
  if (self->state == LINGERING)
    {
      self->n_dropped += length;
      if (self->n_dropped > MAX_LINGER_BYTES)
        gate_org_connection_close (self);
      return;
    }
  if (self->buffer->len == 0)
    {
      self->started_us = g_get_monotonic_time ();
      if (self->deadline_us == 0)
        self->deadline_us = self->started_us + REQUEST_TIMEOUT_US;
    }
  g_byte_array_append (self->buffer, (const guint8 *) bytes, (guint) length);
  check_request (self);
}

static void
take_error (GateOrgConnection *self,
            const GError      *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && self->state == READING &&
      self->buffer->len > 0)
    gate_org_connection_refuse (self, 408, "the request did not come in time");
  else
    gate_org_connection_close (self);
}

static gboolean
readable_cb (GSocket     *socket,
             GIOCondition condition,
             gpointer     user_data)
{
  g_autoptr (GateOrgConnection) self = g_object_ref (user_data);
  char bytes[READ_BYTES];

  while (self->state == READING || self->state == LINGERING)
    {
      g_autoptr (GError) error = NULL;
      gssize length = g_socket_receive (socket, bytes, sizeof bytes, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
      if (length > 0)
        take_bytes (self, bytes, (gsize) length);
      else if (length == 0)
        gate_org_connection_close (self);
      else
        take_error (self, error);
      /* Others wait for their turn. */
      if (length < (gssize) sizeof bytes)
        break;
    }
  if (self->state == READING || self->state == LINGERING)
    return G_SOURCE_CONTINUE;
  stop_watching (self);
  return G_SOURCE_REMOVE;
}

/**
 * gate_org_connection_new:
 * @socket: an accepted connection
 * @authority: our own address and port
 * @endpoints: (transfer none): static
 *
 * Returns: (transfer full): a connection that does not read yet
 */
GateOrgConnection *
gate_org_connection_new (GSocket                *socket,
                         const char             *authority,
                         const GateOrgEndpoints *endpoints)
{
  GateOrgConnection *self = g_object_new (GATE_TYPE_ORG_CONNECTION, NULL);

  g_socket_set_blocking (socket, FALSE);
  g_socket_set_timeout (socket, IO_TIMEOUT_S);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  self->socket = g_object_ref (socket);
  self->stream = g_socket_connection_factory_create_connection (socket);
  self->address = g_socket_get_remote_address (socket, NULL);
  self->endpoints = endpoints;
  self->head = gate_request_head_new (authority);
  return self;
}

/**
 * gate_org_connection_start:
 * @self: a connection that does not read yet
 *
 * Starts to read, on the main context.
 */
void
gate_org_connection_start (GateOrgConnection *self)
{
  self->started_us = g_get_monotonic_time ();
  self->deadline_us = self->started_us + REQUEST_TIMEOUT_US;
  watch_socket (self);
}

/**
 * gate_org_connection_refuse:
 * @self: a connection whose request is not with the library
 * @status: of the answer
 * @reason: a phrase of ours
 *
 * Answers, says so in the log, and ends the connection.
 */
void
gate_org_connection_refuse (GateOrgConnection *self,
                            guint              status,
                            const char        *reason)
{
  g_autofree char *correlation_id = g_uuid_string_random ();
  const char *path = gate_request_head_get_path (self->head);
  GateOrgLogLine line = {
    .method = gate_request_head_get_method (self->head),
    .path = path != NULL ? path : "-",
    .query = gate_request_head_get_query (self->head),
    .status = status,
    .started_us = self->started_us,
    .correlation_id = correlation_id,
    .reason = reason,
  };

  send_refusal (self, status, reason, correlation_id);
  gate_org_log_request (&line);
  wait_for_close (self);
}

/**
 * gate_org_connection_check_deadline:
 * @self: a connection
 * @now_us: the monotonic time
 *
 * Ends the connection when it is past its deadline.
 */
void
gate_org_connection_check_deadline (GateOrgConnection *self,
                                    gint64             now_us)
{
  if (self->deadline_us == 0 || now_us < self->deadline_us)
    return;
  if (self->state == READING && self->buffer->len > 0)
    gate_org_connection_refuse (self, 408, "the request did not come in time");
  else
    gate_org_connection_close (self);
}

/**
 * gate_org_connection_close:
 * @self: a connection
 *
 * Ends the connection at once, in any state.
 */
void
gate_org_connection_close (GateOrgConnection *self)
{
  if (self->state == CLOSED)
    return;
  self->state = CLOSED;
  stop_watching (self);
  g_socket_close (self->socket, NULL);
  g_signal_emit (self, signals[CLOSED_SIGNAL], 0);
}

/**
 * gate_org_connection_make_room:
 * @self: a connection that is not answering
 *
 * Reads what has come and not been read yet. When that is no whole request, ends the connection; a
 * client that was sending one is told.
 */
void
gate_org_connection_make_room (GateOrgConnection *self)
{
  g_autoptr (GateOrgConnection) kept = g_object_ref (self);

  readable_cb (self->socket, G_IO_IN, self);
  if (self->state == READING && self->buffer->len > 0)
    gate_org_connection_refuse (self, 503, "another connection needs the place");
  if (self->state != ANSWERING)
    gate_org_connection_close (self);
}

/**
 * gate_org_connection_is_answering:
 * @self: a connection
 *
 * Returns: whether a request of it is being answered
 */
gboolean
gate_org_connection_is_answering (GateOrgConnection *self)
{
  return self->state == ANSWERING;
}

/**
 * gate_org_connection_finish_answer:
 * @self: a connection that is answering
 * @whole: whether the answer was written to its end
 *
 * Goes on with the next request, or ends the connection.
 */
void
gate_org_connection_finish_answer (GateOrgConnection *self,
                                   gboolean           whole)
{
  if (self->state != ANSWERING)
    return;
  if (!whole)
    {
      gate_org_connection_close (self);
      return;
    }
  if (self->closes_after)
    {
      wait_for_close (self);
      return;
    }
  self->state = READING;
  self->head_done = FALSE;
  gate_request_head_reset (self->head);
  g_byte_array_set_size (self->buffer, 0);
  watch_socket (self);
}

GateRequestHead *
gate_org_connection_get_head (GateOrgConnection *self)
{
  return self->head;
}

/**
 * gate_org_connection_get_output:
 * @self: a connection
 *
 * Returns: (transfer none): where answers go
 */
GOutputStream *
gate_org_connection_get_output (GateOrgConnection *self)
{
  return g_io_stream_get_output_stream (G_IO_STREAM (self->stream));
}

/**
 * gate_org_connection_get_address:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): an object of this connection alone; %NULL if the client has
 *   already gone
 */
GSocketAddress *
gate_org_connection_get_address (GateOrgConnection *self)
{
  return self->address;
}

gint64
gate_org_connection_get_started_us (GateOrgConnection *self)
{
  return self->started_us;
}

gboolean
gate_org_connection_closes_after (GateOrgConnection *self)
{
  return self->closes_after;
}

void
gate_org_connection_close_after (GateOrgConnection *self)
{
  self->closes_after = TRUE;
}
