/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Decides which requests are repeated. A change never is, because what the person saw has to be
 * compared again first; the session does that. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-retry.h"

#include <libsoup/soup.h>
#include <string.h>

#define MIN_WAIT_S 1
#define MAX_WAIT_S 300

static gboolean
is_read (const char *method)
{
  return strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0;
}

static gint64
clamp_ms (gint64 seconds)
{
  return CLAMP (seconds, MIN_WAIT_S, MAX_WAIT_S) * 1000;
}

static gint64
backoff_ms (guint attempt)
{
  return G_GINT64_CONSTANT (1000) << MIN (attempt - 1, GATE_RETRY_MAX_TRIES);
}

/* Reads a number of seconds of any size; a negative one becomes 0. FALSE when it is not a
 * number. */
static gboolean
parse_seconds (const char *text,
               gint64     *seconds)
{
  gboolean negative;

  if (text == NULL)
    return FALSE;
  negative = *text == '-';
  text += negative;
  if (*text == '\0' || strspn (text, "0123456789") != strlen (text))
    return FALSE;
  *seconds = negative ? 0 : g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

/* RFC 9110, section 10.2.3: seconds or a date. */
static gint64
parse_retry_after (const char *text,
                   gint64      now_unix_s)
{
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds;

  if (parse_seconds (text, &seconds))
    return clamp_ms (seconds);
  date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  return date != NULL ? clamp_ms (g_date_time_to_unix (date) - now_unix_s) : GATE_RETRY_STOP;
}

/**
 * gate_retry_limited_ms:
 * @retry_after: (nullable): the Retry-After of a 429
 * @rate_limit_reset: (nullable): its inin-ratelimit-reset, seconds
 * @now_unix_s: wall time, to which a date in @retry_after is compared
 * @attempt: how many times the request has been sent, from 1
 *
 * Returns: for how many milliseconds the service wants no requests (1–300 s)
 */
gint64
gate_retry_limited_ms (const char *retry_after,
                       const char *rate_limit_reset,
                       gint64      now_unix_s,
                       guint       attempt)
{
  gint64 wait_ms = parse_retry_after (retry_after, now_unix_s);
  gint64 seconds;

  g_return_val_if_fail (attempt > 0, MIN_WAIT_S * 1000);

  if (wait_ms != GATE_RETRY_STOP)
    return wait_ms;
  if (parse_seconds (rate_limit_reset, &seconds))
    return clamp_ms (seconds);
  return backoff_ms (attempt);
}

/**
 * gate_retry_after_response:
 * @method: the request's method
 * @status: the response's status
 * @retry_after: (nullable): its Retry-After
 * @rate_limit_reset: (nullable): its inin-ratelimit-reset, seconds
 * @now_unix_s: wall time, to which a date in @retry_after is compared
 * @attempt: how many times the request has been sent, from 1
 *
 * Returns: milliseconds to wait before it is sent again (1–300 s), or %GATE_RETRY_STOP
 */
gint64
gate_retry_after_response (const char *method,
                           guint       status,
                           const char *retry_after,
                           const char *rate_limit_reset,
                           gint64      now_unix_s,
                           guint       attempt)
{
  g_return_val_if_fail (method != NULL && attempt > 0, GATE_RETRY_STOP);

  if (attempt >= GATE_RETRY_MAX_TRIES || !is_read (method))
    return GATE_RETRY_STOP;
  if (status == 429)
    return gate_retry_limited_ms (retry_after, rate_limit_reset, now_unix_s, attempt);
  if (status == 502 || status == 503 || status == 504)
    return gate_retry_limited_ms (retry_after, NULL, now_unix_s, attempt);
  return GATE_RETRY_STOP;
}

/**
 * gate_retry_after_failure:
 * @method: the request's method
 * @attempt: how many times the request has been tried, from 1
 *
 * For connections that fail and responses that break off.
 *
 * Returns: milliseconds to wait before it is sent again, or %GATE_RETRY_STOP
 */
gint64
gate_retry_after_failure (const char *method,
                          guint       attempt)
{
  g_return_val_if_fail (method != NULL && attempt > 0, GATE_RETRY_STOP);

  if (attempt >= GATE_RETRY_MAX_TRIES || !is_read (method))
    return GATE_RETRY_STOP;
  return backoff_ms (attempt);
}
