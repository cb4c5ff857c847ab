/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The dialog follows its authorization: when the authorization changes while the dialog is open, so
 * does the text. During a revoke the dialog stays open until the outcome is known. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-revoke-dialog.h"

#include <glib/gi18n-lib.h>

#include "gate-confirm-name.h"
#include "gate-confirm-row.h"
#include "gate-dialog-title.h"
#include "gate-error.h"
#include "gate-format.h"
#include "gate-a11y-visibility.h"
#include "gate-impact-view.h"
#include "gate-avatar.h"
#include "gate-notice.h"
#include "gate-press-guard.h"
#include "gate-session-describe.h"
#include "gate-format-revoke.h"
#include "gate-text.h"
#include "gate-wait-notice.h"

#define SMALL_WIDTH 460
#define SMALL_HEIGHT 340
#define DENIAL_HEIGHT 460
#define MAX_REASON_CHARS 500

struct _GateRevokeDialog
{
  AdwWindow parent_instance;

  GateSession       *session;
  GateAuthorization *authorization;
  GateOperation     *operation; /* running, or NULL */
  GatePressGuard    *guard;     /* restarts when the text changes */
  gboolean           is_denial; /* the authorization was pending when the dialog opened */
  gboolean           giving_up; /* the person has cancelled the operation */

  GtkWidget       *cancel_button;
  GtkButton       *revoke_button;
  GtkSpinner      *spinner;
  GateNotice      *wait_notice;
  GateRateWait    *wait; /* of what was pressed here */
  GateNotice      *notice;
  GtkWidget       *content;
  GateAvatar      *avatar;
  GtkLabel        *name;
  GtkLabel        *owner;
  GtkLabel        *effect;
  GtkWidget       *confirm_list;
  GateConfirmRow  *confirm;
  GateConfirmName *confirm_name;
  GtkWidget       *reason_group;
  GtkEditable     *reason;
  GateImpactView  *impact;
  GtkWidget       *afterwards;
  GtkWidget       *tokens;
  AdwActionRow    *way_back;
};

G_DEFINE_FINAL_TYPE (GateRevokeDialog, gate_revoke_dialog, ADW_TYPE_WINDOW)

enum
{
  REVOKED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_own (GateRevokeDialog *self)
{
  return gate_session_is_own_client (self->session,
                                     gate_authorization_get_id (self->authorization));
}

/* Whether there is still something to revoke or deny: another person may have been faster. */
static gboolean
is_still_there (GateRevokeDialog *self)
{
  return gate_authorization_get_state (self->authorization) ==
         (self->is_denial ? GATE_AUTHORIZATION_REQUESTED : GATE_AUTHORIZATION_AUTHORIZED);
}

static void
show_afterwards (GateRevokeDialog *self)
{
  GateClient *client = gate_authorization_get_client (self->authorization);
  gboolean is_local = FALSE;
  g_autofree char *tokens = NULL;
  g_autofree char *way_back = gate_format_revoke_way_back (self->authorization);

  g_object_get (self->session, "is-local", &is_local, NULL);
  tokens = gate_format_revoke_tokens (gate_client_get_token_lifetime_s (client), is_local);
  gtk_widget_set_visible (self->tokens, !self->is_denial);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tokens), tokens);
  adw_action_row_set_subtitle (self->way_back, way_back);
}

static char *
choose_effect (GateRevokeDialog *self)
{
  const char *name = gate_authorization_get_name (self->authorization);

  if (is_own (self))
    return g_strdup (_ ("This is Gatehouse itself, and you are signed in with it. It cannot be "
                        "revoked from here: without its own approval it could not give it back."));
  if (!is_still_there (self) && self->is_denial)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("The request of %s has been answered meanwhile."), name);
  if (!is_still_there (self))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("%s is not approved any more."), name);
  return gate_format_revoke_effect (self->authorization);
}

static void
show_confirm_name (GateRevokeDialog *self,
                   gboolean          shows_who)
{
  g_autofree char *reason = gate_format_revoke_maybe_own (self->authorization);

  gate_confirm_name_set (self->confirm_name,
                         reason,
                         gate_format_revoke_to_type (self->authorization));
  gtk_widget_set_visible (
      GTK_WIDGET (self->confirm_name),
      shows_who && gate_session_may_be_own_client (self->session, self->authorization));
}

