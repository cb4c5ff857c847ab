/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* ErrorBody (genesys-api.md 4.1). The server's text is only data: clamped, cleaned and never a
 * format string. gate-cause decides the kind of error; the text cannot change it. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-problem.h"

#include "gate-text.h"
#include "gate-wire-fields.h"

#include <string.h>

#define MAX_BODY_BYTES (64 * 1024)
#define MAX_MESSAGE_CHARS 300
#define MAX_MISSING_CHARS 200

/* People copy and compare codes and correlation IDs, so only visible ASCII is accepted. */
static char *
dup_token (const char *text)
{
  return gate_wire_is_id (text) ? g_strdup (text) : NULL;
}

static gboolean
is_list_text (const char *text,
              gsize       length)
{
  if (length == 0 || length > MAX_MISSING_CHARS)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr (":_-.*, ", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* "[a:b:c, d:e:f]" or the same without brackets. */
static char *
dup_list (const char *text)
{
  gsize length = strlen (text);

  if (length >= 2 && text[0] == '[' && text[length - 1] == ']')
    {
      text++;
      length -= 2;
    }
  return is_list_text (text, length) ? g_strstrip (g_strndup (text, length)) : NULL;
}

/* The sentence names the missing permissions or scopes in brackets at its end. */
static char *
dup_bracketed (const char *message)
{
  const char *open = strrchr (message, '[');
  const char *close = open != NULL ? strchr (open, ']') : NULL;

  if (close == NULL || !is_list_text (open + 1, (gsize) (close - open - 1)))
    return NULL;
  return g_strstrip (g_strndup (open + 1, (gsize) (close - open - 1)));
}

static char *
dup_parameter (const GateJsonValue *root,
               const char          *name)
{
  GateJsonValue parameters;
  GateJsonValue value;

  if (gate_json_peek (root, "messageParams", &parameters) != GATE_JSON_OBJECT ||
      gate_json_peek (&parameters, name, &value) != GATE_JSON_STRING)
    return NULL;
  return dup_list (gate_json_value_peek_string (&value));
}

static char *
dup_missing (const GateJsonValue *root,
             const char          *message)
{
  static const char *const names[] = { "permissions", "permission", "scopes", "scope" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *missing = dup_parameter (root, names[i]);

      if (missing != NULL)
        return missing;
    }
  return message != NULL ? dup_bracketed (message) : NULL;
}

static const char *
peek_text (const GateJsonValue *root,
           const char          *member)
{
  GateJsonValue value;

  return gate_json_peek (root, member, &value) == GATE_JSON_STRING ?
             gate_json_value_peek_string (&value) :
             NULL;
}

static GError *
decode_root (GateEvidence        *evidence,
             const GateJsonValue *root)
{
  g_autofree char *server_code = dup_token (peek_text (root, "code"));
  g_autofree char *context_id = dup_token (peek_text (root, "contextId"));
  const char *message = peek_text (root, "message");
  GError *error = NULL;

  evidence->has_json_body = TRUE;
  evidence->code = server_code;
  error = gate_error_new_for_response (evidence);
  gate_error_set_correlation_id (error, context_id);
  if (message != NULL)
    {
      g_autofree char *shown = gate_text_for_display (message, MAX_MESSAGE_CHARS);

      gate_error_set_server_message (error, *shown != '\0' ? shown : NULL);
    }
  if (evidence->status == 403 || gate_error_get_cause (error) == GATE_CAUSE_SCOPE_NOT_VALID)
    {
      g_autofree char *missing = dup_missing (root, message);

      gate_error_set_missing (error, missing);
    }
  return error;
}

/**
 * gate_wire_problem_decode:
 * @answered: what is known of the answer besides its body and its correlation ID
 * @body: (nullable): the body of the answer
 * @length: its length in bytes
 * @correlation_id: (nullable): the answer's correlation ID
 *
 * Reads an error answer. Ignores a body that is not JSON, for example from a content delivery
 * network.
 *
 * Returns: (transfer full): an error in the %GATE_ERROR domain, with its cause, server code, server
 *   message, correlation ID and the permissions or scopes it names, as far as the answer has them
 */
GError *
gate_wire_problem_decode (const GateEvidence *answered,
                          const char         *body,
                          gsize               length,
                          const char         *correlation_id)
{
  GateEvidence evidence = *answered;
  g_autoptr (GateJsonDocument) document = NULL;
  g_autofree char *id = dup_token (correlation_id);
  GateJsonValue root;
  GError *error;

  evidence.has_correlation_id = correlation_id != NULL;
  if (body != NULL && length > 0 && length <= MAX_BODY_BYTES)
    document = gate_json_document_new (body, length, NULL, NULL);
  if (document != NULL)
    gate_json_document_get_root (document, &root);
  if (document != NULL && gate_json_value_get_kind (&root) == GATE_JSON_OBJECT)
    error = decode_root (&evidence, &root);
  else
    error = gate_error_new_for_response (&evidence);
  if (gate_error_get_correlation_id (error) == NULL)
    gate_error_set_correlation_id (error, id);
  return error;
}

/**
 * gate_wire_problem_encode:
 * @status: the HTTP status
 * @code: the code of the error
 * @message: a sentence for people
 * @correlation_id: the answer's correlation ID
 * @parameter_name: (nullable): the name of the one message parameter, e.g. `permissions`
 * @parameter_value: (nullable): its value
 *
 * Returns: (transfer full): an ErrorBody
 */
GBytes *
gate_wire_problem_encode (guint       status,
                          const char *code,
                          const char *message,
                          const char *correlation_id,
                          const char *parameter_name,
                          const char *parameter_value)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "message", message);
  gate_json_writer_add_string (writer, "code", code);
  gate_json_writer_add_int (writer, "status", status);
  gate_json_writer_add_string (writer, "messageWithParams", message);
  gate_json_writer_begin_object (writer, "messageParams");
  if (parameter_name != NULL && parameter_value != NULL)
    gate_json_writer_add_string (writer, parameter_name, parameter_value);
  gate_json_writer_end_object (writer);
  gate_wire_add_optional (writer, "contextId", correlation_id);
  gate_json_writer_begin_array (writer, "details");
  gate_json_writer_end_array (writer);
  gate_json_writer_begin_array (writer, "errors");
  gate_json_writer_end_array (writer);
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}
