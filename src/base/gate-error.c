/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The one error domain, and the one place that turns an error into a sentence for people. The words
 * of the server travel beside the message, as data to show and copy, never as the sentence. */

#define G_LOG_DOMAIN "gate-base"

#include "config.h"

#include "gate-error.h"

#include "gate-host.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_PLACE_CHARS 200

typedef struct
{
  char *server_code;
  char *server_message;
  char *correlation_id;
  char *missing;
  char *host;
  char *place;
  char *party;
  char *ray_id;

  GateEvidence evidence; /* without the code */
  const char  *doubt;    /* why the answer to a change is missing, not translated; or NULL */
  guint        wait_s;   /* for how long the service wants no requests; 0 where it is not known */
} GateErrorPrivate;

static void
gate_error_private_init (GateErrorPrivate *priv)
{
}

static void
gate_error_private_copy (const GateErrorPrivate *from,
                         GateErrorPrivate       *to)
{
  to->server_code = g_strdup (from->server_code);
  to->server_message = g_strdup (from->server_message);
  to->correlation_id = g_strdup (from->correlation_id);
  to->missing = g_strdup (from->missing);
  to->host = g_strdup (from->host);
  to->place = g_strdup (from->place);
  to->party = g_strdup (from->party);
  to->ray_id = g_strdup (from->ray_id);
  to->evidence = from->evidence;
  to->doubt = from->doubt;
  to->wait_s = from->wait_s;
}

static void
gate_error_private_clear (GateErrorPrivate *priv)
{
  g_free (priv->server_code);
  g_free (priv->server_message);
  g_free (priv->correlation_id);
  g_free (priv->missing);
  g_free (priv->host);
  g_free (priv->place);
  g_free (priv->party);
  g_free (priv->ray_id);
}

G_DEFINE_EXTENDED_ERROR (GateError, gate_error)

/**
 * gate_error_new:
 * @code: the kind of error, on which a caller can act
 * @format: a short English phrase for logs, without tokens or bodies
 *
 * Returns: (transfer full): an error in the %GATE_ERROR domain
 */
GError *
gate_error_new (GateErrorCode code,
                const char   *format,
                ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (GATE_ERROR, (int) code, format, args);
  va_end (args);
  return error;
}

/**
 * gate_error_set:
 * @error: (out) (optional): takes the error
 * @code: the kind of error, on which a caller can act
 * @format: a short English phrase for logs, without tokens or bodies
 */
void
gate_error_set (GError      **error,
                GateErrorCode code,
                const char   *format,
                ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (GATE_ERROR, (int) code, format, args));
  va_end (args);
}

/* The error codes of an authorization server (RFC 6749, sections 4.1.2.1 and 5.2). Where SENTENCE
 * is NULL, the sentence of CODE fits. */
static const struct
{
  const char   *oauth_error;
  GateErrorCode code;
  const char   *sentence;
} oauth_errors[] = {
  { "access_denied", GATE_ERROR_INVALID,
    N_ ("Access was denied. If you allowed it, an administrator has to approve this client first, "
        "under Admin › Integrations › Authorized Applications.") },
  /* The commonest cause (genesys-api.md 2.6). */
  { "invalid_client", GATE_ERROR_INVALID,
    N_ ("This region does not know the client, or refuses it. Check that the region is right.") },
  { "invalid_grant", GATE_ERROR_UNAUTHORIZED, NULL },
  /* The service's own (genesys-api.md 2.6). */
  { "invalid_pkce_package", GATE_ERROR_INVALID,
    N_ ("The organization could not check that the answer came back to where it was asked for. Try "
        "again.") },
  { "invalid_request", GATE_ERROR_INVALID,
    N_ ("The organization does not sign in this client in this way. Its redirect address must be "
        "http://localhost, and its grant type Code Authorization.") },
  { "invalid_scope", GATE_ERROR_INVALID,
    N_ ("The client may not have all of the scopes that it asks for.") },
  { "server_error", GATE_ERROR_SERVER, NULL },
  { "temporarily_unavailable", GATE_ERROR_SERVER, NULL },
  { "unauthorized_client", GATE_ERROR_INVALID,
    N_ ("The client may not sign in this way. Its grant type must be Code Authorization.") },
  { "unsupported_response_type", GATE_ERROR_INVALID,
    N_ ("The organization does not offer to sign in with a code.") },
};

