/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-authorization-view.h"

#include "gate-beside-layout.h"
#include "gate-change-bar.h"
#include "gate-column-layout.h"
#include "gate-authorization-view-private.h"
#include "gate-details-pane.h"
#include "gate-focus.h"
#include "gate-format.h"
#include "gate-avatar.h"
#include "gate-launch-bar.h"
#include "gate-pane-switcher.h"
#include "gate-roles-pane.h"
#include "gate-scopes-pane.h"
#include "gate-collapsing-header.h"
#include "gate-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateAuthorizationView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwToastOverlay *toasts;
  GateCollapsingHeader *scroll_away;
  GtkLabel *chip;
  GtkLabel *client_id;
  GtkWidget *copy;
  GtkLabel *decision;
  GtkLabel *namesake;
  GtkWidget *authorize;
  GtkLabel *authorize_label;
  GtkWidget *deny;
  GtkWidget *revoke;
  GatePaneSwitcher *switcher;
  GateScopesPane *scopes_pane;
  GateRolesPane *roles_pane;
  GateDetailsPane *details_pane;
  GateChangeBar *change_bar;

  GateSession *session;
  GateEditors *editors;
  GateEditor *editor;
  GSignalGroup *editor_signals;
  GateAuthorization *authorization;
  GSignalGroup *authorization_signals;
  char *pane;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateAuthorizationView, gate_authorization_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_AUTHORIZATION,
  PROP_EDIT,
  PROP_PANE,
  PROP_NARROW,
  N_PROPS
};

enum
{
  EDITED,
  SAVED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The label of the header's button for authorizing; NULL hides the button. */
static const char *
get_offer (GateAuthorizationState state)
{
  switch (state)
    {
    case GATE_AUTHORIZATION_REQUESTED:
      return _ ("Approve…");
    case GATE_AUTHORIZATION_REVOKED:
    case GATE_AUTHORIZATION_UNAUTHORIZED:
      return _ ("Authorize Again…");
    case GATE_AUTHORIZATION_AUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      return NULL;
    }
}

static void
show_offer (GateAuthorizationView *self)
{
  GateAuthorizationState state = gate_authorization_get_state (self->authorization);
  /* An authorization that was not read completely cannot be approved; the panes tell why. */
  gboolean is_known = gate_authorization_is_complete (self->authorization);
  const char *offer = is_known ? get_offer (state) : NULL;
  gboolean is_certain = gate_authorization_has_client_id (self->authorization);

  gtk_widget_set_visible (self->authorize, offer != NULL);
  gtk_widget_set_visible (self->deny, is_certain && state == GATE_AUTHORIZATION_REQUESTED);
  gtk_widget_set_visible (self->revoke, is_certain && state == GATE_AUTHORIZATION_AUTHORIZED);
  if (offer == NULL)
    return;
  gtk_label_set_label (self->authorize_label, offer);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->authorize),
                                    "s",
                                    gate_authorization_get_id (self->authorization));
  if (state == GATE_AUTHORIZATION_REQUESTED)
    gtk_widget_add_css_class (self->authorize, "suggested-action");
  else
    gtk_widget_remove_css_class (self->authorize, "suggested-action");
}

static void
show_state (GateAuthorizationView *self)
{
  GateAuthorizationState state = gate_authorization_get_state (self->authorization);
  g_autofree char *ended =
      gate_format_client_ended (gate_authorization_get_client (self->authorization));
  gboolean is_in_vain = state == GATE_AUTHORIZATION_AUTHORIZED && ended != NULL;
  const char *classes[] = {
    "gate-chip", is_in_vain ? "pending" : gate_format_state_class (state), NULL
  };
  g_autofree char *text = gate_format_decided_state (self->authorization);

  gtk_label_set_label (self->chip, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->chip), classes);
}

/* A request is where somebody may take it for the application that they know. */
static void
show_namesake (GateAuthorizationView *self)
{
  g_autofree char *text = NULL;

  if (gate_authorization_get_state (self->authorization) == GATE_AUTHORIZATION_REQUESTED)
    text = gate_format_approved_namesake (self->authorization);
  gtk_label_set_label (self->namesake, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->namesake), text != NULL);
}

