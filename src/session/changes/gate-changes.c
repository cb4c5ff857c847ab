/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The steps of a change: read the authorization again and compare it with the one that the person
 * saw, write, and show the answer. Changes of several clients run side by side, two changes of one
 * client do not. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-changes.h"

#include "gate-api-authorizations.h"
#include "gate-api-me.h"
#include "gate-connection.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-outcome.h"
#include "gate-session-describe.h"

struct _GateChanges
{
  GObject parent_instance;

  GateAuthorizations *authorizations;
  GateMe             *me;
  GateConnection     *connection; /* NULL while signed out */
  GHashTable         *operations; /* client ID -> running GateOperation */
};

G_DEFINE_FINAL_TYPE (GateChanges, gate_changes, G_TYPE_OBJECT)

/* One running operation. */
typedef struct
{
  GWeakRef        changes;
  GateConnection *connection;
  GateOperation  *operation;
  GateApi        *api;
  GateWriter     *writer;
} RunningOperation;

static RunningOperation *
running_operation_new (GateChanges   *self,
                       GateOperation *operation)
{
  RunningOperation *running = g_new0 (RunningOperation, 1);

  g_weak_ref_init (&running->changes, self);
  running->connection = g_object_ref (self->connection);
  running->operation = g_object_ref (operation);
  running->api = g_object_ref (gate_connection_get_api (self->connection));
  running->writer = g_object_ref (gate_connection_get_writer (self->connection));
  return running;
}

static void
running_operation_free (RunningOperation *running)
{
  g_weak_ref_clear (&running->changes);
  g_object_unref (running->connection);
  g_object_unref (running->operation);
  g_object_unref (running->api);
  g_object_unref (running->writer);
  g_free (running);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunningOperation, running_operation_free)

/* The changes of the account; NULL when another account is open now. */
static GateChanges *
ref_changes (RunningOperation *running)
{
  GateChanges *self = g_weak_ref_get (&running->changes);

  if (self != NULL && self->connection != running->connection)
    g_clear_object (&self);
  return self;
}

/* Ends the operation. Takes ownership of ERROR, NULL on success. */
static void
finish_operation (RunningOperation *running,
                  GError           *error)
{
  g_autoptr (RunningOperation) owned = running;
  g_autoptr (GError) owned_error = error;
  g_autoptr (GateChanges) self = ref_changes (running);

  if (self != NULL)
    {
      g_hash_table_remove (self->operations, gate_operation_get_client_id (running->operation));
      gate_connection_name_organization (self->connection, error);
    }
  gate_operation_finish (running->operation, error);
}

/* Puts the newest answer of the organization into the list. */
static void
update_list (RunningOperation  *running,
             GateAuthorization *now)
{
  g_autoptr (GateChanges) self = ref_changes (running);

  if (self != NULL)
    gate_operation_set_result (
        running->operation,
        gate_sliced_list_update_one (
            GATE_SLICED_LIST (gate_authorizations_get_list (self->authorizations)),
            now));
}

/* NOW is the authorization after the change was sent. Takes ownership of OTHERWISE, the error to
 * end with when NOW does not have the change. */
static void
finish_with (RunningOperation  *running,
             GateAuthorization *now,
             GError            *otherwise)
{
  gboolean applied = gate_operation_is_reached (running->operation, now);

  update_list (running, now);
  if (applied)
    {
      gate_operation_set_after (running->operation, now);
      g_clear_error (&otherwise);
    }
  finish_operation (running, otherwise);
}

static void
cancelled_and_read_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  RunningOperation *running = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_api_authorizations_get_finish (GATE_API (source), result, &error);

  if (now != NULL)
    finish_with (running,
                 now,
                 g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "change cancelled"));
  else
    finish_operation (running,
                      gate_error_new (GATE_ERROR_UNKNOWN_OUTCOME, "cancelled, then: %s",
                                      error->message));
}

