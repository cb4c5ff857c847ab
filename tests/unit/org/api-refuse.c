/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A PUT that is refused changes nothing (S53, H78 and H79). */

#include "api-fixture.h"

static void
test_refused_puts (Fixture      *fixture,
                   gconstpointer data)
{
  static const struct
  {
    const char *content_type;
    const char *body;
    guint status;
    const char *code;
  } cases[] = {
    { "application/json", NULL, 400, "bad.request" },
    { "application/json", "", 400, "bad.request" },
    { "application/json", " ", 400, "bad.request" },
    { "application/json", "nonsense", 400, "bad.request" },
    { "application/json", "{\"scope\":[\"quality\"]", 400, "bad.request" },
    { "application/json", "{\"scope\":[\"quality\"]}{}", 400, "bad.request" },
    { "application/json", "{\"scope\":[\"quality\"],\"scope\":[\"users\"]}", 400, "bad.request" },
    { "application/json", "{\"scope\":[\"qual\xff\"]}", 400, "bad.request" },
    { "application/json", "{\"roles\":[\"\\u0000\"]}", 400, "bad.request" },
    { "application/json", "null", 400, "invalid.value" },
    { "application/json", "[]", 400, "invalid.value" },
    { "application/json", "\"quality\"", 400, "invalid.value" },
    { "application/json", "{}", 400, "invalid.value" },
    { "application/json", "{\"state\":\"Authorized\",\"pending\":false}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[\"quality\"],\"state\":\"Revoked\"}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[\"quality\"],\"client\":{\"id\":\"" ARCHITECT_ID "\"}}", 400,
      "invalid.value" },
    { "application/json", "{\"scope\":null}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[\"quality\"],\"roles\":null}", 400, "invalid.value" },
    { "application/json", "{\"scope\":\"quality\"}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[1]}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[[\"quality\"]]}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[\"Not A Scope\"]}", 400, "invalid.value" },
    { "application/json", "{\"roles\":{}}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[]}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[],\"roles\":[]}", 400, "invalid.value" },
    { "application/json", "{\"scope\":[\"quality\",\"bogus\"]}", 400, "auth.invalid.scope" },
    { "application/json", "{\"scope\":[\"all\"]}", 400, "auth.invalid.scope" },
    { "application/json", "{\"roles\":[\"Admin\"]}", 400, "bad.client.role" },
    { "application/json", "{\"roles\":[\"" UNKNOWN_ID "\"]}", 400, "bad.client.role" },
    { NULL, "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "text/plain", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "application/jsonp", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "application/json-patch+json", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "application/json; charset=utf-16", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "application/json; charset=\"utf-8", "{\"roles\":[]}", 415, "unsupported.media.type" },
    { "application/json;a=b;c=d", "{\"roles\":[]}", 415, "unsupported.media.type" },
  };
  g_autofree char *header = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autofree char *before = state_of (fixture, PUT_PATH QUALITY_ID);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = g_strescape (cases[i].body != NULL ? cases[i].body : "", NULL);
      g_autoptr (GateOrgCall) call = NULL;
      g_autofree char *after = NULL;

      g_test_message ("%s", shown);
      call = ask_with (fixture,
                       header,
                       "PUT",
                       PUT_PATH QUALITY_ID,
                       cases[i].content_type,
                       cases[i].body);
      assert_problem (call, cases[i].status, cases[i].code);
      after = state_of (fixture, PUT_PATH QUALITY_ID);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (n_audits (fixture), ==, 0);
}

static void
test_accepted_content_types (Fixture      *fixture,
                             gconstpointer data)
{
  static const char *const types[] = { "application/json",
                                       "Application/JSON",
                                       "application/json; charset=utf-8",
                                       "application/json;charset=UTF-8",
                                       "application/json; charset=\"utf-8\"" };
  g_autofree char *header = g_strconcat ("Bearer ", fixture->token, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GateOrgCall) call =
          ask_with (fixture, header, "PUT", PUT_PATH QUALITY_ID, types[i], "{\"roles\":[]}");

      g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
    }
}

static void
test_refused_clients (Fixture      *fixture,
                      gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *body;
    guint status;
    const char *code;
  } cases[] = {
    { "Roster Import", "{\"scope\":[]}", 400, "bad.client.state" },
    { "Legacy Dialer Link", "{\"roles\":[]}", 400, "bad.client.state" },
    { "Queue Console", "{\"roles\":[]}", 400, "invalid.value" },
    { "Phone Bridge", "{\"roles\":[]}", 400, "invalid.value" },
  };
  g_autoptr (GateOrgCall) unknown =
      ask (fixture, "PUT", PUT_PATH UNKNOWN_ID, "{\"scope\":[\"users\"]}");

  assert_problem (unknown, 404, "not.found");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = authorization_path_of (fixture, cases[i].name);
      g_autofree char *before = state_of (fixture, path);
      g_autoptr (GateOrgCall) call = ask (fixture, "PUT", path, cases[i].body);
      g_autofree char *after = state_of (fixture, path);

      assert_problem (call, cases[i].status, cases[i].code);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (n_audits (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/org/api-refuse/refused-puts", test_refused_puts);
  ADD ("/org/api-refuse/accepted-content-types", test_accepted_content_types);
  ADD ("/org/api-refuse/refused-clients", test_refused_clients);
  return g_test_run ();
}
