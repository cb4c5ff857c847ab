/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sentences for errors that only the session understands. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-describe.h"

#include "gate-static-token.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *sentence;
} sentences[] = {
  { GATE_REFUSED_MALFORMED_ID,
    N_ ("That is not a client ID. A client ID looks like 5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42.") },
  { GATE_REFUSED_SEVERAL_IDS,
    N_ ("That holds more than one client ID. Leave only the one that you mean.") },
  { GATE_REFUSED_UNKNOWN_ID,
    N_ ("No application has this client ID in this organization or its region.") },
  { GATE_REFUSED_OWN_CLIENT,
    N_ ("This is Gatehouse itself: without its own approval it could not give it back.") },
  { GATE_REFUSED_UNDER_WAY, N_ ("Another change of this application is still under way.") },
  { GATE_REFUSED_ADDRESS,
    N_ ("The address of the organization cannot be used. It has to begin with https://.") },
  { GATE_REFUSED_LOGIN_ADDRESS,
    N_ ("The login address cannot be used. It has to begin with https://.") },
  { GATE_REFUSED_NO_PORT,
    N_ ("No port of this computer is free for the browser to come back to, so it was not "
        "opened.") },
  { GATE_REFUSED_BROWSER_LATE,
    N_ ("The browser did not come back within five minutes. Sign in again when you are ready.") },
  { GATE_REFUSED_CODE,
    N_ ("The organization did not accept any more what the browser brought. Sign in again.") },
  { GATE_REFUSED_NO_SECRET,
    N_ ("The client’s secret is not in the keyring any more. Connect to the organization again, "
        "with its secret.") },
  { GATE_TOKEN_FILE_MISSING, N_ ("The file with the token is not there.") },
  { GATE_TOKEN_FILE_UNREADABLE, N_ ("The file with the token cannot be read.") },
  { GATE_TOKEN_FILE_NOT_PLAIN,
    N_ ("The file with the token has to be a plain file on this computer, not a link, a folder or "
        "a pipe.") },
  { GATE_TOKEN_FILE_FOREIGN,
    N_ ("The file with the token belongs to somebody else. It has to be yours.") },
  { GATE_TOKEN_FILE_EXPOSED,
    N_ ("Others may read the file with the token. Make it readable by you alone (chmod 600).") },
  { GATE_TOKEN_FILE_TOO_LARGE, N_ ("The file with the token is too large for a token.") },
  { GATE_TOKEN_FILE_EMPTY, N_ ("The file with the token is empty.") },
  { GATE_TOKEN_FILE_MARKED,
    N_ ("The file with the token begins with a byte order mark. Save it as plain text without "
        "one.") },
  { GATE_TOKEN_FILE_QUOTED,
    N_ ("The token stands in quotes in its file. Leave only what is between them.") },
  { GATE_TOKEN_FILE_BEARER,
    N_ ("The file with the token begins with “Bearer”. Leave only the token behind it.") },
  { GATE_TOKEN_FILE_LINES,
    N_ ("The file with the token has more than one line. Leave only the token.") },
  { GATE_TOKEN_FILE_JSON,
    N_ ("The file with the token holds JSON. Leave only the value of access_token, without "
        "quotes.") },
  { GATE_TOKEN_FILE_OTHER,
    N_ ("The file with the token holds something that no token has: blanks, or characters other "
        "than a–z, 0–9 and -._~+/ with = at the end.") },
  { GATE_REFUSED_KEYRING_LOCKED, N_ ("The keyring is locked.") },
  { GATE_REFUSED_KEYRING_DISMISSED,
    N_ ("The keyring stayed locked, because the question for its password was closed.") },
  { GATE_REFUSED_KEYRING_MISSING,
    N_ ("There is no keyring on this computer that Gatehouse can use.") },
  { GATE_REFUSED_KEYRING_SILENT, N_ ("The keyring did not answer in time.") },
  { GATE_REFUSED_STOPPED, N_ ("The local organization has stopped.") },
  { GATE_REFUSED_NOT_DELIVERED,
    N_ ("The organization says that there are entries, but it delivered none of them.") },
  { GATE_REFUSED_CLOSED, N_ ("You are not signed in to an organization.") },
  { GATE_REFUSED_UNREAD,
    N_ ("Its scopes or roles could not be read completely. Writing them back could open it to "
        "everybody, so nothing was sent.") },
  { GATE_REFUSED_UNKNOWN_STATE,
    N_ ("Its state is one that Gatehouse does not know, so nothing was sent.") },
  { GATE_REFUSED_OVERTAKEN, N_ ("Somebody else changed it meanwhile.") },
  { GATE_REFUSED_NOT_DONE,
    N_ ("Asked again, the organization says that the change did not take place.") },
  { GATE_REFUSED_UNREAD_AFTER,
    N_ ("The organization accepted the change, but what came of it cannot be read completely.") },
};

