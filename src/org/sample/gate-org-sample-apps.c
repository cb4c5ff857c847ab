/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-apps.h"

#include "gate-org-client-secrets-table.h"
#include "gate-org-connection.h"
#include "gate-org-listener.h"
#include "gate-org-resources.h"
#include "gate-org-sample-app.h"
#include "gate-org-sample-page.h"
#include "gate-org-sample.h"
#include "gate-org-secret.h"

#include <string.h>

/* Where the organization is not; the clients have both registered (any port, RFC 8252, 7.3). */
#define ADDRESS "127.0.7.2"
#define OTHER_ADDRESS "127.0.7.3"
#define MAX_APPS 4
#define STYLE_PATH "/io/github/gatehouse/org/sample.css"

static const GateOrgEndpoints endpoints = { NULL };

struct _GateOrgSampleApps
{
  GObject parent_instance;

  SoupServer *soup;
  GateOrgListener *listener;
  GateOrgSampleHttp *http;
  GPtrArray *apps;
};

G_DEFINE_FINAL_TYPE (GateOrgSampleApps, gate_org_sample_apps, G_TYPE_OBJECT)

static const struct
{
  const char *client; /* key in gate_org_sample_clients */
  const char *path;
  gboolean confidential;
} samples[] = {
  { "translation", "/translation-desk", FALSE },
  { "crm", "/crm-screen-pop", TRUE },
};

static void
gate_org_sample_apps_dispose (GObject *object)
{
  GateOrgSampleApps *self = GATE_ORG_SAMPLE_APPS (object);

  if (self->soup != NULL)
    {
      soup_server_remove_handler (self->soup, NULL);
      soup_server_disconnect (self->soup);
    }
  g_clear_object (&self->listener);
  g_clear_object (&self->soup);
  g_clear_object (&self->http);
  G_OBJECT_CLASS (gate_org_sample_apps_parent_class)->dispose (object);
}

static void
gate_org_sample_apps_finalize (GObject *object)
{
  GateOrgSampleApps *self = GATE_ORG_SAMPLE_APPS (object);

  g_ptr_array_unref (self->apps);
  G_OBJECT_CLASS (gate_org_sample_apps_parent_class)->finalize (object);
}

static void
gate_org_sample_apps_class_init (GateOrgSampleAppsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_org_sample_apps_dispose;
  object_class->finalize = gate_org_sample_apps_finalize;
}

