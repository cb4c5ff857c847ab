/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Dates as the Genesys API writes them: ISO 8601 in UTC, the fraction of a second optional. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-time.h"

#include <string.h>

/* Longer than any date of the contract; keeps a hostile text from being parsed at all. */
#define MAX_DATE_BYTES 40

/* No date of the API is older than 1970. In 9999, the last year of GDateTime, a change of the time
 * zone can leave its range. */
#define MIN_YEAR 1970
#define MAX_YEAR 9998

/**
 * gate_time_parse:
 * @text: (nullable): a date such as `2026-03-03T10:15:00.250Z`
 *
 * A date without a time zone is ambiguous and therefore refused.
 *
 * Returns: (transfer full) (nullable): the date in UTC, or %NULL when the text is not a date
 */
GDateTime *
gate_time_parse (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || strlen (text) > MAX_DATE_BYTES)
    return NULL;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL || g_date_time_get_year (time) < MIN_YEAR ||
      g_date_time_get_year (time) > MAX_YEAR)
    return NULL;
  return g_date_time_to_utc (time);
}

/**
 * gate_time_format:
 * @time: a date
 *
 * Returns: (transfer full): the date in UTC with milliseconds, as the API writes it
 */
char *
gate_time_format (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (utc) / 1000);
}

/**
 * gate_time_format_unix:
 * @time_s: seconds since 1970, UTC
 *
 * Returns: (transfer full): the same as gate_time_format()
 */
char *
gate_time_format_unix (gint64 time_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_s);

  if (time == NULL)
    time = g_date_time_new_from_unix_utc (0);
  return gate_time_format (time);
}
