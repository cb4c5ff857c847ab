/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Text for logs. A log never has a token, a body, a value of a query or a line break from
 * outside. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-log.h"

#define MAX_LOGGED_CHARS 200

/**
 * gate_log_escape:
 * @text: (nullable): text from outside
 *
 * Returns: (transfer full): the text on one line, escaped and clamped, so that it cannot forge
 *   another line
 */
char *
gate_log_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *head = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1),
                                                           MAX_LOGGED_CHARS));

  return g_strescape (head, NULL);
}

/**
 * gate_log_redact_path:
 * @path_and_query: the path of an address, with its query if it has one
 *
 * Returns: (transfer full): the path for a log; in place of a query it only says that there is one
 */
char *
gate_log_redact_path (const char *path_and_query)
{
  g_auto (GStrv) parts = g_strsplit (path_and_query, "?", 2);
  g_autofree char *path = gate_log_escape (parts[0]);

  return parts[0] != NULL && parts[1] != NULL ? g_strconcat (path, "?…", NULL) :
                                                g_steal_pointer (&path);
}
