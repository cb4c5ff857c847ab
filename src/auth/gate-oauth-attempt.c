/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An attempt keeps the issuer, its token endpoint, the verifier, the state and the redirect address
 * together, so that no code or verifier goes to another server (C6). It uses no network: it builds
 * the address to open and the request to send. */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-oauth-attempt.h"

#include "gate-address.h"
#include "gate-oauth-redirect.h"
#include "gate-error.h"
#include "gate-pkce.h"
#include "gate-wipe.h"
#include "gate-wire-token-response.h"

#include <sodium.h>
#include <string.h>

struct _GateOauthAttempt
{
  char    *issuer;
  char    *authorization_endpoint;
  GUri    *token_address;
  char    *client_id;
  char    *redirect_uri;
  char    *verifier;
  char    *state;
  char    *code; /* NULL before it arrives */
  gboolean names_issuer;
  gboolean is_over; /* the attempt has its one answer, or was given up */
};

/**
 * gate_oauth_attempt_new:
 * @metadata: the authorization server
 * @client_id: the client that signs in
 * @redirect_uri: the address to which the browser brings the answer
 * @error: return location for an error
 *
 * Begins an attempt with a verifier and a state of its own.
 *
 * Returns: (transfer full): the attempt, or %NULL with %GATE_ERROR_INVALID when an endpoint is not
 *   a valid address
 */
GateOauthAttempt *
gate_oauth_attempt_new (const GateWireMetadata *metadata,
                        const char             *client_id,
                        const char             *redirect_uri,
                        GError                **error)
{
  g_autoptr (GateOauthAttempt) self = NULL;
  g_autoptr (GUri) page = NULL;

  g_return_val_if_fail (metadata != NULL && client_id != NULL && redirect_uri != NULL, NULL);

  self = g_new0 (GateOauthAttempt, 1);
  page = gate_address_parse (metadata->authorization_endpoint, error);
  if (page == NULL)
    return NULL;
  self->token_address = gate_address_parse (metadata->token_endpoint, error);
  if (self->token_address == NULL)
    return NULL;
  self->issuer = g_strdup (metadata->issuer);
  self->authorization_endpoint = g_uri_to_string (page);
  self->names_issuer = metadata->names_issuer;
  self->client_id = g_strdup (client_id);
  self->redirect_uri = g_strdup (redirect_uri);
  self->verifier = gate_pkce_new_verifier ();
  self->state = gate_pkce_new_state ();
  return g_steal_pointer (&self);
}

/**
 * gate_oauth_attempt_free:
 * @self: (nullable): an attempt, whose secrets are wiped
 */
void
gate_oauth_attempt_free (GateOauthAttempt *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer);
  g_free (self->authorization_endpoint);
  g_clear_pointer (&self->token_address, g_uri_unref);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  gate_wipe_free (self->verifier);
  gate_wipe_free (self->state);
  gate_wipe_free (self->code);
  g_free (self);
}

const char *
gate_oauth_attempt_get_issuer (GateOauthAttempt *self)
{
  return self->issuer;
}

const char *
gate_oauth_attempt_get_redirect_uri (GateOauthAttempt *self)
{
  return self->redirect_uri;
}

GUri *
gate_oauth_attempt_get_token_address (GateOauthAttempt *self)
{
  return self->token_address;
}

static void
add_parameter (GString    *address,
               const char *name,
               const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_c (address, strchr (address->str, '?') != NULL ? '&' : '?');
  g_string_append_printf (address, "%s=%s", name, escaped);
}

static void
add_wishes (GString                      *address,
            const GateOauthAttemptWishes *wishes)
{
  g_autofree char *scopes =
      wishes->scopes != NULL ? g_strjoinv (" ", (char **) wishes->scopes) : NULL;

  add_parameter (address, "scope", scopes);
  add_parameter (address, "prompt", wishes->asks_again ? "login" : NULL);
  add_parameter (address, "login_hint", wishes->login_hint);
  add_parameter (address, "org", wishes->organization);
  add_parameter (address, "provider", wishes->provider);
  add_parameter (address, "target", wishes->target);
}

/**
 * gate_oauth_attempt_dup_address:
 * @self: an attempt
 * @wishes: (nullable): parameters for the login page
 * @error: return location for an error
 *
 * Builds the address to open in the browser. Other users of the computer can read it there, so the
 * verifier is not in it (RFC 8252, section 6; C9). All values are encoded.
 *
 * Returns: (transfer full): the address, or %NULL with %GATE_ERROR_INVALID when an organization is
 *   named without a provider or the other way round, which the service refuses
 */
