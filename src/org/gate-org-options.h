/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The command line, checked. */
typedef struct
{
  char *data;
  char *address;
  int port;
  char *populate;
  char *sign_in;
  int rate_limit;
  gboolean public_api_only;
  gboolean follow_stdin;
  gboolean faults;
} GateOrgOptions;

GateOrgOptions *gate_org_options_parse (int            *argc,
                                        char         ***argv,
                                        GError        **error);
void            gate_org_options_free  (GateOrgOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgOptions, gate_org_options_free)

G_END_DECLS
