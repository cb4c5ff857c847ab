/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "api-fixture.h"

gint64
query_number (Fixture    *fixture,
              const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (fixture->store, sql, &error);

  g_assert_no_error (error);
  g_assert_true (gate_org_statement_step (statement, &error));
  return gate_org_statement_get_int (statement, 0);
}

char *
query_text (Fixture    *fixture,
            const char *sql,
            const char *bound)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (fixture->store, sql, &error);

  g_assert_no_error (error);
  if (bound != NULL)
    gate_org_statement_bind_text (statement, 1, bound);
  g_assert_true (gate_org_statement_step (statement, &error));
  return g_strdup (gate_org_statement_get_text (statement, 0));
}

void
execute (Fixture    *fixture,
         const char *sql,
         const char *bound)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (fixture->store, sql, &error);

  g_assert_no_error (error);
  if (bound != NULL)
    gate_org_statement_bind_text (statement, 1, bound);
  gate_org_statement_run (statement, &error);
  g_assert_no_error (error);
}

char *
client_id_of (Fixture    *fixture,
              const char *name)
{
  return query_text (fixture, "SELECT id FROM clients WHERE name = ?1", name);
}

char *
role_id_of (Fixture    *fixture,
            const char *name)
{
  return query_text (fixture, "SELECT id FROM roles WHERE name = ?1", name);
}

char *
issue (Fixture    *fixture,
       const char *client_id,
       const char *user_name)
{
  g_autofree char *person = NULL;
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  if (user_name != NULL)
    person = gate_org_populate_find_person (fixture->store, user_name, &error);
  g_assert_no_error (error);
  token = gate_org_bearer_issue (fixture->store, client_id, person, &error);
  g_assert_no_error (error);
  return token;
}

void
fixture_open (Fixture    *fixture,
              const char *spec)
{
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  fixture->folder = g_dir_make_tmp ("gatehouse-org-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = gate_org_store_open (fixture->data, &is_new, &error);
  g_assert_no_error (error);
  g_assert_true (is_new);
  gate_org_populate (fixture->store, spec, &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  fixture_open (fixture, "sample");
  fixture->token = issue (fixture, gate_org_populate_get_gatehouse_client_id (), "admin");
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *name = NULL;
  GDir *dir = NULL;

  gate_org_store_close (fixture->store, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->data, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->data, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->data), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_pointer (&fixture->token, g_free);
  g_clear_pointer (&fixture->data, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}

GateOrgCall *
ask_with (Fixture    *fixture,
          const char *authorization,
          const char *method,
          const char *target,
          const char *content_type,
          const char *body)
{
  g_auto (GStrv) parts = g_strsplit (target, "?", 2);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GateOrgCall) call =
      gate_org_call_new (fixture->store, method, parts[0], parts[1], bytes);
  g_autofree char *allowed = NULL;
  g_auto (GStrv) segments = NULL;
  const GateOrgRoute *route = NULL;
  g_autoptr (GError) error = NULL;

  gate_org_call_set_header (call, "Authorization", authorization);
  gate_org_call_set_header (call, "Content-Type", content_type);
  gate_org_call_parse_query (call, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gate_org_router_match (gate_org_api_get_routes (),
                                          method,
                                          parts[0],
                                          &route,
                                          &segments,
                                          &allowed),
                   ==,
                   GATE_ORG_ROUTE_FOUND);
  gate_org_call_set_segments (call, g_steal_pointer (&segments));
  if (gate_org_bearer_check (call, route))
    route->handler (call);
  g_assert_true (gate_org_call_is_answered (call));
  return g_steal_pointer (&call);
}

GateOrgCall *
ask_as (Fixture    *fixture,
        const char *token,
        const char *method,
        const char *target,
        const char *body)
{
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

  return ask_with (fixture, header, method, target, body != NULL ? "application/json" : NULL, body);
}

GateOrgCall *
ask (Fixture    *fixture,
     const char *method,
     const char *target,
     const char *body)
{
  return ask_as (fixture, fixture->token, method, target, body);
}

GateJsonDocument *
answer_of (GateOrgCall   *call,
           GateJsonValue *root)
{
  GBytes *bytes = gate_org_call_get_answer (call);
  g_autoptr (GError) error = NULL;
  GateJsonDocument *document = NULL;
  gsize length = 0;
  const char *text = NULL;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &length);
  document = gate_json_document_new (text, length, "answer", &error);
  g_assert_no_error (error);
  gate_json_document_get_root (document, root);
  return document;
}

char *
answer_text (GateOrgCall *call,
             const char  *member)
{
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (call, &root);
  const char *text = NULL;

  gate_json_get_optional_string (&root, member, &text, NULL);
  return g_strdup (text);
}

char *
answer_list (GateOrgCall *call,
             const char  *member)
{
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (call, &root);
  g_auto (GStrv) texts = NULL;
  g_autoptr (GError) error = NULL;

  gate_json_get_optional_strv (&root, member, &texts, &error);
  g_assert_no_error (error);
  return g_strjoinv (" ", texts);
}

gint64
answer_number (GateOrgCall *call,
               const char  *member)
{
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (call, &root);
  gint64 number = -1;

  gate_json_get_optional_int (&root, member, 0, G_MAXINT64, -1, &number, NULL);
  return number;
}

guint
answer_n_entities (GateOrgCall *call)
{
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (call, &root);
  g_autoptr (GError) error = NULL;
  GateJsonValue entities;

  gate_json_get_array (&root, "entities", &entities, &error);
  g_assert_no_error (error);
  return gate_json_array_get_length (&entities);
}

char *
entity_text (GateOrgCall *call,
             guint        index,
             const char  *member)
{
  GateJsonValue root;
  g_autoptr (GateJsonDocument) document = answer_of (call, &root);
  GateJsonValue entities;
  GateJsonValue entity;
  const char *text = NULL;

  g_assert_true (gate_json_get_array (&root, "entities", &entities, NULL));
  gate_json_array_get_element (&entities, index, &entity);
  gate_json_get_optional_string (&entity, member, &text, NULL);
  return g_strdup (text);
}

void
assert_problem (GateOrgCall *call,
                guint        status,
                const char  *code)
{
  g_autofree char *found = answer_text (call, "code");
  g_autofree char *context = answer_text (call, "contextId");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, status);
  g_assert_cmpstr (found, ==, code);
  g_assert_cmpint (answer_number (call, "status"), ==, status);
  g_assert_cmpstr (context, ==, gate_org_call_get_correlation_id (call));
}

const char *
header_of (GateOrgCall *call,
           const char  *name)
{
  const char *const *headers = gate_org_call_get_headers (call);

  for (gsize i = 0; headers[i] != NULL; i += 2)
    if (g_ascii_strcasecmp (headers[i], name) == 0)
      return headers[i + 1];
  return NULL;
}

char *
authorization_path_of (Fixture    *fixture,
                       const char *name)
{
  g_autofree char *id = client_id_of (fixture, name);

  return g_strconcat (PUT_PATH, id, NULL);
}

gint64
n_audits (Fixture *fixture)
{
  return query_number (fixture, "SELECT count (*) FROM audit");
}

char *
state_of (Fixture    *fixture,
          const char *path)
{
  g_autoptr (GateOrgCall) call = ask (fixture, "GET", path, NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (gate_org_call_get_answer (call), &length);

  return g_strndup (text, length);
}
