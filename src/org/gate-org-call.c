/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-call.h"

#include "gate-error.h"
#include "gate-log.h"
#include "gate-wire-problem.h"

#define MAX_PARAMETERS 100

struct _GateOrgCall
{
  GObject parent_instance;

  GateOrgStore *store;
  char *method;
  char *path;
  char *raw_query;
  GBytes *body;
  char *correlation_id;
  char *content_type;
  char *language;
  char *authorization;
  char **segments;
  GPtrArray *parameters; /* name, value, … */
  GateOrgCaller *caller;

  guint status;
  GBytes *answer;
  GPtrArray *headers; /* name, value, … */
};

G_DEFINE_FINAL_TYPE (GateOrgCall, gate_org_call, G_TYPE_OBJECT)

/* The API declares these as lists; every other parameter may come once only. */
static const char *const list_parameters[] = { "id", "expand", "permission", "defaultRoleId",
                                               NULL };

static void
gate_org_call_finalize (GObject *object)
{
  GateOrgCall *self = GATE_ORG_CALL (object);

  g_clear_object (&self->store);
  g_free (self->method);
  g_free (self->path);
  g_free (self->raw_query);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->correlation_id);
  g_free (self->content_type);
  g_free (self->language);
  g_free (self->authorization);
  g_strfreev (self->segments);
  g_ptr_array_unref (self->parameters);
  g_clear_pointer (&self->caller, gate_org_caller_free);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_ptr_array_unref (self->headers);
  G_OBJECT_CLASS (gate_org_call_parent_class)->finalize (object);
}

static void
gate_org_call_class_init (GateOrgCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_call_finalize;
}

static void
gate_org_call_init (GateOrgCall *self)
{
  self->correlation_id = g_uuid_string_random ();
  self->parameters = g_ptr_array_new_with_free_func (g_free);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->headers, NULL);
}

/**
 * gate_org_call_new:
 * @store: the organization's database
 * @method: as on the wire
 * @path: raw, as on the wire
 * @raw_query: (nullable): what follows the question mark
 * @body: (nullable): what came with it
 *
 * Returns: (transfer full): a call nobody has answered yet, with a correlation ID of its own
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

/**
 * gate_org_call_get_store:
 * @self: a call
 *
 * Returns: (transfer none): the organization's database
 */
GateOrgStore *
gate_org_call_get_store (GateOrgCall *self)
{
  return self->store;
}

/**
 * gate_org_call_get_method:
 * @self: a call
 *
 * Returns: the method, as on the wire
 */
const char *
gate_org_call_get_method (GateOrgCall *self)
{
  return self->method;
}

/**
 * gate_org_call_get_path:
 * @self: a call
 *
 * Returns: the path, raw
 */
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

/**
 * gate_org_call_get_body:
 * @self: a call
 *
 * Returns: (transfer none): the body, empty when there was none
 */
GBytes *
gate_org_call_get_body (GateOrgCall *self)
{
  return self->body;
}

/**
 * gate_org_call_get_correlation_id:
 * @self: a call
 *
 * Returns: the ID by which log and answer speak of this call
 */
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
 * @self: a call with its query parsed
 * @name: of a parameter
 *
 * Returns: (nullable): the value, the first one of a list; %NULL when absent
 */
const char *
gate_org_call_get_parameter (GateOrgCall *self,
                             const char  *name)
{
  for (guint i = 0; i + 1 < self->parameters->len; i += 2)
    if (strcmp (g_ptr_array_index (self->parameters, i), name) == 0)
      return g_ptr_array_index (self->parameters, i + 1);
  return NULL;
}

/**
 * gate_org_call_dup_list_parameter:
 * @self: a call with its query parsed
 * @name: of a parameter that holds a list: separated by commas, repeated, or both
 *   (genesys-api.md, section 3)
 *
 * Returns: (transfer full) (nullable): the non-empty values in order; %NULL when absent
 */
char **
gate_org_call_dup_list_parameter (GateOrgCall *self,
                                  const char  *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean present = FALSE;

  for (guint i = 0; i + 1 < self->parameters->len; i += 2)
    {
      g_auto (GStrv) parts = NULL;

      if (strcmp (g_ptr_array_index (self->parameters, i), name) != 0)
        continue;
      present = TRUE;
      parts = g_strsplit (g_ptr_array_index (self->parameters, i + 1), ",", -1);
      for (guint part = 0; parts[part] != NULL; part++)
        if (*g_strstrip (parts[part]) != '\0')
          g_strv_builder_add (builder, parts[part]);
    }
  return present ? g_strv_builder_end (builder) : NULL;
}

static gboolean
add_parameter (GateOrgCall *self,
               char        *name,
               char        *value,
               GError     **error)
{
  gboolean repeated = gate_org_call_get_parameter (self, name) != NULL &&
                      !g_strv_contains (list_parameters, name);

  g_ptr_array_add (self->parameters, name);
  g_ptr_array_add (self->parameters, value);
  if (repeated)
    gate_error_set (error, GATE_ERROR_INVALID, "a parameter is given twice");
  else if (self->parameters->len > 2 * MAX_PARAMETERS)
    gate_error_set (error, GATE_ERROR_INVALID, "more than %d parameters", MAX_PARAMETERS);
  else
    return TRUE;
  return FALSE;
}

/**
 * gate_org_call_parse_query:
 * @self: a call
 * @error: return location for %GATE_ERROR_INVALID: a bad escape, text that is not UTF-8, too many
 *   parameters, or one that is given twice though it is no list
 *
 * Returns: FALSE when the query is refused
 */
