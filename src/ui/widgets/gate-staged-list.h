/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel that shows another one in stages: the first screen of it at once, then a few items
 * more whenever the main loop has nothing better to do, then all of them. */
#define GATE_TYPE_STAGED_LIST (gate_staged_list_get_type ())
G_DECLARE_FINAL_TYPE (GateStagedList, gate_staged_list, GATE, STAGED_LIST, GObject)

GateStagedList *gate_staged_list_new       (void);
void            gate_staged_list_set_model (GateStagedList *self,
                                            GListModel     *model);
void            gate_staged_list_show_all  (GateStagedList *self);
void            gate_staged_list_set_begins_anew (GateStagedList *self,
                                                  gboolean        begins_anew);

G_END_DECLS
