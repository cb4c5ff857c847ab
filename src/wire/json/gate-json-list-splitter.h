/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_JSON_MAX_ENTITY_BYTES (64 * 1024)
#define GATE_JSON_MAX_DOCUMENT_BYTES (1024 * 1024)
#define GATE_JSON_MAX_ENVELOPE_BYTES (64 * 1024)

/* One entity of a list, in the order of arrival. TEXT is not terminated and valid during the
 * call; it is NULL for an entity over GATE_JSON_MAX_ENTITY_BYTES, which is checked but not kept.
 * Returning FALSE with an error stops the scan. The function must neither feed nor free the
 * scan. */
typedef gboolean (*GateJsonEntityFunc) (const char *text,
                                        gsize       length,
                                        guint       index,
                                        gpointer    user_data,
                                        GError    **error);

typedef struct _GateJsonListSplitter GateJsonListSplitter;

GateJsonListSplitter *gate_json_list_splitter_new           (const char            *member,
                                                             GateJsonEntityFunc     func,
                                                             gpointer               user_data);
void                  gate_json_list_splitter_free          (GateJsonListSplitter  *self);
const char           *gate_json_list_splitter_get_member    (GateJsonListSplitter  *self);
gboolean              gate_json_list_splitter_is_in_list    (GateJsonListSplitter  *self);
void                  gate_json_list_splitter_begin_chunk   (GateJsonListSplitter  *self,
                                                             const guint8          *p);
gsize                 gate_json_list_splitter_end_chunk     (GateJsonListSplitter  *self,
                                                             const guint8          *p);
gsize                 gate_json_list_splitter_begin_list    (GateJsonListSplitter  *self,
                                                             const guint8          *p);
void                  gate_json_list_splitter_end_list      (GateJsonListSplitter  *self,
                                                             const guint8          *p);
void                  gate_json_list_splitter_begin_element (GateJsonListSplitter  *self,
                                                             const guint8          *p);
gboolean              gate_json_list_splitter_end_element   (GateJsonListSplitter  *self,
                                                             const guint8          *p,
                                                             GError               **error);
char                 *gate_json_list_splitter_dup_envelope  (GateJsonListSplitter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonListSplitter, gate_json_list_splitter_free)

G_END_DECLS
