/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-rate-limit.h"

#define MAX_WAIT_S 300
#define MAX_COUNT 1000000

/* Two responses of one window name its end to the second, counted from when each arrived. */
#define SAME_WINDOW_US (3 * G_USEC_PER_SEC)

struct _GateRateLimit
{
  gint64 allowed; /* 0 when no response has said */
  gint64 count;
  gint64 window_end_us;
  gint64 hold_until_us;
  gint64 in_flight;
};

GateRateLimit *
gate_rate_limit_new (void)
{
  return g_new0 (GateRateLimit, 1);
}

void
gate_rate_limit_free (GateRateLimit *self)
{
  g_free (self);
}

static gint64
parse_count (const char *text,
             guint64     min,
             guint64     max)
{
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, min, max, &value, NULL))
    return -1;
  return (gint64) value;
}

/**
 * gate_rate_limit_take_headers:
 * @self: an allowance
 * @count: (nullable): inin-ratelimit-count, what is used
 * @allowed: (nullable): inin-ratelimit-allowed
 * @reset_s: (nullable): inin-ratelimit-reset, seconds until the count begins again
 * @now_us: monotonic time
 *
 * Answers may come in another order than they were made, so within one window the count only
 * grows. Headers that are missing or make no sense change nothing.
 */
void
gate_rate_limit_take_headers (GateRateLimit *self,
                              const char    *count,
                              const char    *allowed,
                              const char    *reset_s,
                              gint64         now_us)
{
  gint64 new_count = parse_count (count, 0, MAX_COUNT);
  gint64 new_allowed = parse_count (allowed, 1, MAX_COUNT);
  gint64 reset = parse_count (reset_s, 0, G_MAXINT32);
  gint64 end_us;

  g_return_if_fail (self != NULL);

  if (new_count < 0 || new_allowed < 0 || reset < 0)
    return;
  end_us = now_us + MIN (reset, MAX_WAIT_S) * G_USEC_PER_SEC;
  if (now_us >= self->window_end_us || end_us > self->window_end_us + SAME_WINDOW_US)
    {
      self->count = new_count;
      self->window_end_us = end_us;
    }
  self->count = MAX (self->count, new_count);
  self->allowed = new_allowed;
}

/**
 * gate_rate_limit_hold:
 * @self: an allowance
 * @wait_ms: milliseconds during which the service does not want to be asked
 * @now_us: monotonic time
 */
void
gate_rate_limit_hold (GateRateLimit *self,
                      gint64         wait_ms,
                      gint64         now_us)
{
  g_return_if_fail (self != NULL);

  self->hold_until_us = MAX (self->hold_until_us, now_us + wait_ms * 1000);
}

/**
 * gate_rate_limit_begin:
 * @self: an allowance
 *
 * A request is on its way; until its response is taken it counts against the allowance.
 */
void
gate_rate_limit_begin (GateRateLimit *self)
{
  g_return_if_fail (self != NULL);

  self->in_flight++;
}

/**
 * gate_rate_limit_end:
 * @self: an allowance
 *
 * A request that gate_rate_limit_begin() counted is over.
 */
void
gate_rate_limit_end (GateRateLimit *self)
{
  g_return_if_fail (self != NULL && self->in_flight > 0);

  self->in_flight--;
}

/**
 * gate_rate_limit_get_left:
 * @self: an allowance
 * @now_us: monotonic time
 *
 * Returns: how many requests the service said are left in this window, or -1 when not known
 */
gint64
gate_rate_limit_get_left (GateRateLimit *self,
                          gint64         now_us)
{
  g_return_val_if_fail (self != NULL, -1);

  if (self->allowed == 0 || now_us >= self->window_end_us)
    return -1;
  return MAX (self->allowed - self->count, 0);
}

/**
 * gate_rate_limit_get_percent:
 * @self: an allowance
 * @now_us: monotonic time
 *
 * Returns: how much of the allowance is left in this window, 0 to 100, or -1 when not known
 */
int
gate_rate_limit_get_percent (GateRateLimit *self,
                             gint64         now_us)
{
  gint64 left;

  g_return_val_if_fail (self != NULL, -1);

  left = gate_rate_limit_get_left (self, now_us);
  return left >= 0 ? (int) (left * 100 / self->allowed) : -1;
}

/**
 * gate_rate_limit_get_wait_ms:
 * @self: an allowance
 * @now_us: monotonic time
 *
 * Returns: milliseconds after which the next request may be sent, 0 for now. It may be sooner,
 *   when a request in flight ends and turns out not to have used up the last one.
 */
gint64
gate_rate_limit_get_wait_ms (GateRateLimit *self,
                             gint64         now_us)
{
  gint64 left, until_us;

  g_return_val_if_fail (self != NULL, 0);

  left = gate_rate_limit_get_left (self, now_us);
  until_us = self->hold_until_us;
  if (left >= 0 && left - self->in_flight <= 0)
    until_us = MAX (until_us, self->window_end_us);
  return until_us > now_us ? (until_us - now_us + 999) / 1000 : 0;
}