/* Shows the impact with the roles and people that are loaded so far. */
static void
show_impact (GateRevokeDialog *self)
{
  g_autofree char *owner =
      gate_format_owner (gate_authorization_get_owner (self->authorization));
  g_autofree char *effect = choose_effect (self);
  GatePerson *person = gate_me_get_person (gate_session_get_me (self->session));
  g_autoptr (GateImpact) impact = NULL;
  GListModel *roles = G_LIST_MODEL (gate_session_get_roles (self->session));
  gboolean shows_who = !self->is_denial && !is_own (self) && is_still_there (self);
  gint64 n_people = gate_people_get_n_active (gate_session_get_people (self->session));

  impact = gate_impact_new (self->authorization,
                            g_list_model_get_n_items (roles) > 0 ? roles : NULL,
                            person,
                            n_people);
  gate_avatar_set_text (self->avatar, gate_authorization_get_name (self->authorization));
  gtk_label_set_label (self->name, gate_authorization_get_name (self->authorization));
  gtk_label_set_label (self->owner, owner);
  gtk_label_set_label (self->effect, effect);
  gate_impact_view_show (self->impact, self->authorization, impact);
  gtk_widget_set_visible (GTK_WIDGET (self->impact), shows_who);
  show_afterwards (self);
  gtk_widget_set_visible (self->afterwards, !is_own (self) && is_still_there (self));
  gtk_widget_set_visible (self->confirm_list,
                          shows_who && gate_format_revoke_locks_out (self->authorization));
  show_confirm_name (self, shows_who);
}

static gboolean
is_confirmed (GateRevokeDialog *self)
{
  return (!gtk_widget_get_visible (self->confirm_list) ||
          gate_confirm_row_is_active (self->confirm)) &&
         (!gtk_widget_get_visible (GTK_WIDGET (self->confirm_name)) ||
          gate_confirm_name_is_active (self->confirm_name));
}

static void
update_cb (GateRevokeDialog *self)
{
  if (self->session == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->revoke_button), !is_own (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->revoke_button),
                            is_confirmed (self) && self->operation == NULL &&
                                is_still_there (self) && gate_session_can_change (self->session) &&
                                gate_press_guard_is_ready (self->guard));
  gtk_widget_set_sensitive (self->content, self->operation == NULL);
}

/* Enter only moves the focus to the button, so that revoking needs one more press. */
static void
name_entered_cb (GateRevokeDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->revoke_button));
}

static void
follow (GateRevokeDialog *self)
{
  /* Keep the text while the operation runs: the operation itself changes the authorization. */
  if (self->session != NULL && self->operation == NULL)
    {
      show_impact (self);
      if (gtk_widget_is_focus (GTK_WIDGET (self->revoke_button)))
        gtk_widget_grab_focus (self->cancel_button);
      gate_press_guard_restart (self->guard);
      update_cb (self);
    }
}

static void
slow_cb (GateRevokeDialog *self)
{
  gtk_spinner_start (self->spinner);
}

static gboolean
concerns_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  GateRevokeDialog *self = user_data;

  return self->operation != NULL && gate_operation_sends_with (self->operation, cancellable);
}

static void
looking_cb (GateRevokeDialog *self)
{
  g_autofree char *text = NULL;

  if (self->operation == NULL)
    return;
  if (gate_operation_is_looking (self->operation))
    text = gate_operation_describe (self->operation);
  gate_notice_set_message (self->notice, text);
}

static void
operation_ended_cb (GateRevokeDialog *self,
                    GateOperation    *operation)
{
  g_autoptr (GateOperation) ended = g_steal_pointer (&self->operation);
  const GError *error = gate_operation_get_error (ended);
  g_autofree char *evidence = gate_session_describe_evidence (error);
  g_autofree char *sentence = NULL;

  g_signal_handlers_disconnect_by_data (ended, self);
  gtk_spinner_stop (self->spinner);
  if (gate_operation_get_state (ended) == GATE_OPERATION_DONE)
    g_signal_emit (self, signals[REVOKED], 0, ended);
  else if (gate_operation_get_state (ended) == GATE_OPERATION_CANCELLED)
    g_signal_emit (self, signals[LEFT], 0, ended);
  if (gate_operation_get_state (ended) != GATE_OPERATION_FAILED)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->giving_up = FALSE;
  sentence = gate_session_describe_error (self->session, error);
  gate_notice_set_message (self->notice, sentence);
  gate_notice_set_evidence (self->notice, evidence);
  follow (self);
}

