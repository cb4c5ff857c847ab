/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-title-lines.h"

/* So many letters are wider than an ellipsis, whichever they are. */
#define MIN_CHARS 8

/**
 * gate_title_lines_set:
 * @row: a row that has its title
 * @n_lines: the most lines of a long title; the rest is an ellipsis
 *
 * GTK 4.8 warns of a label that may be cut and whose text is narrower than the ellipsis: its
 * natural width is less than its minimum. So a title that is too short to be cut cannot be.
 */
void
gate_title_lines_set (AdwActionRow *row,
                      int           n_lines)
{
  const char *title;

  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  adw_action_row_set_title_lines (row, g_utf8_strlen (title, -1) < MIN_CHARS ? 0 : n_lines);
}
