/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-rate-limit.h"

#define MAX_WAIT_S 300
#define MAX_COUNT 1000000

/* Two responses of one window give its end in whole seconds from their own arrival, so the ends
 * differ a little. */
#define SAME_WINDOW_US (3 * G_USEC_PER_SEC)

struct _GateRateLimit
{
  gint64 allowed; /* 0 before a response has told it */
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
 * @count: (nullable): inin-ratelimit-count, the requests used
 * @allowed: (nullable): inin-ratelimit-allowed
 * @reset_s: (nullable): inin-ratelimit-reset, seconds until the count begins again
 * @now_us: monotonic time
 *
 * Responses may arrive in another order than the service made them, so within one window the count
 * only grows. Missing or invalid headers change nothing.
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
 * @wait_ms: milliseconds during which the service wants no requests
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
 * Counts a request in flight against the allowance, until its response arrives.
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
 * Ends the count of a request that gate_rate_limit_begin() began.
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
 * Returns: how many requests are left in this window according to the service, or -1 when not known
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
 * Returns: how much of the allowance is left in this window, 0 to 100, or -1 when not known; 0
 *   while the service wants no requests
 */
int
gate_rate_limit_get_percent (GateRateLimit *self,
                             gint64         now_us)
{
  gint64 left;

  g_return_val_if_fail (self != NULL, -1);

  if (self->hold_until_us > now_us)
    return 0;
  left = gate_rate_limit_get_left (self, now_us);
  return left >= 0 ? (int) (left * 100 / self->allowed) : -1;
}

/**
 * gate_rate_limit_get_wait_ms:
 * @self: an allowance
 * @now_us: monotonic time
 *
 * Returns: milliseconds after which the next request may be sent, 0 for now. The wait may become
 *   shorter when a request in flight ends without using up the last of the allowance.
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
