/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Authorization server metadata (RFC 8414). It decides where a person types a password and where a
 * code is sent, so every address in it stays on the origin of the issuer that was expected. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-metadata.h"

#include "gate-error.h"
#include "gate-host.h"

#include <string.h>

#define MAX_BODY_BYTES (64 * 1024)
#define MAX_ADDRESS_BYTES 2000
#define WELL_KNOWN "/.well-known/oauth-authorization-server"

/**
 * gate_wire_metadata_free:
 * @metadata: (nullable): metadata
 */
void
gate_wire_metadata_free (GateWireMetadata *metadata)
{
  if (metadata == NULL)
    return;
  g_free (metadata->issuer);
  g_free (metadata->authorization_endpoint);
  g_free (metadata->token_endpoint);
  g_free (metadata->revocation_endpoint);
  g_free (metadata);
}

/* Whether TEXT has only characters that RFC 3986 allows in a path or a query. */
static gboolean
is_clean (const char *text)
{
  if (strlen (text) > MAX_ADDRESS_BYTES)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~:/?[]@!$&'()*+,;=%", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* Returns the length of the origin at the start of ISSUER, 0 for an untrusted one. Trusted are
 * https with a host and http on a loopback literal, without user name and query. */
static gsize
measure_origin (const char *issuer)
{
  gboolean is_https = g_str_has_prefix (issuer, "https://");
  gsize start = strlen (is_https ? "https://" : "http://");
  g_autofree char *authority = NULL;
  g_autofree char *host = NULL;
  gsize length;
  int port;

  if ((!is_https && !g_str_has_prefix (issuer, "http://")) || strchr (issuer, '?') != NULL ||
      !is_clean (issuer))
    return 0;
  length = strcspn (issuer + start, "/");
  authority = g_strndup (issuer + start, length);
  host = gate_host_parse (authority, &port);
  if (host == NULL || (!is_https && !gate_host_is_loopback (host)))
    return 0;
  return start + length;
}

/**
 * gate_wire_metadata_dup_address:
 * @issuer: an issuer identifier
 *
 * Returns: (transfer full) (nullable): the address of its metadata (RFC 8414, section 3.1); %NULL
 *   when it is neither https nor http on a loopback literal
 */
char *
gate_wire_metadata_dup_address (const char *issuer)
{
  gsize length = measure_origin (issuer);
  g_autofree char *origin = g_strndup (issuer, length);
  const char *path = issuer + length;

  if (length == 0)
    return NULL;
  return g_strconcat (origin, WELL_KNOWN, strcmp (path, "/") == 0 ? "" : path, NULL);
}

static gboolean
set_refused (const char *member,
             const char *why,
             GError    **error)
{
  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: %s", member, why);
  return FALSE;
}

static gboolean
check_issuer (const GateJsonValue *root,
              const char          *expected,
              GError             **error)
{
  const char *issuer;

  if (!gate_json_get_string (root, "issuer", &issuer, error))
    return FALSE;
  if (strcmp (issuer, expected) == 0)
    return TRUE;
  return set_refused ("issuer", "not the one that was asked", error);
}

static gboolean
read_endpoint (const GateJsonValue *root,
               const char          *member,
               const char          *issuer,
               char               **out,
               GError             **error)
{
  gsize length = measure_origin (issuer);
  const char *address;

  if (!gate_json_get_string (root, member, &address, error))
    return FALSE;
  if (length == 0 || strncmp (address, issuer, length) != 0 || address[length] != '/')
    return set_refused (member, "not on the issuer’s host", error);
  if (!is_clean (address))
    return set_refused (member, "not an address", error);
  *out = g_strdup (address);
  return TRUE;
}

typedef enum
{
  LIST_ABSENT,
  LIST_WITH,
  LIST_WITHOUT,
} ListVerdict;

static gboolean
look_up (const GateJsonValue *root,
         const char          *member,
         const char          *wanted,
         ListVerdict         *verdict,
         GError             **error)
{
  g_auto (GStrv) values = NULL;
  GateJsonValue value;

  *verdict = LIST_ABSENT;
  if (gate_json_peek (root, member, &value) == GATE_JSON_ABSENT)
    return TRUE;
  if (!gate_json_get_optional_strv (root, member, &values, error))
    return FALSE;
  *verdict = g_strv_contains ((const char *const *) values, wanted) ? LIST_WITH : LIST_WITHOUT;
  return TRUE;
}

/* The lists must have our methods. An absent list counts as one with our method, but without the
 * last one there is no PKCE (RFC 8414, section 2). */
static gboolean
check_methods (const GateJsonValue *root,
               GError             **error)
{
  static const struct
  {
    const char *member;
    const char *wanted;
  } lists[] = {
    { "response_types_supported", "code" },
    { "response_modes_supported", "query" },
    { "grant_types_supported", "authorization_code" },
  };
  ListVerdict verdict;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!look_up (root, lists[i].member, lists[i].wanted, &verdict, error))
        return FALSE;
      if (verdict == LIST_WITHOUT)
        return set_refused (lists[i].member, "not the code grant by query", error);
    }
  if (!look_up (root, "code_challenge_methods_supported", "S256", &verdict, error))
    return FALSE;
  if (verdict == LIST_WITHOUT)
    return set_refused ("code_challenge_methods_supported", "no S256", error);
  if (verdict == LIST_ABSENT)
    gate_error_set (error, GATE_ERROR_NOT_OFFERED, "code_challenge_methods_supported: missing, so "
                                                   "the server does not protect codes by PKCE");
  return verdict == LIST_WITH;
}

