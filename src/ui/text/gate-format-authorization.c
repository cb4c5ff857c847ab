/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The sentences that are about one authorization. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

#include "gate-access.h"
#include "gate-role.h"
#include "gate-text.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100

/* What a pending request asks for, and since when. */
static char *
format_asked (GateAuthorization *authorization,
              GDateTime         *now)
{
  GateClient *client = gate_authorization_get_client (authorization);
  GDateTime *since = gate_authorization_get_date_created (authorization);
  guint n = g_strv_length ((char **) gate_client_get_scopes (client));
  g_autofree char *age = since != NULL ? gate_format_age (since, now) : NULL;

  if (age == NULL)
    /* Translators: %'u is the number of scopes that a pending application asks for. */
    return g_strdup_printf (ngettext ("Asks for %'u scope", "Asks for %'u scopes", n), n);
  /* Translators: %'u is a number of scopes, %s is how long ago it was, e.g. “2 h ago”. */
  return g_strdup_printf (ngettext ("Asks for %'u scope · %s", "Asks for %'u scopes · %s", n),
                          n,
                          age);
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
 * @n: how many entries of a list are there
 * @knowledge: how much of the list could be read
 *
 * Returns: (transfer full): the number; “12+” where there are more, “?” where it is not known
 */
char *
gate_format_known_count (guint         n,
                         GateKnowledge knowledge)
{
  g_autofree char *number = gate_format_count (n);

  switch (knowledge)
    {
    case GATE_KNOWLEDGE_NONE:
      return g_strdup (C_ ("count that is not known", "?"));
    case GATE_KNOWLEDGE_PARTIAL:
      /* Translators: %s is a number; there are more than that. */
      return g_strdup_printf (C_ ("count", "%s+"), number);
    case GATE_KNOWLEDGE_COMPLETE:
    default:
      return g_steal_pointer (&number);
    }
}

/**
 * gate_format_at_least:
 * @number: a number and a noun
 * @knowledge: how much of the list could be read
 *
 * Returns: (transfer full): that there are at least as many, unless the list is complete
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
 * @is_short: whether it stands beside the word “Roles”
 *
 * Returns: (transfer full): how many roles it lists, and what it means that it lists none
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

/**
 * gate_format_row_subtitle:
 * @authorization: an authorization
 * @now: the present
 *
 * Returns: (transfer full): the second line of its row
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
        return g_strdup (_ ("No access"));
      if (gate_access_is_open (authorization))
        return g_strdup (_ ("All Roles"));
      return format_n_roles (roles);
    }
  if (all_read_only (scopes))
    /* Translators: %'u is a number of scopes, none of which can change data. */
    return g_strdup_printf (ngettext ("%'u scope · read-only", "%'u scopes · read-only", n), n);
  return gate_format_n_scopes (n);
}

/* The whole row as one sentence for a screen reader. */
char *
gate_format_row_name (GateAuthorization *authorization,
                      const char        *subtitle)
{
  g_autofree char *state = gate_format_state (gate_authorization_get_state (authorization),
                                              gate_authorization_get_state_name (authorization));

  if (gate_authorization_get_problem (authorization) != NULL)
    /* Translators: what a screen reader says for a row: name, state, second line of the row. */
    return g_strdup_printf (_ ("%s, %s, %s, Not read completely"),
                            gate_authorization_get_name (authorization),
                            state,
                            subtitle);
  /* Translators: what a screen reader says for a row: name, state, second line of the row. */
  return g_strdup_printf (_ ("%s, %s, %s"),
                          gate_authorization_get_name (authorization),
                          state,
                          subtitle);
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
 * Returns: (transfer full): what kind of client it is, who decided and when, as far as known
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
  if (date == NULL)
    date = gate_authorization_get_date_created (authorization);
  if (name == NULL)
    name = gate_authorization_get_created_by_name (authorization);
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
 * @roles: (nullable): the roles of the organization, as far as known
 *
 * Returns: (transfer full): who may use it: one role per line, “All Roles” or “No access”, and
 *   that there may be others where the roles could not be read
 */
char *
gate_format_roles (GateAuthorization *authorization,
                   GListModel        *roles)
{
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  const char *const *ids = gate_authorization_get_roles (authorization);
  g_autoptr (GString) text = g_string_new (NULL);

  if (state != GATE_AUTHORIZATION_AUTHORIZED)
    return g_strdup (_ ("No access"));
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
 * @person: (nullable): who asks
 * @permission: the permission that is missing, as the API writes it
 *
 * Returns: (transfer full): a sentence to be sent to an administrator
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
    /* Translators: %1$s is a permission for people, %2$s the same as the API writes it. */
    return g_strdup_printf (
        _ ("To use the application Gatehouse I need the permission %1$s (%2$s). "
           "Please give me a role with this permission, or approve the "
           "application yourself."),
        shown,
        permission);
  /* Translators: %1$s is a person, %2$s an organization, %3$s a permission for people, %4$s the
   * same as the API writes it. */
  return g_strdup_printf (
      _ ("%1$s asks an administrator of %2$s: to use the application Gatehouse, "
         "the permission %3$s (%4$s) is required. Please give %1$s a role with "
         "this permission, or approve the application yourself."),
      who,
      where,
      shown,
      permission);
}
