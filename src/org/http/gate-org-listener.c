/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-listener.h"

#include "gate-org-request-stream.h"

#include <sys/resource.h>

#define BACKLOG 256
#define MAX_CONNECTIONS 64
#define MIN_CONNECTIONS 4
#define RESERVED_DESCRIPTORS 24 /* database, log, pipes, and those that are refused */
#define DEADLINE_INTERVAL_MS 500
#define CONNECTION_KEY "gate-org-connection"

struct _GateOrgListener
{
  GObject parent_instance;

  SoupServer *server;
  GSocket *server_socket;
  GSocketAddress *local_address;
  GSource *accept_source;
  guint deadline_source;
  guint retry_source;
  char *authority;
  GPtrArray *connections;
  guint max_connections;
  const GateOrgEndpoints *endpoints;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (GateOrgListener, gate_org_listener, G_TYPE_OBJECT)

static void accept_again (GateOrgListener *self);

static void
stop_accepting (GateOrgListener *self)
{
  if (self->accept_source != NULL)
    g_source_destroy (self->accept_source);
  g_clear_pointer (&self->accept_source, g_source_unref);
  g_clear_handle_id (&self->retry_source, g_source_remove);
}

static void
gate_org_listener_dispose (GObject *object)
{
  GateOrgListener *self = GATE_ORG_LISTENER (object);

  stop_accepting (self);
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  while (self->connections->len > 0)
    gate_org_connection_close (g_ptr_array_index (self->connections, self->connections->len - 1));
  g_clear_object (&self->server);
  g_clear_object (&self->server_socket);
  g_clear_object (&self->local_address);
  G_OBJECT_CLASS (gate_org_listener_parent_class)->dispose (object);
}

static void
gate_org_listener_finalize (GObject *object)
{
  GateOrgListener *self = GATE_ORG_LISTENER (object);

  g_free (self->authority);
  g_ptr_array_unref (self->connections);
  G_OBJECT_CLASS (gate_org_listener_parent_class)->finalize (object);
}

static void
gate_org_listener_class_init (GateOrgListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_org_listener_dispose;
  object_class->finalize = gate_org_listener_finalize;
}

static void
gate_org_listener_init (GateOrgListener *self)
{
  struct rlimit limit = { 0 };

  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->max_connections = MAX_CONNECTIONS;
  /* Where few descriptors are allowed, they run out for new connections before they run out for
   * those that are let in. */
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 &&
      limit.rlim_cur < MAX_CONNECTIONS + RESERVED_DESCRIPTORS)
    self->max_connections = limit.rlim_cur > RESERVED_DESCRIPTORS + MIN_CONNECTIONS ?
                                (guint) limit.rlim_cur - RESERVED_DESCRIPTORS :
                                MIN_CONNECTIONS;
}

static gboolean
check_deadlines_cb (gpointer user_data)
{
  GateOrgListener *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = self->connections->len; i > 0; i--)
    gate_org_connection_check_deadline (g_ptr_array_index (self->connections, i - 1), now_us);
  if (self->connections->len > 0)
    return G_SOURCE_CONTINUE;
  self->deadline_source = 0;
  return G_SOURCE_REMOVE;
}

static void
connection_closed_cb (GateOrgConnection *connection,
                      GateOrgListener   *self)
{
  GSocketAddress *address = gate_org_connection_get_address (connection);

  if (address != NULL)
    g_object_set_data (G_OBJECT (address), CONNECTION_KEY, NULL);
  g_ptr_array_remove_fast (self->connections, connection);
}

/* The library says request-finished before it closes when the answer went out whole. */
static void
request_finished_cb (GateOrgListener   *self,
                     SoupServerMessage *message,
                     SoupServer        *server)
{
  GateOrgConnection *connection = gate_org_listener_find_connection (message);

  if (connection != NULL)
    g_object_set_data (G_OBJECT (gate_org_connection_get_address (connection)),
                       "whole",
                       GINT_TO_POINTER (1));
}

