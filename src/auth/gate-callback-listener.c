/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One request of a connection is read, answered, and the connection ends (C10 to C14). */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-callback-listener.h"

#include "gate-callback-page.h"
#include "gate-error.h"
#include "gate-request-head.h"
#include "gate-wipe.h"

#include <sodium.h>
#include <string.h>

#define MAX_CONNECTIONS 8
#define MAX_HEAD_BYTES 8192
#define REQUEST_TIMEOUT_S 5
#define PORT_TRIES 8
#define BACKLOG 64

struct _GateCallbackListener
{
  GObject parent_instance;

  GateCallbackFunc func; /* NULL once it is retired */
  gpointer         user_data;
  GSocketService  *service; /* NULL: it does not listen */
  guint16          port;
  char            *authority;
  char            *redirect_uri;
  GQueue           visits;      /* the oldest first */
  char            *taken_query; /* browsers may send the answer twice; NULL before */
  GateCallbackVerdict taken_as;
  guint            retired_source; /* owns a reference */
};

G_DEFINE_FINAL_TYPE (GateCallbackListener, gate_callback_listener, G_TYPE_OBJECT)

/* One connection. */
typedef struct
{
  GateCallbackListener *listener; /* NULL: the listener is closed */
  GSocketConnection    *connection;
  GCancellable         *cancellable;
  GateRequestHead      *head;
  GByteArray           *received; /* may hold a code */
  char                  bytes[1024];
  guint                 timeout_source;
} Visit;

static void
visit_free (Visit *visit)
{
  if (visit->listener != NULL)
    g_queue_remove (&visit->listener->visits, visit);
  g_clear_handle_id (&visit->timeout_source, g_source_remove);
  gate_request_head_free (visit->head);
  sodium_memzero (visit->received->data, visit->received->len);
  sodium_memzero (visit->bytes, sizeof visit->bytes);
  g_byte_array_unref (visit->received);
  g_object_unref (visit->cancellable);
  g_object_unref (visit->connection);
  g_free (visit);
}

/* Its read or write fails then, which frees it. */
static void
visit_end (Visit *visit)
{
  if (visit->listener != NULL)
    g_queue_remove (&visit->listener->visits, visit);
  visit->listener = NULL;
  g_cancellable_cancel (visit->cancellable);
}

static gboolean
visit_timeout_cb (gpointer user_data)
{
  Visit *visit = user_data;

  visit->timeout_source = 0;
  visit_end (visit);
  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close_async (G_IO_STREAM (visit->connection), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  visit_free (visit);
}

static void
answer (Visit  *visit,
        GBytes *response)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (visit->connection));

  g_object_set_data_full (G_OBJECT (visit->connection), "response", response,
                          (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (response, NULL),
                                   g_bytes_get_size (response), G_PRIORITY_DEFAULT,
                                   visit->cancellable, written_cb, visit);
}

/* The answer itself goes out with a redirect, so that no code stays in the address bar (F20). */
static GBytes *
take_callback (GateCallbackListener *self,
               const char           *query)
{
  GateCallbackVerdict verdict = GATE_CALLBACK_STRAY;

  if (self->taken_query != NULL && g_strcmp0 (query, self->taken_query) == 0)
    verdict = self->taken_as;
  else if (self->func != NULL)
    verdict = self->func (query, self->user_data);
  if (verdict == GATE_CALLBACK_STRAY)
    return gate_callback_page_new (400, GATE_CALLBACK_PAGE_EARLIER);
  if (self->taken_query == NULL)
    {
      self->taken_query = g_strdup (query);
      self->taken_as = verdict;
    }
  return gate_callback_page_new_redirect (verdict == GATE_CALLBACK_TAKEN ?
                                             GATE_CALLBACK_PAGE_TAKEN :
                                             GATE_CALLBACK_PAGE_REFUSED);
}

