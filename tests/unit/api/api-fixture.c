/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "api-fixture.h"

struct _FakeToken
{
  GObject parent_instance;

  guint   serial;
  GError *failure;
};

static void fake_token_iface_init (GateTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeToken, fake_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_TOKEN_SOURCE,
                                                      fake_token_iface_init))

static void
fake_token_get_token_async (GateTokenSource    *source,
                            const char         *refused,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  FakeToken *self = FAKE_TOKEN (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *current = g_strdup_printf ("token-%u", self->serial);

  if (refused != NULL && self->failure != NULL)
    {
      g_task_return_error (task, g_error_copy (self->failure));
      return;
    }
  if (g_strcmp0 (refused, current) == 0)
    self->serial++;
  g_task_return_pointer (task, g_strdup_printf ("token-%u", self->serial), g_free);
}

static char *
fake_token_get_token_finish (GateTokenSource *source,
                             GAsyncResult    *result,
                             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_token_iface_init (GateTokenSourceInterface *iface)
{
  iface->get_token_async = fake_token_get_token_async;
  iface->get_token_finish = fake_token_get_token_finish;
}

static void
fake_token_finalize (GObject *object)
{
  g_clear_error (&FAKE_TOKEN (object)->failure);
  G_OBJECT_CLASS (fake_token_parent_class)->finalize (object);
}

static void
fake_token_class_init (FakeTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_token_finalize;
}

static void
fake_token_init (FakeToken *self)
{
  self->serial = 1;
}

/* Takes the error. */
void
fake_token_set_failure (FakeToken *self,
                        GError    *on_renewal)
{
  g_clear_error (&self->failure);
  self->failure = on_renewal;
}

guint
fake_token_get_n_renewed (FakeToken *self)
{
  return self->serial - 1;
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  fixture->server = script_server_new ();
  fixture->token = g_object_new (FAKE_TYPE_TOKEN, NULL);
  fixture->http = gate_http_new ();
  gate_http_set_retry_base_ms (fixture->http, 10);
  fixture->api = gate_api_new (fixture->http, script_server_get_address (fixture->server),
                               GATE_TOKEN_SOURCE (fixture->token));
  fixture->cancellable = g_cancellable_new ();
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->source);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->api);
  g_assert_finalize_object (fixture->token);
  g_clear_object (&fixture->http);
  g_clear_pointer (&fixture->server, script_server_free);
}

void
fixture_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("no result within the deadline");
  return G_SOURCE_REMOVE;
}

/* The result of a call that was just started: a callback before it returned is a fault. */
GAsyncResult *
fixture_wait (Fixture *fixture)
{
  guint deadline = g_timeout_add_seconds (30, too_late_cb, NULL);

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  g_clear_object (&fixture->source);
  fixture->source = G_OBJECT (g_steal_pointer (&fixture->result));
  return G_ASYNC_RESULT (fixture->source);
}

char *
fixture_new_authorization (const char *client_id,
                           const char *state,
                           const char *scopes,
                           const char *roles)
{
  return g_strdup_printf ("{\"client\":{\"id\":\"%s\",\"name\":\"App\"},\"scope\":[%s],"
                          "\"roles\":[%s],\"state\":\"%s\"}",
                          client_id, scopes, roles, state);
}