static void
set_pane (GateAuthorizationView *self,
          const char            *pane)
{
  if (g_strcmp0 (pane, "scopes") != 0 && g_strcmp0 (pane, "roles") != 0 &&
      g_strcmp0 (pane, "details") != 0)
    return;
  if (!gate_set_str (&self->pane, pane))
    return;
  gate_collapsing_header_to_top (self->scroll_away);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

static void
update_header (GateAuthorizationView *self)
{
  const char *id = NULL;
  g_autofree char *decision = NULL;
  g_autofree char *shown_id = NULL;

  gtk_stack_set_visible_child_name (self->stack, self->authorization != NULL ? "one" : "none");
  if (self->authorization == NULL)
    return;
  id = gate_authorization_get_id (self->authorization);
  shown_id = gate_text_for_display (id, 100);
  decision = gate_format_decision (self->authorization);
  gtk_label_set_label (self->client_id, shown_id);
  gtk_label_set_label (self->decision, decision);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
  show_state (self);
  show_namesake (self);
  show_offer (self);
  gate_pane_switcher_show (self->switcher, self->authorization);
  if (!gate_pane_switcher_has (self->switcher, self->pane))
    set_pane (self, "scopes");
}

static void
show_edit (GateAuthorizationView *self)
{
  gate_roles_pane_set_edit (self->roles_pane, gate_authorization_view_get_edit (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT]);
}

static void
update_edit_actions (GateAuthorizationView *self)
{
  gate_authorization_view_actions_update (GTK_WIDGET (self), self->editor);
}

static void
set_editor (GateAuthorizationView *self,
            GateEditor            *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  gate_collapsing_header_to_top (self->scroll_away);
  g_signal_group_set_target (self->editor_signals, editor);
  gate_scopes_pane_set_editor (self->scopes_pane, editor);
  gate_change_bar_set_editor (self->change_bar, editor);
  update_edit_actions (self);
  show_edit (self);
}

static void
saved_cb (GateAuthorizationView *self,
          GateEditor            *editor,
          GateOperation         *operation)
{
  g_signal_emit (self, signals[SAVED], 0, operation);
}

/* The view shows the failure of its own editor, so the window needs no toast. */
static void
failed_cb (GateAuthorizationView *self,
           GateEditor            *editor,
           GateOperation         *operation)
{
  if (editor != self->editor)
    g_signal_emit (self, signals[FAILED], 0, operation);
}

static void
unsaved_cb (GateAuthorizationView *self)
{
  if (gate_editor_is_unsaved (self->editor))
    g_signal_emit (self, signals[EDITED], 0);
}

static void
bar_closed_cb (GateAuthorizationView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
set_narrow (GateAuthorizationView *self,
            gboolean               narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static gboolean
gate_authorization_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GATE_AUTHORIZATION_VIEW (widget)->switcher));
}

static void
gate_authorization_view_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  GateAuthorizationView *self = GATE_AUTHORIZATION_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AUTHORIZATION:
      g_value_set_object (value, self->authorization);
      break;
    case PROP_EDIT:
      g_value_set_object (value, gate_authorization_view_get_edit (self));
      break;
    case PROP_PANE:
      g_value_set_string (value, self->pane);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_view_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  GateAuthorizationView *self = GATE_AUTHORIZATION_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_authorization_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_AUTHORIZATION:
      gate_authorization_view_set_authorization (self, g_value_get_object (value));
      break;
    case PROP_PANE:
      set_pane (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_view_dispose (GObject *object)
{
  GateAuthorizationView *self = GATE_AUTHORIZATION_VIEW (object);

  g_clear_object (&self->authorization_signals);
  g_clear_object (&self->editor_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_AUTHORIZATION_VIEW);
  g_clear_object (&self->authorization);
  g_clear_object (&self->editor);
  g_clear_object (&self->editors);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_authorization_view_parent_class)->dispose (object);
}

static void
gate_authorization_view_finalize (GObject *object)
{
  g_free (GATE_AUTHORIZATION_VIEW (object)->pane);
  G_OBJECT_CLASS (gate_authorization_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, stack);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, toasts);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, scroll_away);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, chip);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, client_id);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, copy);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, decision);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, namesake);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, authorize);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, authorize_label);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, deny);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, revoke);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, switcher);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, scopes_pane);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, roles_pane);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, details_pane);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationView, change_bar);
  gtk_widget_class_bind_template_callback (widget_class, bar_closed_cb);
}

static guint
new_signal (const char *name,
            guint       n_params)
{
  return g_signal_new (name,
                       GATE_TYPE_AUTHORIZATION_VIEW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       GATE_TYPE_OPERATION);
}

