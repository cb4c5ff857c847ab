/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-shortfall.h"

#include "gate-operation-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100
#define MAX_NAMES 3

/* Names, fit to be shown, of scopes and roles. */
typedef struct
{
  GPtrArray *kept;
  GPtrArray *missing; /* asked for and not there */
  GPtrArray *added;   /* there and not asked for */
} Names;

static void
names_init (Names *names)
{
  names->kept = g_ptr_array_new_with_free_func (g_free);
  names->missing = g_ptr_array_new_with_free_func (g_free);
  names->added = g_ptr_array_new_with_free_func (g_free);
}

static void
names_clear (Names *names)
{
  g_ptr_array_unref (names->kept);
  g_ptr_array_unref (names->missing);
  g_ptr_array_unref (names->added);
}

static void
add (GPtrArray  *names,
     const char *id,
     GateRoles  *roles)
{
  GateRole *role = roles != NULL ? gate_roles_find (roles, id) : NULL;

  g_ptr_array_add (names,
                   gate_text_for_display (role != NULL ? gate_role_get_name (role) : id,
                                          MAX_NAME_CHARS));
}

/* ROLES is NULL for scopes, which are called by their IDs. */
static void
compare (Names             *names,
         const char *const *wanted,
         const char *const *now,
         GateRoles         *roles)
{
  for (gsize i = 0; wanted[i] != NULL; i++)
    add (g_strv_contains (now, wanted[i]) ? names->kept : names->missing, wanted[i], roles);
  for (gsize i = 0; now[i] != NULL; i++)
    if (!g_strv_contains (wanted, now[i]))
      add (names->added, now[i], roles);
}

static char *
join (GPtrArray *names)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < names->len && i < MAX_NAMES; i++)
    g_ptr_array_add (first, names->pdata[i]);
  g_ptr_array_add (first, NULL);
  joined = g_strjoinv (", ", (char **) first->pdata);
  if (names->len <= MAX_NAMES)
    return g_steal_pointer (&joined);
  /* Translators: %1$s is a list of scopes and roles, %2$u how many more there are. */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more",
                                    names->len - MAX_NAMES),
                          joined,
                          names->len - MAX_NAMES);
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
add_missing (GString *text,
             Names   *names)
{
  g_autofree char *kept = join (names->kept);
  g_autofree char *missing = join (names->missing);

  if (names->missing->len == 0)
    return;
  if (names->kept->len == 0)
    /* Translators: %s is a list of scopes and roles. */
    add_sentence (text,
                  g_strdup_printf (ngettext ("%s was not granted.", "%s were not granted.",
                                             names->missing->len),
                                   missing));
  else
    /* Translators: both %s are lists of scopes and roles. */
    add_sentence (text,
                  g_strdup_printf (ngettext ("The organization kept only %s; %s was not granted.",
                                             "The organization kept only %s; %s were not granted.",
                                             names->missing->len),
                                   kept,
                                   missing));
}

static void
add_added (GString *text,
           Names   *names)
{
  g_autofree char *added = join (names->added);

  if (names->added->len > 0)
    /* Translators: %s is a list of scopes and roles. */
    add_sentence (text,
                  g_strdup_printf (ngettext ("%s was granted without being asked for.",
                                             "%s were granted without being asked for.",
                                             names->added->len),
                                   added));
}

/* All Roles is no list: another one in its place, or it in place of a list, is told in words of its
 * own. */
static void
compare_roles (GString           *text,
               Names             *names,
               const char *const *wanted,
               const char *const *now,
               GateRoles         *roles)
{
  if (wanted[0] != NULL && now[0] == NULL)
    add_sentence (text, g_strdup (_ ("The organization kept none of the roles: everybody may use "
                                     "it.")));
  else if (wanted[0] == NULL && now[0] != NULL)
    add_sentence (text, g_strdup (_ ("The organization did not open it to everybody: a role is "
                                     "needed.")));
  else
    compare (names, wanted, now, roles);
}

/**
 * gate_shortfall_describe:
 * @operation: a change that the organization accepted
 * @now: what it made of it
 * @roles: the roles, for their names
 *
 * Returns: (transfer full) (nullable): translated sentences about scopes and roles; %NULL where
 *   @now has those that were asked for, or is not authorized
 */
char *
gate_shortfall_describe (GateOperation     *operation,
                         GateAuthorization *now,
                         GateRoles         *roles)
{
  const char *const *scopes = gate_operation_get_scopes (operation);
  const char *const *role_ids = gate_operation_get_roles (operation);
  g_autoptr (GString) text = g_string_new (NULL);
  Names names;

  if (gate_operation_is_reached (operation, now) ||
      gate_authorization_get_state (now) != GATE_AUTHORIZATION_AUTHORIZED)
    return NULL;
  names_init (&names);
  if (scopes != NULL)
    compare (&names, scopes, gate_authorization_get_scopes (now), NULL);
  if (role_ids != NULL)
    compare_roles (text, &names, role_ids, gate_authorization_get_roles (now), roles);
  add_missing (text, &names);
  add_added (text, &names);
  names_clear (&names);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
