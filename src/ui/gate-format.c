/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every sentence that the views make out of facts. Nothing here knows a widget, so all of it is
 * tested without a display. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

#include "gate-access.h"
#include "gate-role.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define DAY_S (24 * HOUR_S)
#define MAX_STATE_CHARS 30
#define MAX_NAME_CHARS 100

/**
 * gate_format_state:
 * @state: a state
 * @state_name: (nullable): the state as it came
 *
 * Returns: (transfer full): the word for a chip; a state that we do not know is shown as it came
 */
char *
gate_format_state (GateAuthorizationState state,
                   const char            *state_name)
{
  switch (state)
    {
    case GATE_AUTHORIZATION_AUTHORIZED:
      return g_strdup (C_ ("state", "Approved"));
    case GATE_AUTHORIZATION_REQUESTED:
      return g_strdup (C_ ("state", "Pending"));
    case GATE_AUTHORIZATION_REVOKED:
      return g_strdup (C_ ("state", "Revoked"));
    case GATE_AUTHORIZATION_UNAUTHORIZED:
      return g_strdup (C_ ("state", "Not Authorized"));
    case GATE_AUTHORIZATION_OTHER:
    default:
      if (state_name == NULL || *state_name == '\0')
        return g_strdup (C_ ("state", "Unknown state"));
      return gate_text_for_display (state_name, MAX_STATE_CHARS);
    }
}

/**
 * gate_format_state_class:
 * @state: a state
 *
 * Returns: (transfer none) (nullable): the style class of its chip, %NULL for a plain one
 */
const char *
gate_format_state_class (GateAuthorizationState state)
{
  switch (state)
    {
    case GATE_AUTHORIZATION_AUTHORIZED:
      return "approved";
    case GATE_AUTHORIZATION_REQUESTED:
      return "pending";
    case GATE_AUTHORIZATION_REVOKED:
      return "revoked";
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      return NULL;
    }
}

/* A number with the separators of the locale. */
char *
gate_format_count (guint n)
{
  return g_strdup_printf ("%'u", n);
}

char *
gate_format_n_scopes (guint n)
{
  if (n == 0)
    return g_strdup (_ ("No scopes"));
  /* Translators: %'u is a number of scopes. */
  return g_strdup_printf (ngettext ("%'u scope", "%'u scopes", n), n);
}

/**
 * gate_format_age:
 * @then: a moment
 * @now: the present
 *
 * Returns: (transfer full): how long ago that was, in few letters; the date after a week
 */
char *
gate_format_age (GDateTime *then,
                 GDateTime *now)
{
  gint64 age_s = g_date_time_difference (now, then) / G_TIME_SPAN_SECOND;

  if (age_s < MINUTE_S)
    return g_strdup (_ ("just now"));
  if (age_s < HOUR_S)
    /* Translators: %d is a number of minutes; keep it short. */
    return g_strdup_printf (ngettext ("%d min ago", "%d min ago", age_s / MINUTE_S),
                            (int) (age_s / MINUTE_S));
  if (age_s < DAY_S)
    /* Translators: %d is a number of hours; keep it short. */
    return g_strdup_printf (ngettext ("%d h ago", "%d h ago", age_s / HOUR_S),
                            (int) (age_s / HOUR_S));
  if (age_s < 7 * DAY_S)
    /* Translators: %d is a number of days; keep it short. */
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", age_s / DAY_S),
                            (int) (age_s / DAY_S));
  return gate_format_date (then);
}

static char *
format_local (GDateTime  *date,
              const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (date);
  g_autofree char *text = local != NULL ? g_date_time_format (local, format) : NULL;

  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}

/* The day, e.g. “3 March 2026”. */
char *
gate_format_date (GDateTime *date)
{
  /* Translators: a date for g_date_time_format(), e.g. “3 March 2026”. */
  return format_local (date, C_ ("date format", "%-d %B %Y"));
}

char *
gate_format_date_and_time (GDateTime *date)
{
  /* Translators: a date with its time for g_date_time_format(), e.g. “3 March 2026, 14:05”. */
  return format_local (date, C_ ("date format", "%-d %B %Y, %H:%M"));
}

