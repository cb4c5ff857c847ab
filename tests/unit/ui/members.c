/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every member of an authorization, of its client, of a role and of a person: absent, null, of each
 * wrong type, too long and cut short. What a row and the detail say then, and that nothing is
 * written. Absent, unreadable, cut short and empty are four different things. */

#include "gate-access.h"
#include "gate-edit.h"
#include "gate-format.h"
#include "gate-headcount.h"
#include "gate-unread.h"
#include "gate-wire-authorization.h"
#include "gate-wire-person.h"
#include "gate-wire-role.h"

#include <string.h>

#define ID "7a1b2c3d-0000-4000-8000-000000000001"

typedef struct
{
  const char *name;
  const char *good;
} Member;

static const Member of_authorization[] = {
  { "scope", "[\"users\",\"quality\"]" },
  { "roles", "[\"r1\"]" },
  { "state", "\"Authorized\"" },
  { "pending", "false" },
  { "dateCreated", "\"2026-03-03T10:15:00Z\"" },
  { "dateModified", "\"2026-03-04T10:15:00Z\"" },
  { "createdBy", "{\"id\":\"p1\",\"name\":\"Dana Reyes\"}" },
  { "modifiedBy", "{\"id\":\"p2\",\"name\":\"Kim Osei\"}" },
  { "resourceOwner", "{\"id\":\"o1\"}" },
};

static const Member of_client[] = {
  { "id", "\"" ID "\"" },
  { "name", "\"Quality Insights\"" },
  { "description", "\"Reads recordings\"" },
  { "authorizedGrantType", "\"CODE\"" },
  { "scope", "[\"users\"]" },
  { "registeredRedirectUri", "[\"https://example.com/\"]" },
  { "roleIds", "[\"r1\"]" },
  { "state", "\"active\"" },
  { "accessTokenValiditySeconds", "86400" },
  { "dateCreated", "\"2026-03-03T10:15:00Z\"" },
  { "dateModified", "\"2026-03-04T10:15:00Z\"" },
};

static const Member of_role[] = {
  { "id", "\"r1\"" },
  { "name", "\"Supervisor\"" },
  { "description", "\"Leads a team\"" },
  { "userCount", "12" },
  { "permissionPolicies", "[]" },
  { "default", "true" },
};

/* NULL: the member is absent. */
static const char *const values[] = {
  NULL, "null", "7", "-1", "1e400", "\"\"", "true", "{}", "[]", "[null]", "[[]]", "[\"a b\"]",
  "[\"a b\",\"r1\"]", "[{\"name\":\"x\"}]", "\"TOO-LONG\"", "[\"TOO-LONG\"]", "MANY",
};

static void
append_value (GString    *text,
              const char *value)
{
  g_autoptr (GString) one = g_string_new (value);

  if (g_str_equal (value, "MANY"))
    {
      g_string_assign (one, "[\"r0\"");
      for (guint i = 1; i <= 5000; i++)
        g_string_append_printf (one, ",\"r%u\"", i);
      g_string_append_c (one, ']');
    }
  while (strstr (one->str, "TOO-LONG") != NULL && one->len < 10000)
    g_string_replace (one, "TOO-LONG", "TOO-LONGTOO-LONG", 0);
  g_string_append (text, one->str);
}

/* An object of MEMBERS; the one at CHANGED has VALUE. */
static char *
new_object (const Member *members,
            guint         n,
            guint         changed,
            const char   *value,
            const char   *rest)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    {
      if (i == changed && value == NULL)
        continue;
      g_string_append_printf (text, "\"%s\":", members[i].name);
      append_value (text, i == changed ? value : members[i].good);
      g_string_append_c (text, ',');
    }
  g_string_append_printf (text, "%s}", rest);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const Member of_person[] = {
  { "id", "\"p1\"" },
  { "name", "\"Dana Reyes\"" },
  { "email", "\"dana@example.com\"" },
  { "state", "\"active\"" },
};

static const Member of_rights[] = {
  { "roles", "[{\"id\":\"r1\"}]" },
  { "permissions", "[\"oauth:client:authorize\"]" },
};

static GateAuthorization *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text, strlen (text), NULL, &error);
  GateAuthorization *found = NULL;
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  found = gate_wire_authorization_decode (&root, &error);
  g_assert_true ((found == NULL) == (error != NULL));
  return found;
}

