/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "session-fixture.h"

#include "gate-operation-private.h"

#include <glib/gstdio.h>

void
fixture_write_token (Fixture    *f,
                     const char *token)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (
      g_file_peek_path (f->token_file), token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

void
fixture_say (Fixture    *f,
             const char *request,
             guint       status,
             const char *body)
{
  script_server_say (f->server, request, status, body);
}

/* SCOPES is what stands between the brackets of a JSON array. */
char *
fixture_entity (const char *id,
                const char *name,
                const char *state,
                const char *scopes)
{
  return g_strdup_printf ("{\"client\":{\"id\":\"%s\",\"name\":\"%s\",\"scope\":[\"users\"]},"
                          "\"state\":\"%s\",\"scope\":[%s],\"roles\":[]}",
                          id,
                          name,
                          state,
                          scopes);
}

void
fixture_set_up_quick (Fixture      *f,
                      gconstpointer unused)
{
  fixture_set_up (f, unused);
  gate_http_set_retry_base_ms (gate_session_get_http (f->session), QUICK_SECOND_MS);
  gate_http_set_deadlines_ms (gate_session_get_http (f->session), 20000, 20000, 20000);
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
}

GateAuthorization *
fixture_find (Fixture    *f,
              const char *id)
{
  return gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
      id);
}

void
fixture_say_one (Fixture    *f,
                 const char *id,
                 const char *name,
                 const char *state,
                 const char *scopes)
{
  g_autofree char *request = g_strconcat (LIST "/", id, NULL);
  g_autofree char *body = fixture_entity (id, name, state, scopes);

  fixture_say (f, request, 200, body);
}

static void
say_all (Fixture *f)
{
  g_autofree char *own = fixture_entity (ID_OWN, "Gatehouse", "Authorized", "\"oauth\"");
  g_autofree char *phone = fixture_entity (ID_PHONE, "Phone Bridge", "Requested", "");
  g_autofree char *quality =
      fixture_entity (ID_QUALITY, "Quality Insights", "Authorized", "\"users\"");
  g_autofree char *list =
      g_strdup_printf ("{\"entities\":[%s,%s,%s]}", own, phone, quality);

  fixture_say (f, LIST, 200, list);
  fixture_say (f,
               ME,
               200,
               "{\"id\":\"u1\",\"name\":\"Dana Reyes\",\"authorization\":"
               "{\"permissions\":[\"oauth:client:authorize\"],\"roles\":[]}}");
  fixture_say (f, ORGANIZATION, 200, "{\"id\":\"o1\",\"name\":\"Acme Care\"}");
  fixture_say (f,
               TOKEN,
               200,
               "{\"organization\":{\"id\":\"o1\"},\"authorizedScope\":[\"oauth\"],"
               "\"OAuthClient\":{\"id\":\"" ID_OWN "\"}}");
  fixture_say (f,
               CLIENTS,
               200,
               "{\"entities\":[{\"id\":\"" ID_OWN "\",\"name\":\"Gatehouse\"}],\"total\":1,"
               "\"pageCount\":1}");
  fixture_say (f,
               SCOPES,
               200,
               "{\"entities\":[{\"id\":\"users\",\"description\":\"People\"}],\"total\":1}");
  fixture_say (f,
               ROLES,
               200,
               "{\"entities\":[{\"id\":\"r2\",\"name\":\"Supervisor\"},"
               "{\"id\":\"r1\",\"name\":\"Agent\"}],\"total\":2,\"pageCount\":1}");
  fixture_say (f, PEOPLE, 200, "{\"entities\":[{\"id\":\"u1\"}],\"total\":1204,\"pageCount\":1204}");
  fixture_say (f, INACTIVE, 200, "{\"entities\":[],\"total\":0}");
}

void
fixture_set_up (Fixture      *f,
                gconstpointer unused)
{
  f->server = script_server_new ();
  say_all (f);
  f->folder = g_dir_make_tmp ("gatehouse-session-XXXXXX", NULL);
  f->token_file = g_file_new_build_filename (f->folder, "token", NULL);
  fixture_write_token (f, "first-token");
  f->session = gate_session_new ("/nonexistent/gatehouse-org", f->folder);
  gate_http_set_deadlines_ms (gate_session_get_http (f->session), 2000, 5000, 2000);
}

void
fixture_tear_down (Fixture      *f,
                   gconstpointer unused)
{
  g_clear_object (&f->session);
  script_server_free (f->server);
  g_remove (g_file_peek_path (f->token_file));
  g_rmdir (f->folder);
  g_object_unref (f->token_file);
  g_free (f->folder);
}

void
fixture_open (Fixture *f)
{
  g_autofree char *address = g_uri_to_string (script_server_get_address (f->server));

  gate_session_open (f->session, address, NULL, f->token_file);
}

gboolean
session_is_loading (GateSession *session)
{
  gboolean loading = FALSE;

  g_object_get (session, "loading", &loading, NULL);
  return loading;
}

char *
session_dup (GateSession *session,
             const char  *property)
{
  char *text = NULL;

  g_object_get (session, property, &text, NULL);
  return text;
}

static void
count_cb (GateOperation *operation,
          guint         *n)
{
  g_assert_cmpuint (gate_operation_get_state (operation), !=, GATE_OPERATION_RUNNING);
  (*n)++;
}

void
finish (GateOperation *operation)
{
  guint n_ended = 0;
  gulong handler = g_signal_connect (operation, "ended", G_CALLBACK (count_cb), &n_ended);

  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_RUNNING);
  wait_until (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING);
  g_assert_cmpuint (n_ended, ==, 1);
  g_signal_handler_disconnect (operation, handler);
}

void
assert_described (GateOperation *operation,
                  const char    *wanted)
{
  g_autofree char *text = gate_operation_describe (operation);

  g_assert_cmpstr (text, ==, wanted);
}

void
assert_failed (GateOperation *operation,
               GateErrorCode  code,
               const char    *wanted)
{
  g_assert_cmpuint (gate_operation_get_state (operation), ==, GATE_OPERATION_FAILED);
  g_assert_error ((GError *) gate_operation_get_error (operation), GATE_ERROR, (int) code);
  g_assert_false (gate_operation_can_undo (operation));
  assert_described (operation, wanted);
}
