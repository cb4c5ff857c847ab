/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a program under measurement knows about itself: memory, processor time, and how long its
 * main loop was away from poll(). */
typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} BenchStall;

void       bench_probe_reset_peak     (void);
gint64     bench_probe_get_peak_kb    (void);
gint64     bench_probe_get_cpu_us     (void);
void       bench_probe_watch_loop     (void);
gint64     bench_probe_get_woken_us   (void);
BenchStall bench_probe_end_watch      (void);

G_END_DECLS
