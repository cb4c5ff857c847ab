/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Handlers run to their end on the main thread and commit before they answer, so a change is on the
 * disk before the client reads of it. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-server.h"

#include "gate-org-auth-server.h"
#include "gate-org-expiry.h"
#include "gate-org-listener.h"
#include "gate-org-log.h"
#include "gate-org-pages.h"
#include "gate-org-routes.h"
#include "gate-org-security-headers.h"

#define EXPIRY_FIRST_S 60
#define EXPIRY_AGAIN_S 1
#define EXPIRY_INTERVAL_S 3600
#define STOP_TIMEOUT_MS 3000

static const GateOrgEndpoints endpoints = { .find_kind = gate_org_routes_find_kind,
                                            .make_page = gate_org_pages_make_refusal };

struct _GateOrgServer
{
  GObject parent_instance;

  GateOrgStore *store;
  GateOrgServerSettings settings;
  char *address;
  SoupServer *soup;
  GateOrgListener *listener;
  GateOrgDispatcher *dispatcher;
  GateOrgAuthServer *auth_server;
  char *origin;
  guint expiry_source;
};

G_DEFINE_FINAL_TYPE (GateOrgServer, gate_org_server, G_TYPE_OBJECT)

static void
gate_org_server_dispose (GObject *object)
{
  GateOrgServer *self = GATE_ORG_SERVER (object);

  if (self->soup != NULL)
    {
      soup_server_remove_handler (self->soup, NULL);
      soup_server_disconnect (self->soup);
    }
  g_clear_handle_id (&self->expiry_source, g_source_remove);
  g_clear_object (&self->listener);
  g_clear_object (&self->soup);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gate_org_server_parent_class)->dispose (object);
}

static void
gate_org_server_finalize (GObject *object)
{
  GateOrgServer *self = GATE_ORG_SERVER (object);

  g_clear_pointer (&self->dispatcher, gate_org_dispatcher_free);
  g_clear_object (&self->auth_server);
  g_free (self->address);
  g_free (self->origin);
  G_OBJECT_CLASS (gate_org_server_parent_class)->finalize (object);
}

static void
gate_org_server_class_init (GateOrgServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_org_server_dispose;
  object_class->finalize = gate_org_server_finalize;
}

static void
gate_org_server_init (GateOrgServer *self)
{
}

static GateOrgCall *
make_call (GateOrgServer     *self,
           GateOrgConnection *connection,
           SoupServerMessage *message)
{
  static const char *const passed[] = { "Accept-Language", "Authorization", "Content-Type",
                                        "Cookie", "If-Match", "Origin", "Sec-Fetch-Site", NULL };
  GateRequestHead *head = gate_org_connection_get_head (connection);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  GateOrgCall *call;

  call = gate_org_call_new (self->store,
                            gate_request_head_get_method (head),
                            gate_request_head_get_path (head),
                            gate_request_head_get_query (head),
                            bytes);
  for (guint i = 0; passed[i] != NULL; i++)
    gate_org_call_set_header (call, passed[i], gate_request_head_get_header (head, passed[i]));
  gate_org_call_set_from_elsewhere (call, gate_request_head_is_from_elsewhere (head));
  gate_org_call_set_kind (call, gate_org_routes_find_kind (gate_request_head_get_path (head)));
  gate_org_call_set_origin (call, self->origin);
  gate_org_call_set_auth_server (call, self->auth_server);
  return call;
}

static gboolean
has_header (const char *const *headers,
            const char        *name)
{
  for (guint i = 0; headers[i] != NULL; i += 2)
    if (strcmp (headers[i], name) == 0)
      return TRUE;
  return FALSE;
}

