/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What may stand in the form, what is said of the rest, and the account that comes of it. */

#include "gate-connect-draft.h"
#include "gate-wipe.h"

#include <string.h>

#define CLIENT "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"

static GateConnectDraft
new_draft (GateConnectPlace place,
           GateAccountKind  kind)
{
  GateConnectDraft draft = { .place = place, .kind = kind };

  for (guint i = 0; i < GATE_CONNECT_N_FIELDS; i++)
    draft.texts[i] = "";
  return draft;
}

static GateConnectDraft
new_right (void)
{
  GateConnectDraft draft = new_draft (GATE_CONNECT_PLACE_REGION, GATE_ACCOUNT_BROWSER);

  draft.use = GATE_ACCOUNT_USE_TEST;
  draft.texts[GATE_CONNECT_FIELD_ENVIRONMENT] = "mypurecloud.de";
  draft.texts[GATE_CONNECT_FIELD_CLIENT_ID] = CLIENT;
  return draft;
}

static void
test_fields (void)
{
  static const struct
  {
    GateConnectField field;
    const char *text;
    const char *sentence; /* its beginning; NULL for what is right */
  } cases[] = {
    { GATE_CONNECT_FIELD_ENVIRONMENT, "new1.pure.cloud", NULL },
    { GATE_CONNECT_FIELD_ENVIRONMENT, " MyPureCloud.DE\n", NULL },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "mypurecloud", "Type only what the addresses have" },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "login.mypurecloud.de", "Type only what the addresses" },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "apps.mypurecloud.de", "Type only what the addresses" },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "https://mypurecloud.de", "Type only what the" },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "evil.com/", "Type only what the" },
    { GATE_CONNECT_FIELD_ENVIRONMENT, "a@b.de", "Type only what the" },
    { GATE_CONNECT_FIELD_API, "https://gateway.example/genesys/", NULL },
    { GATE_CONNECT_FIELD_API, "http://127.0.0.1:8080", NULL },
    { GATE_CONNECT_FIELD_API, "gateway.example", "Type a whole address that begins with" },
    { GATE_CONNECT_FIELD_API, "http://gateway.example", "An address must begin with https://." },
    { GATE_CONNECT_FIELD_API, "https://a:b@gateway.example", "An address with a user name" },
    { GATE_CONNECT_FIELD_API, "https://gateway.example?x", "Type only the beginning" },
    { GATE_CONNECT_FIELD_LOGIN, "https://login.example/#x", "Type only the beginning" },
    { GATE_CONNECT_FIELD_LOGIN, "javascript:alert(1)", "Type a whole address" },
    { GATE_CONNECT_FIELD_CLIENT_ID, "Client ID: {" CLIENT "}", NULL },
    { GATE_CONNECT_FIELD_CLIENT_ID, "https://login.example/oauth/authorize?client_id=" CLIENT,
      NULL },
    { GATE_CONNECT_FIELD_CLIENT_ID, "dbbf16aa", "That is not a client ID." },
    { GATE_CONNECT_FIELD_CLIENT_ID, CLIENT " 0f3c1f6a-0000-4000-8000-000000000001",
      "That holds more than one client ID." },
    { GATE_CONNECT_FIELD_SECRET, " aB3_-x9Kz\n", NULL },
    { GATE_CONNECT_FIELD_SECRET, "aB3 x9K", "A client secret has no spaces." },
    { GATE_CONNECT_FIELD_SECRET, "gehe\xc3\xafm", "A client secret has no spaces." },
    { GATE_CONNECT_FIELD_SECRET, CLIENT, "This is a client ID." },
    { GATE_CONNECT_FIELD_ORGANIZATION, "acme", NULL },
    { GATE_CONNECT_FIELD_ORGANIZATION, "acme care", "This has to be one word." },
    { GATE_CONNECT_FIELD_PROVIDER, "my idp", "This has to be one word." },
    { GATE_CONNECT_FIELD_NAME, "Acme Care", NULL },
    { GATE_CONNECT_FIELD_NAME, "0123456789012345678901234567890123456789012345678901234567890",
      "This name is too long." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GateConnectField field = cases[i].field;
      GateConnectDraft draft = new_draft (
          field == GATE_CONNECT_FIELD_ENVIRONMENT ? GATE_CONNECT_PLACE_ENVIRONMENT :
                                                    GATE_CONNECT_PLACE_ADDRESSES,
          field == GATE_CONNECT_FIELD_SECRET ? GATE_ACCOUNT_CLIENT_CREDENTIALS :
                                               GATE_ACCOUNT_BROWSER);
      g_autofree char *sentence = NULL;

      g_test_message ("“%s”", cases[i].text);
      draft.texts[field] = cases[i].text;
      sentence = gate_connect_draft_check (&draft, field);
      if (cases[i].sentence == NULL)
        g_assert_null (sentence);
      else
        g_assert_true (g_str_has_prefix (sentence, cases[i].sentence));
    }
}

/* What the form does not ask for is never wrong, so a change of mind costs nothing. */
static void
test_not_asked (void)
{
  GateConnectDraft draft = new_right ();
  g_autoptr (GateAccount) account = NULL;

  draft.texts[GATE_CONNECT_FIELD_API] = "nonsense";
  draft.texts[GATE_CONNECT_FIELD_LOGIN] = "nonsense";
  draft.texts[GATE_CONNECT_FIELD_SECRET] = "a secret";
  g_assert_true (gate_connect_draft_is_right (&draft));
  g_assert_null (gate_connect_draft_dup_secret (&draft));
  account = gate_connect_draft_new_account (&draft);
  g_assert_cmpstr (gate_account_get_api_address (account), ==, "https://api.mypurecloud.de");
}

