/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The launch addresses of this account, and launching an application. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session.h"

#include "gate-error.h"
#include "gate-session-private.h"

#include <glib/gi18n-lib.h>

/* To be called when the account or the local organization has changed. */
void
gate_session_update_launch (GateSession *self)
{
  g_autofree char *account = NULL;
  g_autoptr (GHashTable) given = NULL;

  if (self->connection != NULL)
    account = gate_connection_dup_account_key (self->connection,
                                               gate_me_get_organization (self->me));
  if (gate_session_is_local (self) && gate_local_is_running (self->local))
    given = gate_local_dup_launchable (self->local);
  gate_launch_addresses_set_given (self->launch, given);
  gate_launch_addresses_set_account (self->launch, account);
}

GateLaunchAddresses *
gate_session_get_launch (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->launch;
}

GateOpener *
gate_session_get_opener (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->opener;
}

/**
 * gate_session_set_opener:
 * @self: a session
 * @opener: (nullable): opens addresses from now on
 */
void
gate_session_set_opener (GateSession *self,
                         GateOpener  *opener)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  g_set_object (&self->opener, opener);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gate_opener_open_finish (GATE_OPENER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gate_session_launch_async:
 * @self: a session
 * @client_id: a client of the account
 * @cancellable: (nullable): ends the wait, not the browser
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Opens the launch address of an application in the default browser. Fails with
 * %GATE_ERROR_NOT_FOUND when it has none, and like gate_opener_open_async(); see
 * gate_session_describe_launch_error().
 */
void
gate_session_launch_async (GateSession        *self,
                           const char         *client_id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *address;

  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (client_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_session_launch_async);
  address = gate_launch_addresses_get_address (self->launch, client_id);
  if (address == NULL)
    g_task_return_error (task, gate_error_new (GATE_ERROR_NOT_FOUND, "no launch address"));
  else if (self->opener == NULL)
    g_task_return_error (task, gate_error_new (GATE_ERROR_FAILED, "nothing opens addresses"));
  else
    gate_opener_open_async (
        self->opener, address, cancellable, opened_cb, g_steal_pointer (&task));
}

gboolean
gate_session_launch_finish (GateSession  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_session_launch_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gate_session_describe_launch_error:
 * @error: the error of gate_session_launch_async()
 *
 * Returns: (transfer none): the sentence for people
 */
const char *
gate_session_describe_launch_error (const GError *error)
{
  if (gate_error_matches (error, GATE_ERROR_NOT_FOUND))
    return _ ("It is not known any more where this application starts.");
  if (gate_error_matches (error, GATE_ERROR_INVALID))
    return _ ("The launch address was not opened: it is not one that is safe to open.");
  return _ ("The launch address could not be opened. Is there a web browser on this computer?");
}
