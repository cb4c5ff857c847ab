/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean gate_focus_child (GtkWidget       *widget,
                           GtkDirectionType direction);

G_END_DECLS
