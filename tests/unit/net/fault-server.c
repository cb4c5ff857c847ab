/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "test"

#include "fault-server.h"

#include <string.h>
#include <sys/socket.h>

#define DRIP_US (20 * 1000)
#define MAX_REQUEST_BYTES (1024 * 1024)

typedef struct
{
  char    *path;
  GBytes  *answer;
  FaultEnd end;
  char    *tail;
} Script;

struct _FaultServer
{
  GSocket         *socket;
  guint16          port;
  GTlsCertificate *certificate; /* NULL for plain HTTP */
  const Script    *greeting;    /* what is said before any request, or NULL */
  GCancellable    *stop;
  GThread         *acceptor;
  GPtrArray       *threads; /* of the acceptor's thread, until it is joined */

  GMutex     mutex;
  GPtrArray *scripts;  /* of Script; the n-th request of a path gets its n-th, then its last */
  GPtrArray *requests; /* of char *: head and body */
  GPtrArray *sockets;  /* of GSocket: every connection there ever was */
  guint      n_gathered;
  GCond      came;
};

typedef struct
{
  FaultServer   *server;
  GSocket       *socket;
  GIOStream     *stream;
  GInputStream  *in;
  GOutputStream *out;
} Connection;

static void
script_free (gpointer data)
{
  Script *script = data;

  g_free (script->path);
  g_bytes_unref (script->answer);
  g_free (script->tail);
  g_free (script);
}

static gboolean
is_for (const char *request,
        const char *method,
        const char *path)
{
  g_auto (GStrv) words = g_strsplit_set (request, " \r\n", 3);

  return g_strv_length (words) == 3 && (method == NULL || strcmp (words[0], method) == 0) &&
         strcmp (words[1], path) == 0;
}

static guint
count_locked (FaultServer *self,
              const char  *method,
              const char  *path)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += is_for (self->requests->pdata[i], method, path);
  return n;
}

/* Notes the request and chooses its answer; a script is never removed while the server runs. */
static Script *
take_request (FaultServer *self,
              const char  *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Script *found = NULL;

  g_ptr_array_add (self->requests, g_strdup (request));
  g_cond_broadcast (&self->came);
  /* A test may be waiting for just this. */
  g_main_context_wakeup (NULL);
  while (self->requests->len < self->n_gathered)
    g_cond_wait (&self->came, &self->mutex);
  for (guint i = 0, n = 0; i < self->scripts->len; i++)
    {
      Script *script = self->scripts->pdata[i];

      if (!is_for (request, NULL, script->path))
        continue;
      found = script;
      if (++n == count_locked (self, NULL, script->path))
        break;
    }
  return found;
}

static gsize
get_body_length (const char *head)
{
  const char *header = strstr (head, "\r\nContent-Length: ");

  return header != NULL ? g_ascii_strtoull (header + strlen ("\r\nContent-Length: "), NULL, 10) : 0;
}

/* Returns a request with its body, or NULL when the client has gone. */
static char *
read_request (Connection *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];

  while (text->len < MAX_REQUEST_BYTES)
    {
      const char *end = strstr (text->str, "\r\n\r\n");
      gssize n;

      if (end != NULL && text->len >= (gsize) (end + 4 - text->str) + get_body_length (text->str))
        return g_string_free (g_steal_pointer (&text), FALSE);
      n = g_input_stream_read (self->in, buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return NULL;
      g_string_append_len (text, buffer, n);
    }
  return NULL;
}

static gboolean
write_all (Connection *self,
           const char *data,
           gsize       length)
{
  return g_output_stream_write_all (self->out, data, length, NULL, NULL, NULL);
}

