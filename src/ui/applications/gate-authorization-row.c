/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A list view keeps about two hundred rows and gives them other items while it scrolls. So a row
 * has few widgets, and a change of the item only sets labels. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-authorization-row.h"

#include "gate-accessible-name.h"
#include "gate-format.h"
#include "gate-heading.h"
#include "gate-avatar.h"

#include <glib/gi18n-lib.h>

struct _GateAuthorizationRow
{
  GtkWidget parent_instance;

  GateAvatar *initials;
  GtkLabel *name;
  GtkLabel *subtitle;
  GtkWidget *chip;
  GtkWidget *incomplete; /* NULL until the row shows an incomplete authorization */

  GObject *item;
  gulong changed_id;
  const char *chip_class;
};

G_DEFINE_FINAL_TYPE (GateAuthorizationRow, gate_authorization_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Names the list's own widget around the row, because a screen reader reads that widget and GTK 4.8
 * gives it no name. */
static void
set_accessible_name (GateAuthorizationRow *self,
                     const char           *name)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL)
    gate_set_accessible_name (parent, name);
}

/* An approved application has none, unless its client is disabled or deleted. */
static void
show_chip (GateAuthorizationRow *self,
           GateAuthorization    *it)
{
  GateAuthorizationState state = gate_authorization_get_state (it);
  gboolean is_approved = state == GATE_AUTHORIZATION_AUTHORIZED;
  g_autofree char *text =
      is_approved ? gate_format_client_ended (gate_authorization_get_client (it)) :
                    gate_format_state (state, gate_authorization_get_state_name (it));
  const char *chip_class = is_approved ? "pending" : gate_format_state_class (state);

  if (self->chip_class != NULL && self->chip_class != chip_class)
    gtk_widget_remove_css_class (self->chip, self->chip_class);
  if (chip_class != NULL)
    gtk_widget_add_css_class (self->chip, chip_class);
  self->chip_class = chip_class;
  gtk_label_set_label (GTK_LABEL (self->chip), text != NULL ? text : "");
  gtk_widget_set_visible (self->chip, text != NULL);
}

/* Very few rows need the warning icon, so the row makes it on demand. */
static void
show_incomplete (GateAuthorizationRow *self,
                 gboolean              is_incomplete)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkGridLayoutChild *place = NULL;

  if (self->incomplete == NULL && is_incomplete)
    {
      self->incomplete = g_object_new (GTK_TYPE_IMAGE,
                                       "icon-name",
                                       "dialog-warning-symbolic",
                                       "accessible-role",
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                       NULL);
      gtk_widget_set_tooltip_text (self->incomplete,
                                   _ ("Not everything about this application could be read; "
                                      "Details says what."));
      gtk_widget_set_parent (self->incomplete, GTK_WIDGET (self));
      place = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout,
                                                                          self->incomplete));
      gtk_grid_layout_child_set_column (place, 3);
      gtk_grid_layout_child_set_row_span (place, 2);
    }
  if (self->incomplete != NULL)
    gtk_widget_set_visible (self->incomplete, is_incomplete);
}

/* Before the rest, so that a narrow row does not cut it. */
static void
show_subtitle (GateAuthorizationRow *self,
               GateAuthorization    *it,
               const char           *subtitle)
{
  g_autofree char *end = gate_format_id_end (gate_authorization_get_id (it));
  g_autofree char *both = NULL;

  if (gate_authorization_get_namesakes (it) != GATE_NAMESAKES_NONE)
    /* Translators: the last letters of a client ID, and the second line of a row. */
    both = g_strdup_printf (_ ("ID …%s · %s"), end, subtitle);
  gtk_label_set_label (self->subtitle, both != NULL ? both : subtitle);
}

