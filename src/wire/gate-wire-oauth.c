/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-oauth.h"

/**
 * gate_wire_oauth_error_encode:
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII (RFC 6749, appendix A.8)
 *
 * Returns: (transfer full): the body of an error answer; the sentence is in it twice, because
 *   clients of the service expect that (genesys-api.md 2.6)
 */
GBytes *
gate_wire_oauth_error_encode (const char *error,
                              const char *description)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "error", error);
  gate_json_writer_add_string (writer, "error_description", description);
  gate_json_writer_add_string (writer, "description", description);
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}

static void
add_address (GateJsonWriter *writer,
             const char     *name,
             const char     *origin,
             const char     *path)
{
  g_autofree char *address = g_strconcat (origin, path, NULL);

  gate_json_writer_add_string (writer, name, address);
}

/**
 * gate_wire_oauth_metadata_encode:
 * @origin: the origin of the authorization server, which is its issuer identifier
 *
 * Returns: (transfer full): its metadata (RFC 8414, section 2)
 */
GBytes *
gate_wire_oauth_metadata_encode (const char *origin)
{
  static const char *const response_types[] = { "code", NULL };
  static const char *const response_modes[] = { "query", NULL };
  static const char *const grant_types[] = { "authorization_code", "client_credentials",
                                             "refresh_token", NULL };
  static const char *const challenge_methods[] = { "S256", NULL };
  static const char *const authentication[] = { "client_secret_basic", "client_secret_post",
                                                "none", NULL };
  static const char *const confidential[] = { "client_secret_basic", "client_secret_post", NULL };
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "issuer", origin);
  add_address (writer, "authorization_endpoint", origin, "/oauth/authorize");
  add_address (writer, "token_endpoint", origin, "/oauth/token");
  add_address (writer, "revocation_endpoint", origin, "/oauth/revoke");
  add_address (writer, "introspection_endpoint", origin, "/oauth/introspect");
  gate_json_writer_add_strv (writer, "response_types_supported", response_types);
  gate_json_writer_add_strv (writer, "response_modes_supported", response_modes);
  gate_json_writer_add_strv (writer, "grant_types_supported", grant_types);
  gate_json_writer_add_strv (writer, "code_challenge_methods_supported", challenge_methods);
  gate_json_writer_add_strv (writer, "token_endpoint_auth_methods_supported", authentication);
  gate_json_writer_add_strv (writer, "revocation_endpoint_auth_methods_supported", authentication);
  gate_json_writer_add_strv (writer, "introspection_endpoint_auth_methods_supported",
                             confidential);
  gate_json_writer_add_boolean (writer, "authorization_response_iss_parameter_supported", TRUE);
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}

static void
add_scopes (GateJsonWriter    *writer,
            const char *const *scopes)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) scopes);

  gate_json_writer_add_string (writer, "scope", joined);
}

/**
 * gate_wire_oauth_tokens_encode:
 * @tokens: the granted tokens
 *
 * Returns: (transfer full): the body of the answer (RFC 6749, section 5.1); the type of the token
 *   in the spelling of the service (genesys-api.md 2.5)
 */
GBytes *
gate_wire_oauth_tokens_encode (const GateWireOauthTokens *tokens)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "access_token", tokens->access_token);
  gate_json_writer_add_string (writer, "token_type", "bearer");
  gate_json_writer_add_int (writer, "expires_in", tokens->lifetime_s);
  if (tokens->refresh_token != NULL)
    gate_json_writer_add_string (writer, "refresh_token", tokens->refresh_token);
  add_scopes (writer, tokens->scopes);
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}

/**
 * gate_wire_oauth_token_encode:
 * @token: (nullable): an active token, %NULL for any other
 *
 * Returns: (transfer full): the body of an introspection answer (RFC 7662, section 2.2)
 */
GBytes *
gate_wire_oauth_token_encode (const GateWireOauthToken *token)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_boolean (writer, "active", token != NULL);
  if (token != NULL)
    {
      add_scopes (writer, token->scopes);
      gate_json_writer_add_string (writer, "client_id", token->client_id);
      gate_json_writer_add_string (writer, "sub", token->subject);
      gate_json_writer_add_string (writer, "iss", token->issuer);
      if (token->token_type != NULL)
        gate_json_writer_add_string (writer, "token_type", token->token_type);
      gate_json_writer_add_int (writer, "iat", token->issued_s);
      gate_json_writer_add_int (writer, "exp", token->expires_s);
    }
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}