static void
gate_org_sample_apps_init (GateOrgSampleApps *self)
{
  self->apps = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gate_org_sample_apps_new:
 *
 * Returns: (transfer full): no applications yet
 */
GateOrgSampleApps *
gate_org_sample_apps_new (void)
{
  return g_object_new (GATE_TYPE_ORG_SAMPLE_APPS, NULL);
}

static GateOrgCall *
make_call (GateOrgConnection *connection,
           SoupServerMessage *message)
{
  static const char *const passed[] = { "Accept-Language", "Cookie", NULL };
  GateRequestHead *head = gate_org_connection_get_head (connection);
  GateOrgCall *call = gate_org_call_new (NULL, gate_request_head_get_method (head),
                                         gate_request_head_get_path (head),
                                         gate_request_head_get_query (head), NULL);

  for (guint i = 0; passed[i] != NULL; i++)
    gate_org_call_set_header (call, passed[i], gate_request_head_get_header (head, passed[i]));
  gate_org_call_set_from_elsewhere (call, gate_request_head_is_from_elsewhere (head));
  return call;
}

/* Referrer-Policy as in F22: with no-referrer a form of ours would come with Origin:
 * null. */
static void
add_security_headers (SoupMessageHeaders *headers)
{
  static const char *const fields[] = {
    "Cache-Control", "no-store",
    "Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; "
                               "form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy", "same-origin",
    "Cross-Origin-Resource-Policy", "same-origin",
    "Referrer-Policy", "same-origin",
    "X-Content-Type-Options", "nosniff",
    "X-Frame-Options", "DENY",
    NULL,
  };

  for (gsize i = 0; fields[i] != NULL; i += 2)
    soup_message_headers_append (headers, fields[i], fields[i + 1]);
}

static void
write_answer (GateOrgCall       *call,
              GateOrgConnection *connection,
              SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *const *extra = gate_org_call_get_headers (call);
  GBytes *body = gate_org_call_get_answer (call);

  soup_server_message_set_status (message, gate_org_call_get_status (call), NULL);
  add_security_headers (headers);
  for (gsize i = 0; extra[i] != NULL; i += 2)
    soup_message_headers_append (headers, extra[i], extra[i + 1]);
  if (gate_org_connection_closes_after (connection))
    soup_message_headers_append (headers, "Connection", "close");
  if (body == NULL)
    return;
  soup_message_headers_append (headers, "Content-Type", gate_org_call_get_answer_type (call));
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
release_message (gpointer  message,
                 GClosure *closure)
{
  g_object_unref (message);
}

static void
late_answer_cb (GateOrgCall       *call,
                SoupServerMessage *message)
{
  GateOrgConnection *connection = gate_org_listener_find_connection (message);

  if (connection != NULL)
    write_answer (call, connection, message);
  soup_server_message_unpause (message);
}

static GateOrgSampleApp *
find_app (GateOrgSampleApps *self,
          const char        *path)
{
  for (guint i = 0; i < self->apps->len; i++)
    {
      GateOrgSampleApp *app = g_ptr_array_index (self->apps, i);
      const char *below = gate_org_sample_app_get_path (app);

      if (g_str_has_prefix (path, below) && path[strlen (below)] == '/')
        return app;
    }
  return NULL;
}

static void
answer_text (GateOrgCall *call,
             guint        status,
             const char  *media_type,
             char        *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  gate_org_call_answer_bytes (call, status, media_type, bytes);
}

static void
answer_index (GateOrgSampleApps *self,
              GateOrgCall       *call)
{
  GateOrgSampleFace faces[MAX_APPS] = { 0 };
  const char *language = gate_org_call_get_header (call, "Accept-Language");

  for (guint i = 0; i < self->apps->len; i++)
    gate_org_sample_app_get_face (g_ptr_array_index (self->apps, i), &faces[i]);
  answer_text (call, 200, "text/html; charset=utf-8",
               gate_org_sample_page_build_index (faces, self->apps->len, language));
}

static void
answer_style (GateOrgCall *call)
{
  g_autoptr (GBytes) style = g_resource_lookup_data (gate_org_get_resource (), STYLE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  gate_org_call_answer_bytes (call, 200, "text/css; charset=utf-8", style);
}

static void
handle_call (GateOrgSampleApps *self,
             GateOrgCall       *call)
{
  const char *method = gate_org_call_get_method (call);
  const char *path = gate_org_call_get_path (call);
  const char *language = gate_org_call_get_header (call, "Accept-Language");
  GateOrgSampleApp *app = find_app (self, path);

  if (strcmp (method, "GET") != 0 && strcmp (method, "POST") != 0)
    {
      gate_org_call_add_header (call, "Allow", "GET, POST");
      gate_org_call_answer_empty (call, 405);
    }
  else if (app != NULL)
    gate_org_sample_app_handle (app, call);
  else if (strcmp (path, "/") == 0)
    answer_index (self, call);
  else if (strcmp (path, "/style.css") == 0)
    answer_style (call);
  else if (strcmp (path, "/favicon.ico") == 0)
    gate_org_call_answer_empty (call, 204);
  else
    answer_text (
        call, 404, "text/html; charset=utf-8",
        gate_org_sample_page_build_refusal ("There is nothing at this address.", language));
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  GateOrgSampleApps *self = user_data;
  GateOrgConnection *connection = gate_org_listener_find_connection (message);
  g_autoptr (GateOrgCall) call = NULL;

  if (connection == NULL)
    {
      soup_server_message_set_status (message, 503, NULL);
      return;
    }
  call = make_call (connection, message);
  handle_call (self, call);
  if (gate_org_call_is_answered (call))
    {
      write_answer (call, connection, message);
      return;
    }
  soup_server_message_pause (message);
  g_signal_connect_data (call, "answered", G_CALLBACK (late_answer_cb), g_object_ref (message),
                         release_message, 0);
}

static const GateOrgSampleClient *
find_sample (const char *key)
{
  for (gsize i = 0; gate_org_sample_clients[i].key != NULL; i++)
    if (strcmp (gate_org_sample_clients[i].key, key) == 0)
      return &gate_org_sample_clients[i];
  g_assert_not_reached ();
}

/* Whether the organization has this client and it may come back to us: one that was made by hand or
 * generated has not. */
static gboolean
is_registered (GateOrgStore              *store,
               const GateOrgSampleClient *sample,
               const char                *redirect_uri,
               gboolean                  *registered,
               GError                   **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT 1 FROM client_redirect_uris AS r JOIN clients AS c ON c.number = r.client"
      " WHERE c.id = ?1 AND r.uri = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, sample->id);
  gate_org_statement_bind_text (statement, 2, redirect_uri);
  *registered = gate_org_statement_step (statement, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
keep_secret (GateOrgStore *store,
             const char   *client_id,
             const char   *secret,
             GError      **error)
{
  g_autofree char *hash = gate_org_secret_hash (secret);

  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (gate_org_client_secrets_table_rotate (store, client_id, hash, error) &&
      gate_org_store_commit (store, error))
    return TRUE;
  gate_org_store_rollback (store);
  return FALSE;
}

static gboolean
add_app (GateOrgSampleApps *self,
         GateOrgStore      *store,
         gsize              index,
         const char        *address,
         GError           **error)
{
  const GateOrgSampleClient *sample = find_sample (samples[index].client);
  g_autofree char *registered_uri =
      g_strdup_printf ("http://%s%s/callback", address, samples[index].path);
  g_autofree char *origin =
      g_strdup_printf ("http://%s", gate_org_listener_get_authority (self->listener));
  char *secret = NULL;
  gboolean registered = FALSE;
  gboolean done;
  GateOrgSampleTerms terms = {
    .client_id = sample->id,
    .name = sample->name,
    .description = sample->description,
    .path = samples[index].path,
    .origin = origin,
  };

  if (!is_registered (store, sample, registered_uri, &registered, error))
    return FALSE;
  if (!registered)
    return TRUE;
  if (samples[index].confidential)
    secret = gate_org_secret_new (GATE_ORG_SECRET_CLIENT);
  done = secret == NULL || keep_secret (store, sample->id, secret, error);
  terms.secret = secret;
  if (done)
    g_ptr_array_add (self->apps, gate_org_sample_app_new (self->http, &terms));
  gate_org_secret_free (secret);
  return done;
}

/**
 * gate_org_sample_apps_start:
 * @self: no applications yet
 * @store: the organization's database, where those with a secret get one, which ends with us
 * @address: where the organization is served
 * @origin: of the organization, e.g. "http://127.0.7.1:8080"
 * @error: return location for an error
 *
 * Serves the applications that this organization knows, on another address and any port.
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_sample_apps_start (GateOrgSampleApps *self,
                            GateOrgStore      *store,
                            const char        *address,
                            const char        *origin,
                            GError           **error)
{
  const char *own = strcmp (address, ADDRESS) == 0 ? OTHER_ADDRESS : ADDRESS;

  self->http = gate_org_sample_http_new (origin);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  self->listener = gate_org_listener_new (self->soup, &endpoints);
  if (!gate_org_listener_listen (self->listener, own, 0, error))
    {
      g_prefix_error (error, "the applications of the sample: %s: ", own);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (!add_app (self, store, i, own, error))
      return FALSE;
  if (self->apps->len == 0)
    gate_org_listener_stop (self->listener);
  return TRUE;
}

/**
 * gate_org_sample_apps_announce:
 * @self: the applications, started
 * @ready: where to name them
 */
void
gate_org_sample_apps_announce (GateOrgSampleApps   *self,
                               GateWireStartupLine *ready)
{
  for (guint i = 0; i < self->apps->len; i++)
    {
      GateOrgSampleApp *app = g_ptr_array_index (self->apps, i);

      gate_wire_startup_line_add_application (ready, gate_org_sample_app_get_client_id (app),
                                              gate_org_sample_app_get_url (app));
    }
}

/**
 * gate_org_sample_apps_stop:
 * @self: the applications, started
 *
 * Takes no further call and cancels their requests to the organization.
 */
void
gate_org_sample_apps_stop (GateOrgSampleApps *self)
{
  gate_org_sample_http_stop (self->http);
  gate_org_listener_stop (self->listener);
}
