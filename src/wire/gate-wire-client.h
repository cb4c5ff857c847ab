/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-json.h"

G_BEGIN_DECLS

GateClient *gate_wire_client_decode (const GateJsonValue *value,
                                     char               **problem,
                                     GError             **error);
void        gate_wire_client_encode (GateClient          *client,
                                     GateJsonWriter      *writer,
                                     const char          *member);
void        gate_wire_client_encode_with_secret (GateClient     *client,
                                                 const char     *secret,
                                                 GateJsonWriter *writer);

G_END_DECLS
