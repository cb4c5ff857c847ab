/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-region.h"

static void
test_all (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;
  const GateRegion *regions = gate_region_get_all (&n);

  g_assert_cmpuint (n, ==, 18);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *api = gate_region_dup_api_address (regions[i].environment);
      g_autofree char *login = gate_region_dup_login_address (regions[i].environment);
      g_autofree char *environment = gate_region_dup_environment (api, login);

      g_assert_true (g_hash_table_add (seen, (gpointer) regions[i].key));
      g_assert_true (g_hash_table_add (seen, (gpointer) regions[i].environment));
      g_assert_true (g_hash_table_add (seen, (gpointer) gate_region_get_place (&regions[i])));
      g_assert_cmpstr (environment, ==, regions[i].environment);
      g_assert_true (gate_region_find (environment) == &regions[i]);
    }
}

static void
test_addresses (void)
{
  g_autofree char *api = gate_region_dup_api_address ("mypurecloud.de");
  g_autofree char *login = gate_region_dup_login_address ("usw2.pure.cloud");
  g_autofree char *apps = gate_region_dup_apps_address ("new1.pure.cloud");

  g_assert_cmpstr (api, ==, "https://api.mypurecloud.de");
  g_assert_cmpstr (login, ==, "https://login.usw2.pure.cloud");
  g_assert_cmpstr (apps, ==, "https://apps.new1.pure.cloud");
  g_assert_cmpstr (gate_region_get_place (gate_region_find ("mypurecloud.de")), ==, "Frankfurt");
  g_assert_null (gate_region_find ("inindca.com"));
  g_assert_null (gate_region_find (NULL));
}

/* C8: nothing but an environment reaches the host name of an address. */
static void
test_environments (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "mypurecloud.de", TRUE },
    { "new-1.pure.cloud", TRUE },
    { "mypurecloud.com.au", TRUE },
    { "", FALSE },
    { NULL, FALSE },
    { "mypurecloud", FALSE },
    { ".de", FALSE },
    { "mypurecloud.", FALSE },
    { "a..b", FALSE },
    { "-a.de", FALSE },
    { "evil.com/", FALSE },
    { "evil.com/x.y", FALSE },
    { "a@b.de", FALSE },
    { "x.de:1", FALSE },
    { "x.de#f", FALSE },
    { "x.de?q", FALSE },
    { "a b.de", FALSE },
    { "x.de\n", FALSE },
    { "MyPureCloud.de", FALSE },
    { "mypurecl\xc3\xb6ud.de", FALSE },
    { "xn--bcher-kva.example", TRUE },
    { "a%2fb.de", FALSE },
    { "[::1]", FALSE },
  };
  g_autofree char *label = g_strnfill (60, 'a');
  g_autofree char *longest = g_strdup_printf ("%s.%.39s", label, label);
  g_autofree char *longer = g_strconcat (longest, "a", NULL);
  g_autofree char *endless = g_strnfill (300, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (gate_region_is_environment (cases[i].text), ==, cases[i].valid);
    }
  g_assert_true (gate_region_is_environment (longest));
  g_assert_false (gate_region_is_environment (longer));
  g_assert_false (gate_region_is_environment (endless));
}

static void
test_no_environment (void)
{
  static const char *const cases[][2] = {
    { "https://api.mypurecloud.de", "https://login.mypurecloud.com" },
    { "https://gateway.example", "https://login.gateway.example" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://api.mypurecloud.de", "https://login.mypurecloud.de" },
    { "https://api.mypurecloud.de/x", "https://login.mypurecloud.de/x" },
    { "https://api.", "https://login." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (gate_region_dup_environment (cases[i][0], cases[i][1]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/all", test_all);
  g_test_add_func ("/region/addresses", test_addresses);
  g_test_add_func ("/region/environments", test_environments);
  g_test_add_func ("/region/no-environment", test_no_environment);
  return g_test_run ();
}