/* The error of an operation whose answer was lost; the authorization was read as NOW. */
static GError *
new_not_done (RunningOperation  *running,
              GateAuthorization *now)
{
  g_autoptr (GateEdit) edit = gate_edit_new (gate_operation_get_before (running->operation));

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
  RunningOperation *running = user_data;
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_outcome_find_finish (GATE_API (source), result, &error);

  gate_operation_set_looking (running->operation, FALSE);
  if (now != NULL)
    finish_with (running, now, new_not_done (running, now));
  else
    finish_operation (running, error);
}

static void
find_out (RunningOperation *running)
{
  gate_operation_set_looking (running->operation, TRUE);
  gate_outcome_find_async (running->api, running->operation, found_out_cb, running);
}

static GError *
new_unread_after (void)
{
  return gate_session_refuse (GATE_ERROR_UNKNOWN_OUTCOME, GATE_REFUSED_UNREAD_AFTER);
}

static void
finish_written (RunningOperation  *running,
                GateAuthorization *now,
                GError            *error)
{
  g_autoptr (GateChanges) self = ref_changes (running);

  if (now != NULL && !gate_authorization_is_complete (now))
    finish_with (running, now, new_unread_after ());
  else if (now != NULL)
    finish_with (running, now, gate_error_new (GATE_ERROR_CONFLICT, "not what was asked for"));
  else if (gate_error_is_cancelled (error) && self != NULL)
    {
      /* The change may have been sent; only the organization can tell. */
      g_clear_error (&error);
      gate_api_authorizations_get_async (running->api,
                                         gate_operation_get_client_id (running->operation),
                                         NULL,
                                         cancelled_and_read_cb,
                                         running);
    }
  else if (gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME) && self != NULL)
    {
      g_clear_error (&error);
      find_out (running);
    }
  else
    finish_operation (running, error);
}

static void
authorized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_writer_authorize_finish (GATE_WRITER (source), result, &error);

  finish_written (user_data, now, error);
}

static void
revoked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_writer_revoke_finish (GATE_WRITER (source), result, &error);

  finish_written (user_data, now, error);
}

/* Every change is sent from here. */
static void
write_change (RunningOperation *running)
{
  GateOperation *operation = running->operation;
  GCancellable *cancellable = gate_operation_get_cancellable (operation);
  const char *client_id = gate_operation_get_client_id (operation);

  if (gate_operation_writes_unread (operation))
    finish_operation (running, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_UNREAD));
  else if (gate_operation_get_kind (operation) == GATE_OPERATION_REVOKE)
    gate_writer_revoke_async (running->writer, client_id, cancellable, revoked_cb, running);
  else
    gate_writer_authorize_async (running->writer,
                                 client_id,
                                 gate_operation_get_scopes (operation),
                                 gate_operation_get_roles (operation),
                                 cancellable,
                                 authorized_cb,
                                 running);
}

/* An authorization that the organization does not know, or no longer, is not authorized. */
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
  RunningOperation *running = user_data;
  GError *error = NULL;
  g_autoptr (GateEdit) edit = NULL;
  GateAuthorization *seen = gate_operation_get_seen (running->operation);
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
      finish_operation (running, error);
      return;
    }
  edit = gate_edit_new (seen);
  if (gate_edit_conflicts_with (edit, now))
    {
      update_list (running, now);
      finish_operation (running, gate_error_new (GATE_ERROR_CONFLICT, "changed by somebody else"));
      return;
    }
  gate_operation_set_before (running->operation, now);
  write_change (running);
}

static void
read_again (RunningOperation *running)
{
  gate_api_authorizations_get_async (running->api,
                                     gate_operation_get_client_id (running->operation),
                                     gate_operation_get_cancellable (running->operation),
                                     read_again_cb,
                                     running);
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
  RunningOperation *running = user_data;
  GError *error = NULL;
  g_autofree char *client_id = NULL;

  if (!gate_api_me_token_finish (GATE_API (source), result, &client_id, NULL, &error))
    finish_operation (running, error);
  else if (is_own_client (running->operation, client_id))
    finish_operation (running, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT));
  else
    read_again (running);
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

