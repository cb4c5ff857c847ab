/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-wait.h"

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