gboolean
gate_org_call_parse_query (GateOrgCall *self,
                           GError     **error)
{
  GUriParamsIter iter;
  GError *local_error = NULL;
  char *name = NULL;
  char *value = NULL;

  g_ptr_array_set_size (self->parameters, 0);
  if (self->raw_query == NULL || *self->raw_query == '\0')
    return TRUE;
  g_uri_params_iter_init (&iter, self->raw_query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &local_error))
    if (!add_parameter (self, name, value, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  gate_error_set (error, GATE_ERROR_INVALID, "the query cannot be read: %s", local_error->message);
  g_error_free (local_error);
  return FALSE;
}

/**
 * gate_org_call_set_content_type:
 * @self: a call
 * @content_type: (nullable): the header as it came
 */
void
gate_org_call_set_content_type (GateOrgCall *self,
                                const char  *content_type)
{
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
}

/**
 * gate_org_call_get_content_type:
 * @self: a call
 *
 * Returns: (nullable): the header as it came
 */
const char *
gate_org_call_get_content_type (GateOrgCall *self)
{
  return self->content_type;
}

/**
 * gate_org_call_set_language:
 * @self: a call
 * @accept_language: (nullable): the header as it came
 */
void
gate_org_call_set_language (GateOrgCall *self,
                            const char  *accept_language)
{
  g_free (self->language);
  self->language = g_strdup (accept_language);
}

/**
 * gate_org_call_get_language:
 * @self: a call
 *
 * Returns: (nullable): the header as it came
 */
const char *
gate_org_call_get_language (GateOrgCall *self)
{
  return self->language;
}

/**
 * gate_org_call_set_authorization:
 * @self: a call
 * @header: (nullable): the header as it came
 */
void
gate_org_call_set_authorization (GateOrgCall *self,
                                 const char  *header)
{
  g_free (self->authorization);
  self->authorization = g_strdup (header);
}

/**
 * gate_org_call_get_authorization:
 * @self: a call
 *
 * Returns: (nullable): the header as it came
 */
const char *
gate_org_call_get_authorization (GateOrgCall *self)
{
  return self->authorization;
}

static void
caller_clear (gpointer data)
{
  GateOrgCaller *caller = data;

  g_free (caller->token_hash);
  g_free (caller->client_id);
  g_free (caller->person_id);
  g_strfreev (caller->scopes);
  g_strfreev (caller->permissions);
  g_strfreev (caller->role_ids);
}

/**
 * gate_org_caller_new:
 *
 * Returns: (transfer full): a caller of whom nothing is known yet
 */
GateOrgCaller *
gate_org_caller_new (void)
{
  return g_rc_box_new0 (GateOrgCaller);
}

/**
 * gate_org_caller_ref:
 * @caller: a caller
 *
 * Returns: (transfer full): the same, with one more owner
 */
GateOrgCaller *
gate_org_caller_ref (GateOrgCaller *caller)
{
  return g_rc_box_acquire (caller);
}

/**
 * gate_org_caller_free:
 * @caller: (transfer full): a caller; the last owner frees it
 */
void
gate_org_caller_free (GateOrgCaller *caller)
{
  g_rc_box_release_full (caller, caller_clear);
}

/**
 * gate_org_call_get_caller:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): who asks, once the bearer check knows
 */
GateOrgCaller *
gate_org_call_get_caller (GateOrgCall *self)
{
  return self->caller;
}

/**
 * gate_org_call_take_caller:
 * @self: a call
 * @caller: (transfer full): who asks
 */
void
gate_org_call_take_caller (GateOrgCall   *self,
                           GateOrgCaller *caller)
{
  g_clear_pointer (&self->caller, gate_org_caller_free);
  self->caller = caller;
}

/**
 * gate_org_call_answer_json:
 * @self: a call nobody has answered yet
 * @status: an HTTP status
 * @json: (transfer none): the body
 */
void
gate_org_call_answer_json (GateOrgCall *self,
                           guint        status,
                           GBytes      *json)
{
  g_return_if_fail (GATE_IS_ORG_CALL (self));
  g_return_if_fail (!gate_org_call_is_answered (self));
  g_return_if_fail (json != NULL);

  self->status = status;
  self->answer = g_bytes_ref (json);
}

/**
 * gate_org_call_answer_empty:
 * @self: a call nobody has answered yet
 * @status: an HTTP status
 */
void
gate_org_call_answer_empty (GateOrgCall *self,
                            guint        status)
{
  g_return_if_fail (GATE_IS_ORG_CALL (self));
  g_return_if_fail (!gate_org_call_is_answered (self));

  self->status = status;
}

/**
 * gate_org_call_answer_problem:
 * @self: a call nobody has answered yet
 * @status: an HTTP status
 * @code: the code of the contract (genesys-api.md, 4.2)
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
  g_autoptr (GBytes) json = gate_wire_problem_encode (status, code, message, self->correlation_id,
                                                      parameter_name, parameter_value);

  gate_org_call_answer_json (self, status, json);
}

/**
 * gate_org_call_answer_store_error:
 * @self: a call nobody has answered yet, whose transaction is over
 * @error: what the store said
 *
 * Answers that the organization could not do it, and why as far as it is anybody's business.
 */
void
gate_org_call_answer_store_error (GateOrgCall  *self,
                                  const GError *error)
{
  g_autofree char *reason = gate_log_escape (error->message);

  g_printerr ("%s: %s\n", self->correlation_id, reason);
  if (g_error_matches (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FULL))
    gate_org_call_answer_problem (self, 507, "insufficient.storage",
                                  "There is no room left to store this.", NULL, NULL);
  else
    gate_org_call_answer_problem (self, 500, "internal.server.error",
                                  "The organization could not do this.", NULL, NULL);
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

/**
 * gate_org_call_get_status:
 * @self: a call
 *
 * Returns: the status of the answer, 0 before there is one
 */
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
