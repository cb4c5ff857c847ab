/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A response is repeated to the same token for the same request while the database is the same. */

#include "gate-org-response-cache.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GateOrgStore *store;
  GateOrgResponseCache *responses;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  gboolean is_new = FALSE;

  fixture->folder = g_dir_make_tmp ("gate-org-response-cache-XXXXXX", NULL);
  fixture->store = gate_org_store_open (fixture->folder, &is_new, NULL);
  g_assert_nonnull (fixture->store);
  g_assert_true (gate_org_store_commit (fixture->store, NULL));
  fixture->responses = gate_org_response_cache_new ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->folder, "organization.db", NULL);

  gate_org_response_cache_free (fixture->responses);
  g_assert_true (gate_org_store_close (fixture->store, NULL));
  g_object_unref (fixture->store);
  g_remove (database);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GateOrgCall *
make_call (Fixture    *fixture,
           const char *method,
           const char *path,
           const char *query,
           const char *token_hash,
           const char *language)
{
  GateOrgCall *call = gate_org_call_new (fixture->store, method, path, query, NULL);
  GateOrgPrincipal *principal = gate_org_principal_new ();

  principal->token_hash = g_strdup (token_hash);
  gate_org_call_take_principal (call, principal);
  gate_org_call_set_header (call, "Accept-Language", language);
  return call;
}

/* Asks; when nothing is kept, answers with STATUS and has it kept. */
static gboolean
ask (Fixture    *fixture,
     guint       status,
     const char *method,
     const char *path,
     const char *query,
     const char *token_hash,
     const char *language)
{
  g_autoptr (GateOrgCall) call = make_call (fixture, method, path, query, token_hash, language);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  if (gate_org_response_cache_answer (fixture->responses, call))
    {
      g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
      return TRUE;
    }
  gate_org_call_answer_json (call, status, body);
  gate_org_response_cache_keep (fixture->responses, call);
  return FALSE;
}

static void
test_same_call (Fixture      *fixture,
                gconstpointer data)
{
  g_assert_false (ask (fixture, 200, "GET", "/a", "b=1", "t", "en"));
  g_assert_true (ask (fixture, 200, "GET", "/a", "b=1", "t", "en"));
  g_assert_false (ask (fixture, 200, "GET", "/a", "b=1", "u", "en"));
  g_assert_false (ask (fixture, 200, "GET", "/a", "b=1", "t", "de"));
  g_assert_false (ask (fixture, 200, "GET", "/a", "b=1", "t", NULL));
  g_assert_false (ask (fixture, 200, "GET", "/a", "b=2", "t", "en"));
  g_assert_false (ask (fixture, 200, "GET", "/a", NULL, "t", "en"));
  g_assert_false (ask (fixture, 200, "GET", "/b", "b=1", "t", "en"));
  g_assert_false (ask (fixture, 200, "HEAD", "/a", "b=1", "t", "en"));
  g_assert_true (ask (fixture, 200, "GET", "/a", "b=1", "t", "en"));
}

static void
test_not_kept (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const methods[] = { "PUT", "POST", "DELETE", "HEAD" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    for (int round = 0; round < 2; round++)
      g_assert_false (ask (fixture, 200, methods[i], "/a", NULL, "t", NULL));
  for (int round = 0; round < 2; round++)
    {
      g_assert_false (ask (fixture, 404, "GET", "/b", NULL, "t", NULL));
      g_assert_false (ask (fixture, 500, "GET", "/c", NULL, "t", NULL));
    }
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GateOrgStatement) statement = NULL;

  g_assert_false (ask (fixture, 200, "GET", "/a", NULL, "t", NULL));
  g_assert_true (ask (fixture, 200, "GET", "/a", NULL, "t", NULL));
  statement = gate_org_store_prepare (fixture->store, "INSERT INTO organizations (id, name, kind) "
                                                      "VALUES ('a', 'a', 'partner')", NULL);
  g_assert_true (gate_org_statement_run (statement, NULL));
  g_assert_false (ask (fixture, 200, "GET", "/a", NULL, "t", NULL));
  g_assert_true (ask (fixture, 200, "GET", "/a", NULL, "t", NULL));
  gate_org_store_rollback (fixture->store);
  g_assert_false (ask (fixture, 200, "GET", "/a", NULL, "t", NULL));
}

static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  for (guint n = 0; n < 2000; n++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", n);

      g_assert_false (ask (fixture, 200, "GET", path, NULL, "t", NULL));
      g_assert_true (ask (fixture, 200, "GET", path, NULL, "t", NULL));
    }
  g_assert_false (ask (fixture, 200, "GET", "/0", NULL, "t", NULL));
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/org/response-cache/same-call", test_same_call);
  add ("/org/response-cache/not-kept", test_not_kept);
  add ("/org/response-cache/change", test_change);
  add ("/org/response-cache/many", test_many);
  return g_test_run ();
}
