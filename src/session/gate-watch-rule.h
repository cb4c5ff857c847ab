/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to ask the organization again. Pure: the caller passes the time. */
typedef struct
{
  gboolean is_possible;   /* signed in, permitted, reachable, and without a running load */
  gboolean is_active;     /* a person looks at the window */
  gint64   last_us;       /* monotonic time of the end of the last load or poll */
  gint64   took_us;       /* its duration */
  int      percent_left;  /* of the allowance, -1 unknown */
  guint    n_failures;    /* failed polls since the last success */
} GateWatchFacts;

typedef struct
{
  gint64 active_ms;
  gint64 inactive_ms;
} GateWatchPace;

extern const GateWatchPace gate_watch_usual_pace;

gint64 gate_watch_rule_wait_ms (const GateWatchFacts *facts,
                                const GateWatchPace  *pace,
                                gint64                now_us);

G_END_DECLS
