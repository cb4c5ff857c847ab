/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-org-media-type.h"
#include "gate-org-rate.h"

#define SECOND G_USEC_PER_SEC

static void
test_window (void)
{
  g_autoptr (GateOrgRate) rate = gate_org_rate_new (3);
  GateOrgRateState state;

  for (guint n = 1; n <= 3; n++)
    {
      g_assert_true (gate_org_rate_take (rate, "a", 100 * SECOND, &state));
      g_assert_cmpuint (state.count, ==, n);
      g_assert_cmpuint (state.allowed, ==, 3);
      g_assert_cmpuint (state.reset_s, ==, 60);
    }
  g_assert_false (gate_org_rate_take (rate, "a", 130 * SECOND, &state));
  g_assert_cmpuint (state.count, ==, 3);
  g_assert_cmpuint (state.reset_s, ==, 30);
  g_assert_true (gate_org_rate_take (rate, "b", 130 * SECOND, &state));
  g_assert_false (gate_org_rate_take (rate, "a", 160 * SECOND - 1, &state));
  g_assert_cmpuint (state.reset_s, ==, 1);
  g_assert_true (gate_org_rate_take (rate, "a", 160 * SECOND, &state));
  g_assert_cmpuint (state.count, ==, 1);
}

static void
test_not_counted (void)
{
  g_autoptr (GateOrgRate) none = gate_org_rate_new (0);
  g_autoptr (GateOrgRate) some = gate_org_rate_new (1);
  GateOrgRateState state;

  for (guint n = 0; n < 10; n++)
    {
      g_assert_true (gate_org_rate_take (none, "a", SECOND, &state));
      g_assert_cmpuint (state.allowed, ==, 0);
      g_assert_true (gate_org_rate_take (some, NULL, SECOND, &state));
      g_assert_cmpuint (state.count, ==, 0);
    }
}

static void
test_media_types (void)
{
  static const char *const good[] = {
    "application/json", "Application/JSON", "application/json;charset=utf-8",
    "application/json ; charset=UTF-8", "application/json; charset=\"utf-8\"",
  };
  static const char *const bad[] = {
    "", "json", "text/json", "application/jsonx", "application/json+x", "text/plain",
    "application/json; charset=latin1", "application/json; charset=\"utf-8",
    "application/json;charset=utf-8;a=b", "application/json; a=b", "application/json, text/plain",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (gate_org_media_type_is_json (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gate_org_media_type_is_json (bad[i]));
  g_assert_false (gate_org_media_type_is_json (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/rate/window", test_window);
  g_test_add_func ("/org/rate/not-counted", test_not_counted);
  g_test_add_func ("/org/media-type", test_media_types);
  return g_test_run ();
}
