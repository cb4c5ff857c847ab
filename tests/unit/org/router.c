/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Exact routing on raw paths (H15 to H20). */

#include "gate-org-api.h"
#include "gate-org-router.h"

static void
handler (GateOrgCall *call)
{
}

static const GateOrgRoute routes[] = {
  { "GET", "/api/v2/things", NULL, NULL, handler },
  { "GET", "/api/v2/things/{thingId}", NULL, NULL, handler },
  { "PUT", "/api/v2/things/{thingId}", NULL, NULL, handler },
  { "GET", "/api/v2/things/{thingId}/parts/{partId}", NULL, NULL, handler },
  { "GET", "/api/v2/tokens/me", NULL, NULL, handler },
  { "HEAD", "/api/v2/tokens/me", NULL, NULL, handler },
  { "DELETE", "/api/v2/tokens/me", NULL, NULL, handler },
  { NULL },
};

typedef struct
{
  const char *method;
  const char *path;
  GateOrgRouteResult result;
  const char *expected; /* the segments, joined; or the methods that are allowed */
} Row;

#define FOUND GATE_ORG_ROUTE_FOUND
#define NONE GATE_ORG_ROUTE_NOT_FOUND
#define OTHER GATE_ORG_ROUTE_OTHER_METHOD

static const Row rows[] = {
  { "GET", "/api/v2/things", FOUND, "" },
  { "HEAD", "/api/v2/things", FOUND, "" },
  { "GET", "/api/v2/things/7", FOUND, "7" },
  { "PUT", "/api/v2/things/7", FOUND, "7" },
  { "GET", "/api/v2/things/7/parts/8", FOUND, "7|8" },
  { "GET", "/api/v2/tokens/me", FOUND, "" },
  { "HEAD", "/api/v2/tokens/me", FOUND, "" },
  { "GET", "/api/v2/things/a%3Ab", FOUND, "a:b" },
  { "GET", "/api/v2/things/a:b", FOUND, "a:b" },
  { "GET", "/api/v2/things/%C3%A4", FOUND, "\xc3\xa4" },
  { "GET", "/api/v2/things/a;b=c", FOUND, "a;b=c" },
  { "GET", "/api/v2/things/a%2Bb+c", FOUND, "a+b+c" },
  { "GET", "/api/v2/things/...", FOUND, "..." },
  { "GET", "/api/v2/things/%257e", FOUND, "%7e" },
  { "GET", "/api/v2/things/5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42", FOUND,
    "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42" },
  { "GET", "/api/v2/things/ABC%3ADef", FOUND, "ABC:Def" },
  { "POST", "/api/v2/things/7", OTHER, "GET, HEAD, PUT" },
  { "DELETE", "/api/v2/things", OTHER, "GET, HEAD" },
  { "PUT", "/api/v2/tokens/me", OTHER, "GET, HEAD, DELETE" },
  { "get", "/api/v2/things", OTHER, "GET, HEAD" },
  { "GET", "", NONE, NULL },
  { "GET", "/", NONE, NULL },
  { "GET", "*", NONE, NULL },
  { "GET", "api/v2/things", NONE, NULL },
  { "GET", "/api/v2", NONE, NULL },
  { "GET", "/api/v2/thing", NONE, NULL },
  { "GET", "/api/v2/thingsX", NONE, NULL },
  { "GET", "/api/v2/things/", NONE, NULL },
  { "GET", "/api/v2/things//", NONE, NULL },
  { "GET", "/api/v2/things/7/", NONE, NULL },
  { "GET", "/api/v2/things/7/parts", NONE, NULL },
  { "GET", "/api/v2/things/7/parts/", NONE, NULL },
  { "GET", "/api/v2/things/7/parts/8/9", NONE, NULL },
  { "GET", "//api/v2/things", NONE, NULL },
  { "GET", "/api//v2/things", NONE, NULL },
  { "GET", "/./api/v2/things", NONE, NULL },
  { "GET", "/api/v2/./things", NONE, NULL },
  { "GET", "/a/../api/v2/things", NONE, NULL },
  { "GET", "/api/v2/things;x", NONE, NULL },
  { "GET", "/api/v2/things.", NONE, NULL },
  { "GET", "/API/V2/THINGS", NONE, NULL },
  { "GET", "/api/v2/%74hings", NONE, NULL },
  { "GET", "/api%2Fv2%2Fthings", NONE, NULL },
  { "GET", "/api/v2/things/%2F", NONE, NULL },
  { "GET", "/api/v2/things/a%2fb", NONE, NULL },
  { "GET", "/api/v2/things/7%2Fparts%2F8", NONE, NULL },
  { "GET", "/api/v2/things/.", NONE, NULL },
  { "GET", "/api/v2/things/..", NONE, NULL },
  { "GET", "/api/v2/things/%2e%2e", NONE, NULL },
  { "GET", "/api/v2/things/%2E", NONE, NULL },
  { "GET", "/api/v2/things/%00", NONE, NULL },
  { "GET", "/api/v2/things/a%00b", NONE, NULL },
  { "GET", "/api/v2/things/%0d%0a", NONE, NULL },
  { "GET", "/api/v2/things/%7f", NONE, NULL },
  { "GET", "/api/v2/things/%c2%85", NONE, NULL },
  { "GET", "/api/v2/things/%ff", NONE, NULL },
  { "GET", "/api/v2/things/%c0%af", NONE, NULL },
  { "GET", "/api/v2/things/%zz", NONE, NULL },
  { "GET", "/api/v2/things/%", NONE, NULL },
  { "GET", "/api/v2/things/%4", NONE, NULL },
  { "GET", "/api/v2/things/{thingId}x/", NONE, NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GateOrgRoute *route = NULL;
      g_auto (GStrv) segments = NULL;
      g_autofree char *allowed = NULL;
      GateOrgRouteResult result;

      g_test_message ("%s %s", rows[i].method, rows[i].path);
      result = gate_org_router_match (routes, rows[i].method, rows[i].path, &route, &segments,
                                      &allowed);
      g_assert_cmpint (result, ==, rows[i].result);
      g_assert_true ((result == FOUND) == (route != NULL));
      g_assert_true ((result == FOUND) == (segments != NULL));
      g_assert_true ((result == OTHER) == (allowed != NULL));
      if (result == FOUND)
        {
          g_autofree char *joined = g_strjoinv ("|", segments);

          g_assert_cmpstr (joined, ==, rows[i].expected);
        }
      if (result == OTHER)
        g_assert_cmpstr (allowed, ==, rows[i].expected);
    }
}

