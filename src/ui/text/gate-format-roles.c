/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format-roles.h"

#include <glib/gi18n-lib.h>

/* N as the type of ngettext() and %'u; no organization has more people than that. */
static guint
narrow (gint64 n)
{
  return (guint) CLAMP (n, 0, G_MAXINT);
}

/**
 * gate_format_roles_number:
 * @people: a number of people
 *
 * The number has no sign, because the caption already tells whether the people gain or lose access.
 *
 * Returns: (transfer full): the large number above gate_format_roles_caption()
 */
char *
gate_format_roles_number (GateHeadcount people)
{
  guint n = narrow (people.n_people);

  switch (people.kind)
    {
    case GATE_HEADCOUNT_EXACT:
      return g_strdup_printf ("%'u", n);
    case GATE_HEADCOUNT_AT_MOST:
      /* Translators: %'u is a number of people; a large text of its own. */
      return g_strdup_printf (C_ ("people", "at most %'u"), n);
    case GATE_HEADCOUNT_AT_LEAST:
      /* Translators: %'u is a number of people; a large text of its own. */
      return g_strdup_printf (C_ ("people", "at least %'u"), n);
    case GATE_HEADCOUNT_UNKNOWN:
    default:
      return g_strdup (C_ ("number of people is not known", "?"));
    }
}

char *
gate_format_roles_caption (GateHeadcount people,
                           GateRolesSide side,
                           const char   *name)
{
  guint n = people.kind == GATE_HEADCOUNT_UNKNOWN ? 2 : narrow (people.n_people);

  switch (side)
    {
    case GATE_ROLES_GAIN:
      /* Translators: the text below a number of people. */
      return g_strdup (
          ngettext ("person gains access when you save", "people gain access when you save", n));
    case GATE_ROLES_LOSE:
      /* Translators: the text below a number of people. */
      return g_strdup (
          ngettext ("person loses access when you save", "people lose access when you save", n));
    case GATE_ROLES_CAN_USE:
    default:
      /* Translators: the text below a number of people; %s is the name of an application. */
      return g_strdup_printf (ngettext ("person can use %s", "people can use %s", n), name);
    }
}

/* The number of people in words; empty if it is unknown. */
char *
gate_format_roles_people (GateHeadcount people)
{
  guint n = narrow (people.n_people);

  switch (people.kind)
    {
    case GATE_HEADCOUNT_EXACT:
      return g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
    case GATE_HEADCOUNT_AT_MOST:
      return g_strdup_printf (ngettext ("at most %'u person", "at most %'u people", n), n);
    case GATE_HEADCOUNT_AT_LEAST:
      return g_strdup_printf (ngettext ("at least %'u person", "at least %'u people", n), n);
    case GATE_HEADCOUNT_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

/**
 * gate_format_roles_people_apart:
 * @people: the number of active people
 * @n_inactive: the number of inactive people, -1 if it is unknown
 *
 * Returns: (transfer full): the number of people in words, with the inactive people counted apart,
 *   because they cannot sign in; empty if @people is unknown
 */
char *
gate_format_roles_people_apart (GateHeadcount people,
                                gint64        n_inactive)
{
  g_autofree char *active = gate_format_roles_people (people);
  g_autofree char *inactive = NULL;
  guint n = narrow (n_inactive);

  if (*active == '\0' || n == 0)
    return g_steal_pointer (&active);
  /* Translators: %'u is a number of people who cannot sign in, because they are not active. */
  inactive = g_strdup_printf (ngettext ("%'u inactive", "%'u inactive", n), n);
  /* Translators: a number of active people, then of people who are not active: “63 people · 2
   * inactive”. */
  return g_strdup_printf (C_ ("people", "%s · %s"), active, inactive);
}

/* The number of people with ROLE in words; empty if it is unknown. The organization has N_ALL
 * active people, -1 if that is unknown. */
char *
gate_format_roles_role_people (GateRole *role,
                               gint64    n_all)
{
  GateHeadcount people = gate_headcount_of_role (role, n_all);

  /* Only an exact count leaves the inactive people out; an upper bound includes them. */
  return gate_format_roles_people_apart (people,
                                         people.kind == GATE_HEADCOUNT_EXACT ?
                                            gate_role_get_n_inactive (role) :
                                            -1);
}

/**
 * gate_format_roles_subtitle:
 * @role: a role
 * @apart: (nullable): a text that tells the role from others of the same name
 *
 * Returns: (transfer full): the text below the name of the role: its description, and @apart unless
 *   the description begins with it
 */
char *
gate_format_roles_subtitle (GateRole   *role,
                            const char *apart)
{
  g_autofree char *description = NULL;

  g_object_get (role, "description", &description, NULL);
  if (apart == NULL || g_str_has_prefix (description, apart))
    return g_steal_pointer (&description);
  if (*description == '\0')
    return g_strdup (apart);
  /* Translators: the description of a role, then its ID. */
  return g_strdup_printf (C_ ("role", "%s · %s"), description, apart);
}

char *
gate_format_roles_n_roles (GateEdit *edit)
{
  if (gate_edit_is_open_to_all (edit))
    return g_strdup (C_ ("roles", "All"));
  return g_strdup_printf ("%'u", g_strv_length ((char **) gate_edit_get_roles (edit)));
}

char *
gate_format_roles_n_roles_caption (GateEdit *edit)
{
  guint n = g_strv_length ((char **) gate_edit_get_roles (edit));

  if (gate_edit_is_open_to_all (edit))
    n = 2;
  /* Translators: the text below a number of roles, or below “All”. */
  return g_strdup (ngettext ("role has access", "roles have access", n));
}

/**
 * gate_format_roles_you:
 * @edit: an edit
 * @person: (nullable): the signed-in person
 *
 * Returns: (transfer none): a sentence about the access of @person after the edit; empty without a
 *   person
 */
const char *
gate_format_roles_you (GateEdit   *edit,
                       GatePerson *person)
{
  gboolean had;
  gboolean will_have;

  if (person == NULL)
    return "";
  had = gate_headcount_had (edit, person);
  will_have = gate_headcount_will_have (edit, person);
  if (had && !will_have)
    return _ ("You lose access yourself when you save.");
  if (!had && will_have)
    return _ ("You gain access yourself when you save.");
  return had ? _ ("You are one of them.") : _ ("You are not one of them.");
}

/**
 * gate_format_roles_chosen:
 * @n_chosen: the number of ticked roles
 * @people: the number of people with at least one of them
 *
 * Returns: (transfer full): the line below the list of GateAddRolesDialog
 */
char *
gate_format_roles_chosen (guint         n_chosen,
                          GateHeadcount people)
{
  g_autofree char *roles = NULL;
  g_autofree char *those = gate_format_roles_people (people);

  if (n_chosen == 0)
    return g_strdup (_ ("No roles chosen"));
  roles = g_strdup_printf (ngettext ("%'u role chosen", "%'u roles chosen", n_chosen), n_chosen);
  if (*those == '\0')
    return g_steal_pointer (&roles);
  /* Translators: the number of chosen roles, then the number of people with them. */
  return g_strdup_printf (C_ ("roles", "%s · %s"), roles, those);
}