/**
 * gate_session_refuse:
 * @code: the kind of error, on which a caller can act
 * @reason: one of GATE_REFUSED_…
 *
 * Returns: (transfer full): the error of a request that is refused before it is sent
 */
GError *
gate_session_refuse (GateErrorCode code,
                     const char   *reason)
{
  GError *error = gate_error_new (code, "refused: %s", reason);

  gate_error_set_server_code (error, reason);
  return error;
}

static char *
describe_reason (const GError *error)
{
  const char *code = gate_error_get_server_code (error);

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (code, sentences[i].code))
      return g_strdup (_ (sentences[i].sentence));
  return gate_error_describe (error);
}

/**
 * gate_session_error_sentence:
 * @error: (nullable): an error of the session or of a request
 *
 * Returns: (transfer full): one or two translated sentences for people
 */
char *
gate_session_error_sentence (const GError *error)
{
  const char *doubt = gate_error_describe_doubt (error);
  g_autofree char *sentence = describe_reason (error);

  /* Translators: two sentences: why the answer did not tell, and what is known or not known. */
  return doubt == NULL ? g_steal_pointer (&sentence) :
                         g_strdup_printf (C_ ("sentence", "%s %s"), doubt, sentence);
}

/**
 * gate_session_is_stop:
 * @error: (nullable): the error of a load
 *
 * Returns: whether it failed because the local organization has ended after it ran
 */
gboolean
gate_session_is_stop (const GError *error)
{
  return g_strcmp0 (gate_error_get_server_code (error), GATE_REFUSED_STOPPED) == 0;
}

/**
 * gate_session_describe_words:
 * @error: (nullable): an error of a request
 *
 * Returns: (transfer full) (nullable): what the organization itself said, marked as its words,
 *   which are neither translated nor checked; %NULL when it said nothing
 */
char *
gate_session_describe_words (const GError *error)
{
  const char *words = gate_error_get_server_message (error);

  if (words == NULL)
    return NULL;
  /* Translators: %s is a sentence of the service, in English. */
  return g_strdup_printf (_ ("The organization says: %s"), words);
}

/**
 * gate_session_describe_id:
 * @error: (nullable): an error of a request
 *
 * Returns: (transfer full) (nullable): the ID of the response with its name, for the support of
 *   whoever answered; %NULL when there is none
 */
char *
gate_session_describe_id (const GError *error)
{
  const char *correlation_id = gate_error_get_correlation_id (error);

  if (correlation_id == NULL)
    return g_strdup (gate_error_get_ray_id (error));
  /* Translators: %s is an identifier that the service gave to a request. */
  return g_strdup_printf (_ ("Correlation ID: %s"), correlation_id);
}

/**
 * gate_session_describe_evidence:
 * @error: (nullable): an error of a request
 *
 * Returns: (transfer full) (nullable): the lines of gate_session_describe_words() and of
 *   gate_session_describe_id(), as far as there are any
 */
char *
gate_session_describe_evidence (const GError *error)
{
  g_autofree char *words = gate_session_describe_words (error);
  g_autofree char *id = gate_session_describe_id (error);

  if (words == NULL || id == NULL)
    return g_strdup (words != NULL ? words : id);
  return g_strconcat (words, "\n", id, NULL);
}
