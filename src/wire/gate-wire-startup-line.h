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
  char *faults;            /* the token that POST /faults requires; only with --faults */
  GPtrArray *applications; /* (nullable) of GateWireApplication */
} GateWireStartupLine;

void                 gate_wire_startup_line_free            (GateWireStartupLine        *ready);
void                 gate_wire_startup_line_add_application (GateWireStartupLine        *ready,
                                                             const char                 *client_id,
                                                             const char                 *url);
GateWireStartupLine *gate_wire_startup_line_decode          (const char                 *line,
                                                             GError                    **error);
char                *gate_wire_startup_line_encode          (const GateWireStartupLine  *ready);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateWireStartupLine, gate_wire_startup_line_free)

G_END_DECLS
