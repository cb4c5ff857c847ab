/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_JSON_MAX_KEY_BYTES (64 * 1024)

typedef struct _GateJsonKeys GateJsonKeys;

GateJsonKeys *gate_json_keys_new    (guint         max_depth);
void          gate_json_keys_free   (GateJsonKeys *self);
void          gate_json_keys_push   (GateJsonKeys *self);
void          gate_json_keys_pop    (GateJsonKeys *self);
gsize         gate_json_keys_append (GateJsonKeys *self,
                                     const guint8 *bytes,
                                     gsize         length);
gboolean      gate_json_keys_commit (GateJsonKeys *self);
guint         gate_json_keys_count  (GateJsonKeys *self);
gboolean      gate_json_keys_equals (GateJsonKeys *self,
                                     const char   *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonKeys, gate_json_keys_free)

G_END_DECLS
