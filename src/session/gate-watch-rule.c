/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-watch-rule.h"

/* Polls take at most a twentieth of the time, and pause below this rest of the allowance, which
 * stays for the person's own requests. */
#define TIMES_AS_LONG 20
#define MIN_PERCENT_LEFT 20
#define MAX_DOUBLINGS 10
#define MAX_BACKOFF_MS (10 * 60 * 1000)

const GateWatchPace gate_watch_usual_pace = { 5 * 1000, 60 * 1000 };

/**
 * gate_watch_rule_wait_ms:
 * @facts: the facts on which the wait depends
 * @pace: the usual intervals
 * @now_us: monotonic time
 *
 * Each failure doubles the interval, up to ten minutes. With little of the allowance left, each
 * call answers a whole interval from now, until the allowance is back.
 *
 * Returns: milliseconds until the next poll, 0 for now, -1 for none before the facts change
 */
gint64
gate_watch_rule_wait_ms (const GateWatchFacts *facts,
                         const GateWatchPace  *pace,
                         gint64                now_us)
{
  gint64 interval_ms = facts->is_active ? pace->active_ms : pace->inactive_ms;
  gint64 since_ms = (now_us - facts->last_us) / 1000;

  if (!facts->is_possible)
    return -1;
  interval_ms = MAX (interval_ms, facts->took_us / 1000 * TIMES_AS_LONG);
  for (guint i = 0; i < MIN (facts->n_failures, MAX_DOUBLINGS); i++)
    if (interval_ms < MAX_BACKOFF_MS)
      interval_ms = MIN (interval_ms * 2, MAX_BACKOFF_MS);
  if (facts->percent_left >= 0 && facts->percent_left < MIN_PERCENT_LEFT)
    return interval_ms;
  return CLAMP (interval_ms - since_ms, 0, interval_ms);
}
