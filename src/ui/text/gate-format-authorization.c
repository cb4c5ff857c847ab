/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sentences about one authorization. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

#include "gate-access.h"
#include "gate-role.h"
#include "gate-text.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100

static char *
format_n_asked (GateClient *client)
{
  guint n = g_strv_length ((char **) gate_client_get_scopes (client));

  if (n == 0 && gate_unread_describe_asked (client) != NULL)
    return g_strdup (_ ("Asks for unknown scopes"));
  if (gate_unread_describe_asked (client) != NULL)
    /* Translators: %'u is the number of scopes that could be read of those that a pending
     * application asks for. */
    return g_strdup_printf (ngettext ("Asks for at least %'u scope",
                                      "Asks for at least %'u scopes", n), n);
  /* Translators: %'u is the number of scopes that a pending application asks for. */
  return g_strdup_printf (ngettext ("Asks for %'u scope", "Asks for %'u scopes", n), n);
}

/* The number of scopes of a pending request, and its age if the date is known. */
static char *
format_asked (GateAuthorization *authorization,
              GDateTime         *now)
{
  GDateTime *since = gate_authorization_get_date_created (authorization);
  g_autofree char *asked = format_n_asked (gate_authorization_get_client (authorization));
  g_autofree char *age = since != NULL ? gate_format_age (since, now) : NULL;

  if (age == NULL)
    return g_steal_pointer (&asked);
  /* Translators: the first %s is e.g. “Asks for 3 scopes”, the second how long ago it was, e.g.
   * “2 h ago”. */
  return g_strdup_printf (C_ ("request", "%s · %s"), asked, age);
}

static gboolean
all_read_only (const char *const *scopes)
{
  for (guint i = 0; scopes[i] != NULL; i++)
    if (gate_scope_access_of (scopes[i]) != GATE_SCOPE_READ)
      return FALSE;
  return scopes[0] != NULL;
}

static char *
format_n_roles (const char *const *roles)
{
  guint n = g_strv_length ((char **) roles);

  /* Translators: %'u is the number of roles that may use an application. */
  return g_strdup_printf (ngettext ("%'u role", "%'u roles", n), n);
}

/**
 * gate_format_known_count:
 * @n: the number of entries that were read
 * @knowledge: whether the list was read completely
 *
 * Returns: (transfer full): the number; “12+” for a list that was read partly, “?” for an unread
 *   one
 */
char *
gate_format_known_count (guint         n,
                         GateKnowledge knowledge)
{
  g_autofree char *number = gate_format_count (n);

  switch (knowledge)
    {
    case GATE_KNOWLEDGE_NONE:
    case GATE_KNOWLEDGE_NOT_TOLD:
      return g_strdup (C_ ("count that is not known", "?"));
    case GATE_KNOWLEDGE_PARTIAL:
      /* Translators: %s is a number; the real number may be higher. */
      return g_strdup_printf (C_ ("count", "%s+"), number);
    case GATE_KNOWLEDGE_COMPLETE:
    default:
      return g_steal_pointer (&number);
    }
}

/**
 * gate_format_at_least:
 * @number: a number and a noun, e.g. “25 applications”
 * @knowledge: whether the list was read completely
 *
 * Returns: (transfer full): @number for a complete list, else “At least” with @number
 */
char *
gate_format_at_least (const char   *number,
                      GateKnowledge knowledge)
{
  if (knowledge == GATE_KNOWLEDGE_COMPLETE)
    return g_strdup (number);
  /* Translators: %s is a number and a noun, e.g. “25 applications”. */
  return g_strdup_printf (_ ("At least %s"), number);
}

/**
 * gate_format_n_roles:
 * @authorization: an authorization
 * @is_short: whether the text stands beside the word “Roles”
 *
 * Returns: (transfer full): the number of its roles, “All Roles” if all people have access, or a
 *   clause about roles that could not be read
 */
char *
gate_format_n_roles (GateAuthorization *authorization,
                     gboolean           is_short)
{
  GateKnowledge knowledge = gate_authorization_get_roles_knowledge (authorization);
  const char *const *roles = gate_authorization_get_roles (authorization);

  if (gate_access_is_open (authorization))
    return g_strdup (is_short ? C_ ("roles", "All") : _ ("All Roles"));
  if (is_short)
    return gate_format_known_count (g_strv_length ((char **) roles), knowledge);
  if (knowledge != GATE_KNOWLEDGE_COMPLETE)
    return gate_unread_describe (authorization);
  return format_n_roles (roles);
}

