/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The dialog switches between its two pages and calls the session. The rules about authorizations
 * are in the session and the model. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-authorize-dialog.h"

#include <glib/gi18n-lib.h>

#include "gate-authorize-step-scopes.h"
#include "gate-authorize-step-client.h"
#include "gate-dialog-title.h"
#include "gate-error.h"
#include "gate-a11y-visibility.h"
#include "gate-press-guard.h"
#include "gate-session-describe.h"
#include "gate-unread.h"
#include "gate-wait-notice.h"

#define SLOW_MS 300

struct _GateAuthorizeDialog
{
  AdwWindow parent_instance;

  GateSession       *session;
  GateAuthorization *found;         /* the authorization that the first page's message is about */
  GateOperation     *operation;     /* the running approval, or NULL */
  GCancellable      *looking_up;    /* the running look-up, or NULL */
  guint              slow_source;
  GatePressGuard    *guard;         /* restarts when the second page shows another authorization */
  GateRateWait      *wait;          /* of what was pressed here */

  GtkButton               *back_button;
  GtkWidget               *look_up_button;
  GtkWidget               *approve_button;
  GtkSpinner              *spinner;
  GateNotice              *wait_notice;
  GtkStack                *pages;
  GateAuthorizeStepClient *client_page;
  GateAuthorizeStepScopes *approve_page;
};

G_DEFINE_FINAL_TYPE (GateAuthorizeDialog, gate_authorize_dialog, ADW_TYPE_WINDOW)

enum
{
  APPROVED,
  LEFT,
  SHOW_CLIENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_approve_page (GateAuthorizeDialog *self)
{
  return gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->approve_page);
}

static gboolean
is_waiting (GateAuthorizeDialog *self)
{
  return self->looking_up != NULL || self->operation != NULL;
}

static void
describe_approve (GateAuthorizeDialog *self)
{
  g_autofree char *summary = NULL;
  g_autofree char *description = NULL;

  g_object_get (self->approve_page, "summary", &summary, NULL);
  /* Translators: %s is a sentence about the scopes to approve; a screen reader reads the whole with
   * the button Approve. */
  description = g_strdup_printf (_ ("%s Approve with Ctrl+Enter."), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->approve_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

static void
update_cb (GateAuthorizeDialog *self)
{
  gboolean approving = on_approve_page (self);
  gboolean can_approve = FALSE;
  gboolean has_client_id = *gate_authorize_step_client_get_client_id (self->client_page) != '\0';

  g_object_get (self->approve_page, "can-approve", &can_approve, NULL);
  describe_approve (self);
  gtk_widget_set_visible (self->look_up_button, !approving);
  gtk_widget_set_visible (self->approve_button, approving);
  gtk_widget_set_sensitive (self->look_up_button, has_client_id && !is_waiting (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "authorize.approve",
                                 approving && can_approve && !is_waiting (self) &&
                                     gate_press_guard_is_ready (self->guard));
  /* The second click of a double click on a client must not tick a scope. */
  gtk_widget_set_can_target (GTK_WIDGET (self->approve_page),
                             gate_press_guard_is_ready (self->guard));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), self->operation == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_button), self->operation == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), approving);
}

static void
slow_cb (gpointer user_data)
{
  GateAuthorizeDialog *self = user_data;

  self->slow_source = 0;
  gtk_spinner_start (self->spinner);
}

static void
start_waiting (GateAuthorizeDialog *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  self->slow_source = g_timeout_add_once (SLOW_MS, slow_cb, self);
  update_cb (self);
}

static void
stop_waiting (GateAuthorizeDialog *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  update_cb (self);
}

static void
cancel_look_up (GateAuthorizeDialog *self)
{
  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
}

static void
show_client_page (GateAuthorizeDialog *self)
{
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->client_page));
  update_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->look_up_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->client_page));
}

/* The page has no default button, because Enter ticks the focused row. */
static void
show_approve_page (GateAuthorizeDialog *self,
                   GateAuthorization   *authorization)
{
  gate_authorize_step_scopes_set_authorization (self->approve_page, authorization);
  gate_press_guard_restart (self->guard);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->approve_page));
  update_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->approve_page));
}

static char *
describe_revoked (const char *name,
                  const char *unread)
{
  /* Translators: %s is the name of an application. */
  g_autofree char *revoked = g_strdup_printf (_ ("The authorization of %s was revoked."), name);

  return g_strjoin (" ", revoked, unread, NULL);
}

/* Shows the scopes of a client that is neither approved nor revoked. For an approved or revoked
 * client the first page says so and offers the next action. */
