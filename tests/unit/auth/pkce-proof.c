/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* RFC 7636: the vector of its appendix B, the grammar of section 4.1, and both ways of leaving the
 * proof out. */

#include "gate-pkce.h"

#include <string.h>

#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

static void
test_vector (void)
{
  g_assert_true (gate_pkce_matches (CHALLENGE, VERIFIER));
  g_assert_false (gate_pkce_matches (VERIFIER, VERIFIER));
  g_assert_false (gate_pkce_matches (CHALLENGE, CHALLENGE));
  g_assert_false (gate_pkce_matches (CHALLENGE, VERIFIER "A"));
}

static void
test_downgrade (void)
{
  g_assert_false (gate_pkce_matches (CHALLENGE, NULL));
  g_assert_false (gate_pkce_matches (NULL, VERIFIER));
  g_assert_true (gate_pkce_matches (NULL, NULL));
}

static void
test_verifiers (void)
{
  static const struct
  {
    guint length;
    const char *end;
    gboolean is_one;
  } rows[] = {
    { 42, "", FALSE },  { 43, "", TRUE },    { 128, "", TRUE },    { 129, "", FALSE },
    { 42, "~", TRUE },  { 42, ".", TRUE },   { 42, "_", TRUE },    { 42, "-", TRUE },
    { 43, "+", FALSE }, { 43, "/", FALSE },  { 43, "=", FALSE },   { 43, "\n", FALSE },
    { 43, " ", FALSE }, { 43, "\xc3\xa4", FALSE }, { 0, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *start = g_strnfill (rows[i].length, 'a');
      g_autofree char *verifier = g_strconcat (start, rows[i].end, NULL);

      g_test_message ("%s", verifier);
      g_assert_cmpint (gate_pkce_is_verifier (verifier), ==, rows[i].is_one);
    }
}

static void
test_challenges (void)
{
  static const char *const wrong[] = {
    "", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", CHALLENGE "M", CHALLENGE "=",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw.cM",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw\xc3\xa4",
  };

  g_assert_true (gate_pkce_is_challenge (CHALLENGE));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gate_pkce_is_challenge (wrong[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/pkce-proof/vector", test_vector);
  g_test_add_func ("/auth/pkce-proof/downgrade", test_downgrade);
  g_test_add_func ("/auth/pkce-proof/verifiers", test_verifiers);
  g_test_add_func ("/auth/pkce-proof/challenges", test_challenges);
  return g_test_run ();
}
