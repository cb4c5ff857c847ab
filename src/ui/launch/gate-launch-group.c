/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The entry keeps the typed text until the person applies it, even when new data is loaded. Another
 * application starts with its own address. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-launch-group.h"

#include "gate-live-region.h"
struct _GateLaunchGroup
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkEditable *entry;
  GtkWidget *apply;
  GtkWidget *message_box;
  GtkLabel *message;

  GateSession *session;
  GateAuthorization *authorization;
  GSignalGroup *launch_signals;
  char *shown; /* the address that the group put into the entry */
};

G_DEFINE_FINAL_TYPE (GateLaunchGroup, gate_launch_group, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_AUTHORIZATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_message (GateLaunchGroup *self,
              const char      *sentence)
{
  gtk_label_set_label (self->message, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->message_box, sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE :
                                                  GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

/* The button is sensitive when the typed text differs from the address. */
static void
show_apply (GateLaunchGroup *self)
{
  gtk_widget_set_sensitive (
      self->apply, g_strcmp0 (gtk_editable_get_text (self->entry), self->shown) != 0);
}

static void
fill (GateLaunchGroup *self,
      const char      *address)
{
  g_free (self->shown);
  self->shown = g_strdup (address);
  show_message (self, NULL);
  gtk_editable_set_text (self->entry, address);
}

static void
update_entry (GateLaunchGroup *self)
{
  GateLaunchAddresses *launch;
  const char *client_id;
  const char *address;
  gboolean can_set;

  if (self->session == NULL || self->authorization == NULL)
    return;
  launch = gate_session_get_launch (self->session);
  client_id = gate_authorization_get_id (self->authorization);
  address = gate_launch_addresses_get_address (launch, client_id);
  can_set = gate_launch_addresses_can_set (launch, client_id);
  /* People do not sign in to a client that acts alone, so it cannot be launched. */
  gtk_widget_set_visible (
      GTK_WIDGET (self),
      (can_set || address != NULL) &&
          !gate_client_acts_alone (gate_authorization_get_client (self->authorization)));
  if (address == NULL)
    address = "";
  if (self->shown == NULL || !g_str_equal (self->shown, address))
    fill (self, address);
  gtk_editable_set_editable (self->entry, can_set);
  gtk_widget_set_visible (self->apply, can_set);
  show_apply (self);
}

static void
apply_cb (GateLaunchGroup *self)
{
  GateLaunchAddresses *launch;
  const char          *client_id;
  const char *sentence = NULL;
  g_autofree char *before = NULL;

  if (self->session == NULL || self->authorization == NULL)
    return;
  launch = gate_session_get_launch (self->session);
  client_id = gate_authorization_get_id (self->authorization);
  if (!gate_launch_addresses_can_set (launch, client_id))
    return;
  /* Without shown, update_entry() fills the entry with the stored address, which may differ from
   * the typed text even if it did not change. */
  before = g_steal_pointer (&self->shown);
  if (gate_launch_addresses_set_address (
          launch, client_id, gtk_editable_get_text (self->entry), &sentence))
    return;
  self->shown = g_steal_pointer (&before);
  show_message (self, sentence);
}

static void
changed_cb (GateLaunchGroup *self)
{
  show_message (self, NULL);
  show_apply (self);
}

static void
gate_launch_group_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GateLaunchGroup *self = GATE_LAUNCH_GROUP (object);

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
gate_launch_group_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GateLaunchGroup *self = GATE_LAUNCH_GROUP (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_launch_group_set_session (self, g_value_get_object (value));
      break;
    case PROP_AUTHORIZATION:
      gate_launch_group_set_authorization (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_launch_group_dispose (GObject *object)
{
  GateLaunchGroup *self = GATE_LAUNCH_GROUP (object);

  g_clear_object (&self->launch_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_LAUNCH_GROUP);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (gate_launch_group_parent_class)->dispose (object);
}

static void
gate_launch_group_class_init (GateLaunchGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_launch_group_get_property;
  object_class->set_property = gate_launch_group_set_property;
  object_class->dispose = gate_launch_group_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, flags);
  properties[PROP_AUTHORIZATION] =
      g_param_spec_object ("authorization", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-launch-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GateLaunchGroup, root);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchGroup, entry);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchGroup, apply);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchGroup, message_box);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchGroup, message);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gate_launch_group_init (GateLaunchGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->message);
  self->launch_signals = g_signal_group_new (GATE_TYPE_LAUNCH_ADDRESSES);
  g_signal_group_connect_swapped (self->launch_signals, "changed", G_CALLBACK (update_entry), self);
}

void
gate_launch_group_set_session (GateLaunchGroup *self,
                               GateSession     *session)
{
  g_return_if_fail (GATE_IS_LAUNCH_GROUP (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->launch_signals,
                             session != NULL ? gate_session_get_launch (session) : NULL);
  update_entry (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
gate_launch_group_set_authorization (GateLaunchGroup   *self,
                                     GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_LAUNCH_GROUP (self));

  if (!g_set_object (&self->authorization, authorization))
    return;
  g_clear_pointer (&self->shown, g_free);
  update_entry (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION]);
}
