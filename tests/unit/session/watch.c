/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* When the organization is asked again, and what comes of it. */

#include "gate-error.h"
#include "gate-watch.h"
#include "session-fixture.h"

#define ID_LATER "55555555-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define FAILURE "{\"message\":\"m\",\"code\":\"internal.server.error\",\"status\":500}"
#define NOW ((gint64) 1000 * G_USEC_PER_SEC)

static const GateWatchPace quick = { 5, 50 };
static const GateWatchPace never = { 60 * 60 * 1000, 60 * 60 * 1000 };

static const struct
{
  const char    *about;
  GateWatchFacts facts;
  gint64         wait_ms;
} rules[] = {
  { "active", { TRUE, TRUE, NOW, 10000, -1, 0 }, 5000 },
  { "inactive", { TRUE, FALSE, NOW, 10000, -1, 0 }, 60000 },
  { "some time ago", { TRUE, TRUE, NOW - 2 * G_USEC_PER_SEC, 10000, -1, 0 }, 3000 },
  { "long ago", { TRUE, TRUE, NOW - 90 * G_USEC_PER_SEC, 10000, -1, 0 }, 0 },
  { "came back", { TRUE, TRUE, NOW - 6 * G_USEC_PER_SEC, 10000, 100, 0 }, 0 },
  { "from the future", { TRUE, TRUE, NOW + 90 * G_USEC_PER_SEC, 10000, -1, 0 }, 5000 },
  { "slow", { TRUE, TRUE, NOW, G_USEC_PER_SEC, -1, 0 }, 20000 },
  { "slow but inactive", { TRUE, FALSE, NOW, G_USEC_PER_SEC, -1, 0 }, 60000 },
  { "very slow", { TRUE, FALSE, NOW, 60 * G_USEC_PER_SEC, -1, 0 }, 1200000 },
  { "enough left", { TRUE, TRUE, 0, 10000, 20, 0 }, 0 },
  { "too little left", { TRUE, TRUE, 0, 10000, 19, 0 }, 5000 },
  { "nothing left", { TRUE, FALSE, 0, 10000, 0, 0 }, 60000 },
  { "one failure", { TRUE, TRUE, NOW, 10000, -1, 1 }, 10000 },
  { "three failures", { TRUE, TRUE, NOW, 10000, -1, 3 }, 40000 },
  { "many failures", { TRUE, TRUE, NOW, 10000, -1, 4000000 }, 600000 },
  { "failures, inactive", { TRUE, FALSE, NOW, 10000, -1, 9 }, 600000 },
  { "failures, very slow", { TRUE, FALSE, NOW, 60 * G_USEC_PER_SEC, -1, 9 }, 1200000 },
  { "impossible", { FALSE, TRUE, 0, 10000, 100, 0 }, -1 },
};

static void
test_rule (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_test_message ("%s", rules[i].about);
      g_assert_cmpint (gate_watch_rule_wait_ms (&rules[i].facts, &gate_watch_usual_pace, NOW),
                       ==,
                       rules[i].wait_ms);
    }
}

/* What was told of requests, and of what a poll must not touch. */
typedef struct
{
  Fixture    fixture;
  GateWatch *watch;
  GPtrArray *told; /* of GPtrArray */
  guint      n_seen;
} WatchFixture;

static void
requested_cb (WatchFixture *f,
              GPtrArray    *requests)
{
  g_ptr_array_add (f->told, g_ptr_array_ref (requests));
}

static void
seen_cb (WatchFixture *f)
{
  f->n_seen++;
}

static void
set_up (WatchFixture *f,
        gconstpointer unused)
{
  fixture_set_up (&f->fixture, NULL);
  f->told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  f->watch = gate_watch_new (f->fixture.session);
  gate_watch_set_pace (f->watch, &never);
  gate_watch_set_active (f->watch, TRUE);
  g_signal_connect_swapped (f->watch, "requested", G_CALLBACK (requested_cb), f);
}

static void
tear_down (WatchFixture *f,
           gconstpointer unused)
{
  g_assert_finalize_object (f->watch);
  g_ptr_array_unref (f->told);
  fixture_tear_down (&f->fixture, NULL);
}

static void
load (WatchFixture *f)
{
  fixture_open (&f->fixture);
  wait_until (!session_is_loading (f->fixture.session));
  g_assert_cmpuint (script_server_count (f->fixture.server, LIST), ==, 1);
}

static guint
count (WatchFixture *f)
{
  return script_server_count (f->fixture.server, LIST);
}