static void
test_pair (void)
{
  GateConnectDraft draft = new_right ();
  g_autofree char *provider = NULL;
  g_autofree char *organization = NULL;
  g_autoptr (GateAccount) account = NULL;

  draft.texts[GATE_CONNECT_FIELD_ORGANIZATION] = "acme";
  provider = gate_connect_draft_check (&draft, GATE_CONNECT_FIELD_PROVIDER);
  g_assert_true (g_str_has_prefix (provider, "Choose the identity provider too"));
  g_assert_null (gate_connect_draft_check (&draft, GATE_CONNECT_FIELD_ORGANIZATION));
  g_assert_false (gate_connect_draft_is_right (&draft));
  draft.texts[GATE_CONNECT_FIELD_ORGANIZATION] = "  ";
  draft.texts[GATE_CONNECT_FIELD_PROVIDER] = "okta";
  organization = gate_connect_draft_check (&draft, GATE_CONNECT_FIELD_ORGANIZATION);
  g_assert_true (g_str_has_prefix (organization, "Type the short name of the organization"));
  draft.texts[GATE_CONNECT_FIELD_ORGANIZATION] = " acme ";
  g_assert_true (gate_connect_draft_is_right (&draft));
  account = gate_connect_draft_new_account (&draft);
  g_assert_cmpstr (gate_account_get_organization_login (account), ==, "acme");
  g_assert_cmpstr (gate_account_get_provider (account), ==, "okta");
}

static void
assert_gaps (const GateConnectDraft *draft,
             const char             *expected)
{
  g_autofree char *gaps = gate_connect_draft_describe_gaps (draft);

  g_assert_cmpstr (gaps, ==, expected);
  g_assert_cmpint (gate_connect_draft_is_right (draft), ==, expected == NULL);
}

static void
test_gaps (void)
{
  GateConnectDraft empty = new_draft (GATE_CONNECT_PLACE_NONE, GATE_ACCOUNT_BROWSER);
  GateConnectDraft draft = new_right ();

  assert_gaps (&empty, "Still needed: region, client ID, use");
  empty.place = GATE_CONNECT_PLACE_ADDRESSES;
  empty.kind = GATE_ACCOUNT_CLIENT_CREDENTIALS;
  assert_gaps (&empty,
               "Still needed: API address, login address, client ID, client secret, use");
  empty.place = GATE_CONNECT_PLACE_ENVIRONMENT;
  empty.texts[GATE_CONNECT_FIELD_ENVIRONMENT] = " \n";
  empty.use = GATE_ACCOUNT_USE_PRACTICE;
  assert_gaps (&empty, "Still needed: environment, client ID, client secret");
  assert_gaps (&draft, NULL);
  draft.texts[GATE_CONNECT_FIELD_CLIENT_ID] = "x";
  assert_gaps (&draft, "Put right what is marked above.");
}

static void
test_account (void)
{
  GateConnectDraft draft =
      new_draft (GATE_CONNECT_PLACE_ADDRESSES, GATE_ACCOUNT_CLIENT_CREDENTIALS);
  g_autoptr (GateAccount) account = NULL;
  char *secret;

  draft.use = GATE_ACCOUNT_USE_PRODUCTION;
  draft.color = GATE_ACCOUNT_COLOR_RED;
  draft.texts[GATE_CONNECT_FIELD_API] = " https://gateway.example/api/v2/ ";
  draft.texts[GATE_CONNECT_FIELD_LOGIN] = "http://127.0.0.1:8080/";
  draft.texts[GATE_CONNECT_FIELD_CLIENT_ID] = "id " CLIENT;
  draft.texts[GATE_CONNECT_FIELD_SECRET] = " \tsecret-1 \n";
  draft.texts[GATE_CONNECT_FIELD_NAME] = " Acme ";
  /* Typed before the person chose the other kind. */
  draft.texts[GATE_CONNECT_FIELD_PROVIDER] = "okta";
  g_assert_true (gate_connect_draft_is_right (&draft));
  account = gate_connect_draft_new_account (&draft);
  secret = gate_connect_draft_dup_secret (&draft);
  g_assert_cmpint (gate_account_get_kind (account), ==, GATE_ACCOUNT_CLIENT_CREDENTIALS);
  g_assert_cmpstr (gate_account_get_api_address (account), ==, "https://gateway.example");
  g_assert_cmpstr (gate_account_get_login_address (account), ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (gate_account_get_client_id (account), ==, CLIENT);
  g_assert_cmpstr (gate_account_get_label (account), ==, "Acme");
  g_assert_cmpint (gate_account_get_use (account), ==, GATE_ACCOUNT_USE_PRODUCTION);
  g_assert_cmpint (gate_account_get_color (account), ==, GATE_ACCOUNT_COLOR_RED);
  g_assert_null (gate_account_get_provider (account));
  g_assert_cmpstr (secret, ==, "secret-1");
  gate_wipe_free (secret);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connect-draft/fields", test_fields);
  g_test_add_func ("/connect-draft/not-asked", test_not_asked);
  g_test_add_func ("/connect-draft/pair", test_pair);
  g_test_add_func ("/connect-draft/gaps", test_gaps);
  g_test_add_func ("/connect-draft/account", test_account);
  return g_test_run ();
}