/* A state that we do not know may give access or none. */
static char *
format_no_access (GateAuthorizationState state)
{
  return g_strdup (state == GATE_AUTHORIZATION_OTHER ? _ ("Access not known") : _ ("No access"));
}

/**
 * gate_format_row_subtitle:
 * @authorization: an authorization
 * @now: the present time
 *
 * Returns: (transfer full): the second line of the row of @authorization
 */
char *
gate_format_row_subtitle (GateAuthorization *authorization,
                          GDateTime         *now)
{
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  const char *const *scopes = gate_authorization_get_scopes (authorization);
  const char *const *roles = gate_authorization_get_roles (authorization);
  guint n = g_strv_length ((char **) scopes);

  if (!gate_authorization_is_complete (authorization))
    return g_strdup (gate_unread_describe_what (authorization));
  if (gate_client_acts_alone (gate_authorization_get_client (authorization)))
    return gate_format_acts_as (gate_authorization_get_client (authorization),
                                state == GATE_AUTHORIZATION_AUTHORIZED);
  if (state == GATE_AUTHORIZATION_REQUESTED)
    return format_asked (authorization, now);
  if (gate_authorization_is_built_in (authorization))
    {
      if (state != GATE_AUTHORIZATION_AUTHORIZED)
        return format_no_access (state);
      if (gate_access_is_open (authorization))
        return g_strdup (_ ("All Roles"));
      return format_n_roles (roles);
    }
  if (all_read_only (scopes))
    /* Translators: %'u is a number of scopes, none of which can change data. */
    return g_strdup_printf (ngettext ("%'u scope · read-only", "%'u scopes · read-only", n), n);
  return gate_format_n_scopes (n);
}

/* The accessible name of the row: its whole content, because a screen reader reads only that. */
char *
gate_format_row_name (GateAuthorization *authorization,
                      const char        *subtitle)
{
  g_autofree char *name = gate_format_unmistakable_name (authorization);
  g_autofree char *state = gate_format_decided_state (authorization);

  if (gate_authorization_get_problem (authorization) != NULL)
    /* Translators: a screen reader reads this for a row: name, state, second line of the row. */
    return g_strdup_printf (_ ("%s, %s, %s, Not read completely"), name, state, subtitle);
  /* Translators: a screen reader reads this for a row: name, state, second line of the row. */
  return g_strdup_printf (_ ("%s, %s, %s"), name, state, subtitle);
}

static char *
format_by_whom (GateAuthorizationState state,
                const char            *who,
                const char            *when)
{
  switch (state)
    {
    case GATE_AUTHORIZATION_AUTHORIZED:
      /* Translators: %s are a person and a date. */
      return g_strdup_printf (_ ("approved by %s, %s"), who, when);
    case GATE_AUTHORIZATION_REVOKED:
      /* Translators: %s are a person and a date. */
      return g_strdup_printf (_ ("revoked by %s, %s"), who, when);
    case GATE_AUTHORIZATION_REQUESTED:
      /* Translators: %s are a person and a date. */
      return g_strdup_printf (_ ("requested by %s, %s"), who, when);
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      /* Translators: %s are a person and a date. */
      return g_strdup_printf (_ ("changed by %s, %s"), who, when);
    }
}

static char *
format_since (GateAuthorizationState state,
              const char            *when)
{
  switch (state)
    {
    case GATE_AUTHORIZATION_AUTHORIZED:
      /* Translators: %s is a date. */
      return g_strdup_printf (_ ("approved %s"), when);
    case GATE_AUTHORIZATION_REVOKED:
      /* Translators: %s is a date. */
      return g_strdup_printf (_ ("revoked %s"), when);
    case GATE_AUTHORIZATION_REQUESTED:
      /* Translators: %s is a date. */
      return g_strdup_printf (_ ("requested %s"), when);
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      /* Translators: %s is a date. */
      return g_strdup_printf (_ ("changed %s"), when);
    }
}

/**
 * gate_format_decision:
 * @authorization: an authorization
 *
 * Returns: (transfer full): the kind of client, and the person and date of the last decision if
 *   they are known
 */
