/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One request and its answer as the library sees them: a connection that holds exactly one whole
 * request, whose output goes to the client. Signal "closed": the library is through with it. */
#define GATE_TYPE_ORG_REQUEST_STREAM (gate_org_request_stream_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgRequestStream,
                      gate_org_request_stream,
                      GATE,
                      ORG_REQUEST_STREAM,
                      GIOStream)

GateOrgRequestStream *gate_org_request_stream_new (GBytes        *request,
                                                   GOutputStream *output);

G_END_DECLS
