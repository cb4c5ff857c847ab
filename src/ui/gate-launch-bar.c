/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-launch-bar.h"

#include "gate-local-people.h"
#include "gate-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_ADDRESS_CHARS 200

struct _GateLaunchBar
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *launch;
  GtkWidget *people;
  GtkWidget *popover;
  GtkListBox *list;
  GtkEditable *password;

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

static const char *
get_password (GateLaunchBar *self)
{
  gboolean is_local = FALSE;

  g_object_get (self->session, "is-local", &is_local, NULL);
  return is_local ? gate_local_get_password (gate_session_get_local (self->session)) : NULL;
}

static void
update (GateLaunchBar *self)
{
  const char *client_id = NULL;
  const char *address = NULL;
  g_autofree char *shown = NULL;

  if (self->session != NULL && self->authorization != NULL)
    {
      client_id = gate_authorization_get_id (self->authorization);
      address = gate_launch_get_address (gate_session_get_launch (self->session), client_id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), address != NULL);
  if (address == NULL)
    return;
  shown = gate_text_for_display (address, MAX_ADDRESS_CHARS);
  gtk_widget_set_tooltip_text (self->launch, shown);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->launch), "s", client_id);
  gtk_widget_set_visible (self->people, get_password (self) != NULL);
}

/* The password is in a widget only while one looks at it. */
static void
popover_visible_cb (GateLaunchBar *self)
{
  gboolean visible = gtk_widget_get_visible (self->popover);
  const char *password = visible && self->session != NULL ? get_password (self) : NULL;

  gtk_editable_set_text (self->password, password != NULL ? password : "");
}

static void
add_person (GateLaunchBar         *self,
            const GateLocalPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is a user name. */
  g_autofree char *label = g_strdup_printf (_ ("Copy User Name %s"), person->user_name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->user_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), person->what);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, label);
  gtk_widget_add_css_class (copy, "flat");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "win.copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", person->user_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  gtk_list_box_append (self->list, row);
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
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
set_authorization (GateLaunchBar     *self,
                   GateAuthorization *authorization)
{
  if (!g_set_object (&self->authorization, authorization))
    return;
  update (self);
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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-launch-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, root);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, launch);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, people);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, popover);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, list);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchBar, password);
  gtk_widget_class_bind_template_callback (widget_class, popover_visible_cb);
}

static void
gate_launch_bar_init (GateLaunchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GATE_LOCAL_N_PEOPLE; i++)
    {
      GateLocalPerson person;

      gate_local_people_get (i, &person);
      add_person (self, &person);
    }
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (
      self->session_signals, "notify::is-local", G_CALLBACK (update), self);
  self->launch_signals = g_signal_group_new (GATE_TYPE_LAUNCH);
  g_signal_group_connect_swapped (self->launch_signals, "changed", G_CALLBACK (update), self);
}
