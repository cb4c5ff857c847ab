/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-call.h"

#include "gate-hash.h"
#include "gate-log.h"
#include "gate-org-parameters.h"
#include "gate-wire-problem.h"

struct _GateOrgCall
{
  GObject parent_instance;

  GateOrgStore *store;
  char *method;
  char *path;
  char *raw_query;
  GBytes *body;
  char *correlation_id;
  GHashTable *request_headers; /* name in lower case → value */
  char **segments;
  GateOrgParameters *parameters; /* NULL before the query is parsed */
  GateOrgPrincipal *principal;

  GateOrgEndpointKind kind;
  char *origin;
  GateOrgAuthServer *auth_server;
  gboolean from_elsewhere;
  gboolean deferred;
  char *note;
  guint status;
  GBytes *answer;
  char *answer_type;
  GPtrArray *headers; /* name, value, … */
};

G_DEFINE_FINAL_TYPE (GateOrgCall, gate_org_call, G_TYPE_OBJECT)

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The API declares these as lists; every other parameter may come once only. */
static const char *const list_parameters[] = { "id", "expand", "permission", "defaultRoleId",
                                               NULL };

static void
gate_org_call_finalize (GObject *object)
{
  GateOrgCall *self = GATE_ORG_CALL (object);

  g_clear_object (&self->store);
  g_clear_object (&self->auth_server);
  g_free (self->origin);
  g_free (self->method);
  g_free (self->path);
  g_free (self->raw_query);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->correlation_id);
  g_hash_table_unref (self->request_headers);
  g_strfreev (self->segments);
  g_clear_pointer (&self->parameters, gate_org_parameters_free);
  g_clear_pointer (&self->principal, gate_org_principal_free);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->answer_type);
  g_free (self->note);
  g_ptr_array_unref (self->headers);
  G_OBJECT_CLASS (gate_org_call_parent_class)->finalize (object);
}

static void
gate_org_call_class_init (GateOrgCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_call_finalize;

  /**
   * GateOrgCall::answered:
   * @self: the call
   *
   * Emitted once, when the answer is there.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", GATE_TYPE_ORG_CALL, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_org_call_init (GateOrgCall *self)
{
  self->correlation_id = g_uuid_string_random ();
  self->request_headers = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_free);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->headers, NULL);
}

/**
 * gate_org_call_new:
 * @store: the organization's database
 * @method: as on the wire
 * @path: raw, as on the wire
 * @raw_query: (nullable): what follows the question mark
 * @body: (nullable): the body of the request
 *
 * Returns: (transfer full): an unanswered call, with a correlation ID of its own
 */
GateOrgCall *
gate_org_call_new (GateOrgStore *store,
                   const char   *method,
                   const char   *path,
                   const char   *raw_query,
                   GBytes       *body)
{
  GateOrgCall *self = g_object_new (GATE_TYPE_ORG_CALL, NULL);

  g_set_object (&self->store, store);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->raw_query = g_strdup (raw_query);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  return self;
}

GateOrgStore *
gate_org_call_get_store (GateOrgCall *self)
{
  return self->store;
}

const char *
gate_org_call_get_method (GateOrgCall *self)
{
  return self->method;
}

const char *
gate_org_call_get_path (GateOrgCall *self)
{
  return self->path;
}

/**
 * gate_org_call_get_query:
 * @self: a call
 *
 * Returns: (nullable): what followed the question mark, raw
 */
const char *
gate_org_call_get_query (GateOrgCall *self)
{
  return self->raw_query;
}

GBytes *
gate_org_call_get_body (GateOrgCall *self)
{
  return self->body;
}

const char *
gate_org_call_get_correlation_id (GateOrgCall *self)
{
  return self->correlation_id;
}

/**
 * gate_org_call_set_segments:
 * @self: a call
 * @segments: (transfer full): the decoded variable segments of its route
 */
void
gate_org_call_set_segments (GateOrgCall *self,
                            char       **segments)
{
  g_strfreev (self->segments);
  self->segments = segments;
}

/**
 * gate_org_call_get_segment:
 * @self: a call with a route
 * @index: from 0
 *
 * Returns: that variable segment; empty when the route has none of that number
 */
const char *
gate_org_call_get_segment (GateOrgCall *self,
                           guint        index)
{
  if (self->segments == NULL || index >= g_strv_length (self->segments))
    return "";
  return self->segments[index];
}

/**
 * gate_org_call_get_parameter:
 * @self: a call
 * @name: of a parameter
 *
 * Returns: (nullable): the value, the first one of a list; %NULL when absent or when the query is
 *   not parsed
 */
const char *
gate_org_call_get_parameter (GateOrgCall *self,
                             const char  *name)
{
  return self->parameters != NULL ? gate_org_parameters_get (self->parameters, name) : NULL;
}

/**
 * gate_org_call_dup_list_parameter:
 * @self: a call
 * @name: of a parameter that holds a list
 *
 * Returns: (transfer full) (nullable): as gate_org_parameters_dup_list()
 */
char **
gate_org_call_dup_list_parameter (GateOrgCall *self,
                                  const char  *name)
{
  return self->parameters != NULL ? gate_org_parameters_dup_list (self->parameters, name) : NULL;
}

/**
 * gate_org_call_parse_query:
 * @self: a call
 * @error: return location for what gate_org_parameters_parse() refuses
 *
 * Returns: FALSE when the query is refused
 */
gboolean
gate_org_call_parse_query (GateOrgCall *self,
                           GError     **error)
{
  const char *query = self->raw_query != NULL ? self->raw_query : "";

  g_clear_pointer (&self->parameters, gate_org_parameters_free);
  self->parameters = gate_org_parameters_parse (query, -1, list_parameters,
                                                GATE_ORG_MAX_PARAMETERS, error);
  return self->parameters != NULL;
}

/**
 * gate_org_call_set_header:
 * @self: a call
 * @name: of a field of the request
 * @value: (nullable): as it came
 */
void
gate_org_call_set_header (GateOrgCall *self,
                          const char  *name,
                          const char  *value)
{
  if (value != NULL)
    g_hash_table_replace (self->request_headers, g_ascii_strdown (name, -1), g_strdup (value));
}

/**
 * gate_org_call_get_header:
 * @self: a call
 * @name: of a field of the request, e.g. "Accept-Language"
 *
 * Returns: (nullable): the value as it came
 */
const char *
gate_org_call_get_header (GateOrgCall *self,
                          const char  *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->request_headers, key);
}