static GBytes *
find_answer (Visit *visit)
{
  const char *path = gate_request_head_get_path (visit->head);
  GateCallbackPage page;

  if (strcmp (gate_request_head_get_method (visit->head), "GET") != 0)
    return gate_callback_page_new (405, GATE_CALLBACK_PAGE_NOTHING);
  if (strcmp (path, "/") == 0)
    return take_callback (visit->listener, gate_request_head_get_query (visit->head));
  if (gate_callback_page_find (path, &page))
    return gate_callback_page_new (200, page);
  return gate_callback_page_new (404, GATE_CALLBACK_PAGE_NOTHING);
}

static void read_more (Visit *visit);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Visit *visit = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  GateRequestHeadState state;

  if (n <= 0 || visit->listener == NULL)
    {
      visit_free (visit);
      return;
    }
  g_byte_array_append (visit->received, (const guint8 *) visit->bytes, (guint) n);
  state = gate_request_head_scan (visit->head, (const char *) visit->received->data,
                                  visit->received->len);
  if (state == GATE_REQUEST_HEAD_DONE)
    answer (visit, find_answer (visit));
  else if (state == GATE_REQUEST_HEAD_REFUSED)
    answer (visit, gate_callback_page_new (gate_request_head_get_status (visit->head),
                                           GATE_CALLBACK_PAGE_NOTHING));
  else if (visit->received->len >= MAX_HEAD_BYTES)
    answer (visit, gate_callback_page_new (431, GATE_CALLBACK_PAGE_NOTHING));
  else
    read_more (visit);
}

static void
read_more (Visit *visit)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (visit->connection));

  g_input_stream_read_async (stream, visit->bytes, sizeof visit->bytes, G_PRIORITY_DEFAULT,
                             visit->cancellable, read_cb, visit);
}

/* Who opens many connections loses the oldest of them, not the browser its way in. */
static gboolean
incoming_cb (GSocketService       *service,
             GSocketConnection    *connection,
             GObject              *source,
             GateCallbackListener *self)
{
  Visit *visit = g_new0 (Visit, 1);

  if (g_queue_get_length (&self->visits) >= MAX_CONNECTIONS)
    visit_end (g_queue_peek_head (&self->visits));
  visit->listener = self;
  visit->connection = g_object_ref (connection);
  visit->cancellable = g_cancellable_new ();
  visit->head = gate_request_head_new (self->authority);
  visit->received = g_byte_array_sized_new (MAX_HEAD_BYTES + sizeof visit->bytes);
  visit->timeout_source = g_timeout_add_seconds (REQUEST_TIMEOUT_S, visit_timeout_cb, visit);
  g_queue_push_tail (&self->visits, visit);
  read_more (visit);
  return TRUE;
}

/**
 * gate_callback_listener_close:
 * @self: a listener
 *
 * Stops listening and drops the connections. Whoever comes later finds the port closed.
 */
void
gate_callback_listener_close (GateCallbackListener *self)
{
  g_return_if_fail (GATE_IS_CALLBACK_LISTENER (self));

  self->func = NULL;
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  while (!g_queue_is_empty (&self->visits))
    visit_end (g_queue_peek_head (&self->visits));
  g_clear_pointer (&self->taken_query, gate_wipe_free);
  if (self->retired_source != 0)
    {
      g_clear_handle_id (&self->retired_source, g_source_remove);
      g_object_unref (self);
    }
}

static void
gate_callback_listener_dispose (GObject *object)
{
  GateCallbackListener *self = GATE_CALLBACK_LISTENER (object);

  gate_callback_listener_close (self);
  G_OBJECT_CLASS (gate_callback_listener_parent_class)->dispose (object);
}

static void
gate_callback_listener_finalize (GObject *object)
{
  GateCallbackListener *self = GATE_CALLBACK_LISTENER (object);

  g_free (self->authority);
  g_free (self->redirect_uri);
  G_OBJECT_CLASS (gate_callback_listener_parent_class)->finalize (object);
}

