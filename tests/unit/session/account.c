/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One account: what it is called, what is stored of it, and what is not read as one. */

#include "gate-account.h"

#include <string.h>

#define ID "4b1c3c0e-6f0a-4a53-9c39-3a3c0a8f2b11"
#define CLIENT "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"
#define API "https://api.mypurecloud.de"
#define LOGIN "https://login.mypurecloud.de"
#define GOOD "'id':<'" ID "'>,'kind':<'browser'>,'api':<'" API "'>,'login':<'" LOGIN \
             "'>,'client-id':<'" CLIENT "'>"

static GVariant *
parse (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{%s}", members);
  g_autoptr (GError) error = NULL;
  GVariant *entry = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return entry;
}

static GateAccount *
read_members (const char *members)
{
  g_autoptr (GVariant) entry = parse (members);

  return gate_account_read (entry);
}

static void
test_new (void)
{
  g_autoptr (GateAccount) account = gate_account_new (GATE_ACCOUNT_BROWSER, API, LOGIN, CLIENT);
  g_autoptr (GateAccount) other =
      gate_account_new (GATE_ACCOUNT_CLIENT_CREDENTIALS, API, LOGIN, CLIENT);

  g_assert_cmpstr (gate_account_get_id (account), !=, gate_account_get_id (other));
  g_assert_cmpint (gate_account_get_kind (account), ==, GATE_ACCOUNT_BROWSER);
  g_assert_cmpint (gate_account_get_kind (other), ==, GATE_ACCOUNT_CLIENT_CREDENTIALS);
  g_assert_cmpint (gate_account_get_use (account), ==, GATE_ACCOUNT_USE_NONE);
  g_assert_cmpint (gate_account_get_color (account), ==, GATE_ACCOUNT_COLOR_NONE);
  g_assert_null (gate_account_get_label (account));
}