/**
 * gate_error_code_from_oauth:
 * @oauth_error: (nullable): the `error` that an authorization server gave
 *
 * Returns: the kind of error, on which a caller can act: %GATE_ERROR_UNAUTHORIZED where only
 *   another sign-in helps
 */
GateErrorCode
gate_error_code_from_oauth (const char *oauth_error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (oauth_errors); i++)
    if (g_strcmp0 (oauth_error, oauth_errors[i].oauth_error) == 0)
      return oauth_errors[i].code;
  return GATE_ERROR_INVALID;
}

/* Compares CODE too, because another service may use the same word for an error of its own. */
static const char *
oauth_sentence (GateErrorCode code,
                const char   *server_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (oauth_errors); i++)
    if (g_strcmp0 (server_code, oauth_errors[i].oauth_error) == 0 && oauth_errors[i].code == code)
      return oauth_errors[i].sentence;
  return NULL;
}

gboolean
gate_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

gboolean
gate_error_matches (const GError *error,
                    GateErrorCode code)
{
  return g_error_matches (error, GATE_ERROR, (int) code);
}

static GateErrorPrivate *
peek (const GError *error)
{
  if (error == NULL || error->domain != GATE_ERROR)
    return NULL;
  return gate_error_get_private (error);
}

#define DEFINE_FIELD(field)                                                                       \
  void gate_error_set_##field (GError *error, const char *value)                                  \
  {                                                                                               \
    GateErrorPrivate *priv = peek (error);                                                        \
                                                                                                  \
    if (priv == NULL || g_strcmp0 (priv->field, value) == 0)                                      \
      return;                                                                                     \
    g_free (priv->field);                                                                         \
    priv->field = g_strdup (value);                                                               \
  }                                                                                               \
                                                                                                  \
  const char *gate_error_get_##field (const GError *error)                                        \
  {                                                                                               \
    const GateErrorPrivate *priv = peek (error);                                                  \
                                                                                                  \
    return priv != NULL ? priv->field : NULL;                                                     \
  }

DEFINE_FIELD (server_code)
DEFINE_FIELD (server_message)
DEFINE_FIELD (correlation_id)
DEFINE_FIELD (missing)
DEFINE_FIELD (host)
DEFINE_FIELD (place)
DEFINE_FIELD (ray_id)

static GateCause
find_cause (const GateErrorPrivate *priv)
{
  GateEvidence evidence = priv->evidence;

  evidence.code = priv->server_code;
  return gate_cause_find (&evidence);
}

/**
 * gate_error_new_for_response:
 * @evidence: what is known of a request whose response refuses it
 *
 * Returns: (transfer full): an error with the server code, and with the code of its cause
 */
GError *
gate_error_new_for_response (const GateEvidence *evidence)
{
  GateCause cause = gate_cause_find (evidence);
  GError *error = gate_error_new (gate_cause_get_code (cause), "status %u, %s: %s",
                                  evidence->status,
                                  evidence->code != NULL ? evidence->code : "no code",
                                  gate_cause_get_nick (cause));
  GateErrorPrivate *priv = peek (error);

  priv->evidence = *evidence;
  priv->evidence.code = NULL;
  gate_error_set_server_code (error, evidence->code);
  return error;
}

/**
 * gate_error_get_cause:
 * @error: (nullable): an error
 *
 * Returns: why the request failed, as its evidence says, unless a caller gave the error another
 *   code
 */
GateCause
gate_error_get_cause (const GError *error)
{
  const GateErrorPrivate *priv = peek (error);
  GateCause cause;

  if (priv == NULL)
    return GATE_CAUSE_UNKNOWN;
  cause = find_cause (priv);
  if (cause == GATE_CAUSE_CONNECTION || gate_cause_get_code (cause) == (GateErrorCode) error->code)
    return cause;
  return gate_cause_of_code ((GateErrorCode) error->code);
}

/**
 * gate_error_weigh:
 * @error: an error
 * @has_permission: whether users/me lists the permission that the error is about
 * @has_scope: whether tokens/me lists the scope that the error is about
 *
 * Adds this to the evidence, and gives the error the code that follows.
 */
void
gate_error_weigh (GError  *error,
                  gboolean has_permission,
                  gboolean has_scope)
{
  GateErrorPrivate *priv = peek (error);

  if (priv == NULL || gate_cause_get_code (find_cause (priv)) != (GateErrorCode) error->code)
    return;
  priv->evidence.has_permission = has_permission;
  priv->evidence.has_scope = has_scope;
  error->code = (int) gate_cause_get_code (find_cause (priv));
}

