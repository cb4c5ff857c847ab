/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* C2: verifiers, states and challenges. */

#include "gate-pkce.h"

#include "gate-wipe.h"

#include <string.h>

#define N_VERIFIERS 10000

/* RFC 7636, appendix B. */
static void
test_vector (void)
{
  g_autofree char *challenge =
      gate_pkce_dup_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

/* Counts how often each of the 64 characters of base64url came; any other is an error. */
static void
count (const char *text,
       guint       n_seen[64])
{
  static const char alphabet[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *found = strchr (alphabet, *p);

      g_assert_nonnull (found);
      n_seen[found - alphabet]++;
    }
}

static void
check_unique (char *(*make) (void))
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_seen[64] = { 0 };

  for (guint i = 0; i < N_VERIFIERS; i++)
    {
      char *text = make ();

      g_assert_true (gate_pkce_is_verifier (text));
      g_assert_cmpuint (strlen (text), ==, 43);
      count (text, n_seen);
      g_assert_true (g_hash_table_add (seen, text));
    }
  /* 430,000 characters, about 6,700 of each: far from it is not random. */
  for (guint i = 0; i < 64; i++)
    {
      g_assert_cmpuint (n_seen[i], >, 6000);
      g_assert_cmpuint (n_seen[i], <, 7600);
    }
}

static void
test_unique (void)
{
  check_unique (gate_pkce_new_verifier);
  check_unique (gate_pkce_new_state);
}

static void
test_challenge (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *verifier = gate_pkce_new_verifier ();
      g_autofree char *challenge = gate_pkce_dup_challenge (verifier);
      g_autofree char *again = gate_pkce_dup_challenge (verifier);
      guint n_seen[64] = { 0 };

      count (challenge, n_seen);
      g_assert_cmpuint (strlen (challenge), ==, 43);
      g_assert_cmpstr (challenge, ==, again);
      g_assert_cmpstr (challenge, !=, verifier);
    }
}

static void
test_form (void)
{
  static const struct
  {
    gsize length;
    const char *end; /* of a text that is "a" otherwise */
    gboolean is_verifier;
  } cases[] = {
    { 42, "", FALSE }, { 43, "", TRUE }, { 128, "", TRUE }, { 129, "", FALSE },
    { 0, "", FALSE },  { 43, "-._~", TRUE }, { 43, "+", FALSE }, { 43, "/", FALSE },
    { 43, "=", FALSE }, { 43, " ", FALSE }, { 43, "\n", FALSE }, { 43, "\303\244", FALSE },
    { 43, "%41", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *start = g_strnfill (cases[i].length, 'a');
      g_autofree char *text = g_strconcat (start, cases[i].end, NULL);

      g_assert_cmpint (gate_pkce_is_verifier (text), ==, cases[i].is_verifier);
    }
  g_assert_false (gate_pkce_is_verifier (NULL));
}

/* Every byte of a secret is gone when its memory is given back. */
static void
test_wipe (void)
{
  char secret[] = "canary";
  g_autofree char *copy = g_strdup ("canary");
  g_autoptr (GBytes) bytes = gate_wipe_bytes (g_strdup ("canary"));

  gate_wipe_text (secret);
  g_assert_cmpmem (secret, sizeof secret, "\0\0\0\0\0\0\0", sizeof secret);
  gate_wipe_text (NULL);
  gate_wipe_free (NULL);
  gate_wipe_free (g_steal_pointer (&copy));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "canary", 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/pkce/vector", test_vector);
  g_test_add_func ("/auth/pkce/unique", test_unique);
  g_test_add_func ("/auth/pkce/challenge", test_challenge);
  g_test_add_func ("/auth/pkce/form", test_form);
  g_test_add_func ("/auth/pkce/wipe", test_wipe);
  return g_test_run ();
}