char *
gate_oauth_attempt_dup_address (GateOauthAttempt             *self,
                                const GateOauthAttemptWishes *wishes,
                                GError                      **error)
{
  g_autoptr (GString) address = g_string_new (self->authorization_endpoint);
  g_autofree char *challenge = gate_pkce_dup_challenge (self->verifier);

  if (wishes != NULL && (wishes->organization == NULL) != (wishes->provider == NULL))
    {
      gate_error_set (error, GATE_ERROR_INVALID, "an organization and a provider only together");
      return NULL;
    }
  add_parameter (address, "response_type", "code");
  add_parameter (address, "client_id", self->client_id);
  add_parameter (address, "redirect_uri", self->redirect_uri);
  add_parameter (address, "code_challenge", challenge);
  add_parameter (address, "code_challenge_method", "S256");
  add_parameter (address, "state", self->state);
  if (wishes != NULL)
    add_wishes (address, wishes);
  return g_string_free (g_steal_pointer (&address), FALSE);
}

static gboolean
is_mine (GateOauthAttempt        *self,
         const GateOauthRedirect *callback)
{
  return callback != NULL && callback->state != NULL &&
         strlen (callback->state) == strlen (self->state) &&
         sodium_memcmp (callback->state, self->state, strlen (self->state)) == 0;
}

/* RFC 9207, section 2.4: a server that promises its issuer identifier must send it, and a wrong one
 * is always a fault, in error answers too. */
static gboolean
is_from_issuer (GateOauthAttempt        *self,
                const GateOauthRedirect *callback)
{
  if (callback->issuer == NULL)
    return !self->names_issuer;
  return strcmp (callback->issuer, self->issuer) == 0;
}

/* VSCHAR of RFC 6749, appendix A.11. */
static gboolean
is_code (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < 0x20 || *p >= 0x7f)
      return FALSE;
  return *text != '\0';
}

static const char *
find_fault (GateOauthAttempt        *self,
            const GateOauthRedirect *callback)
{
  if (callback->fault != NULL)
    return callback->fault;
  if (!is_from_issuer (self, callback))
    return "it is not from the issuer";
  if (callback->error != NULL && callback->code != NULL)
    return "it has both a code and an error";
  if (callback->error == NULL && callback->code == NULL)
    return "it has neither a code nor an error";
  if (callback->code != NULL && !is_code (callback->code))
    return "its code is none";
  return NULL;
}

/**
 * gate_oauth_attempt_read_callback:
 * @self: an attempt
 * @query: (nullable): the undecoded query of a request to the path of the redirect address
 * @error: return location for an error
 *
 * Only an answer with the right state can end the attempt, and only once (C3 to C5 and C13). Any
 * program on this computer can send others, as many as it likes (C4).
 *
 * Returns: %GATE_OAUTH_MATCHED with a code, %GATE_OAUTH_IGNORED for another query, or
 *   %GATE_OAUTH_FAILED with %GATE_ERROR_PROTOCOL for an unusable answer, or with the error of the
 *   server
 */
GateOauthVerdict
gate_oauth_attempt_read_callback (GateOauthAttempt *self,
                                  const char       *query,
                                  GError          **error)
{
  g_autoptr (GateOauthRedirect) callback = gate_oauth_redirect_parse (query);
  const char *fault;

  if (self->is_over || !is_mine (self, callback))
    return GATE_OAUTH_IGNORED;
  self->is_over = TRUE;
  fault = find_fault (self, callback);
  if (fault == NULL && callback->error == NULL)
    {
      self->code = g_steal_pointer (&callback->code);
      return GATE_OAUTH_MATCHED;
    }
  if (fault != NULL)
    gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer to the sign-in: %s", fault);
  else
    g_propagate_error (error, gate_wire_oauth_error_new (0, callback->error,
                                                         callback->description));
  return GATE_OAUTH_FAILED;
}

/**
 * gate_oauth_attempt_dup_token_request:
 * @self: an attempt
 *
 * Returns: (transfer full) (nullable): the form to POST to the token address, for a client without
 *   a secret (genesys-api.md 2.5); it is wiped when it is freed. %NULL without a code
 */
GBytes *
gate_oauth_attempt_dup_token_request (GateOauthAttempt *self)
{
  g_autofree char *client_id = g_uri_escape_string (self->client_id, NULL, FALSE);
  g_autofree char *redirect_uri = g_uri_escape_string (self->redirect_uri, NULL, FALSE);
  char *form;
  char *code;

  if (self->code == NULL)
    return NULL;
  code = g_uri_escape_string (self->code, NULL, FALSE);
  form = g_strconcat ("grant_type=authorization_code&code=", code,
                      "&code_verifier=", self->verifier, "&client_id=", client_id,
                      "&redirect_uri=", redirect_uri, NULL);
  gate_wipe_free (code);
  return gate_wipe_bytes (form);
}
