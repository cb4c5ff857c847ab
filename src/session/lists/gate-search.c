/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-search.h"

#include "gate-authorization.h"

#include <string.h>

/**
 * gate_search_split:
 * @text: the typed text, valid UTF-8
 *
 * Returns: (transfer full): its words, folded
 */
char **
gate_search_split (const char *text)
{
  g_autofree char *folded = gate_authorization_fold_for_search (text);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  for (char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/**
 * gate_search_matches:
 * @words: the words from gate_search_split()
 * @folded: a text folded in the same way
 *
 * Returns: whether it has every word; also without words
 */
gboolean
gate_search_matches (char      **words,
                     const char *folded)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
