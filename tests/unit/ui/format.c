/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-format.h"

#include "gate-client-entry.h"

#include "gate-role.h"

static GateAuthorization *
new_authorization (const char            *name,
                   GateAuthorizationState state,
                   const char            *scopes)
{
  g_autoptr (GateClient) client = gate_client_new ("0f3c1f6a-0000-4000-8000-000000000001");
  g_auto (GStrv) ids = g_strsplit (scopes, " ", -1);
  GateAuthorization *it = NULL;

  gate_client_set_name (client, name);
  gate_client_set_grant_type (client, GATE_GRANT_CODE);
  if (*scopes != '\0')
    gate_client_set_scopes (client, (const char *const *) ids);
  it = gate_authorization_new (client);
  gate_authorization_set_state (it, state);
  if (*scopes != '\0' && state == GATE_AUTHORIZATION_AUTHORIZED)
    gate_authorization_set_scopes (it, (const char *const *) ids);
  return it;
}

static void
check (char       *taken,
       const char *expected)
{
  g_autofree char *text = taken;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_state (void)
{
  check (gate_format_state (GATE_AUTHORIZATION_AUTHORIZED, "Authorized"), "Approved");
  check (gate_format_state (GATE_AUTHORIZATION_REQUESTED, NULL), "Pending");
  check (gate_format_state (GATE_AUTHORIZATION_REVOKED, NULL), "Revoked");
  check (gate_format_state (GATE_AUTHORIZATION_UNAUTHORIZED, NULL), "Not Authorized");
  check (gate_format_state (GATE_AUTHORIZATION_OTHER, "Suspended"), "Suspended");
  check (gate_format_state (GATE_AUTHORIZATION_OTHER, NULL), "Unknown state");
  g_assert_cmpstr (gate_format_state_class (GATE_AUTHORIZATION_AUTHORIZED), ==, "approved");
  g_assert_cmpstr (gate_format_state_class (GATE_AUTHORIZATION_REQUESTED), ==, "pending");
  g_assert_cmpstr (gate_format_state_class (GATE_AUTHORIZATION_REVOKED), ==, "revoked");
  g_assert_null (gate_format_state_class (GATE_AUTHORIZATION_OTHER));
}

static void
test_age (void)
{
  const struct
  {
    gint64 age_s;
    const char *text;
  } rows[] = {
    { -5, "just now" },           { 0, "just now" },          { 59, "just now" },
    { 60, "1 min ago" },          { 3599, "59 min ago" },     { 3600, "1 h ago" },
    { 7200, "2 h ago" },          { 86399, "23 h ago" },      { 86400, "1 day ago" },
    { 2 * 86400, "2 days ago" },  { 7 * 86400 - 1, "6 days ago" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 10, 12, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, (double) -rows[i].age_s);

      check (gate_format_age (then, now), rows[i].text);
    }
}

static void
test_date (void)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 3, 9, 5, 0);
  g_autoptr (GDateTime) same_day = g_date_time_new_utc (2026, 3, 3, 14, 5, 0);
  g_autoptr (GDateTime) last_year = g_date_time_new_utc (2025, 3, 3, 14, 5, 0);
  g_autoptr (GDateTime) week_later = g_date_time_new_utc (2026, 3, 20, 14, 5, 0);

  check (gate_format_date (date), "3 March 2026");
  check (gate_format_date_and_time (date), "3 March 2026, 09:05");
  check (gate_format_time_of_day (date, same_day), "09:05");
  check (gate_format_time_of_day (last_year, same_day), "3 March 2025, 14:05");
  check (gate_format_age (date, week_later), "3 March 2026");
}

static void
test_lifetime (void)
{
  check (gate_format_lifetime (0), NULL);
  check (gate_format_lifetime (-1), NULL);
  check (gate_format_lifetime (G_MAXINT64), NULL);
  check (gate_format_lifetime (1), "1 second");
  check (gate_format_lifetime (301), "301 seconds");
  check (gate_format_lifetime (300), "5 minutes");
  check (gate_format_lifetime (3600), "1 hour");
  check (gate_format_lifetime (86400), "24 hours");
}

static void
test_permission (void)
{
  check (gate_format_permission ("oauth:client:authorize"), "OAuth › Client › Authorize");
  check (gate_format_permission ("authorization:role:view"), "Authorization › Role › View");
  check (gate_format_permission ("x"), "X");
  check (gate_format_permission (""), "");
  check (gate_format_permission ("a::b"), "A ›  › B");
}

static void
test_counts (void)
{
  check (gate_format_n_scopes (0), "No scopes");
  check (gate_format_n_scopes (1), "1 scope");
  check (gate_format_n_scopes (11), "11 scopes");
  check (gate_format_loading (0), "Loading…");
  check (gate_format_loading (1), "Loading… 1 application");
  check (gate_format_loading (12), "Loading… 12 applications");
}