static void
write_answer (GateOrgCall       *call,
              GateOrgConnection *connection,
              SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *const *extra = gate_org_call_get_headers (call);
  const char *const *security = gate_org_security_headers_get ();
  GBytes *body = gate_org_call_get_answer (call);
  guint status = gate_org_call_get_status (call);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_append (headers, "ININ-Correlation-Id",
                               gate_org_call_get_correlation_id (call));
  for (guint i = 0; extra[i] != NULL; i += 2)
    soup_message_headers_append (headers, extra[i], extra[i + 1]);
  for (guint i = 0; security[i] != NULL; i += 2)
    if (!has_header (extra, security[i]))
      soup_message_headers_append (headers, security[i], security[i + 1]);
  if (status >= 500)
    gate_org_connection_close_after (connection);
  if (gate_org_connection_closes_after (connection))
    soup_message_headers_append (headers, "Connection", "close");
  if (body == NULL)
    return;
  soup_message_headers_append (headers, "Content-Type", gate_org_call_get_answer_type (call));
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
log_call (GateOrgCall       *call,
          GateOrgConnection *connection)
{
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  GateRequestHead *head = gate_org_connection_get_head (connection);
  GateOrgLogLine line = {
    .method = gate_org_call_get_method (call),
    .path = gate_org_call_get_path (call),
    .query = gate_request_head_get_query (head),
    .status = gate_org_call_get_status (call),
    .started_us = gate_org_connection_get_started_us (connection),
    .correlation_id = gate_org_call_get_correlation_id (call),
    .client_id = principal != NULL ? principal->client_id : NULL,
    .person_id = principal != NULL ? principal->person_id : NULL,
    .reason = gate_org_call_get_note (call),
  };

  gate_org_log_request (&line);
}

static void
release_message (gpointer  message,
                 GClosure *closure)
{
  g_object_unref (message);
}

static gboolean
resume_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

/* Its client may have gone by now; the library does not mind. */
static void
late_answer_cb (GateOrgCall       *call,
                SoupServerMessage *message)
{
  GateOrgConnection *connection = gate_org_listener_find_connection (message);

  if (connection != NULL)
    {
      write_answer (call, connection, message);
      log_call (call, connection);
    }
  soup_server_message_unpause (message);
}

static void
finish_call (GateOrgCall       *call,
             GateOrgConnection *connection,
             SoupServerMessage *message,
             GateOrgFault       fault,
             guint              delay_ms)
{
  write_answer (call, connection, message);
  log_call (call, connection);
  if (fault == GATE_ORG_FAULT_CLOSE)
    gate_org_connection_close (connection);
  if (fault != GATE_ORG_FAULT_SLOW)
    return;
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, resume_cb, g_object_ref (message),
                      g_object_unref);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  GateOrgServer *self = user_data;
  GateOrgConnection *connection = gate_org_listener_find_connection (message);
  g_autoptr (GateOrgCall) call = NULL;
  guint delay_ms = 0;
  GateOrgFault fault;

  if (connection == NULL)
    {
      soup_server_message_set_status (message, 503, NULL);
      return;
    }
  call = make_call (self, connection, message);
  fault = gate_org_dispatcher_handle (self->dispatcher, call, &delay_ms);
  if (!gate_org_call_is_answered (call) && gate_org_call_is_deferred (call))
    {
      soup_server_message_pause (message);
      g_signal_connect_data (call, "answered", G_CALLBACK (late_answer_cb),
                             g_object_ref (message), release_message, 0);
      return;
    }
  if (!gate_org_call_is_answered (call))
    gate_org_call_answer_problem (call, 500, "internal.server.error",
                                  "The organization could not do this.", NULL, NULL);
  finish_call (call, connection, message, fault, delay_ms);
}

/**
 * gate_org_server_new:
 * @store: the organization's database
 * @settings: how it is served; copied
 *
 * Returns: (transfer full): a server that does not listen yet
 */
GateOrgServer *
gate_org_server_new (GateOrgStore                *store,
                     const GateOrgServerSettings *settings)
{
  GateOrgServer *self = g_object_new (GATE_TYPE_ORG_SERVER, NULL);

  self->store = g_object_ref (store);
  self->settings = *settings;
  self->address = g_strdup (settings->address);
  self->settings.address = self->address;
  self->dispatcher = gate_org_dispatcher_new (settings);
  self->auth_server = gate_org_auth_server_new ();
  gate_org_auth_server_set_has_faults (self->auth_server, settings->faults);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  self->listener = gate_org_listener_new (self->soup, &endpoints);
  return self;
}

static gboolean
expiry_cb (gpointer user_data)
{
  GateOrgServer *self = user_data;
  gboolean is_clean = TRUE;
  g_autoptr (GError) error = NULL;

  gate_org_store_touch (self->store);
  if (!gate_org_expiry_run (self->store, &is_clean, &error))
    gate_org_log_note ("could not forget what is over: %s", error->message);
  self->expiry_source =
      g_timeout_add_seconds (is_clean ? EXPIRY_INTERVAL_S : EXPIRY_AGAIN_S, expiry_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * gate_org_server_start:
 * @self: a server that does not listen yet
 * @error: return location for an error, e.g. a port in use
 *
 * Listens; calls are taken on the main context.
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_server_start (GateOrgServer *self,
                       GError       **error)
{
  if (!gate_org_listener_listen (self->listener,
                                 self->settings.address,
                                 self->settings.port,
                                 error))
    {
      g_prefix_error (error, "%s port %u: ", self->settings.address, self->settings.port);
      return FALSE;
    }
  self->origin = g_strconcat ("http://", gate_org_listener_get_authority (self->listener), NULL);
  self->expiry_source = g_timeout_add_seconds (EXPIRY_FIRST_S, expiry_cb, self);
  return TRUE;
}

const char *
gate_org_server_get_origin (GateOrgServer *self)
{
  return self->origin;
}

/**
 * gate_org_server_set_password:
 * @self: a server
 * @password: of all people from now on
 * @error: return location for an error of the store
 *
 * Returns at once; logins wait until it is done.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_server_set_password (GateOrgServer *self,
                              const char    *password,
                              GError       **error)
{
  return gate_org_passwords_set_all (gate_org_auth_server_get_passwords (self->auth_server),
                                     self->store, password, error);
}

/**
 * gate_org_server_get_fault_token:
 * @self: a server
 *
 * Returns: (nullable): what switches training faults on; %NULL when there are none
 */
const char *
gate_org_server_get_fault_token (GateOrgServer *self)
{
  return gate_org_dispatcher_get_fault_token (self->dispatcher);
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/**
 * gate_org_server_stop:
 * @self: a server
 *
 * Takes no further call and lets the answers under way go out, for three seconds at most. Runs the
 * main context meanwhile.
 */
void
gate_org_server_stop (GateOrgServer *self)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add (STOP_TIMEOUT_MS, give_up_cb, &late);

  gate_org_listener_stop (self->listener);
  while (!late && !gate_org_listener_is_quiet (self->listener))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}
