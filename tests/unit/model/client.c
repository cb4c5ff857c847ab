/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-builtin.h"
#include "gate-client.h"
#include "gate-time.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_display_name (void)
{
  static const struct
  {
    const char *what;
    const char *name;
    const char *shown;
  } cases[] = {
    { "missing", NULL, ID },
    { "empty", "", ID },
    { "blanks", "   \t", ID },
    { "no-break spaces", "\xc2\xa0\xc2\xa0", ID },
    { "zero width only", "\xe2\x80\x8b\xe2\x80\x8b", ID },
    { "joiners only", "\xe2\x80\x8d\xe2\x80\x8c", ID },
    { "marks only", "\xcc\x81\xcc\x81", ID },
    { "Hangul filler", "\xe3\x85\xa4", ID },
    { "blank Braille", "\xe2\xa0\x80", ID },
    { "controls only", "\x01\x02", ID },
    { "plain", "Payroll Export", "Payroll Export" },
    { "blanks around", " Payroll Export ", "Payroll Export" },
    { "markup", "<b>x</b>", "<b>x</b>" },
    { "override",
      "txt.\xe2\x80\xae"
      "exe",
      "txt.\xef\xbf\xbd"
      "exe" },
    { "emoji", "\xf0\x9f\x94\xa7", "\xf0\x9f\x94\xa7" },
    { "punctuation", "-", "-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateClient) client = gate_client_new (ID);

      g_test_message ("%s", cases[i].what);
      gate_client_set_name (client, cases[i].name);
      g_assert_cmpstr (gate_client_get_display_name (client), ==, cases[i].shown);
      g_assert_cmpstr (gate_client_get_name (client), ==, cases[i].name);
      g_assert_true (gate_client_get_display_name (client) ==
                     gate_client_get_display_name (client));
    }
}

static void
test_display_name_long (void)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autofree char *huge = g_strnfill (64 * 1024, 'n');

  gate_client_set_name (client, huge);
  g_assert_cmpint (g_utf8_strlen (gate_client_get_display_name (client), -1), ==, 101);
  g_assert_cmpstr (gate_client_get_name (client), ==, huge);
}

/* The cached name is the name itself where nothing had to change: this must survive renaming. */
static void
test_display_name_renamed (void)
{
  g_autoptr (GateClient) client = gate_client_new (ID);

  gate_client_set_name (client, "One");
  g_assert_true (gate_client_get_display_name (client) == gate_client_get_name (client));
  gate_client_set_name (client, "Two\n");
  g_assert_cmpstr (gate_client_get_display_name (client), ==, "Two");
  gate_client_set_name (client, NULL);
  g_assert_cmpstr (gate_client_get_display_name (client), ==, ID);
  gate_client_set_name (client, "Three");
  g_assert_cmpstr (gate_client_get_display_name (client), ==, "Three");
}

static void
test_fields (void)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GDateTime) date = gate_time_parse ("2026-03-03T10:15:00Z");

  g_assert_cmpstr (gate_client_get_id (client), ==, ID);
  g_assert_nonnull (gate_client_get_scopes (client));
  g_assert_null (gate_client_get_scopes (client)[0]);
  g_assert_null (gate_client_get_redirect_uris (client)[0]);
  g_assert_cmpint (gate_client_get_grant_type (client), ==, GATE_GRANT_UNKNOWN);
  g_assert_cmpint (gate_client_get_token_lifetime_s (client), ==, 0);
  g_assert_null (gate_client_get_date_created (client));

  gate_client_set_description (client, "what it does");
  gate_client_set_state (client, "active");
  gate_client_set_scopes (client, LIST ("users", "quality", "users"));
  gate_client_set_redirect_uris (client, LIST ("http://127.0.0.1:8400/callback"));
  gate_client_set_token_lifetime_s (client, 86400);
  gate_client_set_date_created (client, date);
  gate_client_set_date_modified (client, date);
  gate_client_set_date_modified (client, gate_client_get_date_modified (client));
  gate_client_set_scopes (client, gate_client_get_scopes (client));

  g_assert_cmpstr (gate_client_get_description (client), ==, "what it does");
  g_assert_cmpstr (gate_client_get_state (client), ==, "active");
  g_assert_cmpstrv ((char **) gate_client_get_scopes (client), LIST ("users", "quality", "users"));
  g_assert_cmpstr (gate_client_get_redirect_uris (client)[0], ==, "http://127.0.0.1:8400/callback");
  g_assert_cmpint (gate_client_get_token_lifetime_s (client), ==, 86400);
  g_assert_true (g_date_time_equal (gate_client_get_date_modified (client), date));
  gate_client_set_date_modified (client, NULL);
  g_assert_null (gate_client_get_date_modified (client));
  gate_client_set_scopes (client, NULL);
  g_assert_null (gate_client_get_scopes (client)[0]);
}