/* Every member survives being written and read. */
static void
test_round_trip (void)
{
  g_autoptr (GateAccount) account =
      gate_account_new (GATE_ACCOUNT_CLIENT_CREDENTIALS, "http://127.0.0.1:8080",
                        "https://gateway.example/login", CLIENT);
  g_autoptr (GVariant) entry = NULL;
  g_autoptr (GVariant) again = NULL;
  g_autoptr (GateAccount) read = NULL;

  gate_account_set_provider (account, "acme", "okta");
  gate_account_set_label (account, "  Acme\nCare ");
  gate_account_set_color (account, GATE_ACCOUNT_COLOR_RED);
  gate_account_set_use (account, GATE_ACCOUNT_USE_PRODUCTION);
  gate_account_set_seen (account, "04fc5538-5c5e-43ae-b192-42eb4edf07b2", "Acme Inc.", "Dana");
  entry = g_variant_ref_sink (gate_account_write (account, NULL));
  read = gate_account_read (entry);
  g_assert_nonnull (read);
  again = g_variant_ref_sink (gate_account_write (read, NULL));
  g_assert_cmpvariant (entry, again);
  g_assert_cmpint (g_variant_n_children (entry), ==, 13);
  g_assert_cmpstr (gate_account_get_id (read), ==, gate_account_get_id (account));
  g_assert_cmpint (gate_account_get_kind (read), ==, GATE_ACCOUNT_CLIENT_CREDENTIALS);
  g_assert_cmpstr (gate_account_get_api_address (read), ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (gate_account_get_login_address (read), ==, "https://gateway.example/login");
  g_assert_cmpstr (gate_account_get_client_id (read), ==, CLIENT);
  g_assert_cmpstr (gate_account_get_organization_login (read), ==, "acme");
  g_assert_cmpstr (gate_account_get_provider (read), ==, "okta");
  g_assert_cmpint (gate_account_get_color (read), ==, GATE_ACCOUNT_COLOR_RED);
  g_assert_cmpint (gate_account_get_use (read), ==, GATE_ACCOUNT_USE_PRODUCTION);
  g_assert_cmpstr (gate_account_get_organization_name (read), ==, "Acme Inc.");
  g_assert_cmpstr (gate_account_get_person_name (read), ==, "Dana");
}

static void
test_unreadable (void)
{
  static const struct
  {
    const char *what;
    const char *more; /* behind the good members, which it replaces */
  } cases[] = {
    { "no ID", "'id':<''>" },
    { "an ID that is a path", "'id':<'../../x'>" },
    { "a kind of a newer version", "'kind':<'device-code'>" },
    { "no kind", "'kind':<''>" },
    { "an ID of another type", "'id':<5>" },
    { "http", "'api':<'http://api.mypurecloud.de'>" },
    { "another scheme", "'login':<'file:///etc/passwd'>" },
    { "a user name", "'api':<'https://a@b.example'>" },
    { "a query", "'login':<'https://login.example?x'>" },
    { "a slash at the end", "'login':<'https://login.example/'>" },
    { "a client ID that is none", "'client-id':<'dbbf16aa'>" },
    { "an organization without a provider", "'org':<'acme'>" },
    { "a provider without an organization", "'provider':<'okta'>" },
    { "a provider of two words", "'org':<'acme'>,'provider':<'ok ta'>" },
    { "a name of another type", "'name':<['a','b']>" },
    { "a color of another type", "'color':<uint32 3>" },
  };
  g_autofree char *long_text = g_strnfill (101, 'x');
  g_autofree char *long_name = g_strdup_printf (GOOD ",'name':<'%s'>", long_text);
  g_autofree char *long_word = g_strdup_printf (GOOD ",'use':<'%s'>", long_text);
  g_autoptr (GateAccount) good = read_members (GOOD);
  g_autoptr (GateAccount) no_name = read_members (long_name);
  g_autoptr (GateAccount) no_use = read_members (long_word);

  g_assert_nonnull (good);
  g_assert_null (no_name);
  g_assert_null (no_use);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) all = parse (GOOD);
      g_autoptr (GVariant) more = parse (cases[i].more);
      g_autoptr (GVariant) entry = NULL;
      g_autoptr (GateAccount) account = NULL;
      GVariantIter iter;
      const char *key;
      GVariant *value;

      g_test_message ("%s", cases[i].what);
      g_variant_dict_init (&dict, all);
      g_variant_iter_init (&iter, more);
      while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
        g_variant_dict_insert_value (&dict, key, value);
      entry = g_variant_ref_sink (g_variant_dict_end (&dict));
      account = gate_account_read (entry);
      g_assert_null (account);
    }
}

/* What a newer version wrote beside is there again after an older one wrote. */
static void
test_newer (void)
{
  g_autoptr (GVariant) entry =
      parse (GOOD ",'color':<'teal'>,'use':<'training'>,'badge':<(1,'x')>");
  g_autoptr (GateAccount) account = gate_account_read (entry);
  g_autoptr (GVariant) written = NULL;
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) badge = NULL;
  const char *use = NULL;

  g_assert_nonnull (account);
  g_assert_cmpint (gate_account_get_color (account), ==, GATE_ACCOUNT_COLOR_NONE);
  g_assert_cmpint (gate_account_get_use (account), ==, GATE_ACCOUNT_USE_NONE);
  written = g_variant_ref_sink (gate_account_write (account, entry));
  g_assert_cmpint (g_variant_n_children (written), ==, g_variant_n_children (entry));
  gate_account_set_color (account, GATE_ACCOUNT_COLOR_BLUE);
  changed = g_variant_ref_sink (gate_account_write (account, entry));
  badge = g_variant_lookup_value (changed, "badge", NULL);
  g_assert_nonnull (badge);
  g_assert_true (g_variant_lookup (changed, "use", "&s", &use));
  g_assert_cmpstr (use, ==, "training");
}

