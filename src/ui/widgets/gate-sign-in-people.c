/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The entry holds the password only while the person reveals it, because GTK 4.8 exposes the hidden
 * text of a password entry to assistive technologies. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-sign-in-people.h"

#include "gate-accessible-name.h"
#include "gate-local-people.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateSignInPeople
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkListBox *list;
  GtkEditable *password;
  GtkToggleButton *reveal;

  GateSession *session;
};

G_DEFINE_FINAL_TYPE (GateSignInPeople, gate_sign_in_people, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
add_person (GateSignInPeople      *self,
            const GateLocalPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is a user name. */
  g_autofree char *label = g_strdup_printf (_ ("Copy User Name %s"), person->user_name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->user_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), person->what);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, label);
  gtk_widget_add_css_class (copy, "flat");
  gate_set_accessible_name (copy, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "win.copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", person->user_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  gtk_list_box_append (self->list, row);
}

static void
reveal_toggled_cb (GateSignInPeople *self)
{
  const char *password = NULL;

  if (self->session != NULL && gtk_toggle_button_get_active (self->reveal))
    password = gate_sign_in_people_get_password (self->session);
  gtk_editable_set_text (self->password, password != NULL ? password : "");
}

static void
gate_sign_in_people_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gate_sign_in_people_parent_class)->unmap (widget);
  gtk_toggle_button_set_active (GATE_SIGN_IN_PEOPLE (widget)->reveal, FALSE);
}

static void
gate_sign_in_people_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, GATE_SIGN_IN_PEOPLE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sign_in_people_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&GATE_SIGN_IN_PEOPLE (object)->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sign_in_people_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_SIGN_IN_PEOPLE);
  g_clear_object (&GATE_SIGN_IN_PEOPLE (object)->session);
  G_OBJECT_CLASS (gate_sign_in_people_parent_class)->dispose (object);
}

static void
gate_sign_in_people_class_init (GateSignInPeopleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_sign_in_people_get_property;
  object_class->set_property = gate_sign_in_people_set_property;
  object_class->dispose = gate_sign_in_people_dispose;
  widget_class->unmap = gate_sign_in_people_unmap;

  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           GATE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-sign-in-people.ui");
  gtk_widget_class_bind_template_child (widget_class, GateSignInPeople, root);
  gtk_widget_class_bind_template_child (widget_class, GateSignInPeople, list);
  gtk_widget_class_bind_template_child (widget_class, GateSignInPeople, password);
  gtk_widget_class_bind_template_child (widget_class, GateSignInPeople, reveal);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
gate_sign_in_people_init (GateSignInPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GATE_LOCAL_N_PEOPLE; i++)
    {
      GateLocalPerson person;

      gate_local_people_get (i, &person);
      add_person (self, &person);
    }
}

/**
 * gate_sign_in_people_get_password:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): the password of the people of the local organization; %NULL
 *   in another organization, or if the startup line had no password
 */
const char *
gate_sign_in_people_get_password (GateSession *session)
{
  gboolean is_local = FALSE;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  g_object_get (session, "is-local", &is_local, NULL);
  return is_local ? gate_local_get_password (gate_session_get_local (session)) : NULL;
}
