/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-pkce.h"

#include <sodium.h>
#include <string.h>

#define CHALLENGE_CHARS 43
#define MIN_VERIFIER_CHARS 43
#define MAX_VERIFIER_CHARS 128

/**
 * gate_org_pkce_is_challenge:
 * @text: what came as code_challenge
 *
 * Returns: whether it can be the base64url of a SHA-256 without padding
 */
gboolean
gate_org_pkce_is_challenge (const char *text)
{
  return strlen (text) == CHALLENGE_CHARS &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == CHALLENGE_CHARS;
}

/**
 * gate_org_pkce_is_verifier:
 * @text: what came as code_verifier
 *
 * Returns: whether it has the form of one (RFC 7636, section 4.1)
 */
gboolean
gate_org_pkce_is_verifier (const char *text)
{
  gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._~");

  return text[length] == '\0' && length >= MIN_VERIFIER_CHARS && length <= MAX_VERIFIER_CHARS;
}

/**
 * gate_org_pkce_matches:
 * @challenge: (nullable): what the code was issued with, %NULL for a code without one
 * @verifier: (nullable): what came with the code, %NULL for none
 *
 * A challenge without a verifier is as wrong as a verifier without a challenge: either would let
 * somebody leave the proof out (S9).
 *
 * Returns: whether whoever shows the code is who asked for it
 */
gboolean
gate_org_pkce_matches (const char *challenge,
                       const char *verifier)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  char text[sodium_base64_ENCODED_LEN (crypto_hash_sha256_BYTES,
                                       sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  if (challenge == NULL || verifier == NULL)
    return challenge == NULL && verifier == NULL;
  if (!gate_org_pkce_is_verifier (verifier) || !gate_org_pkce_is_challenge (challenge))
    return FALSE;
  crypto_hash_sha256 (hash, (const guint8 *) verifier, strlen (verifier));
  sodium_bin2base64 (text, sizeof text, hash, sizeof hash,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return sodium_memcmp (text, challenge, CHALLENGE_CHARS) == 0;
}