static GateWireMetadata *
decode_root (const GateJsonValue *root,
             const char          *issuer,
             GError             **error)
{
  g_autoptr (GateWireMetadata) metadata = g_new0 (GateWireMetadata, 1);
  GateJsonValue value;

  if (!check_issuer (root, issuer, error) ||
      !read_endpoint (root, "authorization_endpoint", issuer, &metadata->authorization_endpoint,
                      error) ||
      !read_endpoint (root, "token_endpoint", issuer, &metadata->token_endpoint, error) ||
      !check_methods (root, error))
    return NULL;
  if (gate_json_peek (root, "revocation_endpoint", &value) != GATE_JSON_ABSENT &&
      !read_endpoint (root, "revocation_endpoint", issuer, &metadata->revocation_endpoint, error))
    return NULL;
  if (!gate_json_get_optional_boolean (root, "authorization_response_iss_parameter_supported",
                                       FALSE, &metadata->names_issuer, error))
    return NULL;
  metadata->issuer = g_strdup (issuer);
  return g_steal_pointer (&metadata);
}

/**
 * gate_wire_metadata_decode:
 * @body: (nullable): the body of the answer 200 from the address of
 *   gate_wire_metadata_dup_address()
 * @issuer: the expected issuer identifier
 * @error: return location for an error
 *
 * Accepts metadata only with exactly this issuer identifier, byte for byte (RFC 8414, section 3.3),
 * with endpoints on its own origin (C7) and with PKCE.
 *
 * Returns: (transfer full): the metadata, or %NULL with %GATE_ERROR_PROTOCOL or
 *   %GATE_ERROR_TOO_LARGE, or with %GATE_ERROR_NOT_OFFERED when the server has no PKCE
 */
GateWireMetadata *
gate_wire_metadata_decode (GBytes     *body,
                           const char *issuer,
                           GError    **error)
{
  g_autoptr (GateJsonDocument) document = NULL;
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  GateJsonValue root;

  if (length > MAX_BODY_BYTES)
    {
      gate_error_set (error, GATE_ERROR_TOO_LARGE, "the metadata are too large");
      return NULL;
    }
  document = gate_json_document_new (text != NULL ? text : "", length, NULL, error);
  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  if (!gate_json_value_expect_object (&root, error))
    return NULL;
  return decode_root (&root, issuer, error);
}
