/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-hash.h"

#include <string.h>

#define N_BITS 12
#define N_TEXTS (1 << N_BITS)

static guint n_compared;

static gboolean
equal_and_count (gconstpointer a,
                 gconstpointer b)
{
  n_compared++;
  return g_str_equal (a, b);
}

/* "ac" and "bB" are equal in GLib's hash, and so are all rows of them. */
static void
test_colliding (void)
{
  g_autoptr (GHashTable) set =
      g_hash_table_new_full (gate_text_hash, equal_and_count, g_free, NULL);

  g_assert_cmpuint (g_str_hash ("acbB"), ==, g_str_hash ("bBac"));
  for (guint i = 0; i < N_TEXTS; i++)
    {
      GString *text = g_string_new (NULL);

      for (guint bit = 0; bit < N_BITS; bit++)
        g_string_append (text, (i >> bit & 1) != 0 ? "ac" : "bB");
      g_assert_true (g_hash_table_add (set, g_string_free (text, FALSE)));
    }
  g_assert_cmpuint (n_compared, <, 100);
  g_assert_true (g_hash_table_contains (set, "acbBacbBacbBacbBacbBacbB"));
}

static void
test_equal_bytes (void)
{
  char moved[64] = "";

  for (gsize length = 0; length < 40; length++)
    {
      memset (moved, 'x', sizeof moved);
      for (gsize i = 0; i < length; i++)
        moved[7 + i] = (char) ('a' + i % 26);
      g_assert_cmpuint (gate_hash_bytes (moved + 7, length), ==,
                        gate_hash_bytes ("abcdefghijklmnopqrstuvwxyzabcdefghijklmn", length));
      g_assert_cmpuint (gate_hash_bytes (moved + 7, length), !=,
                        gate_hash_bytes (moved + 7, length + 1));
    }
  g_assert_cmpuint (gate_text_hash (""), ==, (guint) gate_hash_bytes ("x", 0));
}

/* The key differs from process to process. */
static void
test_seeded (void)
{
  guint64 hash = gate_hash_bytes ("gatehouse", 9);

  if (g_test_subprocess ())
    {
      g_print ("%" G_GINT64_MODIFIER "x\n", hash);
      return;
    }
  g_autofree char *own = g_strdup_printf ("%" G_GINT64_MODIFIER "x\n", hash);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched (own);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/colliding", test_colliding);
  g_test_add_func ("/hash/equal-bytes", test_equal_bytes);
  g_test_add_func ("/hash/seeded", test_seeded);
  return g_test_run ();
}
