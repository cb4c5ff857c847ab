/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A clock that follows the system's, but never goes back: what has run out stays so when the system
 * clock is set back. */
typedef struct
{
  gint64 last_ms;    /* what it said last, since 1970; 0: nothing yet */
  gint64 running_ms; /* how long the machine had been running then, asleep or not */
} GateClock;

gint64 gate_clock_read           (GateClock *clock,
                                  gint64     system_ms,
                                  gint64     running_ms);
gint64 gate_clock_get_running_ms (void);

G_END_DECLS