static void
gate_callback_listener_class_init (GateCallbackListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_callback_listener_dispose;
  object_class->finalize = gate_callback_listener_finalize;
}

static void
gate_callback_listener_init (GateCallbackListener *self)
{
  g_queue_init (&self->visits);
}

/**
 * gate_callback_listener_new:
 * @func: judges the requests to the redirect address
 * @user_data: for @func
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
GateCallbackListener *
gate_callback_listener_new (GateCallbackFunc func,
                            gpointer         user_data)
{
  GateCallbackListener *self = g_object_new (GATE_TYPE_CALLBACK_LISTENER, NULL);

  self->func = func;
  self->user_data = user_data;
  return self;
}

static gboolean
add_address (GSocketService *service,
             GSocketFamily   family,
             guint16         port,
             guint16        *bound,
             GError        **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &effective, error))
    return FALSE;
  *bound = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

/* The browser may try either address first, so nobody else may have the other. Without IPv6 on this
 * computer there is only the one. */
static GSocketService *
listen_on_a_port (guint16 *port,
                  GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) failure = NULL;

  g_socket_service_stop (service);
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), BACKLOG);
  if (!add_address (service, G_SOCKET_FAMILY_IPV4, 0, port, error))
    return NULL;
  if (!add_address (service, G_SOCKET_FAMILY_IPV6, *port, port, &failure) &&
      g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      g_socket_listener_close (G_SOCKET_LISTENER (service));
      return NULL;
    }
  return g_steal_pointer (&service);
}

/**
 * gate_callback_listener_listen:
 * @self: a listener that does not listen
 * @error: return location for an error
 *
 * Listens on a free port of the loopback addresses (RFC 8252, section 7.3).
 *
 * Returns: whether it listens; else %GATE_ERROR_FAILED, no port could be had
 */
gboolean
gate_callback_listener_listen (GateCallbackListener *self,
                               GError              **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (GATE_IS_CALLBACK_LISTENER (self), FALSE);
  g_return_val_if_fail (self->service == NULL, FALSE);

  for (guint i = 0; self->service == NULL && i < PORT_TRIES; i++)
    {
      g_clear_error (&failure);
      self->service = listen_on_a_port (&self->port, &failure);
    }
  if (self->service == NULL)
    {
      gate_error_set (error, GATE_ERROR_FAILED, "no loopback port: %s", failure->message);
      return FALSE;
    }
  self->authority = g_strdup_printf ("localhost:%u", self->port);
  self->redirect_uri = g_strconcat ("http://", self->authority, NULL);
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  g_socket_service_start (self->service);
  return TRUE;
}

/**
 * gate_callback_listener_get_redirect_uri:
 * @self: a listener that listens
 *
 * A client registers “http://localhost”, and the service takes any port (genesys-api.md 2.7).
 *
 * Returns: (transfer none): the redirect address, without a path
 */
const char *
gate_callback_listener_get_redirect_uri (GateCallbackListener *self)
{
  g_return_val_if_fail (GATE_IS_CALLBACK_LISTENER (self), NULL);

  return self->redirect_uri;
}

guint16
gate_callback_listener_get_port (GateCallbackListener *self)
{
  g_return_val_if_fail (GATE_IS_CALLBACK_LISTENER (self), 0);

  return self->port;
}

static gboolean
retired_cb (gpointer user_data)
{
  gate_callback_listener_close (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * gate_callback_listener_retire:
 * @self: a listener
 * @seconds: so long it goes on
 *
 * Answers by itself for a while, without its function and its owner: a browser that was redirected
 * gets its page, and a tab of an earlier attempt is told what it is.
 */
void
gate_callback_listener_retire (GateCallbackListener *self,
                               guint                 seconds)
{
  g_return_if_fail (GATE_IS_CALLBACK_LISTENER (self));

  self->func = NULL;
  if (self->service == NULL || self->retired_source != 0)
    return;
  g_object_ref (self);
  self->retired_source = g_timeout_add_seconds (seconds, retired_cb, self);
}
