/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-secret.h"

#include <sodium.h>
#include <string.h>

#define SECRET_BYTES 32

/**
 * gate_org_secret_new:
 * @prefix: names the kind of the secret, for a person who finds it in a file
 *
 * Returns: (transfer full): 256 random bits as base64url behind @prefix; freed by
 *   gate_org_secret_free()
 */
char *
gate_org_secret_new (const char *prefix)
{
  guint8 bytes[SECRET_BYTES];
  char text[sodium_base64_ENCODED_LEN (SECRET_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  char *secret;

  if (sodium_init () < 0)
    g_error ("No source of random numbers");
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  secret = g_strconcat (prefix, text, NULL);
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (text, sizeof text);
  return secret;
}

/**
 * gate_org_secret_free:
 * @secret: (transfer full) (nullable): a secret, which is wiped
 */
void
gate_org_secret_free (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * gate_org_secret_hash:
 * @secret: a secret
 *
 * Returns: (transfer full): its SHA-256 in hexadecimal, which the database has in its place
 */
char *
gate_org_secret_hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}

/**
 * gate_org_secret_hashes_match:
 * @a: a hash
 * @b: another
 *
 * Returns: whether they are the same, in a time that does not depend on where they differ
 */
gboolean
gate_org_secret_hashes_match (const char *a,
                              const char *b)
{
  return strlen (a) == strlen (b) && sodium_memcmp (a, b, strlen (b)) == 0;
}
