/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The headers that say how long to wait: a line each, in their order. */

#include "fuzz.h"

#include "gate-rate-limit.h"
#include "gate-retry.h"

#define NOW_S 1764000000
#define MAX_WAIT_MS (300 * 1000)

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  g_autoptr (GateRateLimit) limit = gate_rate_limit_new ();
  const char *headers[4] = { NULL };
  gint64 wait_ms;

  for (guint i = 0; i < G_N_ELEMENTS (headers) && lines[i] != NULL; i++)
    headers[i] = *lines[i] != '\0' ? lines[i] : NULL;
  gate_rate_limit_take_headers (limit, headers[0], headers[1], headers[2], 0);
  gate_rate_limit_begin (limit);
  g_assert_cmpint (gate_rate_limit_get_left (limit, 0), >=, -1);
  g_assert_cmpint (gate_rate_limit_get_percent (limit, 0), >=, -1);
  g_assert_cmpint (gate_rate_limit_get_percent (limit, 0), <=, 100);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (limit, 0), <=, MAX_WAIT_MS);
  for (guint attempt = 1; attempt < 6; attempt++)
    {
      wait_ms = gate_retry_after_response ("GET", 429, headers[3], headers[2], NOW_S, attempt);
      g_assert_true (wait_ms == GATE_RETRY_STOP || (wait_ms >= 0 && wait_ms <= MAX_WAIT_MS));
    }
  return 0;
}
