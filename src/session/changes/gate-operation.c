/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The data of one change: the authorization that the person saw, the one before the change and the
 * one after it. gate-changes.c makes the changes. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-operation.h"

#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-session-describe.h"
#include "gate-text.h"

#define SLOW_MS 300

struct _GateOperation
{
  GObject parent_instance;

  GateOperationKind  kind;
  GateOperationState state;
  char              *client_id;
  char              *client_name;
  GateAuthorization *seen;   /* unchanging copies */
  GateAuthorization *before;
  GateAuthorization *after;
  GateOperation     *undone;   /* of an undo */
  GateAuthorization *restores; /* of an undo: the authorization before the undone change */
  GateAuthorization *answered; /* what the organization answered, if it told all of it */
  GateAuthorization *result; /* owned by the list too */
  char             **scopes;
  char             **roles;
  GCancellable      *cancellable;
  GError            *error;
  GError            *doubt; /* why its outcome is not known from its answer */
  char              *person_id; /* who is signed in, NULL where it is not known */
  char              *shortfall;
  gint64             accepted_us;
  guint              slow_source;
  gboolean           was_cancelled; /* while its answer was awaited */
  gboolean           is_slow;
  gboolean           is_looking;
  gboolean           is_unseen;
  gboolean           is_visibility_known;
  gboolean           undo_used;
};

G_DEFINE_FINAL_TYPE (GateOperation, gate_operation, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CLIENT_ID,
  PROP_CLIENT_NAME,
  PROP_IS_SLOW,
  PROP_IS_LOOKING,
  PROP_CAN_UNDO,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
slow_cb (gpointer user_data)
{
  GateOperation *self = user_data;

  self->slow_source = 0;
  self->is_slow = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SLOW]);
  return G_SOURCE_REMOVE;
}

static void
gate_operation_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GateOperation *self = GATE_OPERATION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_CLIENT_NAME:
      g_value_set_string (value, self->client_name);
      break;
    case PROP_IS_SLOW:
      g_value_set_boolean (value, self->is_slow);
      break;
    case PROP_IS_LOOKING:
      g_value_set_boolean (value, self->is_looking);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, gate_operation_can_undo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_operation_dispose (GObject *object)
{
  GateOperation *self = GATE_OPERATION (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_object (&self->seen);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_object (&self->undone);
  g_clear_object (&self->restores);
  g_clear_object (&self->answered);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (gate_operation_parent_class)->dispose (object);
}

static void
gate_operation_finalize (GObject *object)
{
  GateOperation *self = GATE_OPERATION (object);

  g_free (self->client_id);
  g_free (self->client_name);
  g_free (self->person_id);
  g_free (self->shortfall);
  g_strfreev (self->scopes);
  g_strfreev (self->roles);
  g_clear_error (&self->error);
  g_clear_error (&self->doubt);
  G_OBJECT_CLASS (gate_operation_parent_class)->finalize (object);
}

static void
gate_operation_class_init (GateOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_operation_get_property;
  object_class->dispose = gate_operation_dispose;
  object_class->finalize = gate_operation_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              GATE_OPERATION_RUNNING,
                                              GATE_OPERATION_CANCELLED,
                                              GATE_OPERATION_RUNNING,
                                              flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, NULL, flags);
  properties[PROP_CLIENT_NAME] = g_param_spec_string ("client-name", NULL, NULL, NULL, flags);
  properties[PROP_IS_SLOW] = g_param_spec_boolean ("is-slow", NULL, NULL, FALSE, flags);
  properties[PROP_IS_LOOKING] = g_param_spec_boolean ("is-looking", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ENDED] = g_signal_new ("ended",
                                 GATE_TYPE_OPERATION,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
gate_operation_init (GateOperation *self)
{
  self->cancellable = g_cancellable_new ();
}

/* A copy that later answers do not change. */
GateAuthorization *
gate_operation_snapshot (GateAuthorization *authorization)
{
  GateAuthorization *copy = gate_authorization_new (gate_authorization_get_client (authorization));

  gate_authorization_update_from (copy, authorization);
  return copy;
}

/**
 * gate_operation_new:
 * @kind: the kind of change
 * @seen: the authorization that the person saw
 *
 * Returns: (transfer full): a running operation
 */
GateOperation *
gate_operation_new (GateOperationKind  kind,
                    GateAuthorization *seen)
{
  GateOperation *self = g_object_new (GATE_TYPE_OPERATION, NULL);

  self->kind = kind;
  self->seen = gate_operation_snapshot (seen);
  self->client_id = g_strdup (gate_authorization_get_id (seen));
  self->client_name = g_strdup (gate_authorization_get_name (seen));
  self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  return self;
}

/**
 * gate_operation_new_undo:
 * @kind: the kind of change
 * @undone: a change; the undo gives the scopes and roles before it back unless @kind is a revoke
 *
 * Returns: (transfer full): a running operation
 */
GateOperation *
gate_operation_new_undo (GateOperationKind kind,
                         GateOperation    *undone)
{
  GateAuthorization *restores = undone->before != NULL ? undone->before : undone->seen;
  GateOperation *self =
      gate_operation_new (kind, undone->after != NULL ? undone->after : undone->seen);

  self->undone = g_object_ref (undone);
  self->restores = gate_operation_snapshot (restores);
  if (kind != GATE_OPERATION_REVOKE)
    gate_operation_set_wanted (self,
                               gate_authorization_get_scopes (restores),
                               gate_authorization_get_roles (restores));
  return self;
}

GateOperationKind
gate_operation_get_kind (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), GATE_OPERATION_AUTHORIZE);

  return self->kind;
}