/* Whatever came: nothing is claimed and nothing can be sent that was not read. */
static void
check_claims (GateAuthorization *it)
{
  GateKnowledge roles = gate_authorization_get_roles_knowledge (it);
  GateKnowledge scopes = gate_authorization_get_scopes_knowledge (it);
  gboolean is_known = roles == GATE_KNOWLEDGE_COMPLETE && scopes == GATE_KNOWLEDGE_COMPLETE &&
                      gate_authorization_has_client_id (it);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 4, 1, 12, 0, 0);
  g_autoptr (GateEdit) edit = gate_edit_new (it);
  g_autofree char *row = gate_format_row_subtitle (it, now);
  g_autofree char *who = gate_format_roles (it, NULL);
  g_autofree char *n_roles = gate_format_n_roles (it, TRUE);
  g_autofree char *lock = gate_unread_describe_lock (it);

  g_test_message ("row: %s; who: %s; roles: %s", row, who, n_roles);
  g_assert_cmpint (gate_authorization_is_complete (it), ==, is_known);
  g_assert_cmpint (lock == NULL, ==,
                   is_known && gate_authorization_get_state (it) != GATE_AUTHORIZATION_OTHER);
  g_assert_cmpint (gate_edit_get_verdict (edit), ==,
                   is_known ? GATE_EDIT_UNCHANGED : GATE_EDIT_NOT_READ);
  if (is_known)
    return;
  g_assert_cmpstr (row, ==, gate_unread_describe_what (it));
  g_assert_nonnull (gate_authorization_get_problem (it));
  if (roles == GATE_KNOWLEDGE_COMPLETE)
    return;
  g_assert_false (gate_access_is_open (it));
  g_assert_false (gate_access_would_be_open (it));
  g_assert_cmpstr (who, !=, "All Roles");
  g_assert_true (g_str_has_suffix (n_roles, "?") || g_str_has_suffix (n_roles, "+"));
  g_assert_cmpint (gate_headcount_now (it, NULL, 100).kind, !=, GATE_HEADCOUNT_EXACT);
}

/* The knowledge that belongs to a value of a list of scopes or roles. */
static GateKnowledge
expect_knowledge (const char *value)
{
  if (value == NULL || g_str_equal (value, "null"))
    return GATE_KNOWLEDGE_NOT_TOLD;
  if (g_str_equal (value, "[]"))
    return GATE_KNOWLEDGE_COMPLETE;
  if (g_str_equal (value, "[\"a b\",\"r1\"]") || g_str_equal (value, "MANY"))
    return GATE_KNOWLEDGE_PARTIAL;
  return GATE_KNOWLEDGE_NONE;
}

static void
test_authorization (void)
{
  for (guint member = 0; member < G_N_ELEMENTS (of_authorization); member++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        const char *name = of_authorization[member].name;
        g_autofree char *text =
            new_object (of_authorization, G_N_ELEMENTS (of_authorization), member, values[i],
                        "\"client\":{\"id\":\"" ID "\",\"name\":\"N\",\"scope\":[]}");
        g_autoptr (GateAuthorization) it = decode (text);

        g_test_message ("%s: %s", name, values[i] != NULL ? values[i] : "absent");
        if (it == NULL)
          {
            /* A number that is none breaks the document. */
            g_assert_cmpstr (values[i], ==, "1e400");
            continue;
          }
        check_claims (it);
        if (g_str_equal (name, "scope"))
          g_assert_cmpint (gate_authorization_get_scopes_knowledge (it), ==,
                           expect_knowledge (values[i]));
        if (g_str_equal (name, "roles"))
          g_assert_cmpint (gate_authorization_get_roles_knowledge (it), ==,
                           expect_knowledge (values[i]));
        if (g_str_equal (name, "state"))
          g_assert_cmpint (gate_authorization_get_state (it), ==, GATE_AUTHORIZATION_OTHER);
      }
}

/* Of a request: what it asks for is what its client says. */
static void
check_asked (GateAuthorization *it,
             const char        *value)
{
  GateClient *client = gate_authorization_get_client (it);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 4, 1, 12, 0, 0);
  g_autofree char *row = NULL;

  g_assert_cmpint (gate_client_get_scopes_knowledge (client), ==, expect_knowledge (value));
  gate_authorization_set_state (it, GATE_AUTHORIZATION_REQUESTED);
  row = gate_format_row_subtitle (it, now);
  g_assert_cmpint (gate_unread_describe_asked (client) == NULL, ==,
                   gate_client_get_scopes_knowledge (client) == GATE_KNOWLEDGE_COMPLETE);
  if (gate_unread_describe_asked (client) != NULL)
    g_assert_true (strstr (row, "unknown scopes") != NULL || strstr (row, "at least") != NULL);
}

