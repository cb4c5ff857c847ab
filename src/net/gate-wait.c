/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-wait.h"

#define MAX_JITTER_S 3

/**
 * gate_wait_add_jitter:
 * @wait_ms: milliseconds
 * @second_ms: how many milliseconds a second of waiting takes
 *
 * Returns: a little more, so that clients that failed together do not come back together
 */
gint64
gate_wait_add_jitter (gint64 wait_ms,
                      guint  second_ms)
{
  return wait_ms +
         g_random_int_range (0, (gint32) MIN (wait_ms / 4, MAX_JITTER_S * second_ms) + 1);
}

/**
 * gate_wait_source_new:
 * @wait_ms: milliseconds
 * @cancellable: (nullable): ends the wait early
 *
 * Returns: (transfer full): a source that is dispatched after the wait or when it is cancelled
 */
GSource *
gate_wait_source_new (gint64        wait_ms,
                      GCancellable *cancellable)
{
  GSource *source = g_timeout_source_new ((guint) CLAMP (wait_ms, 0, G_MAXINT));
  g_autoptr (GSource) cancelled = NULL;

  if (cancellable == NULL)
    return source;
  cancelled = g_cancellable_source_new (cancellable);
  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (source, cancelled);
  return source;
}
