/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to ask the organization again. Pure: time is given. */
typedef struct
{
  gboolean is_possible;   /* signed in, permitted, reached, and nothing on its way */
  gboolean is_active;     /* somebody looks */
  gint64   last_us;       /* when the last load or poll ended, monotonic */
  gint64   took_us;       /* how long it took */
  int      percent_left;  /* of the allowance, -1 unknown */
  guint    n_failures;    /* polls that failed since one went well */
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
