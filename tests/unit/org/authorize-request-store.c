/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Requests under way (S10, S14, S16). */

#include "gate-org-authorize-request-store.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static GateOrgAuthorizeRequest *
add (GateOrgAuthorizeRequestStore *pending,
     const char                   *browser_hash,
     gint64                        now_us)
{
  GateOrgAuthorizeRequest *request = gate_org_authorize_request_new ();

  request->browser_hash = g_strdup (browser_hash);
  gate_org_authorize_request_store_add (pending, request, now_us);
  return request;
}

static gboolean
has (GateOrgAuthorizeRequestStore *pending,
     const char                   *handle,
     const char                   *browser_hash,
     gint64                        now_us)
{
  g_autoptr (GateOrgAuthorizeRequest) found =
      gate_org_authorize_request_store_find (pending, handle, browser_hash, now_us);

  return found != NULL;
}

static void
test_bound (void)
{
  g_autoptr (GateOrgAuthorizeRequestStore) pending = gate_org_authorize_request_store_new ();
  g_autoptr (GateOrgAuthorizeRequest) request = add (pending, "browser", 0);
  g_autofree char *tampered = g_strdup (request->handle);

  tampered[0] = tampered[0] == 'a' ? 'b' : 'a';
  g_assert_cmpuint (strlen (request->handle), ==, 43);
  g_assert_true (has (pending, request->handle, "browser", 0));
  g_assert_false (has (pending, request->handle, "foreign", 0));
  g_assert_false (has (pending, request->handle, "", 0));
  g_assert_false (has (pending, request->handle, NULL, 0));
  g_assert_false (has (pending, tampered, "browser", 0));
  g_assert_false (has (pending, "", "browser", 0));
  g_assert_false (has (pending, NULL, "browser", 0));
}

static void
test_ten_minutes (void)
{
  g_autoptr (GateOrgAuthorizeRequestStore) pending = gate_org_authorize_request_store_new ();
  g_autoptr (GateOrgAuthorizeRequest) old = add (pending, "browser", 0);
  g_autoptr (GateOrgAuthorizeRequest) young = add (pending, "browser", MINUTE);

  g_assert_true (has (pending, old->handle, "browser", 10 * MINUTE - 1));
  g_assert_false (has (pending, old->handle, "browser", 10 * MINUTE));
  g_assert_true (has (pending, young->handle, "browser", 10 * MINUTE));
  g_assert_false (has (pending, young->handle, "browser", 11 * MINUTE));
  g_assert_cmpuint (gate_org_authorize_request_store_get_size (pending), ==, 0);
}

static void
test_flood (void)
{
  g_autoptr (GateOrgAuthorizeRequestStore) pending = gate_org_authorize_request_store_new ();
  g_autoptr (GateOrgAuthorizeRequest) first = add (pending, "browser", 0);
  g_autoptr (GateOrgAuthorizeRequest) last = NULL;

  for (guint n = 0; n < 10 * GATE_ORG_MAX_AUTHORIZE_REQUESTS; n++)
    {
      g_clear_pointer (&last, gate_org_authorize_request_unref);
      last = add (pending, "browser", n);
      g_assert_cmpuint (gate_org_authorize_request_store_get_size (pending),
                        <=,
                        GATE_ORG_MAX_AUTHORIZE_REQUESTS);
    }
  g_assert_false (has (pending, first->handle, "browser", 0));
  g_assert_true (has (pending, last->handle, "browser", 0));
}

static void
test_form_tokens (void)
{
  g_autoptr (GateOrgAuthorizeRequest) a = gate_org_authorize_request_new ();
  g_autoptr (GateOrgAuthorizeRequest) b = gate_org_authorize_request_new ();
  g_autofree char *login = gate_org_authorize_request_dup_form_token (a, NULL);
  g_autofree char *other = gate_org_authorize_request_dup_form_token (b, NULL);
  g_autofree char *session = NULL;
  g_autofree char *next_page = NULL;
  g_autofree char *next_session = NULL;
  g_autofree char *login_again = NULL;

  a->session_hash = g_strdup ("one");
  session = gate_org_authorize_request_dup_form_token (a, "page");
  next_page = gate_org_authorize_request_dup_form_token (a, "next page");
  login_again = gate_org_authorize_request_dup_form_token (a, NULL);
  g_free (a->session_hash);
  a->session_hash = g_strdup ("two");
  next_session = gate_org_authorize_request_dup_form_token (a, "page");
  g_assert_cmpstr (login, !=, other);
  g_assert_cmpstr (login, !=, session);
  g_assert_cmpstr (session, !=, next_page);
  g_assert_cmpstr (session, !=, next_session);
  g_assert_cmpstr (login, ==, login_again);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pending/bound", test_bound);
  g_test_add_func ("/pending/ten-minutes", test_ten_minutes);
  g_test_add_func ("/pending/flood", test_flood);
  g_test_add_func ("/pending/form-tokens", test_form_tokens);
  return g_test_run ();
}
