/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-dispatcher.h"

#include "gate-org-response-cache.h"
#include "gate-org-api.h"
#include "gate-org-bearer.h"
#include "gate-org-cors.h"
#include "gate-org-log.h"
#include "gate-org-media-type.h"
#include "gate-org-oauth-error.h"
#include "gate-org-pages.h"
#include "gate-org-rate.h"
#include "gate-org-routes.h"

struct _GateOrgDispatcher
{
  gboolean public_api_only;
  GateOrgRate *rate;
  GateOrgResponseCache *responses;
  GateOrgFaults *faults; /* NULL without --faults */
  GSourceFunc data_gone; /* or NULL */
  gpointer user_data;
};

/* In the form of the endpoint. */
static void
refuse_call (GateOrgCall *call,
             guint        status,
             const char  *code,
             const char  *message)
{
  g_autofree char *description = NULL;

  switch (gate_org_call_get_kind (call))
    {
    case GATE_ORG_ENDPOINT_OAUTH:
      description = gate_org_oauth_error_describe (message, NULL, NULL);
      gate_org_oauth_error_answer (call, status, "invalid_request", description);
      break;
    case GATE_ORG_ENDPOINT_PAGE:
      gate_org_pages_answer_refusal (call, status);
      break;
    case GATE_ORG_ENDPOINT_API:
    default:
      gate_org_call_answer_problem (call, status, code, message, NULL, NULL);
      break;
    }
}

/* Another site's page in the browser of this machine must neither read nor change anything, unless
 * it belongs to a client. Where people are led to by other sites, the page itself looks at where a
 * form came from. */
static gboolean
check_origin (GateOrgCall *call)
{
  g_autoptr (GError) error = NULL;

  if (gate_org_call_get_kind (call) == GATE_ORG_ENDPOINT_PAGE ||
      gate_org_cors_allow (call, &error))
    return TRUE;
  if (error != NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return FALSE;
    }
  gate_org_call_set_note (call, "asked from another origin");
  refuse_call (call, 403, "not.authorized",
               "No client has registered a redirect address of this origin.");
  return FALSE;
}

static void
answer_other_method (GateOrgCall *call,
                     const char  *allowed)
{
  if (gate_org_cors_is_preflight (call))
    {
      gate_org_cors_answer_preflight (call, allowed);
      return;
    }
  gate_org_call_add_header (call, "Allow", allowed);
  refuse_call (call, 405, "method.not.allowed", "This cannot be done here.");
}

/* As an organization may that keeps these two calls to its own pages: the address can be read, so
 * the answer is 405 (genesys-api.md 3.1). */
static gboolean
is_withheld (GateOrgDispatcher *self,
             GateOrgCall       *call)
{
  const char *method = gate_org_call_get_method (call);

  return self->public_api_only &&
         (strcmp (method, "PUT") == 0 || strcmp (method, "DELETE") == 0) &&
         g_str_has_prefix (gate_org_call_get_path (call), "/api/v2/oauth/authorizations/");
}