/* From now on the organization has these besides Quality Insights. */
static void
say_list (WatchFixture *f,
          const char   *more)
{
  g_autofree char *quality =
      fixture_entity (ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  g_autofree char *list = g_strdup_printf ("{\"entities\":[%s%s]}", quality, more);

  fixture_say (&f->fixture, LIST, 200, list);
}

static GateResource *
list_of (WatchFixture *f)
{
  return GATE_RESOURCE (gate_session_get_authorizations (f->fixture.session));
}

static gboolean
is_offline (WatchFixture *f)
{
  return gate_resource_is_stale (list_of (f));
}

static void
see (WatchFixture *f,
     gpointer      object,
     const char   *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_signal_connect_swapped (object, signal, G_CALLBACK (seen_cb), f);
}

static void
test_quiet (WatchFixture *f,
            gconstpointer unused)
{
  static const char *const untouched[] = { "loading", "slow", "notice", "state" };
  static const char *const untouched_list[] = { "state", "n-loaded", "error-sentence", "empty" };
  g_autoptr (Shadow) shadow = NULL;
  GateAuthorization *quality;
  guint before;

  load (f);
  shadow = shadow_new (G_LIST_MODEL (gate_session_get_authorization_list (f->fixture.session)));
  quality = gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
      ID_QUALITY);
  for (gsize i = 0; i < G_N_ELEMENTS (untouched); i++)
    see (f, f->fixture.session, untouched[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (untouched_list); i++)
    see (f, list_of (f), untouched_list[i]);
  g_signal_connect_swapped (quality, "changed", G_CALLBACK (seen_cb), f);
  before = shadow->n_changes;
  gate_watch_set_pace (f->watch, &quick);
  wait_until (count (f) == 4);
  g_assert_cmpuint (shadow->n_changes, ==, before);
  g_assert_cmpuint (f->n_seen, ==, 0);
  /* The list alone, and nothing else again. */
  g_assert_cmpuint (script_server_count_all (f->fixture.server), ==, 9 + 3);
  g_assert_cmpuint (f->told->len, ==, 0);
  g_signal_handlers_disconnect_by_data (f->fixture.session, f);
  g_signal_handlers_disconnect_by_data (list_of (f), f);
  g_signal_handlers_disconnect_by_data (quality, f);
}

static void
test_new_requests (WatchFixture *f,
                   gconstpointer unused)
{
  g_autofree char *one = fixture_entity (ID_NEW, "Dialer", "Requested", "");
  g_autofree char *other = fixture_entity (ID_LATER, "Kiosk", "Requested", "");
  g_autofree char *both = g_strdup_printf (",%s,%s", one, other);
  g_autofree char *only_one = g_strconcat (",", one, NULL);
  GPtrArray *first, *second;

  load (f);
  say_list (f, only_one);
  say_list (f, "");
  say_list (f, both);
  gate_watch_set_pace (f->watch, &quick);
  wait_until (f->told->len == 2);
  first = f->told->pdata[0];
  second = f->told->pdata[1];
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpstr (gate_authorization_get_name (first->pdata[0]), ==, "Dialer");
  /* It was withdrawn, and asked for again together with another. */
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_true (gate_sliced_list_lookup (
                     GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
                     ID_LATER) != NULL);
  wait_until (count (f) == 7);
  g_assert_cmpuint (f->told->len, ==, 2);
}

/* A filter hides what is pending, and a reload tells of it as well. */
static void
test_hidden_request (WatchFixture *f,
                     gconstpointer unused)
{
  g_autofree char *one = fixture_entity (ID_NEW, "Dialer", "Requested", "");
  g_autofree char *more = g_strconcat (",", one, NULL);

  load (f);
  gate_sliced_list_set_filter (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
      GATE_AUTHORIZATION_LIST_APPROVED);
  say_list (f, more);
  gate_session_reload (f->fixture.session);
  wait_until (f->told->len == 1);
  gate_session_close (f->fixture.session);
  fixture_open (&f->fixture);
  wait_until (gate_session_get_state (f->fixture.session) == GATE_SESSION_READY);
  g_assert_cmpuint (f->told->len, ==, 1);
}

/* Whether the list is the newest there is, and nothing is under way. */
static gboolean
can_poll (WatchFixture *f)
{
  GateResource *list = list_of (f);

  return gate_resource_get_state (list) == GATE_RESOURCE_READY && !gate_resource_is_busy (list) &&
         !session_is_loading (f->fixture.session);
}

static void
test_sure_of_failure (WatchFixture *f,
                      gconstpointer unused)
{
  load (f);
  fixture_say (&f->fixture, LIST, 500, FAILURE);
  say_list (f, "");
  fixture_say (&f->fixture, LIST, 500, FAILURE);
  fixture_say (&f->fixture, LIST, 500, FAILURE);
  gate_watch_set_pace (f->watch, &quick);
  wait_until (count (f) == 3);
  wait_until (can_poll (f));
  g_assert_false (is_offline (f));
  wait_until (count (f) == 5);
  wait_until (is_offline (f));
  g_assert_cmpuint (gate_session_get_state (f->fixture.session), ==, GATE_SESSION_READY);
  g_assert_nonnull (gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
      ID_QUALITY));
  /* Nobody asks any more until somebody wants to know. */
  g_assert_false (can_poll (f));
  say_list (f, "");
  gate_session_reload (f->fixture.session);
  wait_until (!is_offline (f));
  wait_until (count (f) == 8);
}

