/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-error.h"

#include <string.h>

static const GateErrorCode all_codes[] = {
  GATE_ERROR_FAILED,       GATE_ERROR_NETWORK,
  GATE_ERROR_TIMEOUT,      GATE_ERROR_TLS,
  GATE_ERROR_BLOCKED,
  GATE_ERROR_UNAUTHORIZED, GATE_ERROR_FORBIDDEN,
  GATE_ERROR_SCOPE,        GATE_ERROR_NOT_FOUND,
  GATE_ERROR_NOT_OFFERED,  GATE_ERROR_CONFLICT,
  GATE_ERROR_RATE_LIMITED, GATE_ERROR_INVALID,
  GATE_ERROR_TOO_LARGE,    GATE_ERROR_PROTOCOL,
  GATE_ERROR_SERVER,       GATE_ERROR_UNKNOWN_OUTCOME,
};

/* A sentence for people: whole, one line, not a word of what the server said. */
static void
assert_sentence (const char *sentence)
{
  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_true (g_str_has_suffix (sentence, "."));
  g_assert_null (strchr (sentence, '\n'));
  g_assert_null (strstr (sentence, "canary"));
}

static void
test_describe (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all_codes); i++)
    {
      g_autoptr (GError) error = gate_error_new (all_codes[i], "canary of the log %d", 1);
      g_autofree char *sentence = NULL;

      gate_error_set_server_code (error, "canary.code");
      gate_error_set_server_message (error, "canary message");
      gate_error_set_correlation_id (error, "canary-id");
      sentence = gate_error_describe (error);
      assert_sentence (sentence);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&sentence)));
    }
}

