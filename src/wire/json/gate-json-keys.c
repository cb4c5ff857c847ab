/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The member names of all open objects, to detect a name that comes twice in one object. The names
 * follow each other in one buffer, which shrinks when an object closes. A few names are compared
 * one by one; many names get a hash table. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-keys.h"

#include "gate-hash.h"

#include <string.h>

#define FEW 16
#define FIRST_SLOTS 64

typedef struct
{
  guint64 head; /* the first bytes, tell most names apart with one comparison */
  guint32 start;
  guint32 length;
} Key;

typedef struct
{
  guint first_key;
  gsize first_byte;
  guint32 *slots; /* number of a key plus one, or 0 */
  gsize n_slots;  /* a power of two, or 0 as long as the names are few */
} Level;

struct _GateJsonKeys
{
  guint8 *bytes;
  gsize n_bytes;
  gsize bytes_size;
  gsize pending; /* the start of the unfinished name */
  Key *keys;
  gsize n_keys;
  gsize keys_size;
  Level *levels;
  guint depth;
  guint max_depth;
};

static gsize
find_first_slot (const GateJsonKeys *self,
                 const Key          *key,
                 gsize               n_slots)
{
  return (gsize) gate_hash_bytes (self->bytes + key->start, key->length) & (n_slots - 1);
}

static gboolean
keys_equal (const GateJsonKeys *self,
            const Key          *a,
            const Key          *b)
{
  return a->head == b->head && a->length == b->length &&
         memcmp (self->bytes + a->start, self->bytes + b->start, a->length) == 0;
}

/* Puts key number INDEX into the table unless an equal key is there. */
static gboolean
insert (GateJsonKeys *self,
        Level        *level,
        gsize         index)
{
  const Key *key = &self->keys[index];
  gsize slot = find_first_slot (self, key, level->n_slots);

  while (level->slots[slot] != 0)
    {
      if (keys_equal (self, &self->keys[level->slots[slot] - 1], key))
        return FALSE;
      slot = (slot + 1) & (level->n_slots - 1);
    }
  level->slots[slot] = (guint32) (index + 1);
  return TRUE;
}

static void
build_table (GateJsonKeys *self,
             Level        *level,
             gsize         n_slots)
{
  level->slots = g_renew (guint32, level->slots, n_slots);
  memset (level->slots, 0, n_slots * sizeof (guint32));
  level->n_slots = n_slots;
  for (gsize i = level->first_key; i < self->n_keys; i++)
    insert (self, level, i);
}

static gboolean
is_new_among_few (const GateJsonKeys *self,
                  const Level        *level,
                  const Key          *key)
{
  for (gsize i = level->first_key; i < self->n_keys; i++)
    if (self->keys[i].head == key->head && keys_equal (self, &self->keys[i], key))
      return FALSE;
  return TRUE;
}

/**
 * gate_json_keys_new:
 * @max_depth: how many objects can be open at once
 *
 * Returns: (transfer full): an empty set
 */
GateJsonKeys *
gate_json_keys_new (guint max_depth)
{
  GateJsonKeys *self = g_new0 (GateJsonKeys, 1);

  self->bytes_size = 1024;
  self->bytes = g_malloc (self->bytes_size);
  self->keys_size = 64;
  self->keys = g_new (Key, self->keys_size);
  self->levels = g_new0 (Level, max_depth);
  self->max_depth = max_depth;
  return self;
}

void
gate_json_keys_free (GateJsonKeys *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->max_depth; i++)
    g_free (self->levels[i].slots);
  g_free (self->levels);
  g_free (self->keys);
  g_free (self->bytes);
  g_free (self);
}

/**
 * gate_json_keys_push:
 *
 * An object opens.
 */
void
gate_json_keys_push (GateJsonKeys *self)
{
  Level *level;

  g_assert (self->depth < self->max_depth);
  level = &self->levels[self->depth++];
  level->first_key = (guint) self->n_keys;
  level->first_byte = self->n_bytes;
  level->n_slots = 0;
}

/**
 * gate_json_keys_pop:
 *
 * The innermost object closes; its names are dropped.
 */
void
gate_json_keys_pop (GateJsonKeys *self)
{
  Level *level;

  g_assert (self->depth > 0);
  level = &self->levels[--self->depth];
  self->n_keys = level->first_key;
  self->n_bytes = level->first_byte;
  self->pending = level->first_byte;
}

/**
 * gate_json_keys_append:
 * @bytes: a part of a name, escapes resolved
 * @length: how many bytes
 *
 * Returns: the number of bytes taken: fewer than @length if the names of all open objects would be
 *   over %GATE_JSON_MAX_KEY_BYTES
 */
gsize
gate_json_keys_append (GateJsonKeys *self,
                       const guint8 *bytes,
                       gsize         length)
{
  length = MIN (length, GATE_JSON_MAX_KEY_BYTES - self->n_bytes);
  if (self->n_bytes + length > self->bytes_size)
    {
      self->bytes_size = MAX (self->bytes_size * 2, self->n_bytes + length);
      self->bytes = g_realloc (self->bytes, self->bytes_size);
    }
  memcpy (self->bytes + self->n_bytes, bytes, length);
  self->n_bytes += length;
  return length;
}

/**
 * gate_json_keys_commit:
 *
 * The name that was appended is complete.
 *
 * Returns: FALSE if the innermost object has that name already
 */
gboolean
gate_json_keys_commit (GateJsonKeys *self)
{
  Level *level = &self->levels[self->depth - 1];
  Key key = { .start = (guint32) self->pending };

  key.length = (guint32) (self->n_bytes - self->pending);
  memcpy (&key.head, self->bytes + key.start, MIN (key.length, sizeof key.head));
  self->pending = self->n_bytes;
  if (level->n_slots == 0 && !is_new_among_few (self, level, &key))
    return FALSE;

  if (self->n_keys == self->keys_size)
    {
      self->keys_size *= 2;
      self->keys = g_renew (Key, self->keys, self->keys_size);
    }
  self->keys[self->n_keys++] = key;
  if (level->n_slots > 0 && !insert (self, level, self->n_keys - 1))
    return FALSE;
  if (self->n_keys - level->first_key > MAX (FEW, level->n_slots / 2))
    build_table (self, level, MAX (FIRST_SLOTS, level->n_slots * 2));
  return TRUE;
}

/* How many names the innermost object has. */
guint
gate_json_keys_count (GateJsonKeys *self)
{
  return (guint) self->n_keys - self->levels[self->depth - 1].first_key;
}

/**
 * gate_json_keys_equals:
 * @name: a name
 *
 * Returns: whether the name that was completed last is @name
 */
gboolean
gate_json_keys_equals (GateJsonKeys *self,
                       const char   *name)
{
  const Key *key = &self->keys[self->n_keys - 1];

  return key->length == strlen (name) && memcmp (self->bytes + key->start, name, key->length) == 0;
}
