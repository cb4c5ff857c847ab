/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-writer.h"

G_BEGIN_DECLS

/* PUT and DELETE /api/v2/oauth/authorizations/{clientId}: the calls of the vendor's own page. */
#define GATE_TYPE_DIRECT_WRITER (gate_direct_writer_get_type ())
G_DECLARE_FINAL_TYPE (GateDirectWriter, gate_direct_writer, GATE, DIRECT_WRITER, GObject)

GateWriter *gate_direct_writer_new (GateApi *api);

G_END_DECLS
