/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel that shows another one in stages: the first screen at once, then a few more items
 * whenever the main loop is idle, and from a limit on all of them. */
#define GATE_TYPE_INCREMENTAL_LIST (gate_incremental_list_get_type ())
G_DECLARE_FINAL_TYPE (GateIncrementalList,
                      gate_incremental_list,
                      GATE,
                      INCREMENTAL_LIST,
                      GObject)

GateIncrementalList *gate_incremental_list_new             (void);
void                 gate_incremental_list_set_model       (GateIncrementalList *self,
                                                            GListModel          *model);
void                 gate_incremental_list_show_all        (GateIncrementalList *self);
void                 gate_incremental_list_set_begins_anew (GateIncrementalList *self,
                                                            gboolean             begins_anew);

G_END_DECLS
