/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line per request on standard error (S61). */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  guint status;
  gint64 started_us;           /* monotonic */
  const char *correlation_id;
  const char *client_id;       /* NULL: not known */
  const char *person_id;       /* NULL: not known, or the client acts for itself */
  const char *reason;          /* NULL, or a phrase of ours */
} GateOrgLogLine;

void gate_org_log_request (const GateOrgLogLine *line);
void gate_org_log_note    (const char           *format,
                           ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
