/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Signing out: the organization ends the token first, and whatever it answers, the token is
 * forgotten here. The window does not wait for either. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session-private.h"

#include "gate-api-me.h"
#include "gate-deadline.h"
#include "gate-session-describe.h"

#define END_TOKEN_MS 5000

typedef struct
{
  GTask        *task; /* of the session */
  GateSecrets  *secrets;
  char         *account_id;
  GateDeadline *deadline;
} SignOut;

static void
sign_out_free (SignOut *sign_out)
{
  g_clear_object (&sign_out->deadline);
  g_object_unref (sign_out->task);
  g_object_unref (sign_out->secrets);
  g_free (sign_out->account_id);
  g_free (sign_out);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignOut, sign_out_free)

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SignOut) sign_out = user_data;
  g_autoptr (GError) error = NULL;

  /* Without a keyring nothing is in one, and what was in memory is gone. */
  if (!gate_secrets_clear_finish (GATE_SECRETS (source), result, &error) &&
      g_strcmp0 (gate_error_get_server_code (error), GATE_REFUSED_KEYRING_MISSING) != 0)
    g_task_return_error (sign_out->task, g_steal_pointer (&error));
  else
    g_task_return_boolean (sign_out->task, TRUE);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  SignOut *sign_out = user_data;
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (sign_out->task,
                        GINT_TO_POINTER (gate_api_me_end_token_finish (GATE_API (source), result,
                                                                       &error)),
                        NULL);
  if (error != NULL)
    g_debug ("the token was not ended: %s", error->message);
  gate_secrets_clear_async (sign_out->secrets, sign_out->account_id, NULL, cleared_cb, sign_out);
}

/**
 * gate_session_sign_out_async:
 * @self: a session with an account
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Closes the account at once, ends its token and forgets it (C27).
 */
void
gate_session_sign_out_async (GateSession        *self,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  SignOut *sign_out;
  g_autoptr (GateApi) api = NULL;
  GateAccount *account = gate_session_get_account (self);

  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (account != NULL);

  sign_out = g_new0 (SignOut, 1);
  sign_out->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (sign_out->task, gate_session_sign_out_async);
  sign_out->secrets = g_object_ref (self->secrets);
  sign_out->account_id = g_strdup (gate_account_get_id (account));
  g_set_object (&api, gate_connection_get_api (self->connection));
  gate_session_close (self);
  if (api == NULL)
    {
      gate_secrets_clear_async (sign_out->secrets, sign_out->account_id, NULL, cleared_cb,
                                sign_out);
      return;
    }
  sign_out->deadline = gate_deadline_new (NULL, END_TOKEN_MS, 0);
  gate_api_me_end_token_async (api, G_CANCELLABLE (sign_out->deadline), ended_cb, sign_out);
}

/**
 * gate_session_sign_out_finish:
 * @self: a session
 * @result: the result
 * @is_ended: (out): whether the organization ended the token
 * @error: return location
 *
 * Returns: whether the token is forgotten here; else an error of gate_secrets_clear_finish()
 */
gboolean
gate_session_sign_out_finish (GateSession  *self,
                              GAsyncResult *result,
                              gboolean     *is_ended,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_session_sign_out_async), FALSE);

  *is_ended = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_boolean (G_TASK (result), error);
}