/* Fail from an idle callback, so that the caller can connect to “ended” first. */
static void
refuse_later (GateOperation *operation,
              GateErrorCode  code,
              const char    *reason)
{
  g_object_set_data (G_OBJECT (operation), "refusal", gate_session_refuse (code, reason));
  g_idle_add_full (G_PRIORITY_DEFAULT, refuse_cb, g_object_ref (operation), g_object_unref);
}

/* Starts OPERATION, or refuses it. */
static void
carry_out (GateChanges   *self,
           GateOperation *operation)
{
  const char *client_id = gate_operation_get_client_id (operation);
  gboolean revokes = gate_operation_get_kind (operation) == GATE_OPERATION_REVOKE;
  const char *own_client_id = gate_me_get_own_client_id (self->me);
  GateApi *api = self->connection != NULL ? gate_connection_get_api (self->connection) : NULL;
  RunningOperation *running;

  if (api == NULL)
    refuse_later (operation, GATE_ERROR_UNAUTHORIZED, GATE_REFUSED_CLOSED);
  else if (g_hash_table_contains (self->operations, client_id))
    refuse_later (operation, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
  else if (gate_operation_writes_unread (operation))
    refuse_later (operation, GATE_ERROR_INVALID, GATE_REFUSED_UNREAD);
  else if (is_own_client (operation, own_client_id))
    refuse_later (operation, GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT);
  else
    {
      running = running_operation_new (self, operation);
      g_hash_table_insert (self->operations, g_strdup (client_id), g_object_ref (operation));
      if (revokes && own_client_id == NULL)
        gate_api_me_token_async (api,
                                 gate_operation_get_cancellable (operation),
                                 token_cb,
                                 running);
      else
        read_again (running);
    }
}

static void
gate_changes_dispose (GObject *object)
{
  GateChanges *self = GATE_CHANGES (object);

  gate_changes_set_connection (self, NULL);
  g_clear_object (&self->authorizations);
  g_clear_object (&self->me);
  G_OBJECT_CLASS (gate_changes_parent_class)->dispose (object);
}

static void
gate_changes_finalize (GObject *object)
{
  g_hash_table_unref (GATE_CHANGES (object)->operations);
  G_OBJECT_CLASS (gate_changes_parent_class)->finalize (object);
}

static void
gate_changes_class_init (GateChangesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_changes_dispose;
  object_class->finalize = gate_changes_finalize;
}

static void
gate_changes_init (GateChanges *self)
{
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * gate_changes_new:
 * @authorizations: the list that takes over the answers
 * @me: the signed-in person and the client of the token
 *
 * Returns: (transfer full): changes without an account yet
 */
GateChanges *
gate_changes_new (GateAuthorizations *authorizations,
                  GateMe             *me)
{
  GateChanges *self = g_object_new (GATE_TYPE_CHANGES, NULL);

  self->authorizations = g_object_ref (authorizations);
  self->me = g_object_ref (me);
  return self;
}

/**
 * gate_changes_set_connection:
 * @self: the changes
 * @connection: (nullable): the connection to the organization; %NULL when signed out
 *
 * Cancels the running operations, which end without a change to the lists of the new account.
 */
void
gate_changes_set_connection (GateChanges    *self,
                             GateConnection *connection)
{
  g_autoptr (GHashTable) operations = NULL;
  GHashTableIter iter;
  gpointer operation;

  g_return_if_fail (GATE_IS_CHANGES (self));

  operations = g_steal_pointer (&self->operations);
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_set_object (&self->connection, connection);
  g_hash_table_iter_init (&iter, operations);
  while (g_hash_table_iter_next (&iter, NULL, &operation))
    gate_operation_cancel (operation);
}

/**
 * gate_changes_authorize:
 * @self: the changes
 * @seen: the authorization that the person saw when deciding
 * @scopes: the scopes to grant
 * @role_ids: (nullable): the IDs of the roles that may use it; %NULL leaves them as they are
 *
 * Approves a client, or changes its scopes and roles.
 *
 * Fails with %GATE_ERROR_CONFLICT when the authorization no longer equals @seen, or when another
 * change of this client is running; with %GATE_ERROR_INVALID, before anything is sent, when its
 * scopes or roles could not be read completely.
 *
 * Returns: (transfer full): the running operation
 */
GateOperation *
gate_changes_authorize (GateChanges       *self,
                        GateAuthorization *seen,
                        const char *const *scopes,
                        const char *const *role_ids)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_CHANGES (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (seen), NULL);

  operation = gate_operation_new (GATE_OPERATION_AUTHORIZE, seen);
  gate_operation_set_wanted (operation, scopes, role_ids);
  carry_out (self, operation);
  return operation;
}

/**
 * gate_changes_save:
 * @self: the changes
 * @edit: an edit; its present wanted scopes and roles and its base count
 *
 * Gives an approved client other scopes and roles. Fails like gate_changes_authorize().
 *
 * Returns: (transfer full): the running operation
 */
GateOperation *
gate_changes_save (GateChanges *self,
                   GateEdit    *edit)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_CHANGES (self), NULL);
  g_return_val_if_fail (GATE_IS_EDIT (edit), NULL);

  operation = gate_operation_new (GATE_OPERATION_SAVE, gate_edit_get_base (edit));
  gate_operation_set_wanted (operation, gate_edit_get_scopes (edit), gate_edit_get_roles (edit));
  carry_out (self, operation);
  return operation;
}

