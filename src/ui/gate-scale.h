/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int gate_scale_px (GtkWidget *widget,
                   int        px);

G_END_DECLS
