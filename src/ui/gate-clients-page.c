/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list of clients sorts and filters by itself; here it is only shown. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-clients-page.h"

#include "gate-clients-row.h"
#include "gate-format.h"
#include "gate-person.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateClientsPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *waiting;
  AdwStatusPage *denied_page;
  GtkWidget *switch_account;
  AdwStatusPage *error_page;
  GtkWidget *try_again;
  GtkWidget *correlation;
  GtkLabel *correlation_label;
  GtkWidget *copy;
  GtkWidget *authorize;
  GtkOrientable *tools;
  GtkWidget *search;
  GtkWidget *order;
  GtkLabel *order_label;
  GtkWidget *filters[GATE_CLIENT_N_FILTERS];
  GtkLabel *counts[GATE_CLIENT_N_FILTERS];
  GtkStack *matches;
  GtkWidget *list;

  GateSession *session;
  GateClientList *clients;
  GSignalGroup *session_signals;
  GSignalGroup *clients_signals;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateClientsPage, gate_clients_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_NARROW,
  PROP_FILTER,
  PROP_ORDER,
  PROP_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order of GateClientFilter; with an underscore they are the names of the buttons. */
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
get_filter (GateClientsPage *self)
{
  return self->clients != NULL ? gate_client_list_get_filter (self->clients) :
                                 GATE_CLIENT_FILTER_ALL;
}

static void
set_filter (GateClientsPage *self,
            const char      *name)
{
  for (guint i = 0; self->clients != NULL && i < GATE_CLIENT_N_FILTERS; i++)
    if (g_strcmp0 (filter_names[i], name) == 0)
      gate_client_list_set_filter (self->clients, (GateClientFilter) i);
}

static GateClientOrder
get_order (GateClientsPage *self)
{
  return self->clients != NULL ? gate_client_list_get_order (self->clients) :
                                 GATE_CLIENT_ORDER_NAME;
}

static void
set_order (GateClientsPage *self,
           const char      *name)
{
  for (guint i = 0; self->clients != NULL && i < GATE_CLIENT_N_ORDERS; i++)
    if (g_strcmp0 (orders[i].name, name) == 0)
      gate_client_list_set_order (self->clients, (GateClientOrder) i);
}

static const char *
choose_page (GateClientsPage *self)
{
  GateSessionState state = gate_session_get_state (self->session);

  if (state == GATE_SESSION_STARTING || state == GATE_SESSION_LOADING)
    return "loading";
  switch (gate_session_get_clients_state (self->session))
    {
    case GATE_CLIENTS_SHOWN:
      if (g_list_model_get_n_items (gate_session_get_clients (self->session)) == 0)
        return "empty";
      return "content";
    case GATE_CLIENTS_DENIED:
      return "denied";
    case GATE_CLIENTS_FAILED:
      return "error";
    case GATE_CLIENTS_WAITING:
    default:
      return "loading";
    }
}

static void
show_problem (GateClientsPage *self)
{
  const char *id = NULL;
  const char *problem = gate_session_get_clients_problem (self->session, &id);
  g_autofree char *markup = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;

  adw_status_page_set_description (self->error_page, markup);
  gtk_widget_set_visible (self->correlation, id != NULL);
  if (id != NULL)
    {
      /* Translators: %s is an identifier that the service gave to a request. */
      g_autofree char *text = g_strdup_printf (_ ("Correlation ID: %s"), id);

      gtk_label_set_label (self->correlation_label, text);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
    }
}

static void
show_page (GateClientsPage *self,
           const char      *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
update_page (GateClientsPage *self)
{
  gboolean slow = FALSE;

  if (self->session == NULL)
    return;
  g_object_get (self->session, "slow", &slow, NULL);
  gtk_widget_set_visible (self->waiting, slow);
  show_problem (self);
  show_page (self, choose_page (self));
}

static void
show_count (GateClientsPage *self,
            guint            filter)
{
  guint n = gate_client_list_count (self->clients, (GateClientFilter) filter);
  g_autofree char *text = gate_format_count (n);
  g_autofree char *description = gate_format_n_clients (n);

  gtk_label_set_label (self->counts[filter], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters[filter]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_widget_set_tooltip_text (self->filters[filter], description);
}

static void
show_counts (GateClientsPage *self)
{
  for (guint i = 0; i < GATE_CLIENT_N_FILTERS; i++)
    show_count (self, i);
}

static void
show_order (GateClientsPage *self)
{
  const char *label = g_dpgettext2 (NULL, "order", orders[get_order (self)].label);
  /* Translators: %s is an order: “Name”, “Newest First” … */
  g_autofree char *accessible = g_strdup_printf (_ ("Sort By: %s"), label);

  gtk_label_set_label (self->order_label, label);
  gtk_widget_set_tooltip_text (self->order, accessible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->order),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible,
                                  -1);
}

static void
show_matches (GateClientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->clients));

  if (!gate_client_list_is_busy (self->clients))
    gtk_stack_set_visible_child_name (self->matches, n > 0 ? "list" : "no-match");
}

