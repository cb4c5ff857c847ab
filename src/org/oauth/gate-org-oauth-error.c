/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-error.h"

#include "gate-org-log.h"
#include "gate-wire-oauth.h"

#define MAX_SENTENCE_CHARS 200
#define MAX_VALUE_CHARS 60

/* Cuts the text and replaces what may not stand in a description (RFC 6749, appendix A.8). */
static void
append_clean (GString    *out,
              const char *text,
              gsize       max_chars)
{
  for (gsize n = 0; *text != '\0' && n < max_chars; n++, text = g_utf8_next_char (text))
    {
      gboolean may_stand = g_ascii_isprint (*text) && *text != '"' && *text != '\\';

      g_string_append_c (out, may_stand ? *text : '?');
    }
  if (*text != '\0')
    g_string_append (out, "...");
}

/**
 * gate_org_oauth_error_describe:
 * @sentence: what is wrong, without a full stop
 * @name: (nullable): of the parameter that it is about
 * @value: (nullable): what came there; %NULL for a secret or where nothing came
 *
 * Returns: (transfer full): the sentence, name and value, in the characters that may stand in an
 *   `error_description` (RFC 6749, sections 4.1.2.1 and 5.2), the value cut
 */
char *
gate_org_oauth_error_describe (const char *sentence,
                               const char *name,
                               const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_clean (out, sentence, MAX_SENTENCE_CHARS);
  if (name != NULL)
    {
      g_string_append (out, ": ");
      append_clean (out, name, MAX_VALUE_CHARS);
    }
  if (name != NULL && value != NULL)
    {
      g_string_append_c (out, '=');
      append_clean (out, value, MAX_VALUE_CHARS);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * gate_org_oauth_error_answer:
 * @call: an unanswered call
 * @status: an HTTP status
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII (RFC 6749, appendix A.8)
 */
void
gate_org_oauth_error_answer (GateOrgCall *call,
                             guint        status,
                             const char  *error,
                             const char  *description)
{
  g_autoptr (GBytes) json = gate_wire_oauth_error_encode (error, description);

  gate_org_call_answer_json (call, status, json);
}

/**
 * gate_org_oauth_error_refuse:
 * @call: an unanswered call
 * @error: a code of RFC 6749, section 5.2
 * @sentence: what is wrong, in ASCII
 * @name: (nullable): of the parameter that it is about
 * @value: (nullable): what came there, unless it is a secret
 * @note: (nullable): more about the refusal, for the log
 *
 * Answers 400, and lets the log say why; what came stays out of the log.
 */
void
gate_org_oauth_error_refuse (GateOrgCall *call,
                             const char  *error,
                             const char  *sentence,
                             const char  *name,
                             const char  *value,
                             const char  *note)
{
  g_autofree char *logged = g_strconcat (error, ": ", note != NULL ? note : sentence, NULL);
  g_autofree char *description = gate_org_oauth_error_describe (sentence, name, value);

  gate_org_call_set_note (call, logged);
  gate_org_oauth_error_answer (call, 400, error, description);
}

/**
 * gate_org_oauth_error_answer_store:
 * @call: an unanswered call, whose transaction is over
 * @error: the error of the store, for the log only
 */
void
gate_org_oauth_error_answer_store (GateOrgCall  *call,
                                   const GError *error)
{
  gate_org_log_note ("%s: %s", gate_org_call_get_correlation_id (call), error->message);
  gate_org_oauth_error_answer (call, 500, "server_error", "The organization could not do this.");
}