static void
test_denied (WatchFixture *f,
             gconstpointer unused)
{
  load (f);
  fixture_say (&f->fixture,
               LIST,
               403,
               "{\"message\":\"m\",\"code\":\"missing.any.permissions\",\"status\":403,"
               "\"messageParams\":{\"permissions\":\"[oauth:client:authorize]\"}}");
  fixture_say (&f->fixture, ME, 200, "{\"id\":\"u1\",\"name\":\"Dana Reyes\",\"authorization\":"
               "{\"permissions\":[]}}");
  gate_watch_set_pace (f->watch, &quick);
  wait_until (gate_session_get_state (f->fixture.session) == GATE_SESSION_DENIED);
  g_assert_cmpuint (count (f), ==, 2);
  g_assert_null (gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
      ID_QUALITY));
}

static void
test_signed_out (WatchFixture *f,
                 gconstpointer unused)
{
  load (f);
  fixture_say (&f->fixture,
               LIST,
               401,
               "{\"message\":\"m\",\"code\":\"bad.credentials\",\"status\":401}");
  gate_watch_set_pace (f->watch, &quick);
  wait_until (gate_resource_is_stale (
      GATE_RESOURCE (gate_session_get_authorizations (f->fixture.session))));
  g_assert_false (can_poll (f));
}

/* A poll that is not answered gives way to whoever wants to know. */
static void
test_reload_supersedes (WatchFixture *f,
                        gconstpointer unused)
{
  load (f);
  fixture_say (&f->fixture, LIST, SCRIPT_HOLD, "");
  say_list (f, "");
  gate_watch_set_pace (f->watch, &quick);
  wait_until (count (f) == 2);
  gate_watch_set_pace (f->watch, &never);
  gate_session_reload (f->fixture.session);
  wait_until (!session_is_loading (f->fixture.session));
  g_assert_cmpuint (count (f), ==, 3);
  g_assert_null (gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->fixture.session)),
      ID_PHONE));
  g_assert_false (is_offline (f));
  /* And what was open is closed although a poll is on its way. */
  fixture_say (&f->fixture, LIST, SCRIPT_HOLD, "");
  gate_watch_set_pace (f->watch, &quick);
  wait_until (count (f) == 4);
  gate_session_close (f->fixture.session);
  g_assert_cmpuint (gate_session_get_state (f->fixture.session), ==, GATE_SESSION_SIGNED_OUT);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_allowance (WatchFixture *f,
                gconstpointer unused)
{
  g_autofree char *quality =
      fixture_entity (ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  g_autofree char *list = g_strdup_printf ("{\"entities\":[%s]}", quality);
  gboolean passed = FALSE;

  load (f);
  script_server_say_with (f->fixture.server,
                          LIST,
                          200,
                          "inin-ratelimit-count: 250\r\ninin-ratelimit-allowed: 300\r\n"
                          "inin-ratelimit-reset: 60\r\n",
                          list);
  gate_watch_set_pace (f->watch, &quick);
  wait_until (count (f) == 2);
  g_timeout_add (40 * quick.active_ms, passed_cb, &passed);
  wait_until (passed);
  g_assert_cmpuint (count (f), ==, 2);
  g_assert_cmpint (
      gate_http_get_allowance_percent (gate_session_get_http (f->fixture.session)), ==, 16);
}

#define ADD(name, function) \
  g_test_add ("/watch/" name, WatchFixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watch/rule", test_rule);
  ADD ("quiet", test_quiet);
  ADD ("new-requests", test_new_requests);
  ADD ("hidden-request", test_hidden_request);
  ADD ("sure-of-failure", test_sure_of_failure);
  ADD ("denied", test_denied);
  ADD ("signed-out", test_signed_out);
  ADD ("reload-supersedes", test_reload_supersedes);
  ADD ("allowance", test_allowance);
  return g_test_run ();
}