void
gate_org_call_set_from_elsewhere (GateOrgCall *self,
                                  gboolean     from_elsewhere)
{
  self->from_elsewhere = from_elsewhere;
}

gboolean
gate_org_call_is_from_elsewhere (GateOrgCall *self)
{
  return self->from_elsewhere;
}

void
gate_org_call_set_kind (GateOrgCall        *self,
                        GateOrgEndpointKind kind)
{
  self->kind = kind;
}

GateOrgEndpointKind
gate_org_call_get_kind (GateOrgCall *self)
{
  return self->kind;
}

void
gate_org_call_set_origin (GateOrgCall *self,
                          const char  *origin)
{
  g_free (self->origin);
  self->origin = g_strdup (origin);
}

const char *
gate_org_call_get_origin (GateOrgCall *self)
{
  return self->origin;
}

/**
 * gate_org_call_set_auth_server:
 * @self: a call
 * @auth_server: (transfer none): the authorization server it came to
 */
void
gate_org_call_set_auth_server (GateOrgCall       *self,
                               GateOrgAuthServer *auth_server)
{
  g_set_object (&self->auth_server, auth_server);
}

GateOrgAuthServer *
gate_org_call_get_auth_server (GateOrgCall *self)
{
  return self->auth_server;
}

/**
 * gate_org_call_get_principal:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): who asks, once the bearer check knows
 */
GateOrgPrincipal *
gate_org_call_get_principal (GateOrgCall *self)
{
  return self->principal;
}

/**
 * gate_org_call_take_principal:
 * @self: a call
 * @principal: (transfer full): who asks
 */
void
gate_org_call_take_principal (GateOrgCall      *self,
                              GateOrgPrincipal *principal)
{
  g_clear_pointer (&self->principal, gate_org_principal_free);
  self->principal = principal;
}

