/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The time that a secret stays in the clipboard. */
#define GATE_CLIPBOARD_SECRET_MS (60 * 1000)

void gate_clipboard_secret (GtkWidget  *widget,
                            const char *secret,
                            guint       clear_after_ms);

G_END_DECLS