static void
test_client (void)
{
  for (guint member = 0; member < G_N_ELEMENTS (of_client); member++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        const char *name = of_client[member].name;
        g_autofree char *client =
            new_object (of_client, G_N_ELEMENTS (of_client), member, values[i], "\"x\":1");
        g_autofree char *text =
            g_strdup_printf ("{\"client\":%s,\"state\":\"Authorized\",\"scope\":[\"users\"],"
                             "\"roles\":[]}", client);
        g_autoptr (GateAuthorization) it = decode (text);

        g_test_message ("%s: %s", name, values[i] != NULL ? values[i] : "absent");
        if (it == NULL)
          {
            g_assert_true (g_str_equal (name, "id") || g_str_equal (values[i], "1e400"));
            continue;
          }
        check_claims (it);
        g_assert_cmpstr (gate_authorization_get_name (it), !=, "");
        if (g_str_equal (name, "scope"))
          check_asked (it, values[i]);
      }
}

static void
test_role (void)
{
  for (guint member = 0; member < G_N_ELEMENTS (of_role); member++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        const char *name = of_role[member].name;
        g_autofree char *text =
            new_object (of_role, G_N_ELEMENTS (of_role), member, values[i], "\"x\":1");
        g_autoptr (GateJsonDocument) document =
            gate_json_document_new (text, strlen (text), NULL, NULL);
        g_autoptr (GateRole) role = NULL;
        GateJsonValue root;

        g_test_message ("%s: %s", name, values[i] != NULL ? values[i] : "absent");
        if (document == NULL)
          continue;
        gate_json_document_get_root (document, &root);
        role = gate_wire_role_decode (&root, NULL);
        if (role == NULL)
          {
            g_assert_cmpstr (name, ==, "id");
            continue;
          }
        g_assert_cmpint (gate_role_get_n_people (role), ==,
                         !g_str_equal (name, "userCount")     ? 12 :
                         g_strcmp0 (values[i], "7") == 0 ? 7 :
                                                           -1);
        g_assert_cmpint (gate_headcount_of_role (role, -1).kind == GATE_HEADCOUNT_UNKNOWN, ==,
                         gate_role_get_n_people (role) < 0);
      }
}

/* Whatever came of a person: she lacks a permission only where a whole list says so. */
static void
check_person (const char *text,
              gboolean    lacks)
{
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, strlen (text), NULL, NULL);
  g_autoptr (GatePerson) person = NULL;
  GateJsonValue root;

  g_test_message ("%.200s", text);
  if (document == NULL)
    return;
  gate_json_document_get_root (document, &root);
  person = gate_wire_person_decode (&root, NULL);
  if (person != NULL)
    g_assert_cmpint (gate_person_lacks_permission (person, "oauth:client:authorize"), ==, lacks);
}

static void
test_person (void)
{
  for (guint member = 0; member < G_N_ELEMENTS (of_person); member++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autofree char *text = new_object (of_person, G_N_ELEMENTS (of_person), member, values[i],
                                            "\"authorization\":{\"permissions\":[]}");

        check_person (text, TRUE);
      }
  for (guint member = 0; member < G_N_ELEMENTS (of_rights); member++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        /* Any text can name a permission. */
        gboolean is_told_none = g_str_equal (of_rights[member].name, "permissions") &&
                                values[i] != NULL &&
                                (g_str_equal (values[i], "[]") ||
                                 g_str_has_prefix (values[i], "[\"a b\""));
        g_autofree char *rights =
            new_object (of_rights, G_N_ELEMENTS (of_rights), member, values[i], "\"x\":1");
        g_autofree char *text =
            g_strdup_printf ("{\"id\":\"p1\",\"authorization\":%s}", rights);

        check_person (text, is_told_none);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/members/authorization", test_authorization);
  g_test_add_func ("/ui/members/client", test_client);
  g_test_add_func ("/ui/members/role", test_role);
  g_test_add_func ("/ui/members/person", test_person);
  return g_test_run ();
}
