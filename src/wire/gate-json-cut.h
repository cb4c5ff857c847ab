/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json-scan.h"

G_BEGIN_DECLS

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
