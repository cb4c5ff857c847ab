/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_JSON_MAX_ENTITY_BYTES (64 * 1024)
#define GATE_JSON_MAX_DOCUMENT_BYTES (1024 * 1024)
#define GATE_JSON_MAX_ENTITIES 1000000 /* of a list */

/* One entity of a list, in the order of arrival. TEXT is not terminated and valid during the call;
 * it is NULL for one that was over GATE_JSON_MAX_ENTITY_BYTES, which was checked but not kept.
 * FALSE with an error stops the scan. The scan may be neither fed nor freed in the call. */
typedef gboolean (*GateJsonEntityFunc) (const char *text,
                                        gsize       length,
                                        guint       index,
                                        gpointer    user_data,
                                        GError    **error);

typedef struct _GateJsonCut GateJsonCut;

GateJsonCut *gate_json_cut_new           (const char        *member,
                                          GateJsonEntityFunc func,
                                          gpointer           user_data);
void         gate_json_cut_free          (GateJsonCut       *self);
const char  *gate_json_cut_get_member    (GateJsonCut       *self);
gboolean     gate_json_cut_is_in_list    (GateJsonCut       *self);
void         gate_json_cut_begin_chunk   (GateJsonCut       *self,
                                          const guint8      *p);
gsize        gate_json_cut_end_chunk     (GateJsonCut       *self,
                                          const guint8      *p);
gsize        gate_json_cut_begin_list    (GateJsonCut       *self,
                                          const guint8      *p);
void         gate_json_cut_end_list      (GateJsonCut       *self,
                                          const guint8      *p);
gboolean     gate_json_cut_begin_element (GateJsonCut       *self,
                                          const guint8      *p);
gboolean     gate_json_cut_end_element   (GateJsonCut       *self,
                                          const guint8      *p,
                                          GError           **error);
char        *gate_json_cut_dup_envelope  (GateJsonCut       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonCut, gate_json_cut_free)

G_END_DECLS
