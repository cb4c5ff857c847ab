/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-format-approve.h"

static void
check (const char *scopes,
       const char *expected)
{
  g_auto (GStrv) list = g_strsplit (scopes, " ", -1);
  g_autofree char *text = gate_format_approve_summary ((const char *const *) list);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_administers (void)
{
  check ("", "Includes no scope that administers.");
  check ("users:readonly routing", "Includes no scope that administers.");
  check ("users:readonly oauth", "Includes a scope that administers: oauth.");
  check ("authorization users:readonly oauth",
         "Includes scopes that administer: authorization, oauth.");
}

/* What nobody knows may administer, too, and is not passed over in silence. */
static void
test_unknown (void)
{
  check ("telepathy routing", "Includes a scope that Gatehouse does not know: telepathy.");
  check ("oauth telepathy levitation",
         "Includes a scope that administers: oauth. "
         "Includes scopes that Gatehouse does not know: telepathy, levitation.");
}

/* As many as have room beside a button. */
static void
test_many (void)
{
  check ("a b c d e f", "Includes scopes that Gatehouse does not know: a, b, c, d, e and 1 more.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format-approve/administers", test_administers);
  g_test_add_func ("/ui/format-approve/unknown", test_unknown);
  g_test_add_func ("/ui/format-approve/many", test_many);
  return g_test_run ();
}
