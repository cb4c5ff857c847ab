/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "bench"

#include "bench-probe.h"

#include <string.h>
#include <time.h>

static gint64 baseline_kb;
static gint64 woken_us;
static gint64 woken_cpu_us;
static BenchStall longest;

static gint64
read_status_kb (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    g_error ("/proc/self/status cannot be read");
  line = strstr (text, name);
  if (line == NULL)
    g_error ("/proc/self/status has no %s", name);
  return g_ascii_strtoll (line + strlen (name), NULL, 10);
}

/* What is resident now is where the peak is counted from. */
void
bench_probe_reset_peak (void)
{
  if (!g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600,
                                 NULL))
    g_error ("the peak cannot be reset");
  baseline_kb = read_status_kb ("VmRSS:");
}

gint64
bench_probe_get_peak_kb (void)
{
  return read_status_kb ("VmHWM:") - baseline_kb;
}

static gint64
read_clock_us (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

gint64
bench_probe_get_cpu_us (void)
{
  return read_clock_us (CLOCK_PROCESS_CPUTIME_ID);
}

static void
end_turn (void)
{
  if (woken_us == 0)
    return;
  longest.wall_us = MAX (longest.wall_us, g_get_monotonic_time () - woken_us);
  longest.cpu_us = MAX (longest.cpu_us, read_clock_us (CLOCK_THREAD_CPUTIME_ID) - woken_cpu_us);
}

static int
watching_poll (GPollFD *fds,
               guint    n_fds,
               int      timeout_ms)
{
  int n_ready;

  end_turn ();
  n_ready = g_poll (fds, n_fds, timeout_ms);
  woken_us = g_get_monotonic_time ();
  woken_cpu_us = read_clock_us (CLOCK_THREAD_CPUTIME_ID);
  return n_ready;
}

/* From here on every turn of the default main context, from poll() to poll(), is timed. */
void
bench_probe_watch_loop (void)
{
  woken_us = 0;
  longest = (BenchStall) { 0, 0 };
  g_main_context_set_poll_func (NULL, watching_poll);
}

/* When the turn that runs began. */
gint64
bench_probe_get_woken_us (void)
{
  return woken_us;
}

/* The longest turns, by the wall and by the processor; they need not be the same one. */
BenchStall
bench_probe_end_watch (void)
{
  end_turn ();
  g_main_context_set_poll_func (NULL, NULL);
  return longest;
}