/* “14:05” today, with the date on any other day. */
char *
gate_format_time_of_day (GDateTime *date,
                         GDateTime *now)
{
  g_autoptr (GDateTime) a = g_date_time_to_local (date);
  g_autoptr (GDateTime) b = g_date_time_to_local (now);

  if (a != NULL && b != NULL && g_date_time_get_year (a) == g_date_time_get_year (b) &&
      g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b))
    /* Translators: a time of today for g_date_time_format(), e.g. “14:05”. */
    return format_local (date, C_ ("date format", "%H:%M"));
  return gate_format_date_and_time (date);
}

/**
 * gate_format_lifetime:
 * @lifetime_s: how long an access token lives, in seconds; 0 or less = not known
 *
 * Returns: (transfer full) (nullable): it in the largest unit that holds it without a rest
 */
char *
gate_format_lifetime (gint64 lifetime_s)
{
  if (lifetime_s <= 0 || lifetime_s > G_MAXINT)
    return NULL;
  if (lifetime_s % HOUR_S == 0)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", lifetime_s / HOUR_S),
                            (int) (lifetime_s / HOUR_S));
  if (lifetime_s % MINUTE_S == 0)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", lifetime_s / MINUTE_S),
                            (int) (lifetime_s / MINUTE_S));
  return g_strdup_printf (ngettext ("%d second", "%d seconds", lifetime_s), (int) lifetime_s);
}

char *
gate_format_owner (GateClientOwner owner)
{
  switch (owner)
    {
    case GATE_OWNER_SELF:
      return g_strdup (_ ("One of this organization’s clients"));
    case GATE_OWNER_BUILT_IN:
      return g_strdup (_ ("Built-in client"));
    case GATE_OWNER_FOREIGN:
      return g_strdup (_ ("Not one of this organization’s clients"));
    case GATE_OWNER_UNKNOWN:
    default:
      return g_strdup (_ ("Owner unknown"));
    }
}

/**
 * gate_format_permission:
 * @permission: a permission as the API writes it, e.g. `oauth:client:authorize`
 *
 * Returns: (transfer full): it as the administration pages write it, e.g. “OAuth › Client ›
 *   Authorize” (Genesys help pages, permission names)
 */
char *
gate_format_permission (const char *permission)
{
  g_auto (GStrv) parts = g_strsplit (permission, ":", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, " › ");
      if (strcmp (parts[i], "oauth") == 0)
        g_string_append (text, "OAuth");
      else if (parts[i][0] != '\0')
        {
          g_string_append_c (text, g_ascii_toupper (parts[i][0]));
          g_string_append (text, parts[i] + 1);
        }
    }
  return gate_text_for_display (text->str, MAX_NAME_CHARS);
}

char *
gate_format_loading (guint n_loaded)
{
  if (n_loaded == 0)
    return g_strdup (_ ("Loading…"));
  /* Translators: %'u is a number of applications so far. */
  return g_strdup_printf (
      ngettext ("Loading… %'u application", "Loading… %'u applications", n_loaded),
      n_loaded);
}

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

  if (state == GATE_AUTHORIZATION_REQUESTED)
    return format_asked (authorization, now);
  if (gate_authorization_is_built_in (authorization))
    {
      if (state != GATE_AUTHORIZATION_AUTHORIZED)
        return g_strdup (_ ("No access"));
      if (gate_access_is_open_to_all (state, roles))
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
  else
    kind = gate_grant_type_describe (gate_client_get_grant_type (client));
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
 * Returns: (transfer full): who may use it: one role per line, “All Roles” or “No access”
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
  if (gate_access_is_open_to_all (state, ids))
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

gboolean
gate_format_is_set (gpointer    object,
                    const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
gate_format_not (gpointer object,
                 gboolean value)
{
  return !value;
}

char *
gate_format_count_closure (gpointer object,
                           guint    n)
{
  return gate_format_count (n);
}

char *
gate_format_loading_closure (gpointer object,
                             guint    n_loaded)
{
  return gate_format_loading (n_loaded);
}

void
gate_format_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, gate_format_is_set);
  gtk_widget_class_bind_template_callback (widget_class, gate_format_not);
  gtk_widget_class_bind_template_callback (widget_class, gate_format_count_closure);
  gtk_widget_class_bind_template_callback (widget_class, gate_format_loading_closure);
}
