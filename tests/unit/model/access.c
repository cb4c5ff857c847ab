/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-access.h"

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_access (void)
{
  static const struct
  {
    GateAuthorizationState state;
    const char *const listed[3];
    const char *const held[3];
    gboolean open_to_all;
    gboolean allows;
  } cases[] = {
    { GATE_AUTHORIZATION_AUTHORIZED, { NULL }, { NULL }, TRUE, TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, { NULL }, { "r1" }, TRUE, TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, { "r1" }, { "r1" }, FALSE, TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, { "r1", "r2" }, { "r3", "r2" }, FALSE, TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, { "r1" }, { "r2" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_AUTHORIZED, { "r1" }, { NULL }, FALSE, FALSE },
    { GATE_AUTHORIZATION_AUTHORIZED, { "r1" }, { "R1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_REQUESTED, { NULL }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_REQUESTED, { "r1" }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_REVOKED, { NULL }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_REVOKED, { "r1" }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_UNAUTHORIZED, { NULL }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_UNAUTHORIZED, { "r1" }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_OTHER, { NULL }, { "r1" }, FALSE, FALSE },
    { GATE_AUTHORIZATION_OTHER, { "r1" }, { "r1" }, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (gate_access_is_open_to_all (cases[i].state, cases[i].listed),
                       ==,
                       cases[i].open_to_all);
      g_assert_cmpint (gate_access_allows (cases[i].state, cases[i].listed, cases[i].held),
                       ==,
                       cases[i].allows);
    }
  g_assert_true (gate_access_allows (GATE_AUTHORIZATION_AUTHORIZED, NULL, NULL));
  g_assert_false (gate_access_allows (GATE_AUTHORIZATION_AUTHORIZED, LIST ("r1"), NULL));
  g_assert_false (gate_access_allows (GATE_AUTHORIZATION_REVOKED, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access", test_access);
  return g_test_run ();
}
