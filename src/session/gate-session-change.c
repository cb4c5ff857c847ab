/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The way of a change: read again and compare with what the person saw, write, read back, and only
 * then show it. Changes of several clients run side by side, those of one client do not. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session.h"

#include "gate-api-authorizations.h"
#include "gate-api-me.h"
#include "gate-edit.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-session-describe.h"
#include "gate-session-outcome.h"
#include "gate-session-private.h"

typedef struct
{
  GWeakRef        session;
  GateConnection *connection;
  GateOperation  *operation;
  GateApi        *api;
  GateWriter     *writer;
} Change;

static Change *
change_new (GateSession   *self,
            GateOperation *operation)
{
  Change *change = g_new0 (Change, 1);

  g_weak_ref_init (&change->session, self);
  change->connection = g_object_ref (self->connection);
  change->operation = g_object_ref (operation);
  change->api = g_object_ref (gate_connection_get_api (self->connection));
  change->writer = g_object_ref (gate_connection_get_writer (self->connection));
  return change;
}

static void
change_free (Change *change)
{
  g_weak_ref_clear (&change->session);
  g_object_unref (change->connection);
  g_object_unref (change->operation);
  g_object_unref (change->api);
  g_object_unref (change->writer);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* The session, as long as it is in the account that is changed. */
static GateSession *
ref_session (Change *change)
{
  GateSession *self = g_weak_ref_get (&change->session);

  if (self != NULL && self->connection != change->connection)
    g_clear_object (&self);
  return self;
}

/* Ends the operation; ERROR is taken, NULL when it is done. */
static void
finish (Change *change,
        GError *error)
{
  g_autoptr (Change) owned = change;
  g_autoptr (GError) owned_error = error;
  g_autoptr (GateSession) self = ref_session (change);

  if (self != NULL)
    {
      g_hash_table_remove (self->operations, gate_operation_get_client_id (change->operation));
      gate_connection_name_organization (self->connection, error);
    }
  gate_operation_finish (change->operation, error);
}

/* Shows what the organization says by now. */
static void
take (Change            *change,
      GateAuthorization *now)
{
  g_autoptr (GateSession) self = ref_session (change);

  if (self != NULL)
    gate_operation_set_result (change->operation,
                               gate_library_take (gate_session_get_library (self), now));
}

/* NOW is what there is after the change was sent; OTHERWISE, which is taken, is what it means when
 * the change is not in it. */
static void
finish_with (Change            *change,
             GateAuthorization *now,
             GError            *otherwise)
{
  gboolean applied = gate_operation_is_reached (change->operation, now);

  take (change, now);
  if (applied)
    {
      gate_operation_set_after (change->operation, now);
      g_clear_error (&otherwise);
    }
  finish (change, otherwise);
}

static void
cancelled_and_read_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_api_authorizations_get_finish (GATE_API (source), result, &error);

  if (now != NULL)
    finish_with (change,
                 now,
                 g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "change cancelled"));
  else
    finish (change,
            gate_error_new (GATE_ERROR_UNKNOWN_OUTCOME, "cancelled, then: %s", error->message));
}

/* What it means that NOW, read after the answer was lost, is not what was asked for. */
static GError *
new_not_done (Change            *change,
              GateAuthorization *now)
{
  g_autoptr (GateEdit) edit = gate_edit_new (gate_operation_get_before (change->operation));

  if (!gate_authorization_is_complete (now))
    return gate_error_new (GATE_ERROR_UNKNOWN_OUTCOME, "what there is now cannot be read");
  if (gate_edit_conflicts_with (edit, now))
    return gate_error_new (GATE_ERROR_CONFLICT, "not what was asked for");
  return gate_session_refuse (GATE_ERROR_TIMEOUT, GATE_REFUSED_NOT_DONE);
}

static void
found_out_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Change *change = user_data;
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_session_find_out_finish (GATE_API (source), result, &error);

  gate_operation_set_looking (change->operation, FALSE);
  if (now != NULL)
    finish_with (change, now, new_not_done (change, now));
  else
    finish (change, error);
}

static void
find_out (Change      *change,
          GateSession *self)
{
  gate_operation_set_looking (change->operation, TRUE);
  gate_session_find_out_async (change->api,
                               change->operation,
                               gate_http_get_retry_base_ms (self->http),
                               found_out_cb,
                               change);
}

