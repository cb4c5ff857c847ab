/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format-approve.h"

#include "gate-scope.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 60
/* A person would not read more names beside a button. */
#define MAX_NAMES 5

/* The names of the SCOPES with ACCESS, as a list in words; NULL if there are none. */
static char *
join_names (const char *const *scopes,
            GateScopeAccess    access,
            guint             *n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  *n = 0;
  for (gsize i = 0; scopes[i] != NULL; i++)
    if (gate_scope_access_of (scopes[i]) == access && (*n)++ < MAX_NAMES)
      g_ptr_array_add (names, gate_text_for_display (scopes[i], MAX_NAME_CHARS));
  if (*n == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (", ", (char **) names->pdata);
  if (*n <= MAX_NAMES)
    return g_steal_pointer (&joined);
  /* Translators: %1$s is a list of scopes, %2$u the number of further ones. */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", *n - MAX_NAMES),
                          joined,
                          *n - MAX_NAMES);
}

/**
 * gate_format_approve_summary:
 * @scopes: the scopes to approve
 *
 * Returns: (transfer full): one or two sentences that name the scopes for administration and the
 *   unknown scopes
 */
char *
gate_format_approve_summary (const char *const *scopes)
{
  guint n_admin = 0;
  guint n_unknown = 0;
  g_autofree char *admin = join_names (scopes, GATE_SCOPE_ADMIN, &n_admin);
  g_autofree char *unknown = join_names (scopes, GATE_SCOPE_UNKNOWN, &n_unknown);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (admin != NULL)
    /* Translators: %s is a list of scopes. */
    first = g_strdup_printf (ngettext ("Includes a scope that administers: %s.",
                                       "Includes scopes that administer: %s.",
                                       n_admin),
                             admin);
  if (unknown != NULL)
    /* Translators: %s is a list of scopes. */
    second = g_strdup_printf (ngettext ("Includes a scope that Gatehouse does not know: %s.",
                                        "Includes scopes that Gatehouse does not know: %s.",
                                        n_unknown),
                              unknown);
  if (first == NULL && second == NULL)
    return g_strdup (_ ("Includes no scope that administers."));
  if (first == NULL)
    return g_steal_pointer (&second);
  return g_strjoin (second != NULL ? " " : NULL, first, second, NULL);
}
