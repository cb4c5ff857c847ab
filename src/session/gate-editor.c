/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-editor.h"

#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-text.h"
#include "gate-unread.h"

struct _GateEditor
{
  GObject parent_instance;

  GateSession       *session;
  GateAuthorization *authorization; /* live */
  GateEdit          *edit;
  GateOperation     *operation;
  GateAuthorization *theirs;
  GError            *error;
  char              *locked_reason;
  gboolean           is_unsaved;
  gboolean           can_save;
};

G_DEFINE_FINAL_TYPE (GateEditor, gate_editor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AUTHORIZATION,
  PROP_EDIT,
  PROP_LOCKED_REASON,
  PROP_IS_UNSAVED,
  PROP_CAN_SAVE,
  PROP_OPERATION,
  PROP_ERROR,
  PROP_THEIRS,
  N_PROPS
};

enum
{
  SAVED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void update_state (GateEditor *self);

static gboolean
has_changes (GateEditor *self)
{
  return self->edit != NULL && gate_edit_has_changes (self->edit);
}

static gboolean
is_approved (GateAuthorization *authorization)
{
  return gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED;
}

static void
set_theirs (GateEditor        *self,
            GateAuthorization *theirs)
{
  if (g_set_object (&self->theirs, theirs))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THEIRS]);
}

static void
set_error (GateEditor   *self,
           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_locked_reason (GateEditor *self,
                   const char *reason)
{
  if (gate_set_str (&self->locked_reason, reason))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED_REASON]);
}

/* Computes the properties that follow from the edit, the operation and the conflict. */
static void
update_facts (GateEditor *self)
{
  gboolean is_unsaved = has_changes (self);
  gboolean can_save = is_unsaved && self->operation == NULL && self->theirs == NULL &&
                      gate_session_can_change (self->session) &&
                      gate_edit_get_verdict (self->edit) == GATE_EDIT_READY;

  if (self->is_unsaved != is_unsaved)
    {
      self->is_unsaved = is_unsaved;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_UNSAVED]);
    }
  if (self->can_save != can_save)
    {
      self->can_save = can_save;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
    }
}

static void
edit_notify_cb (GateEditor *self)
{
  update_state (self);
}

static void
set_edit (GateEditor *self,
          GateEdit   *edit)
{
  if (self->edit == edit)
    return;
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_set_object (&self->edit, edit);
  if (edit != NULL)
    {
      g_signal_connect_object (edit,
                               "notify::has-changes",
                               G_CALLBACK (edit_notify_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (edit,
                               "notify::verdict",
                               G_CALLBACK (update_facts),
                               self,
                               G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT]);
}

/* The present authorization; one that the organization no longer has is not authorized. */
static GateAuthorization *
dup_now (GateEditor *self)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);

  if (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations),
                               gate_authorization_get_id (self->authorization)) != NULL)
    return gate_operation_snapshot (self->authorization);
  return gate_authorization_new (gate_authorization_get_client (self->authorization));
}

/* Without unsaved changes the edit follows the present authorization, as long as it can be
 * edited. */
static void
follow (GateEditor        *self,
        GateAuthorization *now)
{
  g_autofree char *reason = gate_unread_describe_lock (now);
  g_autoptr (GateEdit) edit = NULL;

  set_theirs (self, NULL);
  set_error (self, NULL);
  set_locked_reason (self, reason);
  if (!is_approved (now) || reason != NULL || !gate_session_can_change (self->session))
    set_edit (self, NULL);
  else if (self->edit == NULL)
    {
      edit = gate_edit_new (now);
      set_edit (self, edit);
    }
  else if (!gate_authorization_equal (gate_edit_get_base (self->edit), now))
    gate_edit_merge (self->edit, now);
}

/* Compares the unsaved changes, if any, with the present authorization. */
static void
update_state (GateEditor *self)
{
  g_autoptr (GateAuthorization) now = NULL;

  if (self->operation != NULL)
    {
      update_facts (self);
      return;
    }
  now = dup_now (self);
  if (has_changes (self) && gate_edit_is_applied_in (self->edit, now))
    gate_edit_rebase (self->edit, now);
  if (!has_changes (self))
    follow (self, now);
  else if (!gate_edit_conflicts_with (self->edit, now))
    set_theirs (self, NULL);
  else if (self->theirs == NULL || !gate_authorization_equal (self->theirs, now))
    {
      set_theirs (self, now);
      set_error (self, NULL);
    }
  update_facts (self);
}

static void
set_operation (GateEditor    *self,
               GateOperation *operation)
{
  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_data (self->operation, self);
  if (g_set_object (&self->operation, operation))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATION]);
}

