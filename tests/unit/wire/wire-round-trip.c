/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What is read is written back byte for byte; what a model says arrives at the other end. */

#include "wire-golden.h"

#include "gate-error.h"
#include "gate-wire-authorization.h"
#include "gate-wire-page.h"
#include "gate-wire-person.h"
#include "gate-wire-problem.h"
#include "gate-wire-startup-line.h"
#include "gate-wire-role.h"
#include "gate-wire-token.h"

#include <string.h>

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) written = golden->rewrite (golden->text, strlen (golden->text), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  g_assert_cmpstr (text, ==, golden->text);
}

static GateAuthorization *
decode_authorization (GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, length, NULL, &error);
  GateAuthorization *authorization;
  GateJsonValue root;

  g_assert_no_error (error);
  gate_json_document_get_root (document, &root);
  authorization = gate_wire_authorization_decode (&root, &error);
  g_assert_no_error (error);
  return authorization;
}

static GBytes *
encode_authorization (GateAuthorization *authorization)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_wire_authorization_encode (authorization, NULL, NULL, writer, NULL);
  return gate_json_writer_end (writer);
}

static GateAuthorization *
new_authorization (GateAuthorizationState state,
                   GateGrantType          grant_type)
{
  static const char *const scopes[] = { "users", "not-in-any-table:readonly", NULL };
  static const char *const roles[] = { "role one", "role/2", NULL };
  g_autoptr (GateClient) client = gate_client_new (GOLDEN_ID);
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 2, 28, 23, 59, 59.5);
  GateAuthorization *authorization;

  gate_client_set_name (client, "A \"name\"\n<b>\\ €");
  gate_client_set_grant_type (client, grant_type);
  gate_client_set_scopes (client, scopes);
  gate_client_set_role_ids (client, roles + 1);
  gate_client_set_date_created (client, date);
  authorization = gate_authorization_new (client);
  gate_authorization_set_state (authorization, state);
  gate_authorization_set_scopes (authorization, scopes);
  gate_authorization_set_roles (authorization, roles + 1);
  gate_authorization_set_date_modified (authorization, date);
  gate_authorization_set_modified_by (authorization, "u-1", NULL);
  return authorization;
}

static void
test_authorization (void)
{
  for (int state = GATE_AUTHORIZATION_UNAUTHORIZED; state < GATE_AUTHORIZATION_OTHER; state++)
    for (int grant = GATE_GRANT_UNKNOWN; grant <= GATE_GRANT_PASSWORD; grant++)
      {
        g_autoptr (GateAuthorization) one =
            new_authorization ((GateAuthorizationState) state, (GateGrantType) grant);
        g_autoptr (GBytes) bytes = encode_authorization (one);
        g_autoptr (GateAuthorization) other = decode_authorization (bytes);

        g_assert_null (gate_authorization_get_problem (other));
        g_assert_true (gate_authorization_equal (one, other));
      }
}

static void
test_bare_authorization (void)
{
  g_autoptr (GateClient) client = gate_client_new (GOLDEN_ID);
  g_autoptr (GateAuthorization) one = NULL;
  g_autoptr (GateAuthorization) other = NULL;
  g_autoptr (GBytes) bytes = NULL;

  gate_client_set_name (client, "Bare");
  one = gate_authorization_new (client);
  gate_authorization_set_state (one, GATE_AUTHORIZATION_REVOKED);
  bytes = encode_authorization (one);
  other = decode_authorization (bytes);
  g_assert_true (gate_authorization_equal (one, other));
  g_assert_cmpuint (g_strv_length ((char **) gate_authorization_get_scopes (other)), ==, 0);
}

static void
check_put (const char        *expected,
           const char *const *scopes,
           const char *const *roles)
{
  g_autoptr (GBytes) bytes = gate_wire_authorization_encode_put (scopes, roles);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_put (void)
{
  static const char *const none[] = { NULL };
  static const char *const one[] = { "oauth", NULL };

  check_put ("{\"scope\":[\"oauth\"],\"roles\":[]}", one, none);
  check_put ("{\"scope\":[\"oauth\"]}", one, NULL);
  check_put ("{\"roles\":[\"oauth\"]}", NULL, one);
}

static char *
encode_page (const char *path,
             gint64      total,
             gint64      page_size,
             gint64      page_number)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gate_json_writer_begin_object (writer, NULL);
  gate_wire_page_encode (writer, path, total, page_size, page_number);
  gate_json_writer_end_object (writer);
  bytes = gate_json_writer_end (writer);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_pages (void)
{
  g_autofree char *whole = encode_page ("/api/v2/oauth/scopes", 134, 0, 1);
  g_autofree char *bare = encode_page (NULL, 7, 5, 2);
  g_autofree char *empty = encode_page ("/x", 0, 25, 1);
  g_autofree char *filtered = encode_page ("/x?name=a*", 26, 25, 1);

  g_assert_cmpstr (whole, ==, "{\"total\":134,\"selfUri\":\"/api/v2/oauth/scopes\"}");
  g_assert_cmpstr (bare, ==, "{\"total\":7,\"pageSize\":5,\"pageNumber\":2,\"pageCount\":2}");
  g_assert_null (strstr (empty, "nextUri"));
  g_assert_null (strstr (empty, "previousUri"));
  g_assert_nonnull (strstr (empty, "\"lastUri\":\"/x?pageSize=25&pageNumber=1\""));
  g_assert_nonnull (
      strstr (filtered, "\"nextUri\":\"/x?name=a*&pageSize=25&pageNumber=2\""));
}

static void
test_role_without_count (void)
{
  g_autoptr (GateRole) role = gate_role_new ("r");
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  gate_role_set_n_people (role, 5);
  gate_wire_role_encode (role, FALSE, writer, NULL);
  bytes = gate_json_writer_end (writer);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "userCount"));
  g_assert_nonnull (strstr (text, "\"default\":false"));
}

static void
test_ready (void)
{
  const char *line = "{\"api\":\"http://127.0.7.1:1\",\"login\":\"http://127.0.7.1:1\","
                     "\"applications\":[{\"clientId\":\"x\",\"url\":\"y\"}]}\n";
  g_autoptr (GateWireStartupLine) ready = NULL;
  g_autoptr (GError) error = NULL;
  const GateWireApplication *application;

  ready = gate_wire_startup_line_decode (line, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ready->api, ==, "http://127.0.7.1:1");
  g_assert_null (ready->token);
  g_assert_null (ready->password);
  g_assert_cmpuint (ready->applications->len, ==, 1);
  application = ready->applications->pdata[0];
  g_assert_cmpstr (application->client_id, ==, "x");
  g_assert_cmpstr (application->url, ==, "y");
  g_assert_null (gate_wire_startup_line_decode ("listening on port 1", &error));
  g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_golden_bodies; i++)
    {
      g_autofree char *path = g_strconcat ("/wire/golden/", golden_bodies[i].name, NULL);

      g_test_add_data_func (path, &golden_bodies[i], test_golden);
    }
  g_test_add_func ("/wire/round-trip/authorization", test_authorization);
  g_test_add_func ("/wire/round-trip/bare-authorization", test_bare_authorization);
  g_test_add_func ("/wire/put", test_put);
  g_test_add_func ("/wire/pages", test_pages);
  g_test_add_func ("/wire/role-without-count", test_role_without_count);
  g_test_add_func ("/wire/ready", test_ready);
  return g_test_run ();
}