static void
stream_closed_cb (GateOrgConnection    *connection,
                  GateOrgRequestStream *stream)
{
  GObject *address = G_OBJECT (gate_org_connection_get_address (connection));
  gboolean whole = g_object_steal_data (address, "whole") != NULL;

  gate_org_connection_finish_answer (connection, whole);
}

static void
connection_request_cb (GateOrgConnection *connection,
                       GBytes            *request,
                       GateOrgListener   *self)
{
  g_autoptr (GateOrgRequestStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GSocketAddress *address = gate_org_connection_get_address (connection);

  if (address == NULL || self->stopped)
    {
      gate_org_connection_finish_answer (connection, FALSE);
      return;
    }
  stream = gate_org_request_stream_new (request, gate_org_connection_get_output (connection));
  g_signal_connect_object (stream, "closed", G_CALLBACK (stream_closed_cb), connection,
                           G_CONNECT_SWAPPED);
  if (!soup_server_accept_iostream (self->server, G_IO_STREAM (stream), self->local_address,
                                    address, &error))
    gate_org_connection_finish_answer (connection, FALSE);
}

static void
accept_connection (GateOrgListener *self,
                   GSocket         *socket)
{
  g_autoptr (GateOrgConnection) connection =
      gate_org_connection_new (socket, self->authority, self->endpoints);
  GSocketAddress *address = gate_org_connection_get_address (connection);

  if (address == NULL)
    return;
  g_object_set_data (G_OBJECT (address), CONNECTION_KEY, connection);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_signal_connect_object (connection, "closed", G_CALLBACK (connection_closed_cb), self, 0);
  g_signal_connect_object (connection, "request", G_CALLBACK (connection_request_cb), self, 0);
  if (self->deadline_source == 0)
    self->deadline_source = g_timeout_add (DEADLINE_INTERVAL_MS, check_deadlines_cb, self);
  gate_org_connection_start (connection);
}

static void
refuse_connection (GateOrgListener *self,
                   GSocket         *socket)
{
  g_autoptr (GateOrgConnection) connection =
      gate_org_connection_new (socket, self->authority, self->endpoints);

  gate_org_connection_refuse (connection, 503, "too many connections");
  gate_org_connection_close (connection);
}

/* Of the connections that have no whole request here, the one that has had the most time for it;
 * NULL when all are being answered. */
static GateOrgConnection *
find_oldest_waiting (GateOrgListener *self)
{
  GateOrgConnection *oldest = NULL;

  for (guint i = 0; i < self->connections->len; i++)
    {
      GateOrgConnection *connection = g_ptr_array_index (self->connections, i);

      if (!gate_org_connection_is_answering (connection) &&
          (oldest == NULL || gate_org_connection_get_started_us (connection) <
                                 gate_org_connection_get_started_us (oldest)))
        oldest = connection;
    }
  return oldest;
}

/* Nobody can hold all places by saying nothing: whoever has waited longest goes first. */
static void
admit_connection (GateOrgListener *self,
                  GSocket         *socket)
{
  GateOrgConnection *oldest;

  while (self->connections->len >= self->max_connections &&
         (oldest = find_oldest_waiting (self)) != NULL)
    gate_org_connection_make_room (oldest);
  if (self->connections->len < self->max_connections)
    accept_connection (self, socket);
  else
    refuse_connection (self, socket);
}

static gboolean
retry_cb (gpointer user_data)
{
  GateOrgListener *self = user_data;

  self->retry_source = 0;
  accept_again (self);
  return G_SOURCE_REMOVE;
}

static gboolean
accept_cb (GSocket     *server_socket,
           GIOCondition condition,
           gpointer     user_data)
{
  GateOrgListener *self = user_data;

  for (guint i = 0; i < BACKLOG; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (server_socket, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
      if (socket == NULL)
        {
          /* Out of descriptors: the connection waits in the backlog. */
          stop_accepting (self);
          self->retry_source = g_timeout_add (100, retry_cb, self);
          return G_SOURCE_REMOVE;
        }
      admit_connection (self, socket);
    }
  return G_SOURCE_CONTINUE;
}

static void
accept_again (GateOrgListener *self)
{
  self->accept_source = g_socket_create_source (self->server_socket, G_IO_IN, NULL);
  g_source_set_callback (self->accept_source, (GSourceFunc) accept_cb, self, NULL);
  g_source_attach (self->accept_source, NULL);
}

/**
 * gate_org_listener_is_loopback:
 * @address: a typed address
 *
 * Returns: whether it is the literal of an address in 127.0.0.0/8 in its one usual form
 */
gboolean
gate_org_listener_is_loopback (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autofree char *usual = parsed != NULL ? g_inet_address_to_string (parsed) : NULL;

  return parsed != NULL && g_inet_address_get_family (parsed) == G_SOCKET_FAMILY_IPV4 &&
         g_inet_address_to_bytes (parsed)[0] == 127 && strcmp (usual, address) == 0;
}

/**
 * gate_org_listener_new:
 * @server: answers the requests that pass; it must not listen itself
 * @endpoints: (transfer none): static
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
GateOrgListener *
gate_org_listener_new (SoupServer             *server,
                       const GateOrgEndpoints *endpoints)
{
  GateOrgListener *self = g_object_new (GATE_TYPE_ORG_LISTENER, NULL);

  self->server = g_object_ref (server);
  self->endpoints = endpoints;
  g_signal_connect_object (server, "request-finished", G_CALLBACK (request_finished_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gate_org_listener_listen:
 * @self: a listener that does not listen yet
 * @address: a loopback literal
 * @port: 0 for any that is free
 * @error: return location for an error, e.g. a port in use
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_listener_listen (GateOrgListener *self,
                          const char      *address,
                          guint16          port,
                          GError         **error)
{
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocket) server_socket = NULL;

  g_return_val_if_fail (gate_org_listener_is_loopback (address), FALSE);

  wanted = g_inet_socket_address_new_from_string (address, port);
  server_socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                error);
  if (server_socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (server_socket, BACKLOG);
  g_socket_set_blocking (server_socket, FALSE);
  if (!g_socket_bind (server_socket, wanted, TRUE, error) ||
      !g_socket_listen (server_socket, error))
    return FALSE;
  self->local_address = g_socket_get_local_address (server_socket, error);
  if (self->local_address == NULL)
    return FALSE;
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (self->local_address));
  self->authority = g_strdup_printf ("%s:%u", address, port);
  self->server_socket = g_steal_pointer (&server_socket);
  accept_again (self);
  return TRUE;
}

const char *
gate_org_listener_get_authority (GateOrgListener *self)
{
  return self->authority;
}

/**
 * gate_org_listener_find_peer:
 * @message: a message that came through a listener
 *
 * Returns: (transfer none) (nullable): whose it is; %NULL when the connection has gone
 */
GateOrgConnection *
gate_org_listener_find_connection (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_object_get_data (G_OBJECT (address), CONNECTION_KEY) : NULL;
}

/**
 * gate_org_listener_stop:
 * @self: a listener
 *
 * Accepts no further connection and ends every connection, except those that are being answered.
 */
void
gate_org_listener_stop (GateOrgListener *self)
{
  self->stopped = TRUE;
  stop_accepting (self);
  if (self->server_socket != NULL)
    g_socket_close (self->server_socket, NULL);
  for (guint i = self->connections->len; i > 0; i--)
    {
      GateOrgConnection *connection = g_ptr_array_index (self->connections, i - 1);

      if (gate_org_connection_is_answering (connection))
        gate_org_connection_close_after (connection);
      else
        gate_org_connection_close (connection);
    }
}

/**
 * gate_org_listener_is_quiet:
 * @self: a listener
 *
 * Returns: whether no connection is left
 */
gboolean
gate_org_listener_is_quiet (GateOrgListener *self)
{
  return self->connections->len == 0;
}
