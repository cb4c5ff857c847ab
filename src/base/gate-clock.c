/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-base"

#include "gate-clock.h"

#include <time.h>

/**
 * gate_clock_read:
 * @clock: a clock; all zero at first
 * @system_ms: what the system's clock says, in milliseconds since 1970
 * @running_ms: gate_clock_get_running_ms()
 *
 * Returns: the time, in milliseconds since 1970: that of the system or, where that was set back,
 *   what the clock said last and the time that has passed since
 */
gint64
gate_clock_read (GateClock *clock,
                 gint64     system_ms,
                 gint64     running_ms)
{
  clock->last_ms = MAX (system_ms, clock->last_ms + running_ms - clock->running_ms);
  clock->running_ms = running_ms;
  return clock->last_ms;
}

/**
 * gate_clock_get_running_ms:
 *
 * Returns: how long the machine has been running, in milliseconds, sleep included
 */
gint64
gate_clock_get_running_ms (void)
{
  struct timespec now = { 0, 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
