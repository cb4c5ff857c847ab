/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-launch-bar.h"

#include "gate-sign-in-people.h"
#include "gate-text.h"

#define MAX_ADDRESS_CHARS 200

struct _GateLaunchBar
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *launch;
  GtkWidget *people;

  GateSession *session;
  GateAuthorization *authorization;
  GSignalGroup *session_signals;
  GSignalGroup *launch_signals;
};

G_DEFINE_FINAL_TYPE (GateLaunchBar, gate_launch_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_AUTHORIZATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_bar (GateLaunchBar *self)
{
  const char *client_id = NULL;
  const char *address = NULL;
  g_autofree char *shown = NULL;

  /* People do not sign in to a client that acts alone, so it cannot be launched. */
  if (self->session != NULL && self->authorization != NULL &&
      !gate_client_acts_alone (gate_authorization_get_client (self->authorization)))
    {
      client_id = gate_authorization_get_id (self->authorization);
      address =
          gate_launch_addresses_get_address (gate_session_get_launch (self->session), client_id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), address != NULL);
  if (address == NULL)
    return;
  shown = gate_text_for_display (address, MAX_ADDRESS_CHARS);
  gtk_widget_set_tooltip_text (self->launch, shown);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->launch), "s", client_id);
  gtk_widget_set_visible (self->people,
                          gate_sign_in_people_get_password (self->session) != NULL);
}

static void
set_session (GateLaunchBar *self,
             GateSession   *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->launch_signals,
                             session != NULL ? gate_session_get_launch (session) : NULL);
  update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
set_authorization (GateLaunchBar     *self,
                   GateAuthorization *authorization)
{
  if (!g_set_object (&self->authorization, authorization))
    return;
  update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION]);
}

static void
gate_launch_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GateLaunchBar *self = GATE_LAUNCH_BAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AUTHORIZATION:
      g_value_set_object (value, self->authorization);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_launch_bar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      set_session (GATE_LAUNCH_BAR (object), g_value_get_object (value));
      break;
    case PROP_AUTHORIZATION:
      set_authorization (GATE_LAUNCH_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_launch_bar_dispose (GObject *object)
{
  GateLaunchBar *self = GATE_LAUNCH_BAR (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->launch_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_LAUNCH_BAR);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_launch_bar_parent_class)->dispose (object);
}

static void
gate_launch_bar_class_init (GateLaunchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_launch_bar_get_property;
  object_class->set_property = gate_launch_bar_set_property;
  object_class->dispose = gate_launch_bar_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, flags);
  properties[PROP_AUTHORIZATION] =
      g_param_spec_object ("authorization", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GATE_TYPE_SIGN_IN_PEOPLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-launch-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, root);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, launch);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, people);
}

static void
gate_launch_bar_init (GateLaunchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (
      self->session_signals, "notify::is-local", G_CALLBACK (update_bar), self);
  self->launch_signals = g_signal_group_new (GATE_TYPE_LAUNCH_ADDRESSES);
  g_signal_group_connect_swapped (self->launch_signals, "changed", G_CALLBACK (update_bar), self);
}
