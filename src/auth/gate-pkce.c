/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-pkce.h"

#include <sodium.h>
#include <string.h>

#define RANDOM_BYTES 32
#define CHALLENGE_CHARS 43
#define MIN_VERIFIER_CHARS 43
#define MAX_VERIFIER_CHARS 128

static char *
encode (const unsigned char *bytes,
        gsize                length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static char *
new_random_text (void)
{
  unsigned char bytes[RANDOM_BYTES];
  char *text;

  /* A machine without randomness must not sign in with a guessable secret. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  randombytes_buf (bytes, sizeof bytes);
  text = encode (bytes, sizeof bytes);
  sodium_memzero (bytes, sizeof bytes);
  return text;
}

/**
 * gate_pkce_new_verifier:
 *
 * Returns: (transfer full): a new code verifier (RFC 7636, section 4.1): 32 random bytes in 43
 *   characters; the caller wipes it
 */
char *
gate_pkce_new_verifier (void)
{
  return new_random_text ();
}

/**
 * gate_pkce_new_state:
 *
 * Returns: (transfer full): a new value for `state` (RFC 6749, section 10.12), as hard to guess
 */
char *
gate_pkce_new_state (void)
{
  return new_random_text ();
}

/**
 * gate_pkce_is_verifier:
 * @text: (nullable): the text to check
 *
 * Returns: whether it is 43 to 128 unreserved characters (RFC 7636, section 4.1)
 */
gboolean
gate_pkce_is_verifier (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < MIN_VERIFIER_CHARS || length > MAX_VERIFIER_CHARS)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-._~", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * gate_pkce_dup_challenge:
 * @verifier: a code verifier
 *
 * Returns: (transfer full): its S256 challenge (RFC 7636, section 4.2), 43 characters; no secret
 */
char *
gate_pkce_dup_challenge (const char *verifier)
{
  unsigned char digest[crypto_hash_sha256_BYTES];

  g_return_val_if_fail (gate_pkce_is_verifier (verifier), NULL);

  crypto_hash_sha256 (digest, (const unsigned char *) verifier, strlen (verifier));
  return encode (digest, sizeof digest);
}

/**
 * gate_pkce_is_challenge:
 * @text: the text to check
 *
 * Returns: whether it can be the base64url of a SHA-256 without padding
 */
gboolean
gate_pkce_is_challenge (const char *text)
{
  return strlen (text) == CHALLENGE_CHARS &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == CHALLENGE_CHARS;
}

/**
 * gate_pkce_matches:
 * @challenge: (nullable): the challenge with which the code was issued, %NULL for none
 * @verifier: (nullable): the verifier that is sent with the code, %NULL for none
 *
 * A challenge without a verifier is as wrong as a verifier without a challenge: in both cases an
 * attacker could leave the proof out (S9).
 *
 * Returns: whether the code comes from the application that asked for it
 */
gboolean
gate_pkce_matches (const char *challenge,
                   const char *verifier)
{
  g_autofree char *expected = NULL;

  if (challenge == NULL || verifier == NULL)
    return challenge == NULL && verifier == NULL;
  if (!gate_pkce_is_verifier (verifier) || !gate_pkce_is_challenge (challenge))
    return FALSE;
  expected = gate_pkce_dup_challenge (verifier);
  return sodium_memcmp (expected, challenge, CHALLENGE_CHARS) == 0;
}
