/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The hash function of every table whose keys come from outside. Anybody can compute texts that
 * are equal in g_str_hash(), and a table of them compares each with all others. A hash with a key
 * that nobody knows has no such texts. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-hash.h"

#include <sodium.h>
#include <string.h>

static unsigned char key[crypto_shorthash_KEYBYTES];

static void
draw_key (void)
{
  static gsize drawn;

  if (!g_once_init_enter (&drawn))
    return;
  crypto_shorthash_keygen (key);
  g_once_init_leave (&drawn, 1);
}

/**
 * gate_hash_bytes:
 * @bytes: (array length=length): any bytes
 * @length: how many
 *
 * Returns: their SipHash with the key of this process
 */
guint64
gate_hash_bytes (gconstpointer bytes,
                 gsize         length)
{
  guint64 hash;

  G_STATIC_ASSERT (sizeof hash == crypto_shorthash_BYTES);

  draw_key ();
  crypto_shorthash ((unsigned char *) &hash, bytes, length, key);
  return hash;
}

/**
 * gate_text_hash:
 * @text: a NUL-terminated text
 *
 * The #GHashFunc to use with g_str_equal().
 *
 * Returns: its hash, another one in each process
 */
guint
gate_text_hash (gconstpointer text)
{
  return (guint) gate_hash_bytes (text, strlen (text));
}
