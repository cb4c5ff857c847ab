/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint gate_idle_add     (guint          delay_ms,
                         GSourceFunc    callback,
                         gpointer       user_data,
                         GDestroyNotify destroy);
void  gate_idle_discard (GPtrArray     *items);

G_END_DECLS
