/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gate_live_region_watch (GtkLabel *label);

G_END_DECLS