/**
 * gate_error_set_transport_failure:
 * @error: an error
 * @failure: why there was no connection, or none to trust
 * @party: (nullable): the other party that @failure speaks of
 */
void
gate_error_set_transport_failure (GError              *error,
                                  GateTransportFailure failure,
                                  const char          *party)
{
  GateErrorPrivate *priv = peek (error);

  if (priv == NULL)
    return;
  priv->evidence.transport_failure = failure;
  gate_set_str (&priv->party, party);
}

GateTransportFailure
gate_error_get_transport_failure (const GError *error)
{
  const GateErrorPrivate *priv = peek (error);

  return priv != NULL ? priv->evidence.transport_failure : GATE_TRANSPORT_OTHER;
}

const char *
gate_error_get_party (const GError *error)
{
  const GateErrorPrivate *priv = peek (error);

  return priv != NULL ? priv->party : NULL;
}

void
gate_error_set_wait_s (GError *error,
                       guint   wait_s)
{
  GateErrorPrivate *priv = peek (error);

  if (priv != NULL)
    priv->wait_s = wait_s;
}

/* For how many seconds from the failure the service wants no requests; 0 where it is not known. */
guint
gate_error_get_wait_s (const GError *error)
{
  const GateErrorPrivate *priv = peek (error);

  return priv != NULL ? priv->wait_s : 0;
}

/**
 * gate_error_take_message_for_place:
 * @error: (nullable): points to an error; %NULL where the caller wants none
 *
 * Copies the message to the place of the error. To be called where the message only names a place
 * in the answer and what is wrong there: gate_error_describe() shows it to people.
 */
void
gate_error_take_message_for_place (GError **error)
{
  if (error != NULL && *error != NULL)
    gate_error_set_place (*error, (*error)->message);
}

static const char *
nameless_sentence (GateErrorCode code)
{
  switch ((int) code)
    {
    case GATE_ERROR_TIMEOUT:
      return _ ("The organization did not answer in time.");
    case GATE_ERROR_TLS:
      return _ ("The connection to the organization cannot be trusted, so nothing was sent.");
    default:
      return _ ("The organization cannot be reached.");
    }
}

static char *
describe_connection (GateErrorCode code,
                     const char   *host)
{
  /* An address of this computer says no more to people than that it is the organization’s. */
  if (host == NULL || (code != GATE_ERROR_TLS && gate_host_is_loopback (host)))
    return g_strdup (nameless_sentence (code));
  switch ((int) code)
    {
    case GATE_ERROR_TIMEOUT:
      /* Translators: %s is the name of an organization or of a server. */
      return g_strdup_printf (_ ("%s did not answer in time."), host);
    case GATE_ERROR_TLS:
      /* Translators: %s is the name of a server. */
      return g_strdup_printf (_ ("The connection to %s cannot be trusted, so nothing was sent."),
                              host);
    default:
      /* Translators: %s is the name of an organization or of a server. */
      return g_strdup_printf (_ ("%s cannot be reached."), host);
    }
}

static const char *
sentence (GateErrorCode code)
{
  switch ((int) code)
    {
    case GATE_ERROR_TOO_LARGE:
      return _ ("The organization’s answer is larger than any answer should be.");
    case GATE_ERROR_PROTOCOL:
      return _ ("The organization’s answer is not in the form it should have.");
    case GATE_ERROR_UNKNOWN_OUTCOME:
      return _ ("It is not known whether the change took place.");
    default:
      return _ ("Something went wrong.");
    }
}

/* Why the answer to a change does not tell its outcome. */
static const char *
find_doubt (const GError *error)
{
  if (gate_error_is_cancelled (error))
    return N_ ("You did not wait for the answer.");
  if (gate_error_matches (error, GATE_ERROR_SERVER))
    return N_ ("The organization had trouble answering.");
  if (gate_error_matches (error, GATE_ERROR_PROTOCOL) ||
      gate_error_matches (error, GATE_ERROR_TOO_LARGE))
    return N_ ("The answer cannot be read.");
  return N_ ("The answer got lost.");
}