GateOperationState
gate_operation_get_state (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), GATE_OPERATION_FAILED);

  return self->state;
}

gboolean
gate_operation_is_slow (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  return self->is_slow;
}

gboolean
gate_operation_is_looking (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  return self->is_looking;
}

void
gate_operation_set_looking (GateOperation *self,
                            gboolean       looking)
{
  if (self->is_looking == looking)
    return;
  self->is_looking = looking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOOKING]);
}

gboolean
gate_operation_is_undo (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  return self->undone != NULL;
}

/**
 * gate_operation_can_undo:
 * @self: an operation
 *
 * A revoke can be undone when the client had access before and all of it could be read.
 *
 * Returns: whether gate_changes_undo() can undo it; not a second time
 */
gboolean
gate_operation_can_undo (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  if (self->state != GATE_OPERATION_DONE || self->undone != NULL || self->undo_used ||
      self->before == NULL || self->after == NULL)
    return FALSE;
  if (gate_authorization_get_state (self->before) == GATE_AUTHORIZATION_AUTHORIZED)
    return gate_authorization_is_complete (self->before) &&
           gate_authorization_is_complete (self->after);
  return self->kind != GATE_OPERATION_REVOKE;
}

const char *
gate_operation_get_client_id (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), NULL);

  return self->client_id;
}

const char *
gate_operation_get_client_name (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), NULL);

  return self->client_name;
}

/**
 * gate_operation_get_error:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the error of a failure; see gate_session_describe_error()
 */
const GError *
gate_operation_get_error (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), NULL);

  return self->error;
}

/**
 * gate_operation_get_result:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the authorization of the list as the organization confirmed
 *   it; after %GATE_ERROR_CONFLICT with the change of another person
 */
GateAuthorization *
gate_operation_get_result (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), NULL);

  return self->result;
}

/**
 * gate_operation_cancel:
 * @self: an operation
 *
 * Asks it to stop. A change that was sent may still take place, so the operation then looks for the
 * outcome, for half a minute at most. Cancelled once more, it ends with an outcome that is not
 * known.
 */
void
gate_operation_cancel (GateOperation *self)
{
  g_return_if_fail (GATE_IS_OPERATION (self));

  g_cancellable_cancel (self->cancellable);
}

/* Whether a request with CANCELLABLE is one of the operation's. */
gboolean
gate_operation_sends_with (GateOperation *self,
                           GCancellable  *cancellable)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  return self->cancellable == cancellable;
}

GCancellable *
gate_operation_get_cancellable (GateOperation *self)
{
  return self->cancellable;
}

/* Takes ownership of DOUBT, why the outcome has to be looked for. Who cancelled the operation so
 * far did not wait for the answer; from now on it is the looking that is cancelled. */