static void
set_status (GateOrgCall *self,
            guint        status)
{
  self->status = status;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

/**
 * gate_org_call_get_actor:
 * @self: a call
 *
 * Returns: who asks, as the audit records it; valid as long as the call and its principal
 */
GateOrgActor
gate_org_call_get_actor (GateOrgCall *self)
{
  const GateOrgPrincipal *principal = self->principal;
  GateOrgActor actor = { .correlation_id = self->correlation_id };

  if (principal != NULL)
    {
      actor.person_id = principal->person_id;
      actor.client_id = principal->client_id;
    }
  return actor;
}

/**
 * gate_org_call_answer_json:
 * @self: an unanswered call
 * @status: an HTTP status
 * @json: (transfer none): the body
 */
void
gate_org_call_answer_json (GateOrgCall *self,
                           guint        status,
                           GBytes      *json)
{
  gate_org_call_answer_bytes (self, status, "application/json", json);
}

/**
 * gate_org_call_answer_bytes:
 * @self: an unanswered call
 * @status: an HTTP status
 * @media_type: of the body
 * @bytes: (transfer none): the body
 */
void
gate_org_call_answer_bytes (GateOrgCall *self,
                            guint        status,
                            const char  *media_type,
                            GBytes      *bytes)
{
  g_return_if_fail (GATE_IS_ORG_CALL (self));
  g_return_if_fail (!gate_org_call_is_answered (self));
  g_return_if_fail (bytes != NULL);

  self->answer = g_bytes_ref (bytes);
  self->answer_type = g_strdup (media_type);
  set_status (self, status);
}

/**
 * gate_org_call_answer_empty:
 * @self: an unanswered call
 * @status: an HTTP status
 */
void
gate_org_call_answer_empty (GateOrgCall *self,
                            guint        status)
{
  g_return_if_fail (GATE_IS_ORG_CALL (self));
  g_return_if_fail (!gate_org_call_is_answered (self));

  set_status (self, status);
}

void
gate_org_call_defer (GateOrgCall *self)
{
  self->deferred = TRUE;
}

gboolean
gate_org_call_is_deferred (GateOrgCall *self)
{
  return self->deferred;
}

/**
 * gate_org_call_add_header:
 * @self: a call
 * @name: of a header
 * @value: its value, without line breaks
 */
void
gate_org_call_add_header (GateOrgCall *self,
                          const char  *name,
                          const char  *value)
{
  g_ptr_array_insert (self->headers, (int) self->headers->len - 1, g_strdup (name));
  g_ptr_array_insert (self->headers, (int) self->headers->len - 1, g_strdup (value));
}

/**
 * gate_org_call_set_note:
 * @self: a call
 * @note: the outcome in words for the log, e.g. "invalid_grant: code used twice", without secrets
 *   and without text from outside
 */
void
gate_org_call_set_note (GateOrgCall *self,
                        const char  *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

/**
 * gate_org_call_get_note:
 * @self: a call
 *
 * Returns: (nullable): the outcome in words for the log
 */
const char *
gate_org_call_get_note (GateOrgCall *self)
{
  return self->note;
}

/**
 * gate_org_call_is_answered:
 * @self: a call
 *
 * Returns: whether it has an answer
 */
gboolean
gate_org_call_is_answered (GateOrgCall *self)
{
  return self->status != 0;
}

guint
gate_org_call_get_status (GateOrgCall *self)
{
  return self->status;
}

/**
 * gate_org_call_get_answer:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the body of the answer, %NULL for none
 */
GBytes *
gate_org_call_get_answer (GateOrgCall *self)
{
  return self->answer;
}

/**
 * gate_org_call_get_answer_type:
 * @self: a call
 *
 * Returns: (nullable): the media type of the answer's body
 */
const char *
gate_org_call_get_answer_type (GateOrgCall *self)
{
  return self->answer_type;
}

/**
 * gate_org_call_get_headers:
 * @self: a call
 *
 * Returns: (transfer none): name, value, name, value, …, %NULL
 */
const char *const *
gate_org_call_get_headers (GateOrgCall *self)
{
  return (const char *const *) self->headers->pdata;
}

/**
 * gate_org_call_answer_problem:
 * @self: an unanswered call
 * @status: an HTTP status
 * @code: the code of the contract (genesys-api.md 4.2)
 * @message: a sentence
 * @parameter_name: (nullable): a parameter of the message
 * @parameter_value: (nullable): its value
 */
void
gate_org_call_answer_problem (GateOrgCall *self,
                              guint        status,
                              const char  *code,
                              const char  *message,
                              const char  *parameter_name,
                              const char  *parameter_value)
{
  g_autoptr (GBytes) json = gate_wire_problem_encode (status, code, message,
                                                      gate_org_call_get_correlation_id (self),
                                                      parameter_name, parameter_value);

  gate_org_call_answer_json (self, status, json);
}

/**
 * gate_org_call_answer_store_error:
 * @self: an unanswered call, whose transaction is over
 * @error: the error of the store
 *
 * Answers that the organization could not do it. The reason goes to the log; the answer names only
 * a full disk.
 */
void
gate_org_call_answer_store_error (GateOrgCall  *self,
                                  const GError *error)
{
  g_autofree char *reason = gate_log_escape (error->message);

  g_printerr ("%s: %s\n", gate_org_call_get_correlation_id (self), reason);
  if (g_error_matches (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FULL))
    gate_org_call_answer_problem (self, 507, "insufficient.storage",
                                  "There is no room left to store this.", NULL, NULL);
  else
    gate_org_call_answer_problem (self, 500, "internal.server.error",
                                  "The organization could not do this.", NULL, NULL);
}
