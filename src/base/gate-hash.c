/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The hash function of every table whose keys come from outside. Anybody can compute texts that
 * are equal in g_str_hash(), and a table of them compares each with all others. SipHash with a key
 * that nobody knows has no such texts (Aumasson and Bernstein, 2012). */

#define G_LOG_DOMAIN "gate-base"

#include "gate-hash.h"

#include <string.h>
#include <sys/random.h>

typedef struct
{
  guint64 v0, v1, v2, v3;
} State;

static guint64 key[2];

static void
draw_key (void)
{
  static gsize drawn;

  if (!g_once_init_enter (&drawn))
    return;
  if (getentropy (key, sizeof key) != 0)
    for (guint i = 0; i < G_N_ELEMENTS (key); i++)
      key[i] = ((guint64) g_random_int () << 32) | g_random_int ();
  g_once_init_leave (&drawn, 1);
}

static inline guint64
rotate (guint64 word,
        guint   bits)
{
  return word << bits | word >> (64 - bits);
}

static inline void
do_round (State *s)
{
  s->v0 += s->v1;
  s->v2 += s->v3;
  s->v1 = rotate (s->v1, 13) ^ s->v0;
  s->v3 = rotate (s->v3, 16) ^ s->v2;
  s->v0 = rotate (s->v0, 32);
  s->v2 += s->v1;
  s->v0 += s->v3;
  s->v1 = rotate (s->v1, 17) ^ s->v2;
  s->v3 = rotate (s->v3, 21) ^ s->v0;
  s->v2 = rotate (s->v2, 32);
}

static inline void
take_word (State  *s,
           guint64 word)
{
  s->v3 ^= word;
  do_round (s);
  s->v0 ^= word;
}

/**
 * gate_hash_bytes:
 * @bytes: (array length=length): any bytes
 * @length: how many
 *
 * Returns: their SipHash-1-3 with the key of this process
 */
guint64
gate_hash_bytes (gconstpointer bytes,
                 gsize         length)
{
  const char *p = bytes;
  guint64 last = (guint64) length << 56;
  guint64 word;
  State s;

  draw_key ();
  s = (State){ key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d,
               key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573 };
  for (; length >= sizeof word; length -= sizeof word, p += sizeof word)
    {
      memcpy (&word, p, sizeof word);
      take_word (&s, GUINT64_FROM_LE (word));
    }
  for (gsize i = 0; i < length; i++)
    last |= (guint64) (guint8) p[i] << (8 * i);
  take_word (&s, last);
  s.v2 ^= 0xff;
  for (guint i = 0; i < 3; i++)
    do_round (&s);
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
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
