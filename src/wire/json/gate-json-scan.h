/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json-list-splitter.h"

G_BEGIN_DECLS

#define GATE_JSON_MAX_DEPTH 32
#define GATE_JSON_MAX_LIST_BYTES ((gsize) 256 * 1024 * 1024)
/* What json-glib takes 30 ms for at most: the values of an entity or a document, however deep, and
 * the comparisons in its hash tables, which take as many as there are pairs of names in an object
 * when all of them collide. */
#define GATE_JSON_MAX_VALUES 30000
#define GATE_JSON_MAX_MEMBERS 500 /* of one object */
#define GATE_JSON_MAX_PAIRS 500000

typedef struct _GateJsonScan GateJsonScan;

GateJsonScan *gate_json_scan_new          (gsize                max_bytes);
GateJsonScan *gate_json_scan_new_for_list (const char          *member,
                                           gsize                max_bytes,
                                           GateJsonEntityFunc   func,
                                           gpointer             user_data);
void          gate_json_scan_free         (GateJsonScan        *self);
gboolean      gate_json_scan_feed         (GateJsonScan        *self,
                                           const char          *data,
                                           gsize                length,
                                           GError             **error);
gboolean      gate_json_scan_finish       (GateJsonScan        *self,
                                           GError             **error);
char         *gate_json_scan_dup_envelope (GateJsonScan        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonScan, gate_json_scan_free)

G_END_DECLS