static void
test_head_prefers_its_own (void)
{
  const GateOrgRoute *route = NULL;
  g_auto (GStrv) segments = NULL;
  g_autofree char *allowed = NULL;

  gate_org_router_match (routes, "HEAD", "/api/v2/tokens/me", &route, &segments, &allowed);
  g_assert_cmpstr (route->method, ==, "HEAD");
  g_clear_pointer (&segments, g_strfreev);
  gate_org_router_match (routes, "HEAD", "/api/v2/things", &route, &segments, &allowed);
  g_assert_cmpstr (route->method, ==, "GET");
}

/* The table of the program itself: every entry can be reached, and only by its own path. */
static void
test_real_table (void)
{
  const GateOrgRoute *table = gate_org_api_get_routes ();
  guint n_routes = 0;

  for (const GateOrgRoute *entry = table; entry->method != NULL; entry++)
    {
      const GateOrgRoute *route = NULL;
      g_auto (GStrv) segments = NULL;
      g_autofree char *allowed = NULL;
      g_autofree char *longer = g_strconcat (entry->path, "/", NULL);

      n_routes++;
      g_assert_true (g_str_has_prefix (entry->path, "/api/v2/"));
      g_assert_nonnull (entry->handler);
      g_assert_cmpint (gate_org_router_match (table, entry->method, entry->path, &route, &segments,
                                              &allowed), ==, FOUND);
      g_assert_true (route == entry);
      g_clear_pointer (&segments, g_strfreev);
      g_assert_cmpint (gate_org_router_match (table, entry->method, longer, &route, &segments,
                                              &allowed), ==, NONE);
    }
  g_assert_cmpuint (n_routes, >=, 15);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/router/rows", test_rows);
  g_test_add_func ("/org/router/head", test_head_prefers_its_own);
  g_test_add_func ("/org/router/real-table", test_real_table);
  return g_test_run ();
}
