/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The steps of a change: read the authorization again, compare it with the one that the person saw,
 * and write; gate-changes-finish.c has those after it. Changes of several clients run side by side,
 * two changes of one client do not. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-changes-private.h"

#include "gate-api-authorizations.h"
#include "gate-api-me.h"
#include "gate-error.h"
#include "gate-hash.h"
#include "gate-operation-private.h"
#include "gate-outcome.h"
#include "gate-session-describe.h"

G_DEFINE_FINAL_TYPE (GateChanges, gate_changes, G_TYPE_OBJECT)

static GateRunningChange *
running_change_new (GateChanges   *self,
                    GateOperation *operation)
{
  GateRunningChange *running = g_new0 (GateRunningChange, 1);
  GatePerson *person = gate_me_get_person (self->me);

  gate_operation_set_person_id (operation, person != NULL ? gate_person_get_id (person) : NULL);
  g_weak_ref_init (&running->changes, self);
  running->connection = g_object_ref (self->connection);
  running->operation = g_object_ref (operation);
  running->began_us = g_get_monotonic_time ();
  running->api = g_object_ref (gate_connection_get_api (self->connection));
  running->writer = g_object_ref (gate_connection_get_writer (self->connection));
  return running;
}

void
gate_running_change_free (GateRunningChange *running)
{
  g_weak_ref_clear (&running->changes);
  g_object_unref (running->connection);
  g_object_unref (running->operation);
  g_object_unref (running->api);
  g_object_unref (running->writer);
  g_free (running);
}

static void
authorized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GateAuthorization) answered =
      gate_writer_authorize_finish (GATE_WRITER (source), result, &error);

  if (answered != NULL)
    gate_changes_accepted (user_data, answered);
  else
    gate_changes_not_accepted (user_data, error);
}

static void
revoked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  if (gate_writer_revoke_finish (GATE_WRITER (source), result, &error))
    gate_changes_accepted (user_data, NULL);
  else
    gate_changes_not_accepted (user_data, error);
}

/* Every change is sent from here. */
static void
write_change (GateRunningChange *running)
{
  GateOperation *operation = running->operation;
  GCancellable *cancellable = gate_operation_get_cancellable (operation);
  const char *client_id = gate_operation_get_client_id (operation);
  const char *obstacle = gate_operation_get_obstacle (operation);

  if (obstacle != NULL)
    gate_changes_end (running, gate_session_refuse (GATE_ERROR_INVALID, obstacle));
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

/* The authorization as it was just read, or as the list has it when that is newer. */
static GateAuthorization *
dup_latest (GateRunningChange *running,
            GateAuthorization *now)
{
  g_autoptr (GateChanges) self = gate_changes_ref_of (running);

  return gate_operation_snapshot (
      self != NULL ? gate_authorization_list_choose_latest (
                         gate_authorizations_get_list (self->authorizations), now) :
                     now);
}

/* Whether the organization may not know the authorization: there was none, or the revoke that is
 * undone, and that was not visible yet, has deleted it. */
static gboolean
may_be_unknown (GateOperation *operation)
{
  GateOperation *undone = gate_operation_get_undone (operation);

  return gate_authorization_get_state (gate_operation_get_seen (operation)) ==
             GATE_AUTHORIZATION_UNAUTHORIZED ||
         (undone != NULL && gate_operation_is_unseen (undone));
}

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GateRunningChange *running = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      may_be_unknown (running->operation) ?
          gate_outcome_read_finish (GATE_API (source), running->operation, result, &error) :
          gate_api_authorizations_get_finish (GATE_API (source), result, &error);
  g_autoptr (GateAuthorization) latest = NULL;

  if (now == NULL)
    {
      gate_changes_end (running, g_steal_pointer (&error));
      return;
    }
  latest = dup_latest (running, now);
  if (gate_operation_conflicts_with (running->operation, latest))
    {
      gate_changes_fail_with (running, latest, gate_changes_new_conflict (running, latest));
      return;
    }
  gate_operation_set_before (running->operation, latest);
  write_change (running);
}

/* Compares what the organization has with what the person saw, and goes on. Where it asks to wait,
 * this request waits and not the change. */
void
gate_changes_read_again (GateRunningChange *running)
{
  running->n_tries++;
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
  GateRunningChange *running = user_data;
  GError *error = NULL;
  g_autofree char *client_id = NULL;

  if (!gate_api_me_token_finish (GATE_API (source), result, &client_id, NULL, &error))
    gate_changes_end (running, error);
  else if (is_own_client (running->operation, client_id))
    gate_changes_end (running, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT));
  else
    gate_changes_read_again (running);
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
  const char *obstacle = gate_operation_get_obstacle (operation);
  GateApi *api = self->connection != NULL ? gate_connection_get_api (self->connection) : NULL;
  GateRunningChange *running;

  if (api == NULL)
    refuse_later (operation, GATE_ERROR_UNAUTHORIZED, GATE_REFUSED_CLOSED);
  else if (g_hash_table_contains (self->operations, client_id))
    refuse_later (operation, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
  else if (obstacle != NULL)
    refuse_later (operation, GATE_ERROR_INVALID, obstacle);
  else if (is_own_client (operation, own_client_id))
    refuse_later (operation, GATE_ERROR_INVALID, GATE_REFUSED_OWN_CLIENT);
  else
    {
      running = running_change_new (self, operation);
      g_hash_table_insert (self->operations, g_strdup (client_id), g_object_ref (operation));
      if (revokes && own_client_id == NULL)
        gate_api_me_token_async (api,
                                 gate_operation_get_cancellable (operation),
                                 token_cb,
                                 running);
      else
        gate_changes_read_again (running);
    }
}

static void
gate_changes_dispose (GObject *object)
{
  GateChanges *self = GATE_CHANGES (object);

  gate_changes_set_connection (self, NULL);
  g_clear_object (&self->authorizations);
  g_clear_object (&self->me);
  g_clear_object (&self->roles);
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
  self->operations = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * gate_changes_new:
 * @authorizations: the list that takes over the answers
 * @me: the signed-in person and the client of the token
 * @roles: the roles, for their names
 *
 * Returns: (transfer full): changes without an account yet
 */
GateChanges *
gate_changes_new (GateAuthorizations *authorizations,
                  GateMe             *me,
                  GateRoles          *roles)
{
  GateChanges *self = g_object_new (GATE_TYPE_CHANGES, NULL);

  self->authorizations = g_object_ref (authorizations);
  self->me = g_object_ref (me);
  self->roles = g_object_ref (roles);
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
  self->operations = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
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

  if (gate_authorization_get_state (before) != GATE_AUTHORIZATION_AUTHORIZED)
    return gate_operation_new_undo (GATE_OPERATION_REVOKE, undone);
  /* A revoke ended the tokens, so the undo of a revoke is a new approval and not a save. */
  return gate_operation_new_undo (gate_operation_get_kind (undone) == GATE_OPERATION_SAVE ?
                                      GATE_OPERATION_SAVE :
                                      GATE_OPERATION_AUTHORIZE,
                                  undone);
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
      undo = gate_operation_new_undo (gate_operation_get_kind (operation), operation);
      refuse_later (undo, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
      return undo;
    }
  undo = new_undo (operation);
  gate_operation_set_undo_used (operation, TRUE);
  g_signal_connect_object (undo, "ended", G_CALLBACK (undo_ended_cb), operation, 0);
  carry_out (self, undo);
  return undo;
}
