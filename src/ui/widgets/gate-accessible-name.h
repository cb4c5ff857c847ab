/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gate_set_accessible_name (GtkWidget  *widget,
                               const char *name);
void gate_name_row_and_lists  (GtkWidget  *widget,
                               const char *name);

G_END_DECLS
