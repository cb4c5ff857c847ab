/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_JSON_MAX_DEPTH 32
#define GATE_JSON_MAX_ENTITY_BYTES (64 * 1024)
#define GATE_JSON_MAX_DOCUMENT_BYTES (1024 * 1024)
#define GATE_JSON_MAX_LIST_BYTES ((gsize) 256 * 1024 * 1024)
#define GATE_JSON_MAX_MEMBERS 100000   /* of an entity or a document, elements of arrays included */
#define GATE_JSON_MAX_ENTITIES 1000000 /* of a list */

typedef struct _GateJsonScan GateJsonScan;

/* One entity of a list, in the order of arrival. TEXT is not terminated and valid during the call;
 * it is NULL for one that was over GATE_JSON_MAX_ENTITY_BYTES, which was checked but not kept.
 * FALSE with an error stops the scan. The scan may be neither fed nor freed in the call. */
typedef gboolean (*GateJsonEntityFunc) (const char *text,
                                        gsize       length,
                                        guint       index,
                                        gpointer    user_data,
                                        GError    **error);

GateJsonScan *gate_json_scan_new          (gsize               max_bytes);
GateJsonScan *gate_json_scan_new_for_list (const char         *member,
                                           gsize               max_bytes,
                                           GateJsonEntityFunc  func,
                                           gpointer            user_data);
void          gate_json_scan_free         (GateJsonScan       *self);
gboolean      gate_json_scan_feed         (GateJsonScan       *self,
                                           const char         *data,
                                           gsize               length,
                                           GError            **error);
gboolean      gate_json_scan_finish       (GateJsonScan       *self,
                                           GError            **error);
char         *gate_json_scan_dup_envelope (GateJsonScan       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonScan, gate_json_scan_free)

G_END_DECLS