void
gate_operation_take_doubt (GateOperation *self,
                           GError        *doubt)
{
  g_clear_error (&self->doubt);
  self->doubt = doubt;
  self->was_cancelled = g_cancellable_is_cancelled (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

const GError *
gate_operation_get_doubt (GateOperation *self)
{
  return self->doubt;
}

/* The error of a change that was looked for and did not take place. */
GError *
gate_operation_new_not_done (GateOperation *self)
{
  GError *error = NULL;

  if (self->was_cancelled)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled in time");
  error = g_error_copy (self->doubt);
  error->code = GATE_ERROR_TIMEOUT;
  gate_error_set_server_code (error, GATE_REFUSED_NOT_DONE);
  return error;
}

GateAuthorization *
gate_operation_get_seen (GateOperation *self)
{
  return self->seen;
}

GateAuthorization *
gate_operation_get_before (GateOperation *self)
{
  return self->before;
}

void
gate_operation_set_before (GateOperation     *self,
                           GateAuthorization *before)
{
  g_clear_object (&self->before);
  self->before = gate_operation_snapshot (before);
}

GateAuthorization *
gate_operation_get_after (GateOperation *self)
{
  return self->after;
}

void
gate_operation_set_after (GateOperation     *self,
                          GateAuthorization *after)
{
  g_clear_object (&self->after);
  self->after = gate_operation_snapshot (after);
}

GateAuthorization *
gate_operation_get_restores (GateOperation *self)
{
  return self->restores;
}

GateOperation *
gate_operation_get_undone (GateOperation *self)
{
  return self->undone;
}

const char *
gate_operation_get_person_id (GateOperation *self)
{
  return self->person_id;
}

void
gate_operation_set_person_id (GateOperation *self,
                              const char    *person_id)
{
  g_free (self->person_id);
  self->person_id = g_strdup (person_id);
}

/* Notes that the organization accepted the change. ANSWERED, which may be NULL, is the
 * authorization in its answer. */
void
gate_operation_accept (GateOperation     *self,
                       GateAuthorization *answered)
{
  self->accepted_us = g_get_monotonic_time ();
  if (answered != NULL && gate_authorization_is_complete (answered) &&
      gate_authorization_get_state (answered) != GATE_AUTHORIZATION_OTHER)
    self->answered = g_object_ref (answered);
}

/* When the organization accepted it; 0 where that is not known. */
gint64
gate_operation_get_accepted_us (GateOperation *self)
{
  return self->accepted_us;
}

GateAuthorization *
gate_operation_get_answered (GateOperation *self)
{
  return self->answered;
}

/* Whether the organization accepted it and reading it again did not show it. */
gboolean
gate_operation_is_unseen (GateOperation *self)
{
  return self->is_unseen;
}

gboolean
gate_operation_is_visibility_known (GateOperation *self)
{
  return self->is_visibility_known;
}

/* The organization accepted it. IS_READ: read to the end, it did not show it; else it could not be
 * read, or the person did not wait. */
void
gate_operation_set_unseen (GateOperation *self,
                           gboolean       is_read)
{
  self->is_unseen = TRUE;
  self->is_visibility_known = is_read;
}

const char *
gate_operation_get_shortfall (GateOperation *self)
{
  return self->shortfall;
}

/* Takes ownership of SHORTFALL, a sentence about what the organization made of the change, or
 * NULL. */
void
gate_operation_take_shortfall (GateOperation *self,
                               char          *shortfall)
{
  g_free (self->shortfall);
  self->shortfall = shortfall;
}

static gboolean
was_read (GateAuthorization *authorization)
{
  return authorization == NULL || gate_authorization_is_complete (authorization);
}

/* Why nothing may be sent, one of GATE_REFUSED_…; NULL: nothing stands in the way. A write to a
 * client that is not certain, or from a state, scopes or roles that are not known, could remove
 * access, or give it to all people. */
const char *
gate_operation_get_obstacle (GateOperation *self)
{
  if (gate_authorization_get_state (self->seen) == GATE_AUTHORIZATION_OTHER ||
      (self->before != NULL &&
       gate_authorization_get_state (self->before) == GATE_AUTHORIZATION_OTHER))
    return GATE_REFUSED_UNKNOWN_STATE;
  if (!gate_text_is_client_id (self->client_id))
    return GATE_REFUSED_UNREAD;
  if (self->kind != GATE_OPERATION_REVOKE &&
      !(was_read (self->seen) && was_read (self->before) && was_read (self->restores)))
    return GATE_REFUSED_UNREAD;
  return NULL;
}

void
gate_operation_set_wanted (GateOperation     *self,
                           const char *const *scopes,
                           const char *const *role_ids)
{
  g_strfreev (self->scopes);
  g_strfreev (self->roles);
  self->scopes = g_strdupv ((char **) scopes);
  self->roles = g_strdupv ((char **) role_ids);
}

const char *const *
gate_operation_get_scopes (GateOperation *self)
{
  return (const char *const *) self->scopes;
}

const char *const *
gate_operation_get_roles (GateOperation *self)
{
  return (const char *const *) self->roles;
}

void
gate_operation_set_result (GateOperation     *self,
                           GateAuthorization *result)
{
  g_set_object (&self->result, result);
}

/* Ends the operation: with ERROR as failed or cancelled, without it as done. Only the first call
 * counts. */
void
gate_operation_finish (GateOperation *self,
                       const GError  *error)
{
  g_autoptr (GateOperation) keep = g_object_ref (self);

  if (self->state != GATE_OPERATION_RUNNING)
    return;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (error == NULL)
    self->state = GATE_OPERATION_DONE;
  else if (gate_error_is_cancelled (error))
    self->state = GATE_OPERATION_CANCELLED;
  else
    self->state = GATE_OPERATION_FAILED;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (gate_operation_can_undo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_signal_emit (self, signals[ENDED], 0);
}

/* Sets whether it is undone or an undo is running, because an operation is undone only once. */
void
gate_operation_set_undo_used (GateOperation *self,
                              gboolean       used)
{
  if (self->undo_used == used)
    return;
  self->undo_used = used;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}
