/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The view only shows the list of clients; GateClientList sorts and filters. The view makes no rows
 * before it is mapped, because GTK 4.8 makes about two hundred rows even for a hidden list. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-clients-view.h"

#include "gate-accessible-name.h"
#include "gate-beside-layout.h"
#include "gate-clients-row.h"
#include "gate-focus.h"
#include "gate-format.h"
#include "gate-text-scale.h"
#include "gate-incremental-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateClientsView
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *search;
  GtkWidget *order;
  GtkLabel *order_label;
  GtkWidget *filters[GATE_CLIENT_N_FILTERS];
  GtkLabel *counts[GATE_CLIENT_N_FILTERS];
  GtkStack *matches;
  GtkWidget *list;
  GateIncrementalList *rows;

  GateClientList *clients;
  GSignalGroup *clients_signals;
  gboolean scroll_to_top;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateClientsView, gate_clients_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CLIENTS,
  PROP_NARROW,
  PROP_FILTER,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order of GateClientFilter. These are also the names of the template children, with
 * underscores. */
static const char *const filter_names[GATE_CLIENT_N_FILTERS] = {
  "all",
  "not-authorized",
  "approved",
  "revoked",
};

static const struct
{
  const char *name;
  const char *label;
} orders[GATE_CLIENT_N_ORDERS] = {
  [GATE_CLIENT_ORDER_NAME] = { "name", NC_ ("order", "Name") },
  [GATE_CLIENT_ORDER_GRANT_TYPE] = { "grant-type", NC_ ("order", "Grant Type") },
  [GATE_CLIENT_ORDER_AUTHORIZATION] = { "authorization", NC_ ("order", "Authorization") },
  [GATE_CLIENT_ORDER_NEWEST] = { "newest", NC_ ("order", "Newest First") },
  [GATE_CLIENT_ORDER_OLDEST] = { "oldest", NC_ ("order", "Oldest First") },
};

static GateClientFilter
get_filter (GateClientsView *self)
{
  return self->clients != NULL ? gate_sliced_list_get_filter (GATE_SLICED_LIST (self->clients)) :
                                 GATE_CLIENT_FILTER_ALL;
}

static void
set_filter (GateClientsView *self,
            const char      *name)
{
  for (guint i = 0; self->clients != NULL && i < GATE_CLIENT_N_FILTERS; i++)
    if (g_strcmp0 (filter_names[i], name) == 0)
      gate_sliced_list_set_filter (GATE_SLICED_LIST (self->clients), i);
}

static GateClientOrder
get_order (GateClientsView *self)
{
  return self->clients != NULL ? gate_client_list_get_order (self->clients) :
                                 GATE_CLIENT_ORDER_NAME;
}

static void
set_order (GateClientsView *self,
           const char      *name)
{
  for (guint i = 0; self->clients != NULL && i < GATE_CLIENT_N_ORDERS; i++)
    if (g_strcmp0 (orders[i].name, name) == 0)
      gate_client_list_set_order (self->clients, (GateClientOrder) i);
}

static void
show_count (GateClientsView *self,
            guint            filter)
{
  GateSlicedList *list = GATE_SLICED_LIST (self->clients);
  guint n = gate_sliced_list_count (list, filter);
  GateKnowledge knowledge = gate_sliced_list_get_knowledge (list);
  g_autofree char *text = gate_format_known_count (n, knowledge);
  g_autofree char *number = gate_format_n_clients (n);
  g_autofree char *description = gate_format_at_least (number, knowledge);

  gtk_label_set_label (self->counts[filter], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters[filter]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_widget_set_tooltip_text (self->filters[filter], description);
}

static void
show_counts (GateClientsView *self)
{
  for (guint i = 0; i < GATE_CLIENT_N_FILTERS; i++)
    show_count (self, i);
}

static void
show_order (GateClientsView *self)
{
  const char *label = g_dpgettext2 (NULL, "order", orders[get_order (self)].label);
  /* Translators: %s is a sort order, e.g. “Name” or “Newest First”. */
  g_autofree char *accessible = g_strdup_printf (_ ("Sort By: %s"), label);

  gtk_label_set_label (self->order_label, label);
  gtk_widget_set_tooltip_text (self->order, accessible);
  gate_set_accessible_name (self->order, accessible);
}

/* Shows the list or the page for no matches. A new search, filter or order scrolls to the top. */
static void
show_matches (GateClientsView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->clients));
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (gate_sliced_list_is_busy (GATE_SLICED_LIST (self->clients)))
    return;
  gtk_stack_set_visible_child_name (self->matches, n > 0 ? "list" : "no-match");
  if (self->scroll_to_top && n_rows > 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
  self->scroll_to_top = FALSE;
}