static const GateOrgRoute *
find_route (GateOrgDispatcher *self,
            GateOrgCall       *call)
{
  const char *path = gate_org_call_get_path (call);
  const GateOrgRoute *routes = gate_org_call_get_kind (call) == GATE_ORG_ENDPOINT_API ?
                                   gate_org_api_get_routes () :
                                   gate_org_routes_get ();
  const GateOrgRoute *route = NULL;
  g_autofree char *allowed = NULL;
  g_auto (GStrv) segments = NULL;

  switch (gate_org_router_match (routes, gate_org_call_get_method (call), path, &route, &segments,
                                 &allowed))
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
      refuse_call (call, 404, "not.found", "There is nothing at this address.");
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

/* Counts every request with a known token, also one that is refused. */
static gboolean
check_rate (GateOrgDispatcher *self,
            GateOrgCall       *call,
            gboolean           may)
{
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  GateOrgRateState state;
  gboolean within = gate_org_rate_take (self->rate,
                                        principal != NULL ? principal->token_hash : NULL,
                                        g_get_monotonic_time (),
                                        &state);

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
  if (!takes_body || g_bytes_get_size (gate_org_call_get_body (call)) == 0 ||
      gate_org_media_type_is_json (gate_org_call_get_header (call, "Content-Type")))
    return TRUE;
  gate_org_call_answer_problem (call, 415, "unsupported.media.type",
                                "The body must be application/json.", NULL, NULL);
  return FALSE;
}

/* Calls of the API; a GET may be answered from the cache. */
static void
run_api_handler (GateOrgDispatcher  *self,
                 GateOrgCall        *call,
                 const GateOrgRoute *route)
{
  guint n_headers;

  if (!check_rate (self, call, gate_org_bearer_check (call, route)) || !check_media_type (call) ||
      gate_org_response_cache_answer (self->responses, call))
    return;
  n_headers = g_strv_length ((char **) gate_org_call_get_headers (call));
  route->handler (call);
  if (g_strv_length ((char **) gate_org_call_get_headers (call)) == n_headers)
    gate_org_response_cache_keep (self->responses, call);
}

static void
run_handler (GateOrgDispatcher  *self,
             GateOrgCall        *call,
             const GateOrgRoute *route)
{
  GateOrgStore *store = gate_org_call_get_store (call);

  if (route->kind == GATE_ORG_ENDPOINT_API)
    run_api_handler (self, call, route);
  else
    route->handler (call);
  /* A handler that leaves its change half done has a bug; the change must not ride along with the
   * next one. */
  if (gate_org_store_is_in_transaction (store))
    {
      gate_org_log_note ("%s: left a transaction open", gate_org_call_get_path (call));
      gate_org_store_rollback (store);
    }
}

/* An organization whose data is no longer where it was would forget all that it is told now. The
 * style sheet of the page that says so is part of the program. The API answers 500, because asking
 * once more changes nothing. */
static gboolean
check_data (GateOrgDispatcher *self,
            GateOrgCall       *call)
{
  const char *message = "The data of this organization was moved or deleted while it ran."
                        " Start the organization again.";

  if (!gate_org_store_is_gone (gate_org_call_get_store (call)) ||
      strcmp (gate_org_call_get_path (call), "/pages.css") == 0)
    return TRUE;
  gate_org_call_set_note (call, "the data folder was moved or deleted");
  if (self->data_gone != NULL)
    self->data_gone (self->user_data);
  if (gate_org_call_get_kind (call) == GATE_ORG_ENDPOINT_PAGE)
    gate_org_pages_answer_error (call, 503, GATE_ORG_PHRASE_ERROR_GONE);
  else if (gate_org_call_get_kind (call) == GATE_ORG_ENDPOINT_OAUTH)
    gate_org_oauth_error_answer (call, 503, "temporarily_unavailable", message);
  else
    gate_org_call_answer_problem (call, 500, "organization.data.gone", message, NULL, NULL);
  return FALSE;
}

/* The paths that need no access token. */
static gboolean
answer_health_or_faults (GateOrgDispatcher *self,
                         GateOrgCall       *call)
{
  const char *path = gate_org_call_get_path (call);
  const char *method = gate_org_call_get_method (call);
  gboolean is_faults = self->faults != NULL && strcmp (path, "/faults") == 0;
  gboolean reads = strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0;

  if (!is_faults && strcmp (path, "/health") != 0)
    return FALSE;
  if (is_faults && strcmp (method, "POST") == 0)
    gate_org_faults_answer (self->faults, call);
  else if (!is_faults && reads)
    {
      g_autoptr (GBytes) json = g_bytes_new_static ("{\"status\":\"ok\"}", 15);

      gate_org_call_answer_json (call, 200, json);
    }
  else
    answer_other_method (call, is_faults ? "POST" : "GET, HEAD");
  return TRUE;
}

/**
 * gate_org_dispatcher_new:
 * @settings: how the organization is served
 *
 * Returns: (transfer full): a dispatcher
 */
GateOrgDispatcher *
gate_org_dispatcher_new (const GateOrgServerSettings *settings)
{
  GateOrgDispatcher *self = g_new0 (GateOrgDispatcher, 1);

  self->public_api_only = settings->public_api_only;
  self->data_gone = settings->data_gone;
  self->user_data = settings->user_data;
  self->rate = gate_org_rate_new (settings->requests_per_minute);
  self->responses = gate_org_response_cache_new ();
  if (settings->faults)
    self->faults = gate_org_faults_new ();
  return self;
}

/**
 * gate_org_dispatcher_free:
 * @self: (transfer full): a dispatcher
 */
void
gate_org_dispatcher_free (GateOrgDispatcher *self)
{
  gate_org_rate_free (self->rate);
  gate_org_response_cache_free (self->responses);
  g_clear_pointer (&self->faults, gate_org_faults_free);
  g_free (self);
}

/**
 * gate_org_dispatcher_handle:
 * @self: a dispatcher
 * @call: an unanswered call
 * @delay_ms: (out): by how much the answer is to be late, when it is
 *
 * Has it answered, or refused in the form of its endpoint. Afterwards it is answered or deferred,
 * or the handler has a bug.
 *
 * Returns: what is to go wrong with the answer
 */
GateOrgFault
gate_org_dispatcher_handle (GateOrgDispatcher *self,
                            GateOrgCall       *call,
                            guint             *delay_ms)
{
  GateOrgFault fault = GATE_ORG_FAULT_NONE;
  const GateOrgRoute *route;
  g_autoptr (GError) error = NULL;

  if (!check_data (self, call) || !check_origin (call) || answer_health_or_faults (self, call))
    return fault;
  /* Pages read their own: some repetitions are told to the application that made them. */
  if (gate_org_call_get_kind (call) != GATE_ORG_ENDPOINT_PAGE &&
      !gate_org_call_parse_query (call, &error))
    {
      refuse_call (call, 400, "bad.request", error->message);
      return fault;
    }
  if (self->faults != NULL && !gate_org_cors_is_preflight (call))
    fault = gate_org_faults_take (self->faults, call, delay_ms);
  if (fault == GATE_ORG_FAULT_STATUS || fault == GATE_ORG_FAULT_CLOSE)
    return fault;
  route = find_route (self, call);
  if (route != NULL)
    run_handler (self, call, route);
  return fault;
}

/**
 * gate_org_dispatcher_get_fault_token:
 * @self: a dispatcher
 *
 * Returns: (nullable): what switches training faults on; %NULL when there are none
 */
const char *
gate_org_dispatcher_get_fault_token (GateOrgDispatcher *self)
{
  return self->faults != NULL ? gate_org_faults_get_token (self->faults) : NULL;
}
