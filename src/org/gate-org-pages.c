/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-pages.h"

/**
 * gate_org_pages_answer_error:
 * @call: a call nobody has answered yet
 * @status: an HTTP status
 * @message: what is wrong
 *
 * Answers with a page that leads nowhere.
 */
void
gate_org_pages_answer_error (GateOrgCall *call,
                             guint        status,
                             const char  *message)
{
  g_autofree char *html = g_markup_printf_escaped (
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Gatehouse</title></head>"
      "<body><p>%s</p></body></html>",
      message);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));

  gate_org_call_answer_bytes (call, status, "text/html; charset=utf-8", bytes);
}
