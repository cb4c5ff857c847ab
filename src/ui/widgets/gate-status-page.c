/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-status-page.h"

/**
 * gate_status_page_set_text:
 * @page: a status page
 * @text: (nullable): the description, as plain text
 *
 * Escapes @text, because a status page reads its description as markup.
 */
void
gate_status_page_set_text (AdwStatusPage *page,
                           const char    *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_description (page, markup);
}