/**
 * gate_error_doubt:
 * @error: (transfer full): why the answer to a change that was sent is missing or of no use;
 *   cancelled where the person did not wait for it
 *
 * Returns: (transfer full): %GATE_ERROR_UNKNOWN_OUTCOME with all that @error has
 */
GError *
gate_error_doubt (GError *error)
{
  const char *doubt = find_doubt (error);
  GError *unknown = error;

  if (error->domain != GATE_ERROR)
    {
      unknown = gate_error_new (GATE_ERROR_UNKNOWN_OUTCOME, "outcome unknown: %s", error->message);
      g_error_free (error);
    }
  unknown->code = GATE_ERROR_UNKNOWN_OUTCOME;
  peek (unknown)->doubt = doubt;
  return unknown;
}

/**
 * gate_error_describe_doubt:
 * @error: (nullable): an error
 *
 * Returns: (nullable): a translated sentence: why the answer to a change does not tell its outcome;
 *   %NULL unless @error comes from gate_error_doubt()
 */
const char *
gate_error_describe_doubt (const GError *error)
{
  const GateErrorPrivate *priv = peek (error);

  return priv != NULL && priv->doubt != NULL ? _ (priv->doubt) : NULL;
}

/* The sentence with the place in the answer. RAW_PLACE has names of members from outside. */
static char *
describe_place (GateErrorCode code,
                const char   *raw_place)
{
  g_autofree char *place = gate_text_for_display (raw_place, MAX_PLACE_CHARS);

  if (*place == '\0')
    return g_strdup (sentence (code));
  if (code == GATE_ERROR_TOO_LARGE)
    /* Translators: %s says where in the answer and what, e.g. “entities[3]: too long”. */
    return g_strdup_printf (_ ("The organization’s answer is larger than any answer should be "
                               "(%s)."),
                            place);
  /* Translators: %s says where in the answer and what, e.g. “entities[3].client.id: missing”. */
  return g_strdup_printf (_ ("The organization’s answer is not in the form it should have (%s)."),
                          place);
}

/**
 * gate_error_dup_refused_scopes:
 * @error: (nullable): an error
 *
 * Returns: (transfer full): the scopes that the service refused as not valid; empty for every other
 *   error
 */
char **
gate_error_dup_refused_scopes (const GError *error)
{
  const char *names = gate_error_get_missing (error);

  if (names == NULL || gate_error_get_cause (error) != GATE_CAUSE_SCOPE_NOT_VALID)
    return g_new0 (char *, 1);
  return g_strsplit (names, ", ", -1);
}

/**
 * gate_error_describe:
 * @error: any error
 *
 * Returns: (transfer full): one or two translated sentences for people, chosen by the cause, and
 *   for a sign-in by the error code of OAuth 2.0. For a malformed answer it names the place. The
 *   words of the server are not in it; see gate_error_get_server_message().
 */
char *
gate_error_describe (const GError *error)
{
  g_autofree char *transport = NULL;
  g_autofree char *of_cause = NULL;
  const char *special;
  GateErrorCode code;

  if (error == NULL || error->domain != GATE_ERROR)
    return g_strdup (sentence (GATE_ERROR_FAILED));
  if (gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME))
    return g_strdup (sentence (GATE_ERROR_UNKNOWN_OUTCOME));
  transport = gate_transport_failure_describe (gate_error_get_transport_failure (error),
                                               gate_error_get_host (error),
                                               gate_error_get_party (error));
  if (transport != NULL)
    return g_steal_pointer (&transport);
  code = (GateErrorCode) error->code;
  special = oauth_sentence (code, gate_error_get_server_code (error));
  if (special != NULL)
    return g_strdup (_ (special));
  if (code == GATE_ERROR_RATE_LIMITED && gate_error_get_wait_s (error) > 0)
    return gate_cause_describe_wait (gate_error_get_wait_s (error));
  of_cause = gate_cause_describe (gate_error_get_cause (error), gate_error_get_host (error),
                                  gate_error_get_missing (error));
  if (of_cause != NULL)
    return g_steal_pointer (&of_cause);
  if (code == GATE_ERROR_NETWORK || code == GATE_ERROR_TIMEOUT || code == GATE_ERROR_TLS)
    return describe_connection (code, gate_error_get_host (error));
  if (code == GATE_ERROR_PROTOCOL || code == GATE_ERROR_TOO_LARGE)
    return describe_place (code, gate_error_get_place (error));
  return g_strdup (sentence (code));
}
