/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Handlers run to their end on the main thread and commit before they answer; what is written to a
 * client is therefore on the disk already. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-server.h"

#include "gate-org-answers.h"
#include "gate-org-bearer.h"
#include "gate-org-faults.h"
#include "gate-org-gate.h"
#include "gate-org-log.h"
#include "gate-org-media-type.h"
#include "gate-org-rate.h"
#include "gate-org-router.h"

#define STOP_TIMEOUT_MS 3000

struct _GateOrgServer
{
  GObject parent_instance;

  GateOrgStore *store;
  GateOrgServerSettings settings;
  char *address;
  SoupServer *soup;
  GateOrgGate *gate;
  GateOrgRate *rate;
  GateOrgAnswers *answers;
  GateOrgFaults *faults; /* NULL without --faults */
  char *origin;
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
  g_clear_object (&self->gate);
  g_clear_object (&self->soup);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gate_org_server_parent_class)->dispose (object);
}

static void
gate_org_server_finalize (GObject *object)
{
  GateOrgServer *self = GATE_ORG_SERVER (object);

  g_clear_pointer (&self->rate, gate_org_rate_free);
  g_clear_pointer (&self->answers, gate_org_answers_free);
  g_clear_pointer (&self->faults, gate_org_faults_free);
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
           GateOrgPeer       *peer,
           SoupServerMessage *message)
{
  GateOrgHead *head = gate_org_peer_get_head (peer);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  GateOrgCall *call;

  call = gate_org_call_new (self->store, gate_org_head_get_method (head),
                            gate_org_head_get_path (head), gate_org_head_get_query (head), bytes);
  gate_org_call_set_content_type (call, soup_message_headers_get_one (headers, "Content-Type"));
  gate_org_call_set_language (call, soup_message_headers_get_one (headers, "Accept-Language"));
  gate_org_call_set_authorization (call, soup_message_headers_get_one (headers, "Authorization"));
  return call;
}

static void
answer_other_method (GateOrgCall *call,
                     const char  *allowed)
{
  gate_org_call_add_header (call, "Allow", allowed);
  gate_org_call_answer_problem (call, 405, "method.not.allowed",
                                "This cannot be done here.", NULL, NULL);
}

/* As an organization may that keeps these two calls to its own pages: the address can be read, so
 * the answer is 405 (product.md, section 5). */
static gboolean
is_withheld (GateOrgServer *self,
             GateOrgCall   *call)
{
  const char *method = gate_org_call_get_method (call);

  return self->settings.public_api_only &&
         (strcmp (method, "PUT") == 0 || strcmp (method, "DELETE") == 0) &&
         g_str_has_prefix (gate_org_call_get_path (call), "/api/v2/oauth/authorizations/");
}

static const GateOrgRoute *
find_route (GateOrgServer *self,
            GateOrgCall   *call)
{
  const GateOrgRoute *route = NULL;
  g_autofree char *allowed = NULL;
  g_auto (GStrv) segments = NULL;

  switch (gate_org_router_match (gate_org_api_get_routes (), gate_org_call_get_method (call),
                                 gate_org_call_get_path (call), &route, &segments, &allowed))
    {
    case GATE_ORG_ROUTE_FOUND:
      gate_org_call_set_segments (call, g_steal_pointer (&segments));
      if (!is_withheld (self, call))
        return route;
      answer_other_method (call, "GET, HEAD");
      return NULL;
    case GATE_ORG_ROUTE_OTHER_METHOD:
      answer_other_method (call, allowed);
      return NULL;
    case GATE_ORG_ROUTE_NOT_FOUND:
    default:
      gate_org_call_answer_problem (call, 404, "not.found", "There is nothing at this address.",
                                    NULL, NULL);
      return NULL;
    }
}

