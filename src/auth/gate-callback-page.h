/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages that the browser shows at the end of a sign-in. No text of the server is in them. */
typedef enum
{
  GATE_CALLBACK_PAGE_TAKEN,
  GATE_CALLBACK_PAGE_REFUSED,
  GATE_CALLBACK_PAGE_EARLIER,
  GATE_CALLBACK_PAGE_NOTHING,
} GateCallbackPage;

GBytes   *gate_callback_page_new          (guint             status,
                                           GateCallbackPage  page);
GBytes   *gate_callback_page_new_redirect (GateCallbackPage  page);
gboolean  gate_callback_page_find         (const char       *path,
                                           GateCallbackPage *page);

G_END_DECLS