static void
revoke_clicked_cb (GateRevokeDialog *self)
{
  if (self->operation != NULL)
    return;
  gate_notice_set_message (self->notice, NULL);
  gate_notice_set_evidence (self->notice, NULL);
  self->operation =
      gate_changes_revoke (gate_session_get_changes (self->session), self->authorization);
  g_signal_connect_object (
      self->operation, "ended", G_CALLBACK (operation_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->operation, "notify::is-slow", G_CALLBACK (slow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->operation, "notify::is-looking", G_CALLBACK (looking_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  gtk_widget_grab_focus (self->cancel_button);
}

/* While the operation runs, the first Cancel cancels the operation and waits for the outcome; the
 * second closes the dialog at once and leaves the operation to the window. */
static gboolean
gate_revoke_dialog_close_request (GtkWindow *window)
{
  GateRevokeDialog *self = GATE_REVOKE_DIALOG (window);

  if (self->operation != NULL && !self->giving_up)
    {
      self->giving_up = TRUE;
      gate_operation_cancel (self->operation);
      return GDK_EVENT_STOP;
    }
  if (self->operation != NULL)
    g_signal_emit (self, signals[LEFT], 0, self->operation);
  return GTK_WINDOW_CLASS (gate_revoke_dialog_parent_class)->close_request (window);
}

static void
gate_revoke_dialog_dispose (GObject *object)
{
  GateRevokeDialog *self = GATE_REVOKE_DIALOG (object);

  if (self->operation != NULL && !self->giving_up)
    gate_operation_cancel (self->operation);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->wait);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_REVOKE_DIALOG);
  g_clear_object (&self->guard);
  g_clear_object (&self->operation);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_revoke_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_CONFIRM_NAME);
  g_type_ensure (GATE_TYPE_CONFIRM_ROW);
  g_type_ensure (GATE_TYPE_DIALOG_TITLE);
  g_type_ensure (GATE_TYPE_IMPACT_VIEW);
  g_type_ensure (GATE_TYPE_AVATAR);
  g_type_ensure (GATE_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-revoke-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, wait_notice);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, revoke_button);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, content);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, owner);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, effect);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, confirm_list);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, confirm_name);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, reason_group);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, impact);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, afterwards);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, tokens);
  gtk_widget_class_bind_template_child (widget_class, GateRevokeDialog, way_back);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, revoke_clicked_cb);
}

static void
gate_revoke_dialog_class_init (GateRevokeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_revoke_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gate_revoke_dialog_close_request;

  signals[REVOKED] = g_signal_new ("revoked",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   GATE_TYPE_OPERATION);
  signals[LEFT] = g_signal_new ("left",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                GATE_TYPE_OPERATION);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gate_revoke_dialog_init (GateRevokeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = gate_press_guard_new (GTK_WIDGET (self));
  g_signal_connect_object (
      self->guard, "notify::ready", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  gate_confirm_row_set_sentence (self->confirm,
                                 _ ("I understand that nobody, I included, can work in Genesys "
                                    "Cloud in a browser or on the desktop any more."));
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
}

/* A denial removes no access, so the dialog asks for a reason instead of showing the impact. */
static void
become_denial (GateRevokeDialog *self)
{
  self->is_denial = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), _ ("Deny Request"));
  gtk_button_set_label (self->revoke_button, _ ("Deny Request"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->way_back),
                                 _ ("If you change your mind"));
  gtk_widget_set_visible (self->reason_group, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), SMALL_WIDTH, DENIAL_HEIGHT);
}

static void
become_refusal (GateRevokeDialog *self)
{
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _ ("Close"));
  gtk_window_set_default_size (GTK_WINDOW (self), SMALL_WIDTH, SMALL_HEIGHT);
}

/**
 * gate_revoke_dialog_new:
 * @session: the session to revoke in
 * @authorization: an approved authorization to revoke, or a pending one to deny
 * @parent: (nullable): the parent window of the dialog
 *
 * Returns: (transfer none): the dialog, not shown yet; GTK owns it
 */
GateRevokeDialog *
gate_revoke_dialog_new (GateSession       *session,
                        GateAuthorization *authorization,
                        GtkWindow         *parent)
{
  GateRevokeDialog *self = g_object_new (GATE_TYPE_REVOKE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->wait = gate_session_new_rate_wait (session, concerns_cb, self);
  gate_wait_notice_follow (self->wait_notice, self->wait);
  self->authorization = g_object_ref (authorization);
  if (gate_format_revoke_is_denial (authorization))
    become_denial (self);
  else if (is_own (self))
    become_refusal (self);
  g_signal_connect_object (
      authorization, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      session, "notify::can-change", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_people (session),
                           "notify::age",
                           G_CALLBACK (follow),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_roles (session),
                           "items-changed",
                           G_CALLBACK (follow),
                           self,
                           G_CONNECT_SWAPPED);
  follow (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->cancel_button);
  return self;
}

/**
 * gate_revoke_dialog_dup_message:
 * @self: a dialog
 *
 * Returns: (transfer full) (nullable): a message about the denial, with the typed reason, for the
 *   person who requested the authorization; %NULL if the dialog revokes
 */
char *
gate_revoke_dialog_dup_message (GateRevokeDialog *self)
{
  GateOrganization *organization = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (GATE_IS_REVOKE_DIALOG (self), NULL);

  if (!self->is_denial)
    return NULL;
  organization = gate_me_get_organization (gate_session_get_me (self->session));
  if (organization != NULL)
    name = g_strdup (gate_organization_get_name (organization));
  reason = gate_text_for_display (gtk_editable_get_text (self->reason), MAX_REASON_CHARS);
  return gate_format_revoke_denial_message (self->authorization, name, g_strstrip (reason));
}
