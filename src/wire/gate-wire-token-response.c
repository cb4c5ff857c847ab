/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The answer of a token endpoint (RFC 6749, section 5; genesys-api.md 2.5 and 2.6). An answer with
 * an unusable token, type or scope is refused as a whole; an entity would only lose the member. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-token-response.h"

#include "gate-error.h"
#include "gate-scope.h"
#include "gate-text.h"
#include "gate-wipe.h"
#include "gate-wire-fields.h"

#include <string.h>

#define MAX_BODY_BYTES (64 * 1024)
#define MAX_MESSAGE_CHARS 300

/* No token lives longer than 450 days (genesys-api.md 2.7), so more than ten years is an error. */
#define MAX_LIFETIME_S (3650 * (gint64) 86400)

/**
 * gate_wire_token_response_free:
 * @answer: (nullable): an answer, whose tokens are wiped
 */
void
gate_wire_token_response_free (GateWireTokenResponse *answer)
{
  if (answer == NULL)
    return;
  gate_wipe_free (answer->access_token);
  gate_wipe_free (answer->refresh_token);
  g_strfreev (answer->scopes);
  g_free (answer);
}

/**
 * gate_wire_oauth_error_new:
 * @status: the HTTP status of the answer, 0 when the error came through the browser
 * @oauth_error: (nullable): the error code that the server gave
 * @description: (nullable): its sentence, unsafe to show
 *
 * Returns: (transfer full): an error in the %GATE_ERROR domain with server code and server message.
 *   The status decides the kind of error, except 0, 200, 400, and 401 with a code
 */
GError *
gate_wire_oauth_error_new (guint       status,
                           const char *oauth_error,
                           const char *description)
{
  const char *server_code = gate_wire_is_id (oauth_error) ? oauth_error : NULL;
  gboolean says_nothing = status == 0 || status == 200 || status == 400;
  gboolean by_code = says_nothing || (status == 401 && server_code != NULL);
  /* This server does not sign its answers with a correlation ID. */
  GateEvidence evidence = { .status = status, .has_correlation_id = TRUE };
  GateErrorCode code = by_code ? gate_error_code_from_oauth (server_code) :
                                 gate_cause_get_code (gate_cause_find (&evidence));
  g_autofree char *shown = gate_text_for_display (description, MAX_MESSAGE_CHARS);
  GError *error = gate_error_new (code, "status %u, %s", status,
                                  server_code != NULL ? server_code : "no reason given");

  gate_error_set_server_code (error, server_code);
  gate_error_set_server_message (error, *shown != '\0' ? shown : server_code);
  return error;
}

static const char *
peek_text (const GateJsonValue *root,
           const char          *member)
{
  GateJsonValue value;

  gate_json_peek (root, member, &value);
  return gate_json_value_peek_string (&value);
}

static GError *
read_error (guint                status,
            const GateJsonValue *root)
{
  const char *oauth_error = peek_text (root, "error");
  const char *description = peek_text (root, "error_description");

  if (description == NULL || *description == '\0')
    description = peek_text (root, "description");
  return gate_wire_oauth_error_new (status, oauth_error, description);
}

/* VSCHAR of RFC 6749, appendix A.17, without the blank: more than an access token may have, since
 * no header carries it. */
