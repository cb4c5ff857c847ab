/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "test"

#include "net-fixture.h"

#include <string.h>

void
net_fixture_set_up (NetFixture   *self,
                    gconstpointer data)
{
  self->server = fault_server_new ();
  self->http = gate_http_new ();
  gate_http_set_retry_base_ms (self->http, NET_SECOND_MS);
}

void
net_fixture_tear_down (NetFixture   *self,
                       gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->http));
  g_clear_pointer (&self->server, fault_server_free);
}

GateHttpRequest *
net_request_new (NetFixture *self,
                 const char *method,
                 const char *path)
{
  g_autoptr (GUri) address = fault_server_dup_address (self->server, path);
  GateHttpRequest *request = gate_http_request_new (method, address);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"scope\":[]}", 12);

  gate_http_request_set_bearer (request, "canary-token");
  if (strcmp (method, "PUT") == 0 || strcmp (method, "POST") == 0)
    gate_http_request_set_body (request, body, "application/json");
  return request;
}

static gboolean
sink_cb (const char *data,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  NetOutcome *outcome = user_data;

  g_assert_cmpuint (outcome->callbacks, ==, 0);
  g_assert_cmpuint (outcome->resets, >, 0);
  outcome->largest = MAX (outcome->largest, length);
  g_byte_array_append (outcome->sunk, (const guint8 *) data, (guint) length);
  return TRUE;
}

static void
reset_cb (gpointer user_data)
{
  NetOutcome *outcome = user_data;

  g_assert_cmpuint (outcome->callbacks, ==, 0);
  outcome->resets++;
  g_byte_array_set_size (outcome->sunk, 0);
}

void
net_request_set_sink (GateHttpRequest *request,
                      NetOutcome      *outcome)
{
  outcome->sunk = g_byte_array_new ();
  gate_http_request_set_sink (request, sink_cb, reset_cb, outcome);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  NetOutcome *outcome = user_data;

  outcome->callbacks++;
  outcome->answer = gate_http_send_finish (GATE_HTTP (source), result, &outcome->error);
  g_assert_true ((outcome->answer == NULL) == (outcome->error != NULL));
}

void
net_start (NetFixture      *self,
           GateHttpRequest *request,
           GCancellable    *cancellable,
           NetOutcome      *outcome)
{
  gate_http_send_async (self->http, request, cancellable, sent_cb, outcome);
  g_assert_cmpuint (outcome->callbacks, ==, 0);
}

static gboolean
patience_cb (gpointer user_data)
{
  g_error ("the test waited for too long");
  return G_SOURCE_REMOVE;
}

void
net_iterate_until (gboolean (*predicate) (gpointer user_data),
                   gpointer user_data)
{
  guint patience = g_timeout_add (NET_PATIENCE_MS, patience_cb, NULL);

  while (!predicate (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static gboolean
is_over (gpointer user_data)
{
  return ((NetOutcome *) user_data)->callbacks > 0;
}

void
net_wait (NetOutcome *outcome)
{
  net_iterate_until (is_over, outcome);
  g_assert_cmpuint (outcome->callbacks, ==, 1);
}

void
net_send (NetFixture      *self,
          GateHttpRequest *request,
          NetOutcome      *outcome)
{
  net_start (self, request, NULL, outcome);
  net_wait (outcome);
}

void
net_outcome_clear (NetOutcome *self)
{
  g_clear_object (&self->answer);
  g_clear_error (&self->error);
  g_clear_pointer (&self->sunk, g_byte_array_unref);
}

/* The body, from wherever it went. */
char *
net_outcome_dup_body (NetOutcome *self)
{
  GBytes *body = gate_http_response_get_body (self->answer);

  if (self->sunk != NULL && self->sunk->len > 0)
    return g_strndup ((const char *) self->sunk->data, self->sunk->len);
  return g_strndup (g_bytes_get_data (body, NULL) != NULL ? g_bytes_get_data (body, NULL) : "",
                    g_bytes_get_size (body));
}

void
net_send_expecting (NetFixture *self,
                    const char *method,
                    const char *path,
                    guint       status)
{
  g_autoptr (GateHttpRequest) request = net_request_new (self, method, path);
  g_auto (NetOutcome) outcome = { 0 };

  net_send (self, request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (gate_http_response_get_status (outcome.answer), ==, status);
}

void
net_send_failing (NetFixture   *self,
                  const char   *method,
                  const char   *path,
                  GateErrorCode code)
{
  g_autoptr (GateHttpRequest) request = net_request_new (self, method, path);
  g_auto (NetOutcome) outcome = { 0 };

  net_send (self, request, &outcome);
  g_assert_error (outcome.error, GATE_ERROR, (int) code);
}