static void
reset_connection (GSocket *socket)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/* Returns FALSE when the client goes or the server stops before the time is over. */
static gboolean
wait_for_client (Connection *self,
                 gint64      timeout_us)
{
  g_autoptr (GError) error = NULL;

  g_socket_condition_timed_wait (self->socket, G_IO_IN | G_IO_HUP, timeout_us, self->server->stop,
                                 &error);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* Returns whether the connection stays. */
static gboolean
misbehave (Connection   *self,
           const Script *script)
{
  gsize length = script->tail != NULL ? strlen (script->tail) : 0;
  char ignored[1024];

  switch (script->end)
    {
    case FAULT_KEEP:
      return TRUE;
    case FAULT_RESET:
      reset_connection (self->socket);
      return FALSE;
    case FAULT_HANG:
      while (g_input_stream_read (self->in, ignored, sizeof ignored, NULL, NULL) > 0)
        ;
      return FALSE;
    case FAULT_DRIP:
      for (gsize i = 0; wait_for_client (self, DRIP_US); i = (i + 1) % length)
        if (!write_all (self, script->tail + i, 1))
          return FALSE;
      return FALSE;
    case FAULT_ENDLESS:
      while (write_all (self, script->tail, length))
        ;
      return FALSE;
    case FAULT_CLOSE:
    default:
      return FALSE;
    }
}

static gboolean
open_streams (Connection *self)
{
  self->stream = G_IO_STREAM (g_socket_connection_factory_create_connection (self->socket));
  if (self->server->certificate != NULL)
    {
      g_autoptr (GIOStream) plain = self->stream;

      self->stream = g_tls_server_connection_new (plain, self->server->certificate, NULL);
      if (!g_tls_connection_handshake (G_TLS_CONNECTION (self->stream), NULL, NULL))
        return FALSE;
    }
  self->in = g_io_stream_get_input_stream (self->stream);
  self->out = g_io_stream_get_output_stream (self->stream);
  return TRUE;
}

/* Returns whether the connection stays. */
static gboolean
play (Connection   *self,
      const Script *script)
{
  return write_all (self, g_bytes_get_data (script->answer, NULL),
                    g_bytes_get_size (script->answer)) &&
         misbehave (self, script);
}

static gpointer
serve (gpointer data)
{
  Connection *self = data;
  gboolean stays = open_streams (self);

  if (stays && self->server->greeting != NULL)
    {
      /* Not before the client speaks: else a reset could overtake its connecting. */
      g_socket_condition_wait (self->socket, G_IO_IN, self->server->stop, NULL);
      stays = play (self, self->server->greeting);
    }
  while (stays)
    {
      g_autofree char *request = read_request (self);
      const Script *script = request != NULL ? take_request (self->server, request) : NULL;

      stays = script != NULL && play (self, script);
    }
  g_object_unref (self->stream);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
  return NULL;
}

static gpointer
accept_all (gpointer data)
{
  FaultServer *self = data;

  for (;;)
    {
      GSocket *socket = g_socket_accept (self->socket, self->stop, NULL);
      Connection *connection;

      if (socket == NULL)
        return NULL;
      g_mutex_lock (&self->mutex);
      g_ptr_array_add (self->sockets, g_object_ref (socket));
      g_mutex_unlock (&self->mutex);
      connection = g_new0 (Connection, 1);
      connection->server = self;
      connection->socket = socket;
      g_ptr_array_add (self->threads, g_thread_new ("fault", serve, connection));
    }
}

/* A port that refuses, until fault_server_open(). */
FaultServer *
fault_server_new_closed (void)
{
  FaultServer *self = g_new0 (FaultServer, 1);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GError *error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->came);
  self->stop = g_cancellable_new ();
  self->threads = g_ptr_array_new ();
  self->scripts = g_ptr_array_new_with_free_func (script_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (self->socket, 128);
  g_socket_bind (self->socket, any, TRUE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->socket, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return self;
}

void
fault_server_open (FaultServer *self)
{
  GError *error = NULL;

  g_socket_listen (self->socket, &error);
  g_assert_no_error (error);
  self->acceptor = g_thread_new ("fault-accept", accept_all, self);
}

FaultServer *
fault_server_new (void)
{
  FaultServer *self = fault_server_new_closed ();

  fault_server_open (self);
  return self;
}

/* Answers no request before so many have come. */
void
fault_server_gather (FaultServer *self,
                     guint        n_requests)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_gathered = n_requests;
  g_cond_broadcast (&self->came);
}

void
fault_server_free (FaultServer *self)
{
  g_cancellable_cancel (self->stop);
  fault_server_gather (self, 0);
  if (self->acceptor != NULL)
    g_thread_join (self->acceptor);
  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_shutdown (self->sockets->pdata[i], TRUE, TRUE, NULL);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_clear_object (&self->certificate);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->scripts);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->sockets);
  g_cond_clear (&self->came);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Before the first connection: say something without being asked. */
void
fault_server_greet (FaultServer *self,
                    const char  *greeting,
                    FaultEnd     end)
{
  fault_server_add (self, "", greeting, end, NULL);
  self->greeting = self->scripts->pdata[self->scripts->len - 1];
}

/* Before the first connection: speak TLS. */
void
fault_server_set_certificate (FaultServer     *self,
                              GTlsCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
}

guint16
fault_server_get_port (FaultServer *self)
{
  return self->port;
}

GUri *
fault_server_dup_address (FaultServer *self,
                          const char  *path)
{
  return g_uri_build (G_URI_FLAGS_ENCODED, self->certificate != NULL ? "https" : "http", NULL,
                      "127.0.0.1", self->port, path, NULL, NULL);
}

void
fault_server_add_bytes (FaultServer *self,
                        const char  *path,
                        GBytes      *answer,
                        FaultEnd     end,
                        const char  *tail)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Script *script = g_new0 (Script, 1);

  g_assert_true ((end != FAULT_DRIP && end != FAULT_ENDLESS) || tail != NULL);
  script->path = g_strdup (path);
  script->answer = g_bytes_ref (answer);
  script->end = end;
  script->tail = g_strdup (tail);
  g_ptr_array_add (self->scripts, script);
}

void
fault_server_add (FaultServer *self,
                  const char  *path,
                  const char  *answer,
                  FaultEnd     end,
                  const char  *tail)
{
  g_autoptr (GBytes) bytes = g_bytes_new (answer, strlen (answer));

  fault_server_add_bytes (self, path, bytes, end, tail);
}

/* How many requests of a path have arrived; any method when @method is NULL. */
guint
fault_server_count (FaultServer *self,
                    const char  *method,
                    const char  *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return count_locked (self, method, path);
}

/* The n-th request that arrived, or NULL. */
char *
fault_server_dup_request (FaultServer *self,
                          guint        n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return n < self->requests->len ? g_strdup (self->requests->pdata[n]) : NULL;
}

guint
fault_server_count_connections (FaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->sockets->len;
}
