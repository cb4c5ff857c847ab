/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int  gate_text_scale_px           (GtkWidget  *widget,
                                   int         px);
void gate_text_scale_clamps_below (GtkWidget  *root);
void gate_text_scale_dialog       (GtkWindow  *dialog);
int  gate_text_scale_width_beside (GtkLabel  **labels,
                                   guint       n_labels);
void gate_text_scale_put_below    (GtkLabel  **labels,
                                   guint       n_labels,
                                   gboolean    below);

G_END_DECLS