static void
test_shown (void)
{
  static const struct
  {
    const char *more;
    const char *name;
    const char *subtitle;
  } cases[] = {
    { "", "Frankfurt", "Frankfurt" },
    { "'use':<'production'>", "Frankfurt", "Frankfurt · production" },
    { "'use':<'test'>,'organization-name':<'Acme'>", "Acme", "Frankfurt · test" },
    { "'use':<'practice'>,'organization-name':<'Acme'>,'name':<'Mine'>", "Mine",
      "Frankfurt · practice" },
    { "'name':<' \u202e '>,'organization-name':<'x\u202ey'>", "\xef\xbf\xbd", "Frankfurt" },
  };
  static const char *const places[][3] = {
    { "https://api.new1.pure.cloud", "https://login.new1.pure.cloud", "new1.pure.cloud" },
    { "https://gateway.example/genesys", "https://login.example", "gateway.example" },
    { "http://127.0.0.1:9", "http://127.0.0.1:9", "This computer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members =
          g_strjoin (",", GOOD, *cases[i].more != '\0' ? cases[i].more : NULL, NULL);
      g_autoptr (GateAccount) account = read_members (members);
      g_autofree char *name = NULL;
      g_autofree char *subtitle = NULL;

      g_object_get (account, "name", &name, "subtitle", &subtitle, NULL);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (subtitle, ==, cases[i].subtitle);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GateAccount) account =
          gate_account_new (GATE_ACCOUNT_BROWSER, places[i][0], places[i][1], CLIENT);
      g_autofree char *subtitle = gate_account_dup_subtitle (account);

      g_assert_cmpstr (subtitle, ==, places[i][2]);
    }
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_notify (void)
{
  g_autoptr (GateAccount) account = read_members (GOOD);
  g_autoptr (GateAccount) other = read_members (GOOD ",'use':<'production'>,'color':<'red'>");
  g_autofree char *word = NULL;
  gboolean is_production = FALSE;
  guint n = 0;

  g_signal_connect_swapped (account, "notify::is-production", G_CALLBACK (count_cb), &n);
  gate_account_set_use (account, GATE_ACCOUNT_USE_NONE);
  g_assert_cmpuint (n, ==, 0);
  gate_account_update_from (account, other);
  g_assert_cmpuint (n, ==, 1);
  gate_account_update_from (account, other);
  g_assert_cmpuint (n, ==, 1);
  g_object_get (account, "color-word", &word, "is-production", &is_production, NULL);
  g_assert_cmpstr (word, ==, "red");
  g_assert_true (is_production);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *typed;
    gboolean is_api;
    const char *checked;
  } cases[] = {
    { " https://api.example/ ", TRUE, "https://api.example" },
    { "https://api.example/api/v2/", TRUE, "https://api.example" },
    { "https://gateway.example/genesys/api/v2", TRUE, "https://gateway.example/genesys" },
    { "https://login.example/api/v2", FALSE, "https://login.example/api/v2" },
    { "HTTPS://Login.example:443", FALSE, "https://login.example" },
    { "http://127.0.0.1:8080/", FALSE, "http://127.0.0.1:8080" },
    { "http://login.example", FALSE, NULL },
    { "login.example", FALSE, NULL },
    { "https://a:b@login.example", FALSE, NULL },
    { "https://login.example/?x=1", FALSE, NULL },
    { "https://login.example/#x", FALSE, NULL },
    { "", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *checked = gate_account_check_address (cases[i].typed, cases[i].is_api);

      g_test_message ("“%s”", cases[i].typed);
      g_assert_cmpstr (checked, ==, cases[i].checked);
    }
}

static void
test_colors (void)
{
  for (guint i = 1; i < GATE_ACCOUNT_N_COLORS; i++)
    {
      g_assert_nonnull (gate_account_color_get_word (i));
      for (guint k = 1; k < i; k++)
        {
          g_assert_cmpstr (gate_account_color_get_word (i), !=, gate_account_color_get_word (k));
          g_assert_cmpstr (gate_account_color_describe (i), !=, gate_account_color_describe (k));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/new", test_new);
  g_test_add_func ("/account/round-trip", test_round_trip);
  g_test_add_func ("/account/unreadable", test_unreadable);
  g_test_add_func ("/account/newer", test_newer);
  g_test_add_func ("/account/shown", test_shown);
  g_test_add_func ("/account/notify", test_notify);
  g_test_add_func ("/account/addresses", test_addresses);
  g_test_add_func ("/account/colors", test_colors);
  return g_test_run ();
}
