/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The state inside a well-formed sequence: how many bytes it still needs, and the bounds of the
 * next one. All zero between two characters. */
typedef struct
{
  guint8 left;
  guint8 low;
  guint8 high;
} GateJsonUtf8;

const guint8 *gate_json_utf8_skip (GateJsonUtf8 *self,
                                   const guint8 *p,
                                   const guint8 *end);

G_END_DECLS