/**
 * gate_changes_revoke:
 * @self: the changes
 * @seen: the authorization that the person saw when deciding
 *
 * Revokes a client's authorization for all people. Fails like gate_changes_authorize(); besides, it
 * refuses Gatehouse's own client with %GATE_ERROR_INVALID.
 *
 * Returns: (transfer full): the running operation
 */
GateOperation *
gate_changes_revoke (GateChanges       *self,
                     GateAuthorization *seen)
{
  GateOperation *operation;

  g_return_val_if_fail (GATE_IS_CHANGES (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (seen), NULL);

  operation = gate_operation_new (GATE_OPERATION_REVOKE, seen);
  carry_out (self, operation);
  return operation;
}

static void
undo_ended_cb (GateOperation *undo,
               GateOperation *undone)
{
  if (gate_operation_get_state (undo) != GATE_OPERATION_DONE)
    gate_operation_set_undo_used (undone, FALSE);
}

/* An authorization that was approved before gets its scopes and roles back; another is revoked. */
static GateOperation *
new_undo (GateOperation *undone)
{
  GateAuthorization *before = gate_operation_get_before (undone);
  GateAuthorization *after = gate_operation_get_after (undone);

  if (gate_authorization_get_state (before) != GATE_AUTHORIZATION_AUTHORIZED)
    return gate_operation_new_undo (GATE_OPERATION_REVOKE, after, before);
  /* A revoke ended the tokens, so the undo of a revoke is a new approval and not a save. */
  return gate_operation_new_undo (gate_operation_get_kind (undone) == GATE_OPERATION_SAVE ?
                                      GATE_OPERATION_SAVE :
                                      GATE_OPERATION_AUTHORIZE,
                                  after,
                                  before);
}

/**
 * gate_changes_undo:
 * @self: the changes
 * @operation: an operation of @self; see gate_operation_can_undo()
 *
 * Undoes a change. It fails like any other operation when another person changed the authorization
 * meanwhile; then it can be tried again.
 *
 * Returns: (transfer full): the running operation
 */
GateOperation *
gate_changes_undo (GateChanges   *self,
                   GateOperation *operation)
{
  GateOperation *undo;

  g_return_val_if_fail (GATE_IS_CHANGES (self), NULL);
  g_return_val_if_fail (GATE_IS_OPERATION (operation), NULL);

  if (!gate_operation_can_undo (operation))
    {
      GateAuthorization *seen = gate_operation_get_seen (operation);

      undo = gate_operation_new_undo (gate_operation_get_kind (operation), seen, seen);
      refuse_later (undo, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
      return undo;
    }
  undo = new_undo (operation);
  gate_operation_set_undo_used (operation, TRUE);
  g_signal_connect_object (undo, "ended", G_CALLBACK (undo_ended_cb), operation, 0);
  carry_out (self, undo);
  return undo;
}