static void
take_found (GateAuthorizeDialog *self,
            GateAuthorization   *authorization)
{
  const char *name = gate_authorization_get_name (authorization);
  g_autofree char *unread = gate_unread_describe_lock (authorization);
  g_autofree char *message = NULL;

  g_set_object (&self->found, authorization);
  switch (gate_authorization_get_state (authorization))
    {
    case GATE_AUTHORIZATION_AUTHORIZED:
      /* Translators: %s is the name of an application. */
      message = g_strdup_printf (_ ("%s is already approved."), name);
      gate_authorize_step_client_show_message (self->client_page,
                                               message,
                                               C_ ("action", "Show It"));
      break;
    case GATE_AUTHORIZATION_REVOKED:
      message = describe_revoked (name, unread);
      gate_authorize_step_client_show_message (self->client_page,
                                               message,
                                               unread == NULL ? C_ ("action", "Authorize Again…") :
                                                                NULL);
      break;
    case GATE_AUTHORIZATION_OTHER:
      gate_authorize_step_client_show_message (self->client_page, unread, NULL);
      break;
    case GATE_AUTHORIZATION_REQUESTED:
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    default:
      show_approve_page (self, authorization);
    }
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GateAuthorizeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) authorization =
      gate_session_look_up_finish (GATE_SESSION (source), result, &error);

  if (gate_error_is_cancelled (error))
    return;
  g_clear_object (&self->looking_up);
  stop_waiting (self);
  if (authorization != NULL)
    take_found (self, authorization);
  else
    {
      g_autofree char *sentence = gate_session_describe_error (self->session, error);

      show_client_page (self);
      gate_authorize_step_client_show_message (self->client_page, sentence, NULL);
    }
}

static void
look_up (GateAuthorizeDialog *self,
         const char          *client_id)
{
  cancel_look_up (self);
  self->looking_up = g_cancellable_new ();
  start_waiting (self);
  gate_session_look_up_async (self->session, client_id, self->looking_up, looked_up_cb,
                              g_object_ref (self));
}

static gboolean
concerns_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  GateAuthorizeDialog *self = user_data;

  return (self->looking_up != NULL && cancellable == self->looking_up) ||
         (self->operation != NULL && gate_operation_sends_with (self->operation, cancellable));
}

static void
looking_cb (GateAuthorizeDialog *self)
{
  g_autofree char *text = NULL;

  if (self->operation == NULL || !gate_operation_is_looking (self->operation))
    return;
  text = gate_operation_describe (self->operation);
  gate_authorize_step_scopes_show_problem (self->approve_page, text, NULL, FALSE);
}

static void
operation_ended_cb (GateAuthorizeDialog *self,
                    GateOperation       *operation)
{
  const GError *error = gate_operation_get_error (operation);
  g_autoptr (GateOperation) ended = g_steal_pointer (&self->operation);
  g_autofree char *evidence = gate_session_describe_evidence (error);
  g_auto (GStrv) refused = NULL;
  g_autofree char *sentence = NULL;

  stop_waiting (self);
  if (gate_operation_get_state (operation) == GATE_OPERATION_DONE)
    {
      g_signal_emit (self, signals[APPROVED], 0, operation);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (gate_operation_get_state (operation) != GATE_OPERATION_FAILED)
    return;
  sentence = gate_session_describe_error (self->session, error);
  refused = gate_error_dup_refused_scopes (error);
  gate_press_guard_restart (self->guard);
  gate_authorize_step_scopes_mark_refused (self->approve_page, (const char *const *) refused);
  gate_authorize_step_scopes_show_problem (self->approve_page, sentence,
                                           evidence,
                                           gate_error_matches (error, GATE_ERROR_CONFLICT) ||
                                      gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME));
}

static void
approve_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GateAuthorizeDialog *self = GATE_AUTHORIZE_DIALOG (widget);
  GateAuthorization *seen = gate_authorize_step_scopes_get_authorization (self->approve_page);
  g_auto (GStrv) scopes = gate_authorize_step_scopes_dup_scopes (self->approve_page);
  g_auto (GStrv) roles = gate_authorize_step_scopes_dup_roles (self->approve_page);

  gate_authorize_step_scopes_clear_problem (self->approve_page);
  self->operation = gate_changes_authorize (gate_session_get_changes (self->session), seen,
                                            (const char *const *) scopes,
                                            (const char *const *) roles);
  g_signal_connect_object (self->operation, "ended", G_CALLBACK (operation_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operation, "notify::is-looking", G_CALLBACK (looking_cb), self,
                           G_CONNECT_SWAPPED);
  start_waiting (self);
}

static void
look_up_cb (GateAuthorizeDialog *self)
{
  if (gtk_widget_get_sensitive (self->look_up_button))
    look_up (self, gate_authorize_step_client_get_client_id (self->client_page));
}

/* Ignores Enter while the guard is not ready: an Enter that is held too long on the first page must
 * not untick the first scope. */
