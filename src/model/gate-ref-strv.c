/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-ref-strv.h"

#include "gate-hash.h"

#include <string.h>

/* Stands before the text that others see. */
typedef struct
{
  gsize n_refs;
  char  text[];
} Interned;

static const char *const none[] = { NULL };

/* The texts that are in use. GLib has such a table too, but texts that collide in it freeze the
 * window, and these come from the organization. */
static GHashTable *interned;

static char *
intern (const char *text)
{
  char *known;
  gsize size = strlen (text) + 1;
  Interned *self;

  if (interned == NULL)
    interned = g_hash_table_new (gate_text_hash, g_str_equal);
  known = g_hash_table_lookup (interned, text);
  if (known != NULL)
    {
      ((Interned *) (known - G_STRUCT_OFFSET (Interned, text)))->n_refs++;
      return known;
    }
  self = g_malloc (sizeof *self + size);
  self->n_refs = 1;
  memcpy (self->text, text, size);
  g_hash_table_add (interned, self->text);
  return self->text;
}

static void
release (char *text)
{
  Interned *self = (Interned *) (text - G_STRUCT_OFFSET (Interned, text));

  if (--self->n_refs > 0)
    return;
  g_hash_table_remove (interned, text);
  g_free (self);
}

/**
 * gate_ref_strv_free:
 * @strv: (transfer full) (nullable): a list made by gate_ref_strv_set()
 */
void
gate_ref_strv_free (char **strv)
{
  if (strv == NULL)
    return;
  for (gsize i = 0; strv[i] != NULL; i++)
    release (strv[i]);
  g_free (strv);
}

/**
 * gate_ref_strv_peek:
 * @strv: (nullable): a list made by gate_ref_strv_set()
 *
 * Returns: (transfer none): the list to be read, never %NULL
 */
const char *const *
gate_ref_strv_peek (char **strv)
{
  return strv != NULL ? (const char *const *) strv : none;
}

guint
gate_ref_strv_size (char **strv)
{
  return strv != NULL ? g_strv_length (strv) : 0;
}

static char **
gate_ref_strv_new (const char *const *values)
{
  gsize n = values != NULL ? g_strv_length ((char **) values) : 0;
  char **strv;

  if (n == 0)
    return NULL;
  strv = g_new (char *, n + 1);
  for (gsize i = 0; i < n; i++)
    strv[i] = intern (values[i]);
  strv[n] = NULL;
  return strv;
}

static gboolean
same_order (const char *const *a,
            const char *const *b)
{
  gsize i = 0;

  while (a[i] != NULL && b[i] != NULL && (a[i] == b[i] || g_str_equal (a[i], b[i])))
    i++;
  return a[i] == NULL && b[i] == NULL;
}

/**
 * gate_ref_strv_set:
 * @field: (inout): where the list is kept, %NULL when it is empty
 * @values: (nullable): the new strings, copied; may be the list of the field
 *
 * Returns: whether the list changed, its order included
 */
gboolean
gate_ref_strv_set (char            ***field,
                   const char *const *values)
{
  char **old = *field;

  values = values != NULL ? values : none;
  if (same_order (gate_ref_strv_peek (old), values))
    return FALSE;
  *field = gate_ref_strv_new (values);
  gate_ref_strv_free (old);
  return TRUE;
}

/**
 * gate_ref_str_clear:
 * @field: (inout): where a string set by gate_ref_str_set() is kept
 */
void
gate_ref_str_clear (char **field)
{
  g_clear_pointer (field, release);
}

/**
 * gate_ref_str_set:
 * @field: (inout): where the string is kept
 * @value: (nullable): the new text, copied
 *
 * Returns: whether the field changed
 */
gboolean
gate_ref_str_set (char      **field,
                  const char *value)
{
  char *copy = NULL;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  copy = value != NULL ? intern (value) : NULL;
  gate_ref_str_clear (field);
  *field = copy;
  return TRUE;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * gate_strv_sort:
 * @values: (nullable): strings
 *
 * Returns: (transfer full): the same, sorted byte by byte, each once
 */
char **
gate_strv_sort (const char *const *values)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, (char *) values[i]);
  g_ptr_array_sort (all, compare_strings);
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || !g_str_equal (all->pdata[i], all->pdata[i - 1]))
      g_ptr_array_add (out, g_strdup (all->pdata[i]));
  g_ptr_array_add (out, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&out), FALSE);
}

/**
 * gate_strv_to_set:
 * @values: (nullable): strings
 *
 * Returns: (transfer full): a set of them, which borrows them
 */
GHashTable *
gate_strv_to_set (const char *const *values)
{
  GHashTable *set = g_hash_table_new (gate_text_hash, g_str_equal);

  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    g_hash_table_add (set, (char *) values[i]);
  return set;
}

/* Whether A and B, which may be NULL, have a string in common. */
gboolean
gate_strv_intersect (const char *const *a,
                     const char *const *b)
{
  g_autoptr (GHashTable) set = gate_strv_to_set (a);

  for (gsize i = 0; b != NULL && b[i] != NULL; i++)
    if (g_hash_table_contains (set, b[i]))
      return TRUE;
  return FALSE;
}

/**
 * gate_strv_subtract:
 * @from: (nullable): strings
 * @what: (nullable): strings
 *
 * Returns: (transfer full): the strings of @from that are not in @what, sorted, each once
 */
char **
gate_strv_subtract (const char *const *from,
                    const char *const *what)
{
  g_autoptr (GHashTable) taken = gate_strv_to_set (what);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (gsize i = 0; from != NULL && from[i] != NULL; i++)
    if (!g_hash_table_contains (taken, from[i]))
      g_ptr_array_add (left, (char *) from[i]);
  g_ptr_array_add (left, NULL);
  return gate_strv_sort ((const char *const *) left->pdata);
}
