/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-display-name.h"

#include "gate-text.h"

#define MAX_CHARS 100

/* Letters and symbols that are drawn as nothing: Hangul fillers and the blank Braille pattern. */
static gboolean
is_visible (gunichar c)
{
  if (c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800 || c == 0xfffd)
    return FALSE;
  return g_unichar_isgraph (c) && !g_unichar_ismark (c) && g_unichar_type (c) != G_UNICODE_FORMAT;
}

/**
 * gate_display_name:
 * @name: (nullable): a name as it came
 * @id: the identifier that stands in for a name of which nothing could be seen
 *
 * Returns: (transfer full): a name that can be shown on one line
 */
char *
gate_display_name (const char *name,
                   const char *id)
{
  g_autofree char *shown = gate_text_for_display (name, MAX_CHARS);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    if (is_visible (g_utf8_get_char (p)))
      return g_steal_pointer (&shown);
  return gate_text_for_display (id, MAX_CHARS);
}