static void
test_subtitle (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 10, 12, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_new_utc (2026, 3, 10, 10, 0, 0);
  g_autoptr (GateAuthorization) pending =
      new_authorization ("Phone Bridge", GATE_AUTHORIZATION_REQUESTED, "users telephony");
  g_autoptr (GateAuthorization) reads = new_authorization (
      "Wallboard TV", GATE_AUTHORIZATION_AUTHORIZED, "analytics:readonly users:readonly");
  g_autoptr (GateAuthorization) changes =
      new_authorization ("Payroll Export", GATE_AUTHORIZATION_AUTHORIZED, "users routing:readonly");
  g_autoptr (GateAuthorization) none =
      new_authorization ("Idle", GATE_AUTHORIZATION_AUTHORIZED, "");

  check (gate_format_row_subtitle (pending, now), "Asks for 2 scopes");
  gate_authorization_set_date_created (pending, then);
  check (gate_format_row_subtitle (pending, now), "Asks for 2 scopes · 2 h ago");
  check (gate_format_row_subtitle (reads, now), "2 scopes · read-only");
  check (gate_format_row_subtitle (changes, now), "2 scopes");
  check (gate_format_row_subtitle (none, now), "No scopes");
  check (gate_format_row_name (reads, "2 scopes · read-only"),
         "Wallboard TV, Approved, 2 scopes · read-only");
  gate_authorization_add_problem (reads, "dateModified: not a date");
  check (gate_format_row_name (reads, "2 scopes · read-only"),
         "Wallboard TV, Approved, 2 scopes · read-only, Not read completely");
}

/* A client that signs in by itself is limited by its roles, not by scopes. */
static void
test_acts_as (void)
{
  const char *ids[] = { "r1", "r2", "r3", "r4", NULL };
  const char *names[] = { "Supervisor", "Billing", "Agent", "Admin", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GateAuthorization) it =
      new_authorization ("Nightly Report Export", GATE_AUTHORIZATION_AUTHORIZED, "");
  GateClient *client = gate_authorization_get_client (it);
  g_autoptr (GateClientEntry) entry = gate_client_entry_new (client);
  g_autofree char *alone = NULL;

  gate_client_set_grant_type (client, GATE_GRANT_CLIENT_CREDENTIALS);
  check (gate_format_row_subtitle (it, now), "Acts with its own roles");
  gate_client_set_role_ids (client, (const char *const *) ids);
  check (gate_format_row_subtitle (it, now), "Acts with 4 roles of its own");
  gate_client_set_role_names (client, (const char *const *) names);
  check (gate_format_row_subtitle (it, now), "Acts as Supervisor, Billing and 2 more roles");
  ids[2] = names[2] = NULL;
  gate_client_set_role_ids (client, (const char *const *) ids);
  gate_client_set_role_names (client, (const char *const *) names);
  check (gate_format_row_subtitle (it, now), "Acts as Supervisor and Billing");
  check (gate_format_decision (it), "Acts as Supervisor and Billing");
  check (gate_format_roles (it, NULL), "It works on its own: nobody signs in to it");
  alone = gate_format_alone (it);
  g_assert_true (g_str_has_prefix (
      alone, "Acts as Supervisor and Billing. Scopes do not limit this client: "));
  check (gate_format_client_subtitle (entry),
         "Client credentials · Would act as Supervisor and Billing");
  gate_client_entry_set_authorization (entry, it);
  check (gate_format_client_subtitle (entry),
         "Client credentials · Acts as Supervisor and Billing");
  check (gate_format_client_decision (entry), "Approved");
  gate_client_set_state (client, "disabled");
  check (gate_format_row_subtitle (it, now), "Would act as Supervisor and Billing");
  gate_client_set_state (client, "active");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REVOKED);
  check (gate_format_row_subtitle (it, now), "Would act as Supervisor and Billing");
}

static void
test_subtitle_built_in (void)
{
  const char *roles[] = { "r1", "r2", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GateAuthorization) it =
      new_authorization ("Architect", GATE_AUTHORIZATION_AUTHORIZED, "users");

  check (gate_format_row_subtitle (it, now), "All Roles");
  gate_authorization_set_roles (it, roles);
  check (gate_format_row_subtitle (it, now), "2 roles");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REVOKED);
  check (gate_format_row_subtitle (it, now), "No access");
}