static gboolean
key_pressed_cb (GateAuthorizeDialog *self,
                guint                keyval)
{
  return on_approve_page (self) && !gate_press_guard_is_ready (self->guard) &&
         (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter);
}

static void
back_clicked_cb (GateAuthorizeDialog *self)
{
  show_client_page (self);
}

static void
look_again_cb (GateAuthorizeDialog *self)
{
  look_up (self, gate_authorization_get_id (
                     gate_authorize_step_scopes_get_authorization (self->approve_page)));
}

static void
message_action_cb (GateAuthorizeDialog *self)
{
  if (self->found == NULL)
    return;
  if (gate_authorization_get_state (self->found) == GATE_AUTHORIZATION_AUTHORIZED)
    {
      g_signal_emit (self, signals[SHOW_CLIENT], 0, gate_authorization_get_id (self->found));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    show_approve_page (self, self->found);
}

/* Closing the dialog cancels a running approval; the window tells its outcome. */
static gboolean
gate_authorize_dialog_close_request (GtkWindow *window)
{
  GateAuthorizeDialog *self = GATE_AUTHORIZE_DIALOG (window);

  cancel_look_up (self);
  if (self->operation != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->operation, self);
      g_signal_emit (self, signals[LEFT], 0, self->operation);
      gate_operation_cancel (self->operation);
      g_clear_object (&self->operation);
    }
  return GTK_WINDOW_CLASS (gate_authorize_dialog_parent_class)->close_request (window);
}

static void
gate_authorize_dialog_dispose (GObject *object)
{
  GateAuthorizeDialog *self = GATE_AUTHORIZE_DIALOG (object);

  cancel_look_up (self);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_object (&self->wait);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_AUTHORIZE_DIALOG);
  g_clear_object (&self->guard);
  g_clear_object (&self->operation);
  g_clear_object (&self->found);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_authorize_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_AUTHORIZE_STEP_CLIENT);
  g_type_ensure (GATE_TYPE_DIALOG_TITLE);
  g_type_ensure (GATE_TYPE_NOTICE);
  g_type_ensure (GATE_TYPE_AUTHORIZE_STEP_SCOPES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-authorize-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, wait_notice);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, look_up_button);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, approve_button);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, client_page);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeDialog, approve_page);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_action_cb);
}

static void
gate_authorize_dialog_class_init (GateAuthorizeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_authorize_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gate_authorize_dialog_close_request;

  signals[APPROVED] = g_signal_new ("approved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, GATE_TYPE_OPERATION);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, GATE_TYPE_OPERATION);
  signals[SHOW_CLIENT] = g_signal_new ("show-client", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass),
                                   "authorize.approve",
                                   NULL,
                                   approve_action_cb);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gate_authorize_dialog_init (GateAuthorizeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = gate_press_guard_new (GTK_WIDGET (self->approve_page));
  g_signal_connect_object (self->guard,
                           "notify::ready",
                           G_CALLBACK (update_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
}

/**
 * gate_authorize_dialog_new:
 * @session: the session to look up and approve in
 * @parent: the parent window of the dialog
 *
 * Returns: (transfer none): the dialog, not shown yet; GTK owns it
 */
GateAuthorizeDialog *
gate_authorize_dialog_new (GateSession *session,
                           GtkWindow   *parent)
{
  GateAuthorizeDialog *self =
      g_object_new (GATE_TYPE_AUTHORIZE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->wait = gate_session_new_rate_wait (session, concerns_cb, self);
  gate_wait_notice_follow (self->wait_notice, self->wait);
  gate_authorize_step_client_set_session (self->client_page, session);
  gate_authorize_step_scopes_set_session (self->approve_page, session);
  show_client_page (self);
  return self;
}

/**
 * gate_authorize_dialog_look_at:
 * @self: the dialog
 * @authorization: an authorization that is not approved
 *
 * Shows the second page at once, e.g. for Approve… or Authorize Again…. Approving reads the
 * authorization again, and fails if it has changed.
 */
void
gate_authorize_dialog_look_at (GateAuthorizeDialog *self,
                               GateAuthorization   *authorization)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_DIALOG (self));

  show_approve_page (self, authorization);
}

/**
 * gate_authorize_dialog_look_up:
 * @self: the dialog
 * @client_id: the client ID to look up
 *
 * Looks the client up as if a person had typed the ID. Then the second page shows its scopes, or
 * the first page shows why not.
 */
void
gate_authorize_dialog_look_up (GateAuthorizeDialog *self,
                               const char          *client_id)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_DIALOG (self));
  g_return_if_fail (client_id != NULL);

  gate_authorize_step_client_set_client_id (self->client_page, client_id);
  look_up (self, client_id);
}
