/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-clock.h"
#include "gate-time.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *written; /* what comes out again, NULL where it is no date */
} cases[] = {
  { "2026-03-03T10:15:00Z", "2026-03-03T10:15:00.000Z" },
  { "2026-03-03T10:15:00.250Z", "2026-03-03T10:15:00.250Z" },
  { "2026-03-03T10:15:00.2Z", "2026-03-03T10:15:00.200Z" },
  { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z" },
  { "2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z" },
  { "2026-03-03T10:15:00+02:00", "2026-03-03T08:15:00.000Z" },
  { "2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z" },
  { "2026-03-03T10:15:00-0330", "2026-03-03T13:45:00.000Z" },
  { "9998-12-31T23:59:59Z", "9998-12-31T23:59:59.000Z" },
  { NULL, NULL },
  { "", NULL },
  { "yesterday", NULL },
  { "1772532900", NULL },
  { "1772532900000", NULL },
  { "2026-03-03", NULL },
  { "2026-02-30T10:15:00Z", NULL },
  { "2025-02-29T10:15:00Z", NULL },
  { "2026-13-01T10:15:00Z", NULL },
  { "2026-00-01T10:15:00Z", NULL },
  { "2026-03-03T25:15:00Z", NULL },
  { "2026-03-03T10:61:00Z", NULL },
  { "0000-01-01T00:00:00Z", NULL },
  { "0001-01-01T00:00:00Z", NULL },
  { "1969-12-31T23:59:59Z", NULL },
  { "9999-12-31T23:59:59Z", NULL },
  { "10000-01-01T00:00:00Z", NULL },
  { "+275760-09-13T00:00:00Z", NULL },
  { "-2026-03-03T10:15:00Z", NULL },
  { "2026-03-03T10:15:00", NULL },
  { "2026-03-03T10:15:00+99:99", NULL },
  { "2026-03-03T10:15:00Z junk", NULL },
  { " 2026-03-03T10:15:00Z", NULL },
  { "2026-03-03T10:15:00.0000000000000000000000000000000000000000Z", NULL },
  { "2026-03-03T10:15:00Z\xff", NULL },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = gate_time_parse (cases[i].text);
      g_autofree char *written = time != NULL ? gate_time_format (time) : NULL;

      g_test_message ("%u", i);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

/* A leap second, which no GDateTime can hold, becomes the last second of its minute. */
static void
test_leap_second (void)
{
  g_autoptr (GDateTime) time = gate_time_parse ("2016-12-31T23:59:60Z");
  g_autofree char *written = NULL;

  g_assert_nonnull (time);
  written = gate_time_format (time);
  g_assert_true (g_str_has_prefix (written, "2016-12-31T23:59:59."));
}

static void
test_zones (void)
{
  g_autoptr (GTimeZone) east = g_time_zone_new_identifier ("+14:00");
  g_autoptr (GTimeZone) west = g_time_zone_new_identifier ("-12:00");
  g_autoptr (GDateTime) last = gate_time_parse ("9998-12-31T23:59:59Z");
  g_autoptr (GDateTime) first = gate_time_parse ("1970-01-01T00:00:00Z");
  g_autoptr (GDateTime) last_east = g_date_time_to_timezone (last, east);
  g_autoptr (GDateTime) first_west = g_date_time_to_timezone (first, west);
  g_autofree char *written = NULL;

  g_assert_nonnull (last_east);
  g_assert_nonnull (first_west);
  written = gate_time_format (last_east);
  g_assert_cmpstr (written, ==, "9998-12-31T23:59:59.000Z");
}

static void
test_unix (void)
{
  g_autofree char *zero = gate_time_format_unix (0);
  g_autofree char *some = gate_time_format_unix (1772532900);
  g_autofree char *beyond = gate_time_format_unix (G_MAXINT64);

  g_assert_cmpstr (zero, ==, "1970-01-01T00:00:00.000Z");
  g_assert_cmpstr (some, ==, "2026-03-03T10:15:00.000Z");
  g_assert_cmpstr (beyond, ==, zero);
}

/* It follows the system's clock, is never behind what it said before, and never stands still. */
static void
test_clock (void)
{
  static const struct
  {
    gint64 system_ms;
    gint64 running_ms;
    gint64 time_ms;
  } rows[] = {
    { 1000000, 500, 1000000 },
    { 1000100, 600, 1000100 },
    /* Set back by a quarter of an hour. */
    { 100200, 700, 1000200 },
    { 100300, 800, 1000300 },
    /* Set right again, and a little too far. */
    { 1000900, 1300, 1000900 },
    { 1000850, 1350, 1000950 },
    /* Set forward. */
    { 9000000, 1400, 9000000 },
    { 1001000, 2400, 9001000 },
  };
  GateClock clock = { 0, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gate_clock_read (&clock, rows[i].system_ms, rows[i].running_ms), ==,
                     rows[i].time_ms);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/leap-second", test_leap_second);
  g_test_add_func ("/time/zones", test_zones);
  g_test_add_func ("/time/unix", test_unix);
  g_test_add_func ("/time/clock", test_clock);
  return g_test_run ();
}