static void
follow_object (GateEditor        *self,
               GateAuthorization *live)
{
  if (self->authorization == live)
    return;
  if (self->authorization != NULL)
    g_signal_handlers_disconnect_by_data (self->authorization, self);
  g_set_object (&self->authorization, live);
  g_signal_connect_object (live, "changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION]);
}

/* Edits made while the save was running stay unsaved; what the organization did not grant does
 * not. */
static void
saved (GateEditor    *self,
       GateOperation *operation)
{
  GateAuthorization *result = gate_operation_get_result (operation);
  g_autoptr (GateAuthorization) promised = NULL;

  if (result != NULL)
    {
      promised = gate_operation_dup_promised (operation);
      follow_object (self, result);
      g_object_freeze_notify (G_OBJECT (self->edit));
      gate_edit_rebase (self->edit, promised);
      gate_edit_merge (self->edit, result);
      g_object_thaw_notify (G_OBJECT (self->edit));
    }
  set_error (self, NULL);
  update_state (self);
  g_signal_emit (self, signals[SAVED], 0, operation);
}

static void
failed (GateEditor    *self,
        GateOperation *operation)
{
  const GError *error = gate_operation_get_error (operation);
  g_autoptr (GateAuthorization) gone = NULL;

  update_state (self);
  if (gate_error_matches (error, GATE_ERROR_NOT_FOUND))
    {
      gone = gate_authorization_new (gate_authorization_get_client (self->authorization));
      set_theirs (self, gone);
    }
  if (has_changes (self) && self->theirs == NULL)
    set_error (self, error);
  update_facts (self);
  if (has_changes (self))
    g_signal_emit (self, signals[FAILED], 0, operation);
}

static void
ended_cb (GateEditor    *self,
          GateOperation *operation)
{
  g_autoptr (GateEditor) keep = g_object_ref (self);
  g_autoptr (GateOperation) ended = g_object_ref (operation);

  set_operation (self, NULL);
  switch (gate_operation_get_state (ended))
    {
    case GATE_OPERATION_DONE:
      saved (self, ended);
      break;
    case GATE_OPERATION_FAILED:
      failed (self, ended);
      break;
    case GATE_OPERATION_CANCELLED:
    case GATE_OPERATION_RUNNING:
    default:
      update_state (self);
    }
}

static void
save (GateEditor *self)
{
  g_autoptr (GateOperation) operation = NULL;

  set_error (self, NULL);
  operation = gate_changes_save (gate_session_get_changes (self->session), self->edit);
  g_signal_connect_object (operation, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  set_operation (self, operation);
  update_facts (self);
}

static void
gate_editor_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GateEditor *self = GATE_EDITOR (object);

  switch (prop_id)
    {
    case PROP_AUTHORIZATION:
      g_value_set_object (value, self->authorization);
      break;
    case PROP_EDIT:
      g_value_set_object (value, self->edit);
      break;
    case PROP_LOCKED_REASON:
      g_value_set_string (value, self->locked_reason);
      break;
    case PROP_IS_UNSAVED:
      g_value_set_boolean (value, self->is_unsaved);
      break;
    case PROP_CAN_SAVE:
      g_value_set_boolean (value, self->can_save);
      break;
    case PROP_OPERATION:
      g_value_set_object (value, self->operation);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_THEIRS:
      g_value_set_object (value, self->theirs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_editor_dispose (GObject *object)
{
  GateEditor *self = GATE_EDITOR (object);

  g_clear_object (&self->edit);
  g_clear_object (&self->operation);
  g_clear_object (&self->theirs);
  g_clear_error (&self->error);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_editor_parent_class)->dispose (object);
}

static void
gate_editor_finalize (GObject *object)
{
  g_free (GATE_EDITOR (object)->locked_reason);
  G_OBJECT_CLASS (gate_editor_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_AUTHORIZATION] =
      g_param_spec_object ("authorization", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, GATE_TYPE_EDIT, flags);
  properties[PROP_LOCKED_REASON] = g_param_spec_string ("locked-reason", NULL, NULL, NULL, flags);
  properties[PROP_IS_UNSAVED] = g_param_spec_boolean ("is-unsaved", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_SAVE] = g_param_spec_boolean ("can-save", NULL, NULL, FALSE, flags);
  properties[PROP_OPERATION] =
      g_param_spec_object ("operation", NULL, NULL, GATE_TYPE_OPERATION, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_THEIRS] =
      g_param_spec_object ("theirs", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_editor_class_init (GateEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_editor_get_property;
  object_class->dispose = gate_editor_dispose;
  object_class->finalize = gate_editor_finalize;
  install_properties (object_class);
  signals[SAVED] = g_signal_new ("saved",
                                 GATE_TYPE_EDITOR,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 GATE_TYPE_OPERATION);
  signals[FAILED] = g_signal_new ("failed",
                                  GATE_TYPE_EDITOR,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  GATE_TYPE_OPERATION);
}

static void
gate_editor_init (GateEditor *self)
{
}

/**
 * gate_editor_new:
 * @session: a session
 * @authorization: one of its list
 *
 * Returns: (transfer full): an editor without changes
 */
GateEditor *
gate_editor_new (GateSession       *session,
                 GateAuthorization *authorization)
{
  GateEditor *self;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), NULL);

  self = g_object_new (GATE_TYPE_EDITOR, NULL);
  self->session = g_object_ref (session);
  follow_object (self, authorization);
  g_signal_connect_object (session,
                           "notify::can-change",
                           G_CALLBACK (update_state),
                           self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return self;
}

GateSession *
gate_editor_get_session (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->session;
}

GateAuthorization *
gate_editor_get_authorization (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->authorization;
}

/**
 * gate_editor_get_edit:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the edit with the ticked scopes and roles; %NULL when it
 *   cannot be changed
 */
GateEdit *
gate_editor_get_edit (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->edit;
}

/**
 * gate_editor_get_locked_reason:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): a translated sentence: the reason why it cannot be changed
 *   although the session can make changes
 */
const char *
gate_editor_get_locked_reason (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->locked_reason;
}

gboolean
gate_editor_is_unsaved (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), FALSE);

  return self->is_unsaved;
}

gboolean
gate_editor_can_save (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), FALSE);

  return self->can_save;
}

