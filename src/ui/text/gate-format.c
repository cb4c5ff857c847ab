/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The sentences that the views make from data. These functions use no widgets, so that tests of
 * them need no display. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

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
 * @state_name: (nullable): the state as the API writes it
 *
 * Returns: (transfer full): the word for a chip; an unknown state as the API writes it
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
 * Returns: (transfer none) (nullable): the style class of its chip, %NULL for a plain chip
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

char *
gate_format_n_applications (guint n)
{
  if (n == 0)
    return g_strdup (_ ("No applications"));
  /* Translators: %'u is a number of applications. */
  return g_strdup_printf (ngettext ("%'u application", "%'u applications", n), n);
}

/**
 * gate_format_age:
 * @then: a moment
 * @now: the present time
 *
 * Returns: (transfer full): the age of @then in few letters; after a week, the date
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

/* The time, e.g. “14:05”; with the date if DATE is not today. */
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
 * @lifetime_s: the lifetime of an access token, in seconds; 0 or less = unknown
 *
 * Returns: (transfer full) (nullable): the lifetime in the largest unit that divides it; %NULL if
 *   it is unknown
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
 * gate_format_countdown:
 * @seconds: a time
 *
 * Returns: (transfer full): minutes and seconds, such as “4:38”
 */
char *
gate_format_countdown (guint seconds)
{
  /* Translators: minutes and seconds that are left. */
  return g_strdup_printf (C_ ("time", "%u:%02u"), seconds / 60, seconds % 60);
}

/**
 * gate_format_minutes_left:
 * @seconds: a time
 *
 * Returns: (transfer full): how long is waited at most
 */
char *
gate_format_minutes_left (guint seconds)
{
  guint minutes = (seconds + 59) / 60;

  return g_strdup_printf (ngettext ("Waiting for %u more minute", "Waiting for %u more minutes",
                                    minutes),
                          minutes);
}

/**
 * gate_format_permission:
 * @permission: a permission as the API writes it, e.g. `oauth:client:authorize`
 *
 * Returns: (transfer full): the permission as the administration pages write it, e.g. “OAuth ›
 *   Client › Authorize” (Genesys help pages, permission names)
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

gboolean
gate_format_is_set (gpointer    object,
                    const char *text)
{
  return text != NULL && *text != '\0';
}

void
gate_format_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, gate_format_is_set);
}