static GError *
new_unread_after (void)
{
  return gate_session_refuse (GATE_ERROR_UNKNOWN_OUTCOME, GATE_REFUSED_UNREAD_AFTER);
}

static void
written (Change            *change,
         GateAuthorization *now,
         GError            *error)
{
  g_autoptr (GateSession) self = ref_session (change);

  if (now != NULL && !gate_authorization_is_complete (now))
    finish_with (change, now, new_unread_after ());
  else if (now != NULL)
    finish_with (change, now, gate_error_new (GATE_ERROR_CONFLICT, "not what was asked for"));
  else if (gate_error_is_cancelled (error) && self != NULL)
    {
      /* It was sent, or not; only the organization knows. */
      g_clear_error (&error);
      gate_api_authorizations_get_async (change->api,
                                         gate_operation_get_client_id (change->operation),
                                         NULL,
                                         cancelled_and_read_cb,
                                         change);
    }
  else if (gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME) && self != NULL)
    {
      g_clear_error (&error);
      find_out (change, self);
    }
  else
    finish (change, error);
}

static void
authorized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_writer_authorize_finish (GATE_WRITER (source), result, &error);

  written (user_data, now, error);
}

static void
revoked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_writer_revoke_finish (GATE_WRITER (source), result, &error);

  written (user_data, now, error);
}

/* Every change is sent from here. */
static void
write_change (Change *change)
{
  GateOperation *operation = change->operation;
  GCancellable *cancellable = gate_operation_get_cancellable (operation);
  const char *client_id = gate_operation_get_client_id (operation);

  if (gate_operation_writes_unread (operation))
    finish (change, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_UNREAD));
  else if (gate_operation_get_kind (operation) == GATE_OPERATION_REVOKE)
    gate_writer_revoke_async (change->writer, client_id, cancellable, revoked_cb, change);
  else
    gate_writer_authorize_async (change->writer,
                                 client_id,
                                 gate_operation_get_scopes (operation),
                                 gate_operation_get_roles (operation),
                                 cancellable,
                                 authorized_cb,
                                 change);
}

/* What the organization does not know (any more) is not authorized. */
static GateAuthorization *
new_absent (GateAuthorization *seen)
{
  return gate_authorization_new (gate_authorization_get_client (seen));
}

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Change *change = user_data;
  GError *error = NULL;
  g_autoptr (GateEdit) edit = NULL;
  GateAuthorization *seen = gate_operation_get_seen (change->operation);
  g_autoptr (GateAuthorization) now =
      gate_api_authorizations_get_finish (GATE_API (source), result, &error);

  if (now == NULL && gate_error_matches (error, GATE_ERROR_NOT_FOUND) &&
      gate_authorization_get_state (seen) == GATE_AUTHORIZATION_UNAUTHORIZED)
    {
      now = new_absent (seen);
      g_clear_error (&error);
    }
  if (now == NULL)
    {
      finish (change, error);
      return;
    }
  edit = gate_edit_new (seen);
  if (gate_edit_conflicts_with (edit, now))
    {
      take (change, now);
      finish (change, gate_error_new (GATE_ERROR_CONFLICT, "changed by somebody else"));
      return;
    }
  gate_operation_set_before (change->operation, now);
  write_change (change);
}

static void
read_again (Change *change)
{
  gate_api_authorizations_get_async (change->api,
                                     gate_operation_get_client_id (change->operation),
                                     gate_operation_get_cancellable (change->operation),
                                     read_again_cb,
                                     change);
}

static gboolean
is_own_client (GateOperation *operation,
               const char    *own_client_id)
{
  return gate_operation_get_kind (operation) == GATE_OPERATION_REVOKE &&
         g_strcmp0 (gate_operation_get_client_id (operation), own_client_id) == 0;
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Change *change = user_data;
  GError *error = NULL;
  g_autofree char *client_id = NULL;
  g_auto (GStrv) scopes = gate_api_me_token_finish (GATE_API (source), result, &client_id, &error);

  if (scopes == NULL)
    finish (change, error);
  else if (is_own_client (change->operation, client_id))
    finish (change, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT));
  else
    read_again (change);
}

static gboolean
refuse_cb (gpointer user_data)
{
  GateOperation *operation = user_data;
  GError *error = g_object_steal_data (G_OBJECT (operation), "refusal");

  gate_operation_finish (operation, error);
  g_error_free (error);
  return G_SOURCE_REMOVE;
}