static void
clients_notify_cb (GateClientsView *self,
                   GParamSpec      *pspec)
{
  self->scroll_to_top |= !g_str_equal (pspec->name, "busy");
  if (g_str_equal (pspec->name, "filter"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
  else if (g_str_equal (pspec->name, "order"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
  show_order (self);
  show_matches (self);
}

static void
set_narrow (GateClientsView *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->order_label), !narrow);
  gate_text_scale_put_below (self->counts, GATE_CLIENT_N_FILTERS, narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_clients_view_map (GtkWidget *widget)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (widget);

  gate_incremental_list_set_model (self->rows, (GListModel *) self->clients);
  GTK_WIDGET_CLASS (gate_clients_view_parent_class)->map (widget);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              GateClientsView          *self)
{
  GtkWidget *row = g_object_new (GATE_TYPE_CLIENTS_ROW, NULL);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             GateClientsView          *self)
{
  gate_clients_row_set_entry (GATE_CLIENTS_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               GateClientsView          *self)
{
  gate_clients_row_set_entry (GATE_CLIENTS_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
search_changed_cb (GateClientsView *self)
{
  if (self->clients != NULL)
    gate_sliced_list_set_search (GATE_SLICED_LIST (self->clients),
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (GateClientsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->list);
}

static void
search_activate_cb (GateClientsView *self)
{
  search_changed_cb (self);
  gtk_widget_grab_focus (self->list);
}

static void
activate_cb (GateClientsView *self,
             guint            position)
{
  g_autoptr (GateClientEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (self->clients), position);
  const char *action = NULL;

  if (entry == NULL)
    return;
  action = gate_client_entry_get_state (entry) == GATE_AUTHORIZATION_AUTHORIZED ?
               "win.show-client" :
               "win.authorize-client";
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", gate_client_entry_get_id (entry));
}

static void
clear_search_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->clients != NULL)
    {
      gate_sliced_list_set_search (GATE_SLICED_LIST (self->clients), "");
      gate_sliced_list_set_filter (GATE_SLICED_LIST (self->clients), GATE_CLIENT_FILTER_ALL);
    }
  gtk_widget_grab_focus (self->search);
}

static gboolean
gate_clients_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GATE_CLIENTS_VIEW (widget)->search);
}

/* The list's own row widget that is WIDGET or contains it; NULL outside the list. */
static GtkWidget *
row_around (GateClientsView *self,
            GtkWidget       *widget)
{
  while (widget != NULL && gtk_widget_get_parent (widget) != self->list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* In GTK 4.8 Tab visits every row of the list. Here Tab visits only the buttons of the focused row
 * and then leaves the list. */
static gboolean
gate_clients_view_focus (GtkWidget       *widget,
                         GtkDirectionType direction)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? row_around (self, focus) : NULL;

  if (row == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return gate_focus_child (widget, direction);
  if (gtk_widget_child_focus (row, direction))
    return TRUE;
  return direction == GTK_DIR_TAB_BACKWARD &&
         gtk_widget_grab_focus (self->filters[GATE_CLIENT_N_FILTERS - 1]);
}

static void
gate_clients_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (object);

  switch (prop_id)
    {
    case PROP_CLIENTS:
      g_value_set_object (value, self->clients);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FILTER:
      g_value_set_string (value, filter_names[get_filter (self)]);
      break;
    case PROP_ORDER:
      g_value_set_string (value, orders[get_order (self)].name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (object);

  switch (prop_id)
    {
    case PROP_CLIENTS:
      gate_clients_view_set_clients (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_FILTER:
      set_filter (self, g_value_get_string (value));
      break;
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_view_dispose (GObject *object)
{
  GateClientsView *self = GATE_CLIENTS_VIEW (object);

  g_clear_object (&self->clients_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CLIENTS_VIEW);
  g_clear_object (&self->clients);
  G_OBJECT_CLASS (gate_clients_view_parent_class)->dispose (object);
}

static void
bind_filters (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < GATE_CLIENT_N_FILTERS; i++)
    {
      g_autofree char *filter = g_strdelimit (g_strdup (filter_names[i]), "-", '_');
      g_autofree char *count = g_strconcat ("n_", filter, NULL);
      gssize filter_offset = G_STRUCT_OFFSET (GateClientsView, filters) + i * sizeof (GtkWidget *);
      gssize count_offset = G_STRUCT_OFFSET (GateClientsView, counts) + i * sizeof (GtkLabel *);

      gtk_widget_class_bind_template_child_full (widget_class, filter, FALSE, filter_offset);
      gtk_widget_class_bind_template_child_full (widget_class, count, FALSE, count_offset);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_BESIDE_LAYOUT);
  g_type_ensure (GATE_TYPE_INCREMENTAL_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-clients-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, root);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, search);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, order);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, order_label);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, matches);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, list);
  gtk_widget_class_bind_template_child (widget_class, GateClientsView, rows);
  bind_filters (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_unbind_cb);
}

static void
define_properties (GObjectClass *object_class)
{
  GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLIENTS] =
      g_param_spec_object ("clients", NULL, NULL, GATE_TYPE_CLIENT_LIST, write);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, write);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL, write);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, NULL, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_clients_view_class_init (GateClientsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_clients_view_get_property;
  object_class->set_property = gate_clients_view_set_property;
  object_class->dispose = gate_clients_view_dispose;
  widget_class->map = gate_clients_view_map;
  widget_class->grab_focus = gate_clients_view_grab_focus;
  widget_class->focus = gate_clients_view_focus;
  define_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class,
                                   "clients.clear-search",
                                   NULL,
                                   clear_search_action_cb);
  gtk_widget_class_install_property_action (widget_class, "clients.filter", "filter");
  gtk_widget_class_install_property_action (widget_class, "clients.order", "order");
}

static void
gate_clients_view_init (GateClientsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clients_signals = g_signal_group_new (GATE_TYPE_CLIENT_LIST);
  g_signal_group_connect_swapped (self->clients_signals,
                                  "notify",
                                  G_CALLBACK (clients_notify_cb),
                                  self);
  g_signal_group_connect_swapped (self->clients_signals,
                                  "counted",
                                  G_CALLBACK (show_counts),
                                  self);
  g_signal_group_connect_swapped (self->clients_signals,
                                  "items-changed",
                                  G_CALLBACK (show_matches),
                                  self);
  show_order (self);
}

void
gate_clients_view_set_clients (GateClientsView *self,
                               GateClientList  *clients)
{
  g_return_if_fail (GATE_IS_CLIENTS_VIEW (self));

  if (!g_set_object (&self->clients, clients))
    return;
  gate_incremental_list_set_model (
      self->rows,
      gtk_widget_get_mapped (GTK_WIDGET (self)) ? (GListModel *) clients : NULL);
  g_signal_group_set_target (self->clients_signals, clients);
  if (clients != NULL)
    {
      show_counts (self);
      show_order (self);
      show_matches (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENTS]);
}
