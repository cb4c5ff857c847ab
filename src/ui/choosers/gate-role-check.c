/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-role-check.h"

#include "gate-accessible-name.h"
#include "gate-format-roles.h"

#include <glib/gi18n-lib.h>

struct _GateRoleCheck
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkCheckButton *check;
  GtkLabel *name_label;
  GtkLabel *description_label;
  GtkLabel *people_label;

  GateRole *role;
  gboolean ticked;
  gboolean listed;
};

G_DEFINE_FINAL_TYPE (GateRoleCheck, gate_role_check, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A click only asks the dialog for a change: the dialog owns the state and sets the check mark. */
static void
check_active_cb (GateRoleCheck *self)
{
  if (gtk_check_button_get_active (self->check) != self->ticked)
    gate_role_check_toggle (self);
}

/* On GTK 4.8 assistive technologies get no action from a check button or a list row, but they get
 * the class actions of a widget. */
static void
toggle_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gate_role_check_toggle (GATE_ROLE_CHECK (widget));
}

static void
gate_role_check_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_ROLE_CHECK);
  g_clear_object (&GATE_ROLE_CHECK (object)->role);
  G_OBJECT_CLASS (gate_role_check_parent_class)->dispose (object);
}

static void
gate_role_check_class_init (GateRoleCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_role_check_dispose;
  signals[TOGGLED] = g_signal_new ("toggled",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_css_name (widget_class, "gaterolecheck");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-role-check.ui");
  gtk_widget_class_bind_template_child (widget_class, GateRoleCheck, content);
  gtk_widget_class_bind_template_child (widget_class, GateRoleCheck, check);
  gtk_widget_class_bind_template_child (widget_class, GateRoleCheck, name_label);
  gtk_widget_class_bind_template_child (widget_class, GateRoleCheck, description_label);
  gtk_widget_class_bind_template_child (widget_class, GateRoleCheck, people_label);
  gtk_widget_class_bind_template_callback (widget_class, check_active_cb);
  gtk_widget_class_install_action (widget_class, "role.toggle", NULL, toggle_action_cb);
}

static void
gate_role_check_init (GateRoleCheck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gate_role_check_new (void)
{
  return g_object_new (GATE_TYPE_ROLE_CHECK, NULL);
}

GateRole *
gate_role_check_get_role (GateRoleCheck *self)
{
  g_return_val_if_fail (GATE_IS_ROLE_CHECK (self), NULL);

  return self->role;
}

/* A screen reader reads the list's own widget around the row, so that widget gets the name and the
 * state of the role. The check mark is named after the role, for people who look for the mark. */
static void
show_accessible (GateRoleCheck *self,
                 const char    *name,
                 const char    *people,
                 const char    *description)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) spoken = g_string_new (name);
  const char *state = self->ticked ? C_ ("role", "chosen") : NULL;
  const char *parts[] = { self->listed ? C_ ("role", "has access") : state, people, description };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (spoken, ", %s", parts[i]);
  gate_set_accessible_name (GTK_WIDGET (self->check), name);
  if (parent != NULL)
    gate_set_accessible_name (parent, spoken->str);
}

/**
 * gate_role_check_show:
 * @self: a row
 * @role: (nullable): the role to show
 * @apart: (nullable): a text that tells the role from others of the same name
 * @people: (nullable): how many people hold the role, in words; needed with @role
 * @ticked: whether the role is ticked
 * @listed: whether the role already has access, so that its check mark is insensitive
 */
void
gate_role_check_show (GateRoleCheck *self,
                      GateRole      *role,
                      const char    *apart,
                      const char    *people,
                      gboolean       ticked,
                      gboolean       listed)
{
  g_autofree char *name = NULL;
  g_autofree char *full_name = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (GATE_IS_ROLE_CHECK (self));

  g_set_object (&self->role, role);
  if (role == NULL)
    return;
  g_object_get (role, "name", &name, NULL);
  full_name = apart != NULL ? g_strdup_printf ("%s, %s", name, apart) : g_strdup (name);
  description = gate_format_roles_subtitle (role, apart);
  self->ticked = ticked || listed;
  self->listed = listed;
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->description_label, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), *description != '\0');
  gtk_label_set_label (self->people_label, listed ? C_ ("role", "has access") : people);
  /* The check mark too: GTK 4.8 reports to assistive technologies only the widget's own state. */
  gtk_widget_set_sensitive (self->content, !listed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !listed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "role.toggle", !listed);
  gtk_check_button_set_active (self->check, self->ticked);
  show_accessible (self, full_name, people, description);
}

void
gate_role_check_toggle (GateRoleCheck *self)
{
  g_return_if_fail (GATE_IS_ROLE_CHECK (self));

  if (self->role != NULL && !self->listed)
    g_signal_emit (self, signals[TOGGLED], 0);
}
