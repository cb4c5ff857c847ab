/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "test"

#include "gate-retry.h"

#define STOP GATE_RETRY_STOP

/* Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110, section 5.6.7. */
#define NOW G_GINT64_CONSTANT (784111777)

static const struct
{
  const char *method;
  guint status;
  const char *retry_after;
  const char *reset;
  guint attempt;
  gint64 wait_ms;
} answers[] = {
  /* what is repeated */
  { "GET", 429, NULL, NULL, 1, 1000 },
  { "GET", 429, NULL, NULL, 2, 2000 },
  { "GET", 429, NULL, NULL, 3, 4000 },
  { "GET", 429, NULL, NULL, 4, STOP },
  { "GET", 429, "1", NULL, 4, STOP },
  { "GET", 429, NULL, NULL, 4000000000u, STOP },
  { "HEAD", 429, NULL, NULL, 1, 1000 },
  { "PUT", 429, NULL, NULL, 1, STOP },
  { "DELETE", 429, NULL, NULL, 1, STOP },
  { "PUT", 429, "2", NULL, 1, STOP },
  { "POST", 429, "2", NULL, 1, STOP },
  { "PATCH", 429, "2", NULL, 1, STOP },
  { "get", 429, "2", NULL, 1, STOP },
  { "GET", 502, NULL, NULL, 1, 1000 },
  { "GET", 503, NULL, NULL, 2, 2000 },
  { "HEAD", 504, NULL, NULL, 3, 4000 },
  { "GET", 504, NULL, NULL, 4, STOP },
  { "PUT", 502, NULL, NULL, 1, STOP },
  { "PUT", 503, "1", NULL, 1, STOP },
  { "DELETE", 504, NULL, NULL, 1, STOP },
  { "POST", 503, "1", NULL, 1, STOP },
  /* what is not */
  { "GET", 200, "1", NULL, 1, STOP },
  { "GET", 400, "1", NULL, 1, STOP },
  { "GET", 401, "1", NULL, 1, STOP },
  { "GET", 408, "1", NULL, 1, STOP },
  { "GET", 409, "1", NULL, 1, STOP },
  { "GET", 500, "1", NULL, 1, STOP },
  { "GET", 501, "1", NULL, 1, STOP },
  { "GET", 505, "1", NULL, 1, STOP },
  { "GET", 599, "1", NULL, 1, STOP },
  /* Retry-After in seconds */
  { "GET", 429, "2", NULL, 1, 2000 },
  { "GET", 429, "2", NULL, 3, 2000 },
  { "GET", 503, "7", NULL, 1, 7000 },
  { "GET", 429, "2", "60", 1, 2000 },
  { "GET", 429, "0", NULL, 1, 1000 },
  { "GET", 429, "-5", NULL, 1, 1000 },
  { "GET", 429, "300", NULL, 1, 300000 },
  { "GET", 429, "301", NULL, 1, 300000 },
  { "GET", 429, "99999999999999999999999", NULL, 1, 300000 },
  { "GET", 429, "-99999999999999999999999", NULL, 1, 1000 },
  /* as a date */
  { "GET", 429, "Sun, 06 Nov 1994 08:49:40 GMT", NULL, 1, 3000 },
  { "GET", 429, "Sunday, 06-Nov-94 08:49:40 GMT", NULL, 1, 3000 },
  { "GET", 429, "Sun Nov  6 08:49:40 1994", NULL, 1, 3000 },
  { "GET", 429, "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 1, 1000 },
  { "GET", 429, "Sat, 05 Nov 1994 08:49:37 GMT", NULL, 1, 1000 },
  { "GET", 429, "Thu, 01 Jan 1970 00:00:00 GMT", NULL, 1, 1000 },
  { "GET", 429, "Thu, 31 Dec 2099 23:59:59 GMT", NULL, 1, 300000 },
  /* as nothing that can be read */
  { "GET", 429, "", NULL, 1, 1000 },
  { "GET", 429, "soon", NULL, 2, 2000 },
  { "GET", 429, "2.5", NULL, 2, 2000 },
  { "GET", 429, "+5", NULL, 2, 2000 },
  { "GET", 429, "0x10", NULL, 2, 2000 },
  { "GET", 429, "-", NULL, 2, 2000 },
  { "GET", 429, "2, 3", NULL, 2, 2000 },
  /* else the end of the window */
  { "GET", 429, NULL, "61", 1, 61000 },
  { "GET", 429, "soon", "61", 3, 61000 },
  { "GET", 429, NULL, "0", 1, 1000 },
  { "GET", 429, NULL, "-1", 1, 1000 },
  { "GET", 429, NULL, "86400", 1, 300000 },
  { "GET", 429, NULL, "a minute", 2, 2000 },
  { "GET", 503, NULL, "61", 1, 1000 },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_test_message ("%s %u, Retry-After %s, reset %s, attempt %u", answers[i].method,
                      answers[i].status, answers[i].retry_after, answers[i].reset,
                      answers[i].attempt);
      g_assert_cmpint (gate_retry_after_response (answers[i].method, answers[i].status,
                                                answers[i].retry_after, answers[i].reset, NOW,
                                                answers[i].attempt),
                       ==, answers[i].wait_ms);
    }
}

static const struct
{
  const char *method;
  guint attempt;
  gint64 wait_ms;
} failures[] = {
  { "GET", 1, 1000 }, { "GET", 2, 2000 }, { "HEAD", 3, 4000 },  { "GET", 4, STOP },
  { "HEAD", 4, STOP }, { "PUT", 1, STOP }, { "DELETE", 1, STOP }, { "POST", 1, STOP },
  { "PATCH", 1, STOP },
};

static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_test_message ("%s, attempt %u", failures[i].method, failures[i].attempt);
      g_assert_cmpint (gate_retry_after_failure (failures[i].method, failures[i].attempt), ==,
                       failures[i].wait_ms);
    }
}

/* What a 429 asks is known after the last try too. */
static void
test_limited (void)
{
  g_assert_cmpint (gate_retry_limited_ms ("300", NULL, NOW, 4), ==, 300 * 1000);
  g_assert_cmpint (gate_retry_limited_ms (NULL, "61", NOW, 4), ==, 61 * 1000);
  g_assert_cmpint (gate_retry_limited_ms (NULL, NULL, NOW, 1), ==, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/retry/answers", test_answers);
  g_test_add_func ("/net/retry/failures", test_failures);
  g_test_add_func ("/net/retry/limited", test_limited);
  return g_test_run ();
}
