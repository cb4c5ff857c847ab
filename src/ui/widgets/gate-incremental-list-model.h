/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel that shows another one in stages: the first screen of it at once, then a few items
 * more whenever the main loop has nothing better to do, then all of them. */
#define GATE_TYPE_INCREMENTAL_LIST_MODEL (gate_incremental_list_model_get_type ())
G_DECLARE_FINAL_TYPE (GateIncrementalListModel,
                      gate_incremental_list_model,
                      GATE,
                      INCREMENTAL_LIST_MODEL,
                      GObject)

GateIncrementalListModel *gate_incremental_list_model_new             (void);
void                      gate_incremental_list_model_set_model       (GateIncrementalListModel *self,
                                                                       GListModel *model);
void                      gate_incremental_list_model_show_all        (GateIncrementalListModel *self);
void                      gate_incremental_list_model_set_begins_anew (GateIncrementalListModel *self,
                                                                       gboolean begins_anew);

G_END_DECLS
