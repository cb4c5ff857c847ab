/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json-list-splitter.h"

G_BEGIN_DECLS

#define GATE_JSON_MAX_DEPTH 32
#define GATE_JSON_MAX_LIST_BYTES ((gsize) 256 * 1024 * 1024)
#define GATE_JSON_MAX_MEMBERS 100000   /* of an entity or a document, elements of arrays included */

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