/**
 * gate_editor_get_operation:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the running save
 */
GateOperation *
gate_editor_get_operation (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->operation;
}

/**
 * gate_editor_get_error:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the error of the last save; see
 *   gate_session_describe_error()
 */
const GError *
gate_editor_get_error (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->error;
}

/**
 * gate_editor_get_theirs:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the version of another person that conflicts with the
 *   unsaved changes
 */
GateAuthorization *
gate_editor_get_theirs (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->theirs;
}

void
gate_editor_refresh (GateEditor *self)
{
  g_return_if_fail (GATE_IS_EDITOR (self));

  update_state (self);
}

/**
 * gate_editor_save:
 * @self: an editor
 *
 * Saves the ticked scopes and roles, if the edit can be saved now. Emits `saved` or `failed` at the
 * end, and neither when it is cancelled in time. A failure keeps the edit.
 */
void
gate_editor_save (GateEditor *self)
{
  g_return_if_fail (GATE_IS_EDITOR (self));

  if (self->can_save)
    save (self);
}

void
gate_editor_cancel (GateEditor *self)
{
  g_return_if_fail (GATE_IS_EDITOR (self));

  if (self->operation != NULL)
    gate_operation_cancel (self->operation);
}

/**
 * gate_editor_discard:
 * @self: an editor
 *
 * Drops the unsaved changes. After a conflict the version of the other person stays.
 */
void
gate_editor_discard (GateEditor *self)
{
  g_return_if_fail (GATE_IS_EDITOR (self));

  if (self->edit != NULL)
    gate_edit_reset (self->edit);
  update_state (self);
}

/**
 * gate_editor_keep_mine:
 * @self: an editor
 *
 * Saves the ticked scopes and roles in place of the other person's version. Authorizes a client
 * again that the other person revoked or removed.
 */
void
gate_editor_keep_mine (GateEditor *self)
{
  g_autoptr (GateAuthorization) theirs = NULL;

  g_return_if_fail (GATE_IS_EDITOR (self));

  if (!gate_editor_can_keep_mine (self) || self->operation != NULL)
    return;
  theirs = g_object_ref (self->theirs);
  g_signal_handlers_block_by_func (self->edit, edit_notify_cb, self);
  gate_edit_rebase (self->edit, theirs);
  g_signal_handlers_unblock_by_func (self->edit, edit_notify_cb, self);
  set_theirs (self, NULL);
  if (gate_edit_get_verdict (self->edit) == GATE_EDIT_READY || !is_approved (theirs))
    save (self);
  else
    update_state (self);
}

/**
 * gate_editor_can_keep_mine:
 * @self: an editor
 *
 * Returns: whether there is a conflict that saving one's own version can end. Not when the other
 *   version could not be read completely, because saving would replace unread scopes or roles
 */
gboolean
gate_editor_can_keep_mine (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), FALSE);

  return self->theirs != NULL && self->edit != NULL &&
         gate_authorization_is_complete (self->theirs);
}

/* Whether both versions can be merged as well. */
gboolean
gate_editor_can_merge (GateEditor *self)
{
  return gate_editor_can_keep_mine (self) && is_approved (self->theirs);
}

void
gate_editor_take_theirs (GateEditor *self)
{
  gate_editor_discard (self);
}

/**
 * gate_editor_merge:
 * @self: an editor
 *
 * Merges the unsaved changes into the other person's version, and saves the result.
 */
void
gate_editor_merge (GateEditor *self)
{
  g_autoptr (GateAuthorization) theirs = NULL;

  g_return_if_fail (GATE_IS_EDITOR (self));

  if (!gate_editor_can_merge (self))
    return;
  theirs = g_object_ref (self->theirs);
  set_theirs (self, NULL);
  gate_edit_merge (self->edit, theirs);
  update_state (self);
  gate_editor_save (self);
}
