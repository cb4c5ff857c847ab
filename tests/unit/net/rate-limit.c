/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "test"

#include "gate-rate-limit.h"

#define SECOND G_USEC_PER_SEC
#define T0 (1000 * SECOND)

static void
test_unknown (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  g_assert_cmpint (gate_rate_limit_get_left (rate, T0), ==, -1);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 0);
  for (guint i = 0; i < 100; i++)
    gate_rate_limit_begin (rate);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 0);
}

static void
test_window (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  gate_rate_limit_take_headers (rate, "1", "180", "61", T0);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0), ==, 179);
  g_assert_cmpint (gate_rate_limit_get_percent (rate, T0), ==, 99);
  gate_rate_limit_take_headers (rate, "180", "180", "31", T0 + 30 * SECOND);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + 30 * SECOND), ==, 0);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0 + 30 * SECOND), ==, 31000);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0 + 61 * SECOND - 1), ==, 1);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0 + 61 * SECOND), ==, 0);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + 61 * SECOND), ==, -1);
  g_assert_cmpint (gate_rate_limit_get_percent (rate, T0 + 61 * SECOND), ==, -1);
  gate_rate_limit_take_headers (rate, "2", "180", "60", T0 + 62 * SECOND);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + 62 * SECOND), ==, 178);
}

/* Answers overtake each other; what was used is not given back within a window. */
static void
test_order (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  gate_rate_limit_take_headers (rate, "10", "10", "60", T0);
  gate_rate_limit_take_headers (rate, "7", "10", "60", T0 + SECOND / 10);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + SECOND / 10), ==, 0);
  gate_rate_limit_take_headers (rate, "1", "10", "60", T0 + 30 * SECOND);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + 30 * SECOND), ==, 9);
}

static void
test_over (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  gate_rate_limit_take_headers (rate, "400", "300", "10", T0);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0), ==, 0);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 10000);
}

/* Requests on their way count, or six at once would overdraw the last one. */
static void
test_in_flight (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  gate_rate_limit_take_headers (rate, "8", "10", "60", T0);
  gate_rate_limit_begin (rate);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 0);
  gate_rate_limit_begin (rate);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 60000);
  g_assert_cmpint (gate_rate_limit_get_left (rate, T0), ==, 2);
  gate_rate_limit_end (rate);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 0);
}

static void
test_hold (void)
{
  g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

  gate_rate_limit_hold (rate, 2000, T0);
  gate_rate_limit_hold (rate, 1000, T0);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 2000);
  gate_rate_limit_take_headers (rate, "10", "10", "60", T0);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0), ==, 60000);
  g_assert_cmpint (gate_rate_limit_get_wait_ms (rate, T0 + 60 * SECOND), ==, 0);
}

static const struct
{
  const char *count, *allowed, *reset;
  gint64 left;
} odd[] = {
  { NULL, "10", "60", -1 },     { "1", NULL, "60", -1 },
  { "1", "10", NULL, -1 },      { "-1", "10", "60", -1 },
  { "1", "0", "60", -1 },       { "1", "-10", "60", -1 },
  { "1", "10", "-60", -1 },     { "", "10", "60", -1 },
  { "1.5", "10", "60", -1 },    { "1", "ten", "60", -1 },
  { "1", "10", "1e3", -1 },     { "99999999999999999999", "10", "60", -1 },
  { "1", "18446744073709551617", "60", -1 }, { "1", "10", "0", -1 },
  { "1", "10", "2147483647", 9 },
};

static void
test_odd (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GateRateLimit) rate = gate_rate_limit_new ();

      g_test_message ("%s of %s, %s", odd[i].count, odd[i].allowed, odd[i].reset);
      gate_rate_limit_take_headers (rate, odd[i].count, odd[i].allowed, odd[i].reset, T0);
      g_assert_cmpint (gate_rate_limit_get_left (rate, T0), ==, odd[i].left);
      /* No header holds anybody for more than five minutes. */
      g_assert_cmpint (gate_rate_limit_get_left (rate, T0 + 300 * SECOND), ==, -1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/rate-limit/unknown", test_unknown);
  g_test_add_func ("/net/rate-limit/window", test_window);
  g_test_add_func ("/net/rate-limit/order", test_order);
  g_test_add_func ("/net/rate-limit/over", test_over);
  g_test_add_func ("/net/rate-limit/in-flight", test_in_flight);
  g_test_add_func ("/net/rate-limit/hold", test_hold);
  g_test_add_func ("/net/rate-limit/odd-headers", test_odd);
  return g_test_run ();
}
