/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-log.h"

#include "gate-log.h"
#include "gate-time.h"

#include <unistd.h>

/* One write per line, so that lines never mix. A log that cannot be written stops no request. */
static void
write_line (GString *line)
{
  gssize written;

  g_string_append_c (line, '\n');
  written = write (STDERR_FILENO, line->str, line->len);
  (void) written;
}

/* Formatting a date costs more than answering: the second is formatted once. */
static void
append_now (GString *line)
{
  static gint64 formatted_s;
  static char *text;
  gint64 now_us = g_get_real_time ();
  gint64 now_s = now_us / G_USEC_PER_SEC;

  if (now_s != formatted_s)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_s);

      g_free (text);
      text = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
      formatted_s = now_s;
    }
  g_string_append_printf (line, "%s.%03dZ ", text, (int) (now_us % G_USEC_PER_SEC / 1000));
}

/**
 * gate_org_log_request:
 * @line: the facts about a request that has been answered
 *
 * Writes who asked what, and how it went. No secret has a place in it: of a query only that there
 * was one, of a token only whose it was.
 */
void
gate_org_log_request (const GateOrgLogLine *line)
{
  g_autoptr (GString) text = g_string_sized_new (256);
  g_autofree char *path = gate_log_escape (line->path);
  gint64 passed_ms = (g_get_monotonic_time () - line->started_us) / 1000;

  append_now (text);
  g_string_append_printf (text, "%s %s%s %u %" G_GINT64_FORMAT "ms id=%s",
                          line->method != NULL ? line->method : "-", path,
                          line->query != NULL ? "?…" : "", line->status, passed_ms,
                          line->correlation_id);
  if (line->client_id != NULL)
    g_string_append_printf (text, " client=%s", line->client_id);
  if (line->person_id != NULL)
    g_string_append_printf (text, " person=%s", line->person_id);
  if (line->reason != NULL)
    g_string_append_printf (text, " (%s)", line->reason);
  write_line (text);
}

/**
 * gate_org_log_note:
 * @format: of a message of ours
 *
 * Writes a line that belongs to no request; text from outside is escaped.
 */
void
gate_org_log_note (const char *format,
                   ...)
{
  g_autoptr (GString) text = g_string_sized_new (256);
  g_autofree char *message = NULL;
  g_autofree char *escaped = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  escaped = gate_log_escape (message);
  append_now (text);
  g_string_append (text, escaped);
  write_line (text);
}
