/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gate_a11y_visibility_watch_below (GtkWidget *root);

G_END_DECLS