char *
gate_format_decision (GateAuthorization *authorization)
{
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  GateClient *client = gate_authorization_get_client (authorization);
  GDateTime *date = gate_authorization_get_date_modified (authorization);
  const char *name = gate_authorization_get_modified_by_name (authorization);
  g_autofree char *kind = NULL;
  g_autofree char *when = NULL;
  g_autofree char *who = NULL;
  g_autofree char *decision = NULL;

  if (gate_authorization_is_built_in (authorization))
    kind = gate_format_owner (GATE_OWNER_BUILT_IN);
  else if (gate_client_acts_alone (client))
    kind = gate_format_acts_as (client, state == GATE_AUTHORIZATION_AUTHORIZED);
  else
    kind = gate_client_describe_grant_type (client);
  /* The person who created it did not revoke it, nor change it when the answer names another. */
  if (date == NULL && name == NULL && state != GATE_AUTHORIZATION_REVOKED &&
      gate_authorization_get_modified_by_id (authorization) == NULL)
    {
      date = gate_authorization_get_date_created (authorization);
      name = gate_authorization_get_created_by_name (authorization);
    }
  if (date == NULL)
    return g_steal_pointer (&kind);
  when = gate_format_date (date);
  who = name != NULL ? gate_text_for_display (name, MAX_NAME_CHARS) : NULL;
  if (who != NULL && *who != '\0')
    decision = format_by_whom (state, who, when);
  else
    decision = format_since (state, when);
  return g_strdup_printf ("%s · %s", kind, decision);
}

static GateRole *
find_role (GListModel *roles,
           const char *id)
{
  for (guint i = 0; roles != NULL && i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GateRole) role = g_list_model_get_item (roles, i);

      if (g_strcmp0 (gate_role_get_id (role), id) == 0)
        return g_steal_pointer (&role);
    }
  return NULL;
}

/**
 * gate_format_roles:
 * @authorization: an authorization
 * @roles: (nullable): the loaded roles of the organization
 *
 * Returns: (transfer full): the roles with access, one per line, “All Roles” or “No access”; a last
 *   line tells about roles that could not be read
 */
char *
gate_format_roles (GateAuthorization *authorization,
                   GListModel        *roles)
{
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  const char *const *ids = gate_authorization_get_roles (authorization);
  g_autoptr (GString) text = g_string_new (NULL);

  if (state != GATE_AUTHORIZATION_AUTHORIZED)
    return format_no_access (state);
  if (gate_client_acts_alone (gate_authorization_get_client (authorization)))
    return g_strdup (_ ("It works on its own: nobody signs in to it"));
  if (gate_access_is_open (authorization))
    return g_strdup (_ ("All Roles"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GateRole) role = find_role (roles, ids[i]);
      const char *name = role != NULL ? gate_role_get_name (role) : NULL;
      g_autofree char *shown = gate_text_for_display (name != NULL ? name : ids[i], MAX_NAME_CHARS);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, shown);
    }
  if (gate_authorization_get_roles_knowledge (authorization) != GATE_KNOWLEDGE_COMPLETE)
    g_string_append_printf (text,
                            "%s%s",
                            text->len > 0 ? "\n" : "",
                            gate_unread_describe_what (authorization));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gate_format_request:
 * @organization: (nullable): the name of the organization
 * @person: (nullable): the name of the person who asks
 * @permission: the missing permission, as the API writes it
 *
 * Returns: (transfer full): a message that the person can send to an administrator
 */
char *
gate_format_request (const char *organization,
                     const char *person,
                     const char *permission)
{
  g_autofree char *shown = gate_format_permission (permission);
  g_autofree char *who = gate_text_for_display (person, MAX_NAME_CHARS);
  g_autofree char *where = gate_text_for_display (organization, MAX_NAME_CHARS);

  if (*who == '\0' || *where == '\0')
    /* Translators: %1$s is the name of a permission, %2$s the same permission as the API writes
     * it. */
    return g_strdup_printf (
        _ ("To use the application Gatehouse I need the permission %1$s (%2$s). "
           "Please give me a role with this permission, or approve the "
           "application yourself."),
        shown,
        permission);
  /* Translators: %1$s is a person, %2$s an organization, %3$s the name of a permission, %4$s the
   * same permission as the API writes it. */
  return g_strdup_printf (
      _ ("%1$s asks an administrator of %2$s: to use the application Gatehouse, "
         "the permission %3$s (%4$s) is required. Please give %1$s a role with "
         "this permission, or approve the application yourself."),
      who,
      where,
      shown,
      permission);
}
