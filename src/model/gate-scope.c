/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "config.h"

#include "gate-scope.h"

#include "gate-ref-strv.h"
#include "gate-scope-table.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READ_ONLY_SUFFIX ":readonly"
#define MAX_DESCRIPTION_CHARS 300

struct _GateScope
{
  GObject parent_instance;

  char *id;
  char *description;
};

G_DEFINE_FINAL_TYPE (GateScope, gate_scope, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_DESCRIPTION,
  PROP_ACCESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_scope_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  GateScope *self = GATE_SCOPE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ACCESS:
      g_value_set_uint (value, gate_scope_get_access (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_finalize (GObject *object)
{
  GateScope *self = GATE_SCOPE (object);

  g_free (self->id);
  g_free (self->description);
  G_OBJECT_CLASS (gate_scope_parent_class)->finalize (object);
}

static void
gate_scope_class_init (GateScopeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_scope_get_property;
  object_class->finalize = gate_scope_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_ACCESS] =
      g_param_spec_uint ("access", NULL, NULL, 0, GATE_SCOPE_UNKNOWN, GATE_SCOPE_UNKNOWN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_scope_init (GateScope *self)
{
}

/**
 * gate_scope_new:
 * @id: the scope in the form of an authorization
 * @description: (nullable): the organization's sentence about it
 *
 * Without @description the sentence comes from the table.
 *
 * Returns: (transfer full): a scope
 */
GateScope *
gate_scope_new (const char *id,
                const char *description)
{
  GateScope *self;
  const GateScopeFact *fact;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GATE_TYPE_SCOPE, NULL);
  self->id = g_strdup (id);
  self->description = gate_text_for_display (description, MAX_DESCRIPTION_CHARS);
  fact = gate_scope_table_find (id);
  if (*self->description == '\0' && fact != NULL)
    gate_set_str (&self->description, _ (fact->description));
  return self;
}

const char *
gate_scope_get_id (GateScope *self)
{
  g_return_val_if_fail (GATE_IS_SCOPE (self), NULL);

  return self->id;
}

const char *
gate_scope_get_description (GateScope *self)
{
  g_return_val_if_fail (GATE_IS_SCOPE (self), NULL);

  return self->description;
}

GateScopeAccess
gate_scope_get_access (GateScope *self)
{
  g_return_val_if_fail (GATE_IS_SCOPE (self), GATE_SCOPE_UNKNOWN);

  return gate_scope_access_of (self->id);
}

/**
 * gate_scope_access_of:
 * @id: (nullable): a scope
 *
 * Returns: its access in the table; %GATE_SCOPE_UNKNOWN for a scope that is not in it, even where
 *   the name ends in `:readonly`
 */
GateScopeAccess
gate_scope_access_of (const char *id)
{
  const GateScopeFact *fact = gate_scope_table_find (id);

  return fact != NULL ? fact->access : GATE_SCOPE_UNKNOWN;
}

/**
 * gate_scope_is_read_only:
 * @id: (nullable): a scope
 *
 * Returns: whether the scope is known to allow only reading
 */
gboolean
gate_scope_is_read_only (const char *id)
{
  return gate_scope_access_of (id) == GATE_SCOPE_READ;
}

/**
 * gate_scope_dup_read_only:
 * @id: (nullable): a scope
 *
 * Finds the narrowest scope with which an application can still read the data of @id.
 *
 * Returns: (transfer full) (nullable): the read-only form; @id itself where it only reads or ends
 *   in `:readonly`; %NULL where there is none
 */
char *
gate_scope_dup_read_only (const char *id)
{
  g_autofree char *narrow = NULL;

  if (id == NULL)
    return NULL;
  if (gate_scope_is_read_only (id) || g_str_has_suffix (id, READ_ONLY_SUFFIX))
    return g_strdup (id);
  narrow = g_strconcat (id, READ_ONLY_SUFFIX, NULL);
  return gate_scope_table_find (narrow) != NULL ? g_steal_pointer (&narrow) : NULL;
}

/**
 * gate_scope_implies:
 * @have: a granted scope
 * @want: a needed scope
 *
 * A category includes its read-only form (Genesys API, section on scopes).
 *
 * Returns: whether @have includes @want
 */
gboolean
gate_scope_implies (const char *have,
                    const char *want)
{
  gsize length;

  if (have == NULL || want == NULL)
    return FALSE;
  length = strlen (have);
  if (length == 0 || strncmp (have, want, length) != 0)
    return FALSE;
  if (want[length] == '\0')
    return TRUE;
  return strcmp (want + length, READ_ONLY_SUFFIX) == 0 &&
         !g_str_has_suffix (have, READ_ONLY_SUFFIX);
}

/**
 * gate_scopes_include:
 * @have: (nullable): granted scopes
 * @want: a needed scope
 *
 * Returns: whether one of @have implies @want
 */
gboolean
gate_scopes_include (const char *const *have,
                     const char        *want)
{
  for (gsize i = 0; have != NULL && have[i] != NULL; i++)
    if (gate_scope_implies (have[i], want))
      return TRUE;
  return FALSE;
}

/**
 * gate_scope_set_includes:
 * @set: the set of granted scopes, of gate_strv_to_set()
 * @want: a needed scope
 *
 * Returns: whether one of the set implies @want, as gate_scopes_include()
 */
gboolean
gate_scope_set_includes (GHashTable *set,
                         const char *want)
{
  g_autofree char *category = NULL;

  if (g_hash_table_contains (set, want))
    return TRUE;
  if (!g_str_has_suffix (want, READ_ONLY_SUFFIX))
    return FALSE;
  category = g_strndup (want, strlen (want) - strlen (READ_ONLY_SUFFIX));
  return !g_str_has_suffix (category, READ_ONLY_SUFFIX) && g_hash_table_contains (set, category);
}

/**
 * gate_scopes_intersect:
 * @a: (nullable): scopes
 * @b: (nullable): scopes
 *
 * Finds the scopes that both lists include: `x` and `x:readonly` have `x:readonly` in common.
 *
 * Returns: (transfer full): the common scopes, sorted, each once
 */
char **
gate_scopes_intersect (const char *const *a,
                       const char *const *b)
{
  g_autoptr (GHashTable) set_a = gate_strv_to_set (a);
  g_autoptr (GHashTable) set_b = gate_strv_to_set (b);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();

  for (gsize i = 0; a != NULL && a[i] != NULL; i++)
    if (gate_scope_set_includes (set_b, a[i]))
      g_ptr_array_add (both, (char *) a[i]);
  for (gsize i = 0; b != NULL && b[i] != NULL; i++)
    if (gate_scope_set_includes (set_a, b[i]))
      g_ptr_array_add (both, (char *) b[i]);
  g_ptr_array_add (both, NULL);
  return gate_strv_sort ((const char *const *) both->pdata);
}

/**
 * gate_scopes_dup_read_only:
 * @scopes: (nullable): scopes
 *
 * Returns: (transfer full): the read-only form of each that has one, sorted, each once
 */
char **
gate_scopes_dup_read_only (const char *const *scopes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) forms = NULL;

  for (gsize i = 0; scopes != NULL && scopes[i] != NULL; i++)
    {
      g_autofree char *form = gate_scope_dup_read_only (scopes[i]);

      if (form != NULL)
        g_strv_builder_add (builder, form);
    }
  forms = g_strv_builder_end (builder);
  return gate_strv_sort ((const char *const *) forms);
}

/**
 * gate_scopes_normalize:
 * @scopes: (nullable): scopes
 *
 * Both `x` and `x:readonly` stay where both are listed.
 *
 * Returns: (transfer full): the scopes sorted byte by byte, each once
 */
char **
gate_scopes_normalize (const char *const *scopes)
{
  return gate_strv_sort (scopes);
}

/* An unknown scope may open anything, so it comes before scopes that are known to be harmless. */
static guint
rank (const char *id)
{
  switch (gate_scope_access_of (id))
    {
    case GATE_SCOPE_ADMIN:
      return 0;
    case GATE_SCOPE_UNKNOWN:
      return 1;
    case GATE_SCOPE_CHANGE:
      return 2;
    case GATE_SCOPE_READ:
    default:
      return 3;
    }
}

/**
 * gate_scope_compare:
 * @a: (nullable): a scope
 * @b: (nullable): another
 *
 * The order of lists for people: scopes that administer first, then unknown ones, those that change
 * data, those that only read; by the alphabet within each.
 *
 * Returns: less than, equal to or greater than 0
 */
int
gate_scope_compare (const char *a,
                    const char *b)
{
  int by_rank = (int) rank (a) - (int) rank (b);

  return by_rank != 0 ? by_rank : g_strcmp0 (a, b);
}
