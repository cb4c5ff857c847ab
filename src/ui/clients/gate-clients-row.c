/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A list view keeps about two hundred rows and gives them other entries while it scrolls, so a
 * change of the entry only sets labels. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-clients-row.h"

#include "gate-accessible-name.h"
#include "gate-column-layout.h"
#include "gate-format.h"

#include <glib/gi18n-lib.h>

#define ACTION_CHARS 10
#define ID_CHARS 16

struct _GateClientsRow
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  GtkWidget *identity;
  GtkLabel *name;
  GtkLabel *subtitle;
  GtkWidget *address;
  GtkLabel *client_id;
  GtkWidget *copy;
  GtkWidget *ruler; /* gives the column of the decision the same width in every row */
  GtkWidget *decision_box;
  GtkWidget *decision;
  GtkWidget *action;
  GtkLabel *action_label;

  GateClientEntry *entry;
  gulong changed_id;
  const char *chip_class;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateClientsRow, gate_clients_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_identity (GateClientsRow *self,
               GateClient     *client)
{
  const char *id = gate_client_get_id (client);
  const char *name = gate_client_get_display_name (client);
  g_autofree char *subtitle = gate_format_client_subtitle (self->entry);
  /* Translators: %s is the name of an OAuth client. */
  g_autofree char *copy = g_strdup_printf (_ ("Copy Client ID of %s"), name);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_label_set_label (self->client_id, id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
  gtk_widget_set_tooltip_text (self->copy, copy);
  gate_set_accessible_name (self->copy, copy);
}

static void
show_decision (GateClientsRow *self)
{
  g_autofree char *text = gate_format_client_decision (self->entry);
  const char *chip_class = gate_format_state_class (gate_client_entry_get_state (self->entry));

  if (self->chip_class != NULL && self->chip_class != chip_class)
    gtk_widget_remove_css_class (self->decision, self->chip_class);
  if (chip_class != NULL)
    gtk_widget_add_css_class (self->decision, chip_class);
  self->chip_class = chip_class;
  gtk_label_set_label (GTK_LABEL (self->decision), text);
}

static void
show_action (GateClientsRow *self)
{
  const char *name =
      gate_client_get_display_name (gate_client_entry_get_client (self->entry));
  g_autofree char *accessible = NULL;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->action),
                                    "s",
                                    gate_client_entry_get_id (self->entry));
  if (gate_client_entry_get_state (self->entry) == GATE_AUTHORIZATION_AUTHORIZED)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), "win.show-client");
      gtk_widget_add_css_class (self->action, "flat");
      gtk_label_set_label (self->action_label, C_ ("client", "Show"));
      /* Translators: a screen reader reads this for the button “Show”; %s is the name of an OAuth
       * client. */
      accessible = g_strdup_printf (_ ("Show %s"), name);
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), "win.authorize-client");
      gtk_widget_remove_css_class (self->action, "flat");
      gtk_label_set_label (self->action_label, C_ ("client", "Authorize…"));
      /* Translators: a screen reader reads this for the button “Authorize…”; %s is the name of an
       * OAuth client. */
      accessible = g_strdup_printf (_ ("Authorize %s…"), name);
    }
  gate_set_accessible_name (self->action, accessible);
}

/* Names the list's own widget around the row, because a screen reader reads that widget and GTK 4.8
 * gives it no name. */
static void
show_name (GateClientsRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = gate_format_client_row_name (self->entry);

  if (parent != NULL)
    gate_set_accessible_name (parent, name);
}

static void
update_labels (GateClientsRow *self)
{
  if (self->entry == NULL)
    return;
  show_identity (self, gate_client_entry_get_client (self->entry));
  show_decision (self);
  show_action (self);
  show_name (self);
}

static void
put (GateClientsRow *self,
     GtkWidget      *cell,
     int             column,
     int             row,
     int             n_columns)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkLayoutChild *child = gtk_layout_manager_get_layout_child (layout, cell);

  g_object_set (child, "column", column, "row", row, "column-span", n_columns, NULL);
}

/* Arranges the children side by side, in columns of the same width in every row, or below each
 * other in a narrow window. */
static void
arrange (GateClientsRow *self)
{
  gboolean narrow = self->narrow;

  put (self, self->identity, 0, 0, narrow ? 2 : 1);
  put (self, self->address, narrow ? 0 : 1, narrow ? 1 : 0, narrow ? 2 : 1);
  put (self, self->ruler, 2, 0, 1);
  put (self, self->decision_box, narrow ? 0 : 2, narrow ? 2 : 0, 1);
  put (self, self->action, narrow ? 1 : 3, narrow ? 2 : 0, 1);
  gtk_widget_set_hexpand (self->decision_box, narrow);
  gtk_label_set_width_chars (self->client_id, narrow ? -1 : ID_CHARS);
  gtk_label_set_width_chars (self->action_label, narrow ? -1 : ACTION_CHARS);
  gtk_widget_set_visible (self->ruler, !narrow);
}

static void
set_narrow (GateClientsRow *self,
            gboolean        narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_clients_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GateClientsRow *self = GATE_CLIENTS_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GateClientsRow *self = GATE_CLIENTS_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      gate_clients_row_set_entry (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_row_dispose (GObject *object)
{
  GateClientsRow *self = GATE_CLIENTS_ROW (object);

  g_clear_signal_handler (&self->changed_id, self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CLIENTS_ROW);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (gate_clients_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, grid);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, identity);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, name);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, address);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, client_id);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, copy);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, ruler);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, decision_box);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, decision);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, action);
  gtk_widget_class_bind_template_child (widget_class, GateClientsRow, action_label);
}

static void
gate_clients_row_class_init (GateClientsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_clients_row_get_property;
  object_class->set_property = gate_clients_row_set_property;
  object_class->dispose = gate_clients_row_dispose;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GATE_TYPE_CLIENT_ENTRY, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (GATE_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-clients-row.ui");
  bind_children (widget_class);
}

static void
gate_clients_row_init (GateClientsRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->action),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  arrange (self);
}

void
gate_clients_row_set_entry (GateClientsRow  *self,
                            GateClientEntry *entry)
{
  g_return_if_fail (GATE_IS_CLIENTS_ROW (self));

  if (self->entry == entry)
    return;
  g_clear_signal_handler (&self->changed_id, self->entry);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    self->changed_id = g_signal_connect_object (entry,
                                                "changed",
                                                G_CALLBACK (update_labels),
                                                self,
                                                G_CONNECT_SWAPPED);
  update_labels (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}
