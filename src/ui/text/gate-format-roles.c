/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format-roles.h"

#include <glib/gi18n-lib.h>

/* For plural forms and %'u; no organization has as many people. */
static guint
narrow (gint64 n)
{
  return (guint) CLAMP (n, 0, G_MAXINT);
}

/**
 * gate_format_roles_number:
 * @people: how many
 *
 * The caption says whether they gain or lose; a sign would say it twice (“−57 people lose”).
 *
 * Returns: (transfer full): the number that stands large above gate_format_roles_caption()
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
      /* Translators: a number of people, alone and large. */
      return g_strdup_printf (C_ ("people", "at most %'u"), n);
    case GATE_HEADCOUNT_AT_LEAST:
      /* Translators: a number of people, alone and large. */
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
      /* Translators: stands below a number of people. */
      return g_strdup (
          ngettext ("person gains access when you save", "people gain access when you save", n));
    case GATE_ROLES_LOSE:
      /* Translators: stands below a number of people. */
      return g_strdup (
          ngettext ("person loses access when you save", "people lose access when you save", n));
    case GATE_ROLES_CAN_USE:
    default:
      /* Translators: stands below a number of people; %s is the name of an application. */
      return g_strdup_printf (ngettext ("person can use %s", "people can use %s", n), name);
    }
}

/* A number of people in a sentence; empty when it is not known. */
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
 * @people: how many active people
 * @n_inactive: how many that are not active, -1 when not known
 *
 * Returns: (transfer full): the number of people in a sentence, those who are not active named
 *   apart, because they can use nothing; empty when it is not known
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

/* How many hold a role; empty when it is not known. */
char *
gate_format_roles_role_people (GateRole *role)
{
  GateHeadcount people = gate_headcount_of_role (role);

  /* An upper bound holds everybody already. */
  return gate_format_roles_people_apart (people,
                                         people.kind == GATE_HEADCOUNT_EXACT ?
                                            gate_role_get_n_inactive (role) :
                                            -1);
}

/**
 * gate_format_roles_subtitle:
 * @role: a role
 * @apart: (nullable): what tells it from others of the same name
 *
 * Returns: (transfer full): what stands below its name: its description, and the ID where that is
 *   what tells it apart
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
  /* Translators: stands below a number of roles, or below “All”. */
  return g_strdup (ngettext ("role has access", "roles have access", n));
}

/**
 * gate_format_roles_you:
 * @edit: an edit
 * @person: (nullable): who is signed in
 *
 * Returns: (transfer none): what it means for that person; empty when it is not known
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
 * @n_chosen: how many roles are ticked
 * @people: how many hold one of them
 *
 * Returns: (transfer full): the line below the list of the dialog
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
  /* Translators: how many roles are chosen, how many people hold them. */
  return g_strdup_printf (C_ ("roles", "%s · %s"), roles, those);
}