static void
test_describe_details (void)
{
  static const struct
  {
    GateErrorCode code;
    gboolean names_missing;
    gboolean names_host;
  } cases[] = {
    { GATE_ERROR_FORBIDDEN, TRUE, FALSE }, { GATE_ERROR_SCOPE, TRUE, FALSE },
    { GATE_ERROR_NETWORK, FALSE, TRUE },   { GATE_ERROR_TIMEOUT, FALSE, TRUE },
    { GATE_ERROR_TLS, FALSE, TRUE },       { GATE_ERROR_NOT_FOUND, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = gate_error_new (cases[i].code, "x");
      g_autofree char *sentence = NULL;

      gate_error_set_missing (error, "oauth:client:authorize");
      gate_error_set_host (error, "api.example");
      sentence = gate_error_describe (error);
      g_assert_cmpint (strstr (sentence, "oauth:client:authorize") != NULL,
                       ==,
                       cases[i].names_missing);
      g_assert_cmpint (strstr (sentence, "api.example") != NULL, ==, cases[i].names_host);
      assert_sentence (sentence);
    }
}

/* An address of this computer is no name. */
static void
test_describe_loopback (void)
{
  g_autoptr (GError) timeout = gate_error_new (GATE_ERROR_TIMEOUT, "x");
  g_autoptr (GError) network = gate_error_new (GATE_ERROR_NETWORK, "x");
  g_autofree char *late = NULL;
  g_autofree char *away = NULL;
  g_autofree char *named = NULL;

  gate_error_set_host (timeout, "127.0.7.1");
  late = gate_error_describe (timeout);
  g_assert_cmpstr (late, ==, "The organization did not answer in time.");
  away = gate_error_describe (network);
  g_assert_cmpstr (away, ==, "The organization cannot be reached.");
  gate_error_set_host (network, "Acme Care");
  named = gate_error_describe (network);
  g_assert_cmpstr (named, ==, "Acme Care cannot be reached.");
}

/* Each failure of a connection has one sentence, whatever it names came from. */
static void
test_describe_transport (void)
{
  static const struct
  {
    GateTransportFailure failure;
    const char *host, *party, *sentence;
  } cases[] = {
    { GATE_TRANSPORT_OTHER, "h.example", "x", "h.example cannot be reached." },
    { GATE_TRANSPORT_PROXY_UNREACHABLE, "Acme Care", "p\x1b:1\n",
      "The proxy p\xef\xbf\xbd:1 cannot be reached." },
    { GATE_TRANSPORT_PROXY_SILENT, NULL, "p",
      "No connection came about through the proxy p in time." },
    { GATE_TRANSPORT_UNKNOWN_ISSUER, "h.example", "Evil\xe2\x80\xae %s",
      "The connection to h.example cannot be trusted: its certificate comes from "
      "“Evil\xef\xbf\xbd %s”, which this computer does not know. Nothing was sent." },
    { GATE_TRANSPORT_UNKNOWN_ISSUER, "h.example", " ",
      "The connection to h.example cannot be trusted: its certificate comes from an authority that "
      "this computer does not know. Nothing was sent." },
    { GATE_TRANSPORT_OTHER_HOST, "h.example", NULL,
      "The connection to h.example cannot be trusted: its certificate is for another host. Nothing "
      "was sent." },
    { GATE_TRANSPORT_OTHER_HOST, NULL, "x", "The organization cannot be reached." },
    { GATE_TRANSPORT_CLOSED, "127.0.0.1", NULL,
      "127.0.0.1 ended the connection without an answer. If it is meant to be secure, its address "
      "begins with https://." },
    { GATE_TRANSPORT_CLOSED, "Acme Care", NULL, "Acme Care cannot be reached." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = gate_error_new (GATE_ERROR_NETWORK, "x");
      g_autoptr (GError) copy = NULL;
      g_autofree char *sentence = NULL;

      gate_error_set_host (error, cases[i].host);
      gate_error_set_transport_failure (error, cases[i].failure, cases[i].party);
      copy = g_error_copy (error);
      sentence = gate_error_describe (copy);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
      g_assert_cmpstr (gate_error_get_party (copy), ==, cases[i].party);
    }
}

static void
test_oauth (void)
{
  static const struct
  {
    const char *oauth_error;
    GateErrorCode code;
    const char *names; /* in its sentence; NULL: that of the code */
  } cases[] = {
    { "access_denied", GATE_ERROR_INVALID, "administrator" },
    { "invalid_client", GATE_ERROR_INVALID, "region" },
    { "invalid_grant", GATE_ERROR_UNAUTHORIZED, NULL },
    { "invalid_pkce_package", GATE_ERROR_INVALID, "came back" },
    { "invalid_request", GATE_ERROR_INVALID, "redirect address" },
    { "invalid_scope", GATE_ERROR_INVALID, "scopes" },
    { "server_error", GATE_ERROR_SERVER, NULL },
    { "temporarily_unavailable", GATE_ERROR_SERVER, NULL },
    { "unauthorized_client", GATE_ERROR_INVALID, "grant type" },
    { "unsupported_response_type", GATE_ERROR_INVALID, "code" },
    { "Access_denied", GATE_ERROR_INVALID, NULL },
    { "", GATE_ERROR_INVALID, NULL },
    { NULL, GATE_ERROR_INVALID, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GateErrorCode code = gate_error_code_from_oauth (cases[i].oauth_error);
      g_autoptr (GError) plain = gate_error_new (code, "x");
      g_autoptr (GError) other = gate_error_new (GATE_ERROR_CONFLICT, "x");
      g_autoptr (GError) error = gate_error_new (code, "x");
      g_autofree char *of_code = gate_error_describe (plain);
      g_autofree char *of_other = gate_error_describe (other);
      g_autofree char *sentence = NULL;
      g_autofree char *elsewhere = NULL;

      g_assert_cmpint (code, ==, cases[i].code);
      gate_error_set_server_code (error, cases[i].oauth_error);
      gate_error_set_server_code (other, cases[i].oauth_error);
      sentence = gate_error_describe (error);
      elsewhere = gate_error_describe (other);
      assert_sentence (sentence);
      g_assert_cmpstr (elsewhere, ==, of_other);
      if (cases[i].names != NULL)
        g_assert_nonnull (strstr (sentence, cases[i].names));
      else
        g_assert_cmpstr (sentence, ==, of_code);
    }
}

static void
test_describe_place (void)
{
  static const GateErrorCode codes[] = { GATE_ERROR_PROTOCOL, GATE_ERROR_TOO_LARGE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = gate_error_new (codes[i], "%s", "entities[3].client.id: missing");
      g_autoptr (GError) copy = NULL;
      g_autofree char *without = gate_error_describe (error);
      g_autofree char *with = NULL;
      g_autofree char *hostile = NULL;

      g_assert_null (strstr (without, "entities"));
      gate_error_take_message_for_place (&error);
      copy = g_error_copy (error);
      with = gate_error_describe (copy);
      g_assert_nonnull (strstr (with, "(entities[3].client.id: missing)."));
      assert_sentence (with);
      gate_error_set_place (copy, "a\nb\xe2\x80\xae");
      hostile = gate_error_describe (copy);
      g_assert_null (strchr (hostile, '\n'));
      g_assert_null (strstr (hostile, "\xe2\x80\xae"));
    }
  gate_error_take_message_for_place (NULL);
}

static void
test_describe_foreign (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "canary");
  g_autoptr (GError) beyond = g_error_new_literal (GATE_ERROR, 4711, "canary");
  g_autofree char *of_foreign = gate_error_describe (foreign);
  g_autofree char *of_nothing = gate_error_describe (NULL);
  g_autofree char *of_beyond = gate_error_describe (beyond);

  assert_sentence (of_foreign);
  g_assert_cmpstr (of_nothing, ==, of_foreign);
  g_assert_cmpstr (of_beyond, ==, of_foreign);
}

static void
test_details (void)
{
  g_autoptr (GError) error = gate_error_new (GATE_ERROR_FORBIDDEN, "%s", "no");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_null (gate_error_get_server_code (error));
  gate_error_set_server_code (error, "missing.any.permissions");
  gate_error_set_server_message (error, "first");
  gate_error_set_server_message (error, "second");
  gate_error_set_server_message (error, gate_error_get_server_message (error));
  gate_error_set_correlation_id (error, "c-1");
  gate_error_set_missing (error, "a:b:c");
  gate_error_set_host (error, "h");

  copy = g_error_copy (error);
  g_clear_error (&error);
  g_prefix_error (&copy, "while listing: ");
  g_assert_cmpstr (copy->message, ==, "while listing: no");
  g_assert_cmpstr (gate_error_get_server_code (copy), ==, "missing.any.permissions");
  g_assert_cmpstr (gate_error_get_server_message (copy), ==, "second");
  g_assert_cmpstr (gate_error_get_correlation_id (copy), ==, "c-1");
  g_assert_cmpstr (gate_error_get_missing (copy), ==, "a:b:c");
  g_assert_cmpstr (gate_error_get_host (copy), ==, "h");
  gate_error_set_host (copy, NULL);
  g_assert_null (gate_error_get_host (copy));

  gate_error_set_host (foreign, "h");
  g_assert_null (gate_error_get_host (foreign));
  gate_error_set_host (NULL, "h");
  g_assert_null (gate_error_get_host (NULL));
}

static void
test_matches (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) error = NULL;

  gate_error_set (&error, GATE_ERROR_CONFLICT, "changed by %s", "somebody");
  gate_error_set (NULL, GATE_ERROR_CONFLICT, "nobody asks");
  g_assert_cmpstr (error->message, ==, "changed by somebody");
  g_assert_true (gate_error_matches (error, GATE_ERROR_CONFLICT));
  g_assert_false (gate_error_matches (error, GATE_ERROR_FAILED));
  g_assert_false (gate_error_matches (NULL, GATE_ERROR_FAILED));
  g_assert_false (gate_error_matches (cancelled, (GateErrorCode) G_IO_ERROR_CANCELLED));
  g_assert_true (gate_error_is_cancelled (cancelled));
  g_assert_false (gate_error_is_cancelled (error));
  g_assert_false (gate_error_is_cancelled (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/describe", test_describe);
  g_test_add_func ("/error/describe/details", test_describe_details);
  g_test_add_func ("/error/describe/loopback", test_describe_loopback);
  g_test_add_func ("/error/describe/transport", test_describe_transport);
  g_test_add_func ("/error/oauth", test_oauth);
  g_test_add_func ("/error/describe/place", test_describe_place);
  g_test_add_func ("/error/describe/foreign", test_describe_foreign);
  g_test_add_func ("/error/details", test_details);
  g_test_add_func ("/error/matches", test_matches);
  return g_test_run ();
}