static GateClient *
sample (void)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GDateTime) date = gate_time_parse ("2026-03-03T10:15:00Z");

  gate_client_set_name (client, "Payroll Export");
  gate_client_set_description (client, "d");
  gate_client_set_state (client, "active");
  gate_client_set_grant_type (client, GATE_GRANT_CODE);
  gate_client_set_token_lifetime_s (client, 300);
  gate_client_set_scopes (client, LIST ("users", "quality"));
  gate_client_set_redirect_uris (client, LIST ("https://example.org/"));
  gate_client_set_date_created (client, date);
  gate_client_set_date_modified (client, date);
  return g_steal_pointer (&client);
}

static void
change (GateClient *client,
        guint       what)
{
  g_autoptr (GDateTime) later = gate_time_parse ("2026-03-04T10:15:00Z");

  switch (what)
    {
    case 0:
      gate_client_set_name (client, "Payroll Exporter");
      break;
    case 1:
      gate_client_set_description (client, NULL);
      break;
    case 2:
      gate_client_set_state (client, "inactive");
      break;
    case 3:
      gate_client_set_grant_type (client, GATE_GRANT_IMPLICIT);
      break;
    case 4:
      gate_client_set_token_lifetime_s (client, 301);
      break;
    case 5:
      gate_client_set_scopes (client, LIST ("users"));
      break;
    case 6:
      gate_client_set_redirect_uris (client, NULL);
      break;
    case 7:
      gate_client_set_date_created (client, later);
      break;
    case 8:
      gate_client_set_date_modified (client, NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_equal (void)
{
  g_autoptr (GateClient) one = sample ();
  g_autoptr (GateClient) same = sample ();
  g_autoptr (GateClient) other_id = gate_client_new ("other");
  g_autoptr (GateClient) bare = gate_client_new (ID);

  gate_client_set_scopes (same, LIST ("quality", "users"));
  g_assert_true (gate_client_equal (one, one));
  g_assert_true (gate_client_equal (one, same));
  g_assert_false (gate_client_equal (bare, other_id));
  for (guint what = 0; what < 9; what++)
    {
      g_autoptr (GateClient) changed = sample ();

      change (changed, what);
      g_test_message ("%u", what);
      g_assert_false (gate_client_equal (one, changed));
      g_assert_false (gate_client_equal (changed, one));
    }
}

static void
test_grant_type (void)
{
  static const struct
  {
    const char *wire;
    GateGrantType grant_type;
    const char *written;
    const char *described;
  } cases[] = {
    { "CODE", GATE_GRANT_CODE, "CODE", "Code authorization" },
    { "TOKEN", GATE_GRANT_IMPLICIT, "TOKEN", "Implicit grant" },
    { "SAML2-BEARER", GATE_GRANT_SAML2_BEARER, "SAML2-BEARER", "SAML2 bearer" },
    { "SAML2BEARER", GATE_GRANT_SAML2_BEARER, "SAML2-BEARER", "SAML2 bearer" },
    { "SAML2_BEARER", GATE_GRANT_SAML2_BEARER, "SAML2-BEARER", "SAML2 bearer" },
    { "CLIENT-CREDENTIALS",
      GATE_GRANT_CLIENT_CREDENTIALS,
      "CLIENT-CREDENTIALS",
      "Client credentials" },
    { "CLIENT_CREDENTIALS",
      GATE_GRANT_CLIENT_CREDENTIALS,
      "CLIENT-CREDENTIALS",
      "Client credentials" },
    { "PASSWORD", GATE_GRANT_PASSWORD, "PASSWORD", "Password" },
    { "code", GATE_GRANT_UNKNOWN, NULL, "Unknown grant type" },
    { "DEVICE", GATE_GRANT_UNKNOWN, NULL, "Unknown grant type" },
    { "", GATE_GRANT_UNKNOWN, NULL, "Unknown grant type" },
    { NULL, GATE_GRANT_UNKNOWN, NULL, "Unknown grant type" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *described = gate_grant_type_describe (cases[i].grant_type);

      g_assert_cmpint (gate_grant_type_from_wire (cases[i].wire), ==, cases[i].grant_type);
      g_assert_cmpstr (gate_grant_type_to_wire (cases[i].grant_type), ==, cases[i].written);
      g_assert_cmpstr (described, ==, cases[i].described);
    }
}

static void
test_grant_type_name (void)
{
  static const struct
  {
    const char *name, *written, *described;
  } cases[] = {
    { "DEVICE-CODE", "DEVICE-CODE", "DEVICE-CODE" },
    { "code", "code", "code" },
    { " MA\xc2\xadGIC\x1b\n", " MA\xc2\xadGIC\x1b\n", "MAGIC\xef\xbf\xbd" },
    { "SAML2BEARER", "SAML2-BEARER", "SAML2 bearer" },
    { "", "", "Unknown grant type" },
    { "\xc2\xad", "\xc2\xad", "Unknown grant type" },
    { NULL, NULL, "Unknown grant type" },
  };
  g_autoptr (GateClient) none = gate_client_new (ID);
  g_autoptr (GateClient) client = gate_client_new (ID);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *described = NULL;

      gate_client_set_grant_type_name (client, cases[i].name);
      described = gate_client_describe_grant_type (client);
      g_assert_cmpstr (described, ==, cases[i].described);
      g_assert_cmpstr (gate_client_get_grant_type_name (client), ==, cases[i].written);
      g_assert_cmpint (gate_client_equal (client, none), ==, cases[i].name == NULL);
    }
  gate_client_set_grant_type_name (client, "DEVICE-CODE");
  gate_client_set_grant_type (client, GATE_GRANT_CODE);
  g_assert_cmpstr (gate_client_get_grant_type_name (client), ==, "CODE");
}

static void
test_builtin (void)
{
  static const char *const no[] = {
    "architect",
    "Architect ",
    " Architect",
    "Architect\n",
    "Architect 2",
    "\xd0\x90rchitect",
    "Archi\xe2\x80\x8btect",
    "IOS Collaborate",
    "Directory Web Client (Unified App) ",
    "Developer Tools",
    "",
    NULL,
  };

  g_assert_cmpuint (gate_builtin_get_size (), ==, 4);
  for (guint i = 0; i < gate_builtin_get_size (); i++)
    g_assert_true (gate_builtin_is_name (gate_builtin_get_name (i)));
  g_assert_null (gate_builtin_get_name (4));
  g_assert_true (gate_builtin_is_name ("Directory Web Client (Unified App)"));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (gate_builtin_is_name (no[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/display-name", test_display_name);
  g_test_add_func ("/client/display-name/long", test_display_name_long);
  g_test_add_func ("/client/display-name/renamed", test_display_name_renamed);
  g_test_add_func ("/client/fields", test_fields);
  g_test_add_func ("/client/equal", test_equal);
  g_test_add_func ("/client/grant-type", test_grant_type);
  g_test_add_func ("/client/grant-type/name", test_grant_type_name);
  g_test_add_func ("/client/builtin", test_builtin);
  return g_test_run ();
}
