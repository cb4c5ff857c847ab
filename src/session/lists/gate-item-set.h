/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Owns objects by ID, in the order in which they were added. */
typedef struct _GateItemSet GateItemSet;

GateItemSet *gate_item_set_new     (void);
void         gate_item_set_free    (GateItemSet *self);
gboolean     gate_item_set_add     (GateItemSet *self,
                                    const char  *id,
                                    gpointer     item);
gpointer     gate_item_set_lookup  (GateItemSet *self,
                                    const char  *id);
GPtrArray   *gate_item_set_peek    (GateItemSet *self);
void         gate_item_set_discard (GateItemSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateItemSet, gate_item_set_free)

G_END_DECLS