static void
show_authorization (GateAuthorizationRow *self,
                    GateAuthorization    *authorization)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *subtitle = gate_format_row_subtitle (authorization, now);
  g_autofree char *accessible = gate_format_row_name (authorization, subtitle);
  const char *name = gate_authorization_get_name (authorization);

  gtk_label_set_label (self->name, name);
  /* IDs differ at their ends. */
  gtk_label_set_ellipsize (self->name,
                           g_str_equal (name, gate_authorization_get_id (authorization)) ?
                               PANGO_ELLIPSIZE_MIDDLE :
                               PANGO_ELLIPSIZE_END);
  show_subtitle (self, authorization, subtitle);
  gate_avatar_set_text (self->initials, name);
  show_chip (self, authorization);
  show_incomplete (self, gate_authorization_get_problem (authorization) != NULL);
  set_accessible_name (self, accessible);
}

static void
show_heading (GateAuthorizationRow *self,
              GateHeading          *heading)
{
  const char *title = gate_heading_get_title (heading);

  gtk_label_set_label (self->name, title);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->chip, FALSE);
  show_incomplete (self, FALSE);
  set_accessible_name (self, title);
}

/* A heading is an ordinary row for the list view. It shows only a name, and its style class keeps
 * it from looking like a row that can be clicked. */
static void
mark_heading (GateAuthorizationRow *self,
              gboolean              is_heading)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self->initials), !is_heading);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), !is_heading);
  if (parent != NULL && is_heading)
    gtk_widget_add_css_class (parent, "gate-heading-row");
  else if (parent != NULL)
    gtk_widget_remove_css_class (parent, "gate-heading-row");
}

static void
update_labels (GateAuthorizationRow *self)
{
  mark_heading (self, GATE_IS_HEADING (self->item));
  if (GATE_IS_HEADING (self->item))
    show_heading (self, GATE_HEADING (self->item));
  else if (GATE_IS_AUTHORIZATION (self->item))
    show_authorization (self, GATE_AUTHORIZATION (self->item));
}

static void
released_cb (GateAuthorizationRow *self)
{
  if (GATE_IS_AUTHORIZATION (self->item))
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "sidebar.open",
                                "s",
                                gate_authorization_get_id (GATE_AUTHORIZATION (self->item)));
}

static void
gate_authorization_row_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, GATE_AUTHORIZATION_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_row_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      gate_authorization_row_set_item (GATE_AUTHORIZATION_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_row_dispose (GObject *object)
{
  GateAuthorizationRow *self = GATE_AUTHORIZATION_ROW (object);

  g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_pointer (&self->incomplete, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_AUTHORIZATION_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (gate_authorization_row_parent_class)->dispose (object);
}

static void
gate_authorization_row_class_init (GateAuthorizationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_authorization_row_get_property;
  object_class->set_property = gate_authorization_row_set_property;
  object_class->dispose = gate_authorization_row_dispose;

  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           G_TYPE_OBJECT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GATE_TYPE_AVATAR);
  gtk_widget_class_set_css_name (widget_class, "gateauthorizationrow");
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-authorization-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationRow, initials);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationRow, name);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizationRow, chip);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
gate_authorization_row_init (GateAuthorizationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_authorization_row_focus_in:
 * @list: a list view of GateAuthorizationRow
 * @item: (nullable): the item of the row to focus; %NULL for the first row that is not a heading
 *
 * Returns: whether such a row exists and has the focus now
 */
gboolean
gate_authorization_row_focus_in (GtkWidget *list,
                                 GObject   *item)
{
  g_return_val_if_fail (GTK_IS_WIDGET (list), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      GateAuthorizationRow *self =
          GATE_IS_AUTHORIZATION_ROW (child) ? GATE_AUTHORIZATION_ROW (child) : NULL;

      if (self != NULL && (item != NULL ? self->item == item : GATE_IS_AUTHORIZATION (self->item)))
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}

void
gate_authorization_row_set_item (GateAuthorizationRow *self,
                                 GObject              *item)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_ROW (self));

  if (self->item == item)
    return;
  g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->item, item);
  if (GATE_IS_AUTHORIZATION (item))
    self->changed_id = g_signal_connect_object (item,
                                                "changed",
                                                G_CALLBACK (update_labels),
                                                self,
                                                G_CONNECT_SWAPPED);
  update_labels (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
