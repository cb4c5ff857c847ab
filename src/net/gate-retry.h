/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_RETRY_STOP (-1)
#define GATE_RETRY_MAX_TRIES 4

/* Pure: how long to wait before the next try, in milliseconds, or GATE_RETRY_STOP. */
gint64 gate_retry_after_response (const char *method,
                                  guint       status,
                                  const char *retry_after,
                                  const char *rate_limit_reset,
                                  gint64      now_unix_s,
                                  guint       attempt);
gint64 gate_retry_after_failure  (const char *method,
                                  guint       attempt);
gint64 gate_retry_limited_ms     (const char *retry_after,
                                  const char *rate_limit_reset,
                                  gint64      now_unix_s,
                                  guint       attempt);

G_END_DECLS