static void
add_rate_headers (GateOrgCall            *call,
                  const GateOrgRateState *state)
{
  char text[16];

  if (state->allowed == 0)
    return;
  g_snprintf (text, sizeof text, "%u", state->count);
  gate_org_call_add_header (call, "inin-ratelimit-count", text);
  g_snprintf (text, sizeof text, "%u", state->allowed);
  gate_org_call_add_header (call, "inin-ratelimit-allowed", text);
  g_snprintf (text, sizeof text, "%u", state->reset_s);
  gate_org_call_add_header (call, "inin-ratelimit-reset", text);
}

static void
answer_too_many (GateOrgCall            *call,
                 const GateOrgRateState *state)
{
  g_autofree char *seconds = g_strdup_printf ("%u", MAX (state->reset_s, 1));
  g_autofree char *message = NULL;

  message = g_strdup_printf ("Too many requests with this token. Try again in %s seconds.",
                             seconds);
  gate_org_call_add_header (call, "Retry-After", seconds);
  gate_org_call_answer_problem (call, 429, "too.many.requests.retry.after", message, "retryAfter",
                                seconds);
}

/* Who asks is counted whether they may or not; somebody unknown is not. */
static gboolean
check_rate (GateOrgServer *self,
            GateOrgCall   *call,
            gboolean       may)
{
  const GateOrgCaller *caller = gate_org_call_get_caller (call);
  GateOrgRateState state;
  gboolean within = gate_org_rate_take (self->rate, caller != NULL ? caller->token_hash : NULL,
                                        g_get_monotonic_time (), &state);

  add_rate_headers (call, &state);
  if (may && !within)
    answer_too_many (call, &state);
  return may && within;
}

static gboolean
check_media_type (GateOrgCall *call)
{
  const char *method = gate_org_call_get_method (call);
  gboolean takes_body = strcmp (method, "PUT") == 0 || strcmp (method, "POST") == 0;

  /* Without a body there is nothing of a wrong kind; whether one is needed the handler knows. */
  if (!takes_body || g_bytes_get_size (gate_org_call_get_body (call)) == 0 || gate_org_media_type_is_json (gate_org_call_get_content_type (call)))
    return TRUE;
  gate_org_call_answer_problem (call, 415, "unsupported.media.type",
                                "The body must be application/json.", NULL, NULL);
  return FALSE;
}

static void
run_handler (GateOrgServer      *self,
             GateOrgCall        *call,
             const GateOrgRoute *route)
{
  guint n_headers;

  if (!check_rate (self, call, gate_org_bearer_check (call, route)) || !check_media_type (call) ||
      gate_org_answers_repeat (self->answers, call))
    return;
  n_headers = g_strv_length ((char **) gate_org_call_get_headers (call));
  route->handler (call);
  if (g_strv_length ((char **) gate_org_call_get_headers (call)) == n_headers)
    gate_org_answers_keep (self->answers, call);
  /* A handler that leaves its change half done has a bug; the change must not ride along with the
   * next one. */
  if (gate_org_store_is_in_transaction (self->store))
    {
      gate_org_log_note ("%s: left a transaction open", gate_org_call_get_path (call));
      gate_org_store_rollback (self->store);
    }
}

static GateOrgFault
answer (GateOrgServer *self,
        GateOrgCall   *call,
        guint         *delay_ms)
{
  const char *path = gate_org_call_get_path (call);
  GateOrgFault fault = GATE_ORG_FAULT_NONE;
  const GateOrgRoute *route;
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "/health") == 0)
    {
      g_autoptr (GBytes) json = g_bytes_new_static ("{\"status\":\"ok\"}", 15);

      gate_org_call_answer_json (call, 200, json);
      return fault;
    }
  if (self->faults != NULL && strcmp (path, "/faults") == 0)
    {
      gate_org_faults_answer (self->faults, call);
      return fault;
    }
  if (!gate_org_call_parse_query (call, &error))
    {
      gate_org_call_answer_problem (call, 400, "bad.request", error->message, NULL, NULL);
      return fault;
    }
  if (self->faults != NULL)
    fault = gate_org_faults_take (self->faults, call, delay_ms);
  if (fault == GATE_ORG_FAULT_STATUS || fault == GATE_ORG_FAULT_CLOSE)
    return fault;
  route = find_route (self, call);
  if (route != NULL)
    run_handler (self, call, route);
  return fault;
}

