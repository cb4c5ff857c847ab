/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An application that can be launched. */
typedef struct
{
  char *client_id;
  char *url;
} GateWireApplication;

/* The one line that gatehouse-org prints once it listens (genesys-api.md 9.3). */
typedef struct
{
  char *api;
  char *login;
  char *password;
  char *token;
  char *faults;            /* what POST /faults wants to be shown; only with --faults */
  GPtrArray *applications; /* (nullable) of GateWireApplication */
} GateWireReady;

void           gate_wire_ready_free            (GateWireReady       *ready);
void           gate_wire_ready_add_application (GateWireReady       *ready,
                                                const char          *client_id,
                                                const char          *url);
GateWireReady *gate_wire_ready_decode          (const char          *line,
                                                GError             **error);
char          *gate_wire_ready_encode          (const GateWireReady *ready);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateWireReady, gate_wire_ready_free)

G_END_DECLS