static void
clients_notify_cb (GateClientsPage *self,
                   GParamSpec      *pspec)
{
  if (g_str_equal (pspec->name, "filter"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
  else if (g_str_equal (pspec->name, "order"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
  show_order (self);
  show_matches (self);
}

static void
set_narrow (GateClientsPage *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_orientable_set_orientation (self->tools,
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->order_label), !narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              GateClientsPage          *self)
{
  GtkWidget *row = g_object_new (GATE_TYPE_CLIENTS_ROW, NULL);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             GateClientsPage          *self)
{
  gate_clients_row_set_entry (GATE_CLIENTS_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               GateClientsPage          *self)
{
  gate_clients_row_set_entry (GATE_CLIENTS_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
search_changed_cb (GateClientsPage *self)
{
  if (self->clients != NULL)
    gate_client_list_set_search (self->clients,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (GateClientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->list);
}

static void
search_activate_cb (GateClientsPage *self)
{
  search_changed_cb (self);
  gtk_widget_grab_focus (self->list);
}

static void
activate_cb (GateClientsPage *self,
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
  GateClientsPage *self = GATE_CLIENTS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->clients != NULL)
    {
      gate_client_list_set_search (self->clients, "");
      gate_client_list_set_filter (self->clients, GATE_CLIENT_FILTER_ALL);
    }
  gtk_widget_grab_focus (self->search);
}

static gboolean
gate_clients_page_grab_focus (GtkWidget *widget)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "denied") == 0)
    return gtk_widget_grab_focus (self->switch_account);
  if (g_strcmp0 (shown, "error") == 0)
    return gtk_widget_grab_focus (self->try_again);
  if (g_strcmp0 (shown, "empty") == 0)
    return gtk_widget_grab_focus (self->authorize);
  if (g_strcmp0 (shown, "content") == 0)
    return gtk_widget_grab_focus (self->search);
  return FALSE;
}

/* The row of the list that WIDGET is, or is in. */
static GtkWidget *
row_around (GateClientsPage *self,
            GtkWidget       *widget)
{
  while (widget != NULL && gtk_widget_get_parent (widget) != self->list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* In GTK 4.8 Tab goes from row to row, however many there are; here it goes through the buttons of
 * one row and then leaves the list. */
static gboolean
gate_clients_page_focus (GtkWidget       *widget,
                         GtkDirectionType direction)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? row_around (self, focus) : NULL;

  if (row == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (gate_clients_page_parent_class)->focus (widget, direction);
  if (gtk_widget_child_focus (row, direction))
    return TRUE;
  return direction == GTK_DIR_TAB_BACKWARD &&
         gtk_widget_grab_focus (self->filters[GATE_CLIENT_N_FILTERS - 1]);
}

static void
gate_clients_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
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
    case PROP_SHOWN:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_clients_page_set_session (self, g_value_get_object (value));
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
gate_clients_page_dispose (GObject *object)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->clients_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CLIENTS_PAGE);
  g_clear_object (&self->clients);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_clients_page_parent_class)->dispose (object);
}

static void
bind_filters (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < GATE_CLIENT_N_FILTERS; i++)
    {
      g_autofree char *filter = g_strdelimit (g_strdup (filter_names[i]), "-", '_');
      g_autofree char *count = g_strconcat ("n_", filter, NULL);
      gssize filter_offset = G_STRUCT_OFFSET (GateClientsPage, filters) + i * sizeof (GtkWidget *);
      gssize count_offset = G_STRUCT_OFFSET (GateClientsPage, counts) + i * sizeof (GtkLabel *);

      gtk_widget_class_bind_template_child_full (widget_class, filter, FALSE, filter_offset);
      gtk_widget_class_bind_template_child_full (widget_class, count, FALSE, count_offset);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, denied_page);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, switch_account);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, try_again);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, correlation);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, correlation_label);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, copy);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, authorize);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, tools);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, search);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, order);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, order_label);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, matches);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, list);
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
gate_clients_page_class_init (GateClientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags write = read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_clients_page_get_property;
  object_class->set_property = gate_clients_page_set_property;
  object_class->dispose = gate_clients_page_dispose;
  widget_class->grab_focus = gate_clients_page_grab_focus;
  widget_class->focus = gate_clients_page_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, write);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, write);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL, write);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, NULL, write);
  properties[PROP_SHOWN] = g_param_spec_string ("shown", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
connect_signals (GateClientsPage *self)
{
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify", G_CALLBACK (update_page), self);
  self->clients_signals = g_signal_group_new (GATE_TYPE_CLIENT_LIST);
  g_signal_group_connect_swapped (self->clients_signals,
                                  "notify",
                                  G_CALLBACK (clients_notify_cb),
                                  self);
  g_signal_group_connect_swapped (self->clients_signals,
                                  "counted",
                                  G_CALLBACK (show_counts),
                                  self);
}

static void
gate_clients_page_init (GateClientsPage *self)
{
  g_autofree char *permission = gate_format_permission (GATE_PERMISSION_VIEW_CLIENTS);
  /* Translators: %s is a permission: “OAuth › Client › View”. */
  g_autofree char *sentence = g_strdup_printf (_ ("You need %s."), permission);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_description (self->denied_page, markup);
  connect_signals (self);
  show_order (self);
}

void
gate_clients_page_set_session (GateClientsPage *self,
                               GateSession     *session)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  GateClientList *clients = NULL;

  g_return_if_fail (GATE_IS_CLIENTS_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    clients = gate_session_get_client_list (session);
  g_set_object (&self->clients, clients);
  if (self->clients != NULL)
    selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->clients)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), (GtkSelectionModel *) selection);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->clients_signals, self->clients);
  update_page (self);
  if (self->clients != NULL)
    {
      show_counts (self);
      show_matches (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
gate_clients_page_start_search (GateClientsPage *self)
{
  g_return_if_fail (GATE_IS_CLIENTS_PAGE (self));

  gtk_widget_grab_focus (self->search);
}