static void
gate_authorization_view_class_init (GateAuthorizationViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_authorization_view_get_property;
  object_class->set_property = gate_authorization_view_set_property;
  object_class->dispose = gate_authorization_view_dispose;
  object_class->finalize = gate_authorization_view_finalize;
  widget_class->grab_focus = gate_authorization_view_grab_focus;
  widget_class->focus = gate_focus_child;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, flags);
  properties[PROP_AUTHORIZATION] =
      g_param_spec_object ("authorization", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  properties[PROP_EDIT] = g_param_spec_object ("edit",
                                               NULL,
                                               NULL,
                                               GATE_TYPE_EDIT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PANE] = g_param_spec_string ("pane", NULL, NULL, "scopes", flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[EDITED] = new_signal ("edited", 0);
  signals[SAVED] = new_signal ("saved", 1);
  signals[FAILED] = new_signal ("failed", 1);

  g_type_ensure (GATE_TYPE_BESIDE_LAYOUT);
  g_type_ensure (GATE_TYPE_CHANGE_BAR);
  g_type_ensure (GATE_TYPE_COLUMN_LAYOUT);
  g_type_ensure (GATE_TYPE_AVATAR);
  g_type_ensure (GATE_TYPE_LAUNCH_BAR);
  g_type_ensure (GATE_TYPE_PANE_SWITCHER);
  g_type_ensure (GATE_TYPE_ROLES_PANE);
  g_type_ensure (GATE_TYPE_SCOPES_PANE);
  g_type_ensure (GATE_TYPE_COLLAPSING_HEADER);
  g_type_ensure (GATE_TYPE_DETAILS_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-authorization-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_property_action (widget_class, "authorization-view.pane", "pane");
  gate_authorization_view_actions_install (widget_class);
}

static void
gate_authorization_view_init (GateAuthorizationView *self)
{
  self->pane = g_strdup ("scopes");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->authorization_signals = g_signal_group_new (GATE_TYPE_AUTHORIZATION);
  g_signal_group_connect_swapped (self->authorization_signals,
                                  "changed",
                                  G_CALLBACK (update_header),
                                  self);
  self->editor_signals = g_signal_group_new (GATE_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals,
                                  "notify::edit",
                                  G_CALLBACK (show_edit),
                                  self);
  g_signal_group_connect_swapped (self->editor_signals,
                                  "notify::is-unsaved",
                                  G_CALLBACK (unsaved_cb),
                                  self);
  g_signal_group_connect_swapped (self->editor_signals,
                                  "notify",
                                  G_CALLBACK (update_edit_actions),
                                  self);
  update_edit_actions (self);
}

static void
watch_editors (GateAuthorizationView *self)
{
  self->editors = gate_editors_new (self->session);
  g_signal_connect_object (
      self->editors, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->editors, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

void
gate_authorization_view_set_session (GateAuthorizationView *self,
                                     GateSession           *session)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_VIEW (self));

  if (!g_set_object (&self->session, session))
    return;
  gate_scopes_pane_set_session (self->scopes_pane, session);
  gate_roles_pane_set_session (self->roles_pane, session);
  gate_details_pane_set_session (self->details_pane, session);
  set_editor (self, NULL);
  g_clear_object (&self->editors);
  if (session != NULL)
    watch_editors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
gate_authorization_view_set_authorization (GateAuthorizationView *self,
                                           GateAuthorization     *authorization)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_VIEW (self));

  if (!g_set_object (&self->authorization, authorization))
    return;
  g_signal_group_set_target (self->authorization_signals, authorization);
  gate_roles_pane_set_authorization (self->roles_pane, authorization);
  gate_details_pane_set_authorization (self->details_pane, authorization);
  set_editor (self,
              authorization != NULL && self->editors != NULL ?
                  gate_editors_get (self->editors, authorization) :
                  NULL);
  update_header (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION]);
}

GateEdit *
gate_authorization_view_get_edit (GateAuthorizationView *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_VIEW (self), NULL);

  return self->editor != NULL ? gate_editor_get_edit (self->editor) : NULL;
}

GateEditor *
gate_authorization_view_get_editor (GateAuthorizationView *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_VIEW (self), NULL);

  return self->editor;
}

AdwToastOverlay *
gate_authorization_view_get_toasts (GateAuthorizationView *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_VIEW (self), NULL);

  return self->toasts;
}

/**
 * gate_authorization_view_find_unsaved:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): an editor with unsaved edits, preferably the editor of the
 *   shown authorization
 */
GateEditor *
gate_authorization_view_find_unsaved (GateAuthorizationView *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_VIEW (self), NULL);

  if (self->editor != NULL && gate_editor_is_unsaved (self->editor))
    return self->editor;
  return self->editors != NULL ? gate_editors_find_unsaved (self->editors) : NULL;
}