static void
write_answer (GateOrgCall       *call,
              GateOrgPeer       *peer,
              SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *const *extra = gate_org_call_get_headers (call);
  GBytes *body = gate_org_call_get_answer (call);
  guint status = gate_org_call_get_status (call);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_append (headers, "Cache-Control", "no-store");
  soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_append (headers, "ININ-Correlation-Id",
                               gate_org_call_get_correlation_id (call));
  for (guint i = 0; extra[i] != NULL; i += 2)
    soup_message_headers_append (headers, extra[i], extra[i + 1]);
  if (status >= 500)
    gate_org_peer_close_after (peer);
  if (gate_org_peer_closes_after (peer))
    soup_message_headers_append (headers, "Connection", "close");
  if (body == NULL)
    return;
  soup_message_headers_append (headers, "Content-Type", "application/json");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
log_call (GateOrgCall *call,
          GateOrgPeer *peer)
{
  const GateOrgCaller *caller = gate_org_call_get_caller (call);
  GateOrgHead *head = gate_org_peer_get_head (peer);
  GateOrgLogLine line = {
    .method = gate_org_call_get_method (call),
    .path = gate_org_call_get_path (call),
    .query = gate_org_head_get_query (head),
    .status = gate_org_call_get_status (call),
    .started_us = gate_org_peer_get_started_us (peer),
    .correlation_id = gate_org_call_get_correlation_id (call),
    .client_id = caller != NULL ? caller->client_id : NULL,
    .person_id = caller != NULL ? caller->person_id : NULL,
  };

  gate_org_log_request (&line);
}

static gboolean
resume_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  GateOrgServer *self = user_data;
  GateOrgPeer *peer = gate_org_gate_find_peer (message);
  g_autoptr (GateOrgCall) call = NULL;
  guint delay_ms = 0;
  GateOrgFault fault;

  if (peer == NULL)
    {
      soup_server_message_set_status (message, 503, NULL);
      return;
    }
  call = make_call (self, peer, message);
  fault = answer (self, call, &delay_ms);
  if (!gate_org_call_is_answered (call))
    gate_org_call_answer_problem (call, 500, "internal.server.error",
                                  "The organization could not do this.", NULL, NULL);
  write_answer (call, peer, message);
  log_call (call, peer);
  if (fault == GATE_ORG_FAULT_CLOSE)
    gate_org_peer_close (peer);
  if (fault != GATE_ORG_FAULT_SLOW)
    return;
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, resume_cb, g_object_ref (message),
                      g_object_unref);
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
  self->rate = gate_org_rate_new (settings->requests_per_minute);
  self->answers = gate_org_answers_new ();
  if (settings->faults)
    self->faults = gate_org_faults_new ();
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  self->gate = gate_org_gate_new (self->soup);
  return self;
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
  if (!gate_org_gate_listen (self->gate, self->settings.address, self->settings.port, error))
    {
      g_prefix_error (error, "%s port %u: ", self->settings.address, self->settings.port);
      return FALSE;
    }
  self->origin = g_strconcat ("http://", gate_org_gate_get_authority (self->gate), NULL);
  return TRUE;
}

/**
 * gate_org_server_get_origin:
 * @self: a server that listens
 *
 * Returns: where it is to be reached, e.g. "http://127.0.7.1:8080"
 */
const char *
gate_org_server_get_origin (GateOrgServer *self)
{
  return self->origin;
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
  return self->faults != NULL ? gate_org_faults_get_token (self->faults) : NULL;
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

  gate_org_gate_stop (self->gate);
  while (!late && !gate_org_gate_is_quiet (self->gate))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}