/* What could not be read is neither nobody nor everybody. */
static void
test_unread (void)
{
  const char *one[] = { "r1", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GateAuthorization) it =
      new_authorization ("Architect", GATE_AUTHORIZATION_AUTHORIZED, "users");

  gate_authorization_set_roles_knowledge (it, GATE_KNOWLEDGE_NONE);
  check (gate_format_row_subtitle (it, now), "Its roles could not be read");
  check (gate_format_roles (it, NULL), "Its roles could not be read");
  check (gate_format_n_roles (it, TRUE), "?");
  check (gate_format_n_roles (it, FALSE), "Its roles could not be read.");
  gate_authorization_set_roles (it, one);
  gate_authorization_set_roles_knowledge (it, GATE_KNOWLEDGE_PARTIAL);
  check (gate_format_row_subtitle (it, now), "Not all of its roles could be read");
  check (gate_format_roles (it, NULL), "r1\nNot all of its roles could be read");
  check (gate_format_n_roles (it, TRUE), "1+");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REQUESTED);
  check (gate_format_row_subtitle (it, now), "Not all of its roles could be read");
}

static void
test_decision (void)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 3, 12, 0, 0);
  g_autoptr (GateAuthorization) it =
      new_authorization ("Quality Insights", GATE_AUTHORIZATION_AUTHORIZED, "users");

  check (gate_format_decision (it), "Code authorization");
  gate_authorization_set_date_modified (it, date);
  check (gate_format_decision (it), "Code authorization · approved 3 March 2026");
  gate_authorization_set_modified_by (it, "p1", "Dana Reyes");
  check (gate_format_decision (it),
         "Code authorization · approved by Dana Reyes, 3 March 2026");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REVOKED);
  check (gate_format_decision (it), "Code authorization · revoked by Dana Reyes, 3 March 2026");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REQUESTED);
  check (gate_format_decision (it), "Code authorization · requested by Dana Reyes, 3 March 2026");
}

/* Who approved it first is told where nothing later is known, and never of a revoke. */
static void
test_decision_created (void)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 3, 12, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_new_utc (2026, 3, 4, 12, 0, 0);
  g_autoptr (GateAuthorization) it =
      new_authorization ("Quality Insights", GATE_AUTHORIZATION_AUTHORIZED, "users");

  gate_authorization_set_date_created (it, date);
  gate_authorization_set_created_by (it, "p1", "Dana Reyes");
  check (gate_format_decision (it), "Code authorization · approved by Dana Reyes, 3 March 2026");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REVOKED);
  check (gate_format_decision (it), "Code authorization");
  gate_authorization_set_date_modified (it, later);
  check (gate_format_decision (it), "Code authorization · revoked 4 March 2026");
}

static void
test_roles (void)
{
  const char *ids[] = { "r1", "r9", NULL };
  g_autoptr (GListStore) known = g_list_store_new (GATE_TYPE_ROLE);
  g_autoptr (GateRole) role = gate_role_new ("r1");
  g_autoptr (GateAuthorization) it =
      new_authorization ("Architect", GATE_AUTHORIZATION_AUTHORIZED, "users");

  gate_role_set_name (role, "Supervisor");
  g_list_store_append (known, role);
  check (gate_format_roles (it, NULL), "All Roles");
  gate_authorization_set_roles (it, ids);
  check (gate_format_roles (it, NULL), "r1\nr9");
  check (gate_format_roles (it, G_LIST_MODEL (known)), "Supervisor\nr9");
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REVOKED);
  check (gate_format_roles (it, G_LIST_MODEL (known)), "No access");
}

static void
test_request (void)
{
  const char *missing = "oauth:client:authorize";
  g_autofree char *whole = gate_format_request ("Acme Care", "Dana Reyes", missing);
  g_autofree char *bare = gate_format_request (NULL, NULL, missing);

  for (guint i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? whole : bare;

      g_assert_nonnull (strstr (text, "OAuth › Client › Authorize (oauth:client:authorize)"));
      g_assert_nonnull (strstr (text, "Gatehouse"));
    }
  g_assert_nonnull (strstr (whole, "Dana Reyes asks an administrator of Acme Care"));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format/state", test_state);
  g_test_add_func ("/ui/format/age", test_age);
  g_test_add_func ("/ui/format/date", test_date);
  g_test_add_func ("/ui/format/lifetime", test_lifetime);
  g_test_add_func ("/ui/format/permission", test_permission);
  g_test_add_func ("/ui/format/counts", test_counts);
  g_test_add_func ("/ui/format/subtitle", test_subtitle);
  g_test_add_func ("/ui/format/subtitle-built-in", test_subtitle_built_in);
  g_test_add_func ("/ui/format/unread", test_unread);
  g_test_add_func ("/ui/format/acts-as", test_acts_as);
  g_test_add_func ("/ui/format/decision", test_decision);
  g_test_add_func ("/ui/format/decision-created", test_decision_created);
  g_test_add_func ("/ui/format/roles", test_roles);
  g_test_add_func ("/ui/format/request", test_request);
  return g_test_run ();
}