/* Not before whoever started it has it in hands. */
void
gate_session_refuse_later (GateOperation *operation,
                           GateErrorCode  code,
                           const char    *reason)
{
  g_object_set_data (G_OBJECT (operation), "refusal", gate_session_refuse (code, reason));
  g_idle_add_full (G_PRIORITY_DEFAULT, refuse_cb, g_object_ref (operation), g_object_unref);
}

/* Carries OPERATION out, or refuses it. */
void
gate_session_carry_out (GateSession   *self,
                        GateOperation *operation)
{
  const char *client_id = gate_operation_get_client_id (operation);
  gboolean revokes = gate_operation_get_kind (operation) == GATE_OPERATION_REVOKE;
  const char *own_client_id = gate_me_get_own_client_id (self->me);
  GateApi *api = self->connection != NULL ? gate_connection_get_api (self->connection) : NULL;
  Change *change;

  if (api == NULL)
    gate_session_refuse_later (operation, GATE_ERROR_UNAUTHORIZED, GATE_REFUSED_CLOSED);
  else if (g_hash_table_contains (self->operations, client_id))
    gate_session_refuse_later (operation, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
  else if (gate_operation_writes_unread (operation))
    gate_session_refuse_later (operation, GATE_ERROR_INVALID, GATE_REFUSED_UNREAD);
  else if (is_own_client (operation, own_client_id))
    gate_session_refuse_later (operation, GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT);
  else
    {
      change = change_new (self, operation);
      g_hash_table_insert (self->operations, g_strdup (client_id), g_object_ref (operation));
      if (revokes && own_client_id == NULL)
        gate_api_me_token_async (api,
                                 gate_operation_get_cancellable (operation),
                                 token_cb,
                                 change);
      else
        read_again (change);
    }
}

/* Cancels what runs; it ends without touching this session any more. */
void
gate_session_drop_operations (GateSession *self)
{
  g_autoptr (GHashTable) operations = self->operations;
  GHashTableIter iter;
  gpointer operation;

  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_hash_table_iter_init (&iter, operations);
  while (g_hash_table_iter_next (&iter, NULL, &operation))
    gate_operation_cancel (operation);
}

/**
 * gate_session_authorize:
 * @self: a session
 * @seen: what the person looked at when deciding
 * @scopes: the scopes to grant
 * @role_ids: (nullable): the IDs of the roles that may use it; %NULL leaves them as they are
 *
 * Approves a client, or changes what it is approved for.
 *
 * Fails with %GATE_ERROR_CONFLICT when the organization has something else than @seen by now, or
 * when another change of this client is under way; with %GATE_ERROR_INVALID, before anything is
 * sent, when the scopes or roles that it has could not be read completely.
 *
 * Returns: (transfer full): the operation, which runs
 */
GateOperation *
gate_session_authorize (GateSession       *self,
                        GateAuthorization *seen,
                        const char *const *scopes,
                        const char *const *role_ids)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (seen), NULL);

  operation = gate_operation_new (GATE_OPERATION_AUTHORIZE, seen);
  gate_operation_set_wanted (operation, scopes, role_ids);
  gate_session_carry_out (self, operation);
  return operation;
}

/**
 * gate_session_save:
 * @self: a session
 * @edit: an edit; what it wants now counts, and what was seen when it began
 *
 * Gives an approved client other scopes and roles. As gate_session_authorize().
 *
 * Returns: (transfer full): the operation, which runs
 */
GateOperation *
gate_session_save (GateSession *self,
                   GateEdit    *edit)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);
  g_return_val_if_fail (GATE_IS_EDIT (edit), NULL);

  operation = gate_operation_new (GATE_OPERATION_SAVE, gate_edit_get_base (edit));
  gate_operation_set_wanted (operation, gate_edit_get_scopes (edit), gate_edit_get_roles (edit));
  gate_session_carry_out (self, operation);
  return operation;
}

/**
 * gate_session_revoke:
 * @self: a session
 * @seen: what the person looked at when deciding
 *
 * Revokes a client's authorization for everybody. As gate_session_authorize(); besides, Gatehouse's
 * own client is refused with %GATE_ERROR_INVALID.
 *
 * Returns: (transfer full): the operation, which runs
 */
GateOperation *
gate_session_revoke (GateSession       *self,
                     GateAuthorization *seen)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (seen), NULL);

  operation = gate_operation_new (GATE_OPERATION_REVOKE, seen);
  gate_session_carry_out (self, operation);
  return operation;
}