static gboolean
is_refresh_token (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > GATE_TEXT_MAX_TOKEN_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] <= 0x20 || text[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

static gboolean
read_token (const GateJsonValue *root,
            const char          *member,
            gboolean           (*check) (const char *token),
            char               **out,
            GError             **error)
{
  const char *token;

  if (!gate_json_get_string (root, member, &token, error))
    return FALSE;
  if (check (token))
    *out = g_strdup (token);
  else
    gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: not a token", member);
  return *out != NULL;
}

static gboolean
check_type (const GateJsonValue *root,
            GError             **error)
{
  const char *type;

  if (!gate_json_get_string (root, "token_type", &type, error))
    return FALSE;
  if (g_ascii_strcasecmp (type, "bearer") == 0)
    return TRUE;
  gate_error_set (error, GATE_ERROR_PROTOCOL, "token_type: not bearer");
  return FALSE;
}

static gint64
read_lifetime (const GateJsonValue *root)
{
  gint64 seconds = -1;

  gate_json_get_optional_int (root, "expires_in", 1, MAX_LIFETIME_S, -1, &seconds, NULL);
  return seconds;
}

static char **
split_scopes (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", GATE_WIRE_MAX_LIST);

  for (guint i = 0; words[i] != NULL; i++)
    if (gate_text_is_scope_id (words[i]))
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* An answer without scopes grants the requested ones (section 5.1). Scopes beyond the requested
 * ones are ignored. */
static gboolean
read_scopes (const GateJsonValue *root,
             const char *const   *asked,
             char              ***out,
             GError             **error)
{
  g_auto (GStrv) given = NULL;
  const char *text;

  if (!gate_json_get_optional_string (root, "scope", &text, error))
    return FALSE;
  given = text != NULL ? split_scopes (text) : NULL;
  if (given == NULL)
    *out = g_strdupv ((char **) asked);
  else if (asked == NULL)
    *out = gate_scopes_normalize ((const char *const *) given);
  else
    *out = gate_scopes_intersect (asked, (const char *const *) given);
  return TRUE;
}

static GateWireTokenResponse *
decode_root (const GateJsonValue *root,
             const char *const   *asked,
             GError             **error)
{
  g_autoptr (GateWireTokenResponse) answer = g_new0 (GateWireTokenResponse, 1);
  GateJsonValue value;

  if (!read_token (root, "access_token", gate_text_is_bearer_token, &answer->access_token,
                   error) ||
      !check_type (root, error) || !read_scopes (root, asked, &answer->scopes, error))
    return NULL;
  if (gate_json_peek (root, "refresh_token", &value) != GATE_JSON_ABSENT &&
      !read_token (root, "refresh_token", is_refresh_token, &answer->refresh_token, error))
    return NULL;
  answer->lifetime_s = read_lifetime (root);
  return g_steal_pointer (&answer);
}

static GateJsonDocument *
parse (gboolean is_json,
       GBytes  *body,
       GError **error)
{
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  if (is_json && length <= MAX_BODY_BYTES)
    return gate_json_document_new (text != NULL ? text : "", length, NULL, error);
  if (is_json)
    gate_error_set (error, GATE_ERROR_TOO_LARGE, "the token answer is too large");
  else
    gate_error_set (error, GATE_ERROR_PROTOCOL, "the token answer is not JSON");
  return NULL;
}

/**
 * gate_wire_token_response_decode:
 * @status: the HTTP status
 * @is_json: whether the answer says that it is JSON
 * @body: (nullable): the body
 * @asked: (nullable): the scopes that were asked for, %NULL when the server chooses
 * @error: return location for an error
 *
 * Accepts only a success of RFC 6749, section 5.1, with a bearer token (C19 to C21). An answer with
 * a token and an error code is an error. Never reads the address of a page about an error.
 *
 * Returns: (transfer full): the answer, or %NULL with %GATE_ERROR_PROTOCOL or %GATE_ERROR_TOO_LARGE
 *   for an unusable answer, else with the error of gate_wire_oauth_error_new()
 */
GateWireTokenResponse *
gate_wire_token_response_decode (guint              status,
                                 gboolean           is_json,
                                 GBytes            *body,
                                 const char *const *asked,
                                 GError           **error)
{
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GError) unreadable = NULL;
  GateJsonValue root = { NULL };
  GateJsonValue value;
  GateJsonKind kind;

  document = parse (is_json, body, &unreadable);
  if (document != NULL)
    gate_json_document_get_root (document, &root);
  kind = gate_json_peek (&root, "error", &value);
  if (status != 200 || (kind != GATE_JSON_ABSENT && kind != GATE_JSON_NULL))
    g_propagate_error (error, read_error (status, &root));
  else if (unreadable != NULL)
    g_propagate_error (error, g_steal_pointer (&unreadable));
  else if (gate_json_value_expect_object (&root, error))
    return decode_root (&root, asked, error);
  return NULL;
}
