/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The sidebar only shows the list; GateAuthorizationList sorts, filters and groups. The sidebar
 * keeps the selected authorization itself, beside the selection model, because a filter that hides
 * its row must not close the authorization view. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-sidebar-private.h"

#include "gate-column-layout.h"
#include "gate-format.h"
#include "gate-authorization-row.h"
#include "gate-text-scale.h"

G_DEFINE_FINAL_TYPE (GateSidebar, gate_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SELECTED,
  PROP_FILTER,
  PROP_NARROW,
  N_PROPS
};

enum
{
  OPENED,
  LEAVING,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* In the order of GateAuthorizationListFilter. */
static const char *const filter_names[N_FILTERS] = { "all", "pending", "approved", "revoked" };

static const char *
get_filter (GateSidebar *self)
{
  if (self->authorizations == NULL)
    return filter_names[GATE_AUTHORIZATION_LIST_ALL];
  return filter_names[gate_sliced_list_get_filter (GATE_SLICED_LIST (self->authorizations))];
}

/* Sets a new search and filter, and lets the list start from the top. Loading the same list again
 * does not come here, because that must not scroll the list. */
static void
look_for (GateSidebar                *self,
          GateAuthorizationListFilter filter,
          const char                 *search)
{
  gate_incremental_list_set_begins_anew (self->rows, TRUE);
  gate_sliced_list_set_search (GATE_SLICED_LIST (self->authorizations), search);
  gate_sliced_list_set_filter (GATE_SLICED_LIST (self->authorizations), filter);
  if (!gate_sliced_list_is_busy (GATE_SLICED_LIST (self->authorizations)))
    gate_incremental_list_set_begins_anew (self->rows, FALSE);
}

static void
set_filter (GateSidebar *self,
            const char  *name)
{
  for (guint i = 0; self->authorizations != NULL && i < N_FILTERS; i++)
    if (g_strcmp0 (filter_names[i], name) == 0)
      look_for (self,
                (GateAuthorizationListFilter) i,
                gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Puts each number below its word if the filters have no room for both side by side. */
static void
arrange_counts (GateSidebar *self)
{
  GtkWidget *box = gtk_widget_get_parent (self->filters[0]);
  int room = 0;

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &room, NULL, NULL);
  room -= gtk_widget_get_margin_start (box) + gtk_widget_get_margin_end (box);
  gate_text_scale_put_below (self->counts,
                             N_FILTERS,
                             self->narrow ||
                                 gate_text_scale_width_beside (self->counts, N_FILTERS) > room);
}

static void
set_narrow (GateSidebar *self,
            gboolean     narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  arrange_counts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* Whether the selection may change to AUTHORIZATION. A handler of “leaving” can forbid the change,
 * e.g. because of unsaved edits. */
static gboolean
may_leave (GateSidebar       *self,
           GateAuthorization *authorization)
{
  gboolean stay = FALSE;

  if (self->selected != NULL && self->selected != authorization)
    g_signal_emit (self, signals[LEAVING], 0, authorization, &stay);
  return !stay;
}

static void
take_selected (GateSidebar       *self,
               GateAuthorization *authorization)
{
  if (g_set_object (&self->selected, authorization))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Selects the row of the selected authorization again after the rows have changed. */
static void
restore_selection (GateSidebar *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selected == NULL)
    return;
  if (!gate_sliced_list_find (GATE_SLICED_LIST (self->authorizations),
                              gate_authorization_get_id (self->selected),
                              &position))
    position = GTK_INVALID_LIST_POSITION;
  else if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    {
      if (self->scroll_to_selected && !self->may_wait)
        gate_incremental_list_show_all (self->rows);
      else
        position = GTK_INVALID_LIST_POSITION; /* a later stage has the row */
    }
  self->restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->restoring = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && self->scroll_to_selected)
    gate_sidebar_scroll_to_selected (self);
}

static void
show_count (GateSidebar *self,
            guint        filter)
{
  GateSlicedList *list = GATE_SLICED_LIST (self->authorizations);
  guint n = gate_sliced_list_count (list, filter);
  GateKnowledge knowledge = gate_sliced_list_get_knowledge (list);
  g_autofree char *text = gate_format_known_count (n, knowledge);
  g_autofree char *number = gate_format_n_applications (n);
  g_autofree char *description = gate_format_at_least (number, knowledge);

  gtk_label_set_label (self->counts[filter], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters[filter]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_widget_set_tooltip_text (self->filters[filter], description);
}

static void
update_page (GateSidebar *self)
{
  guint n_shown;

  if (self->authorizations == NULL)
    return;
  for (guint i = 0; i < N_FILTERS; i++)
    show_count (self, i);
  arrange_counts (self);
  if (gate_sliced_list_is_busy (GATE_SLICED_LIST (self->authorizations)))
    return;
  n_shown = gate_sliced_list_get_n_shown (GATE_SLICED_LIST (self->authorizations));
  gate_incremental_list_set_begins_anew (self->rows, FALSE);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list" : "no-match");
}

/* Opens the first match after Enter in the search, when the search is done. */
static void
open_first (GateSidebar *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  if (!self->open_first || gate_sliced_list_is_busy (GATE_SLICED_LIST (self->authorizations)))
    return;
  self->open_first = FALSE;
  for (guint i = 0; i < MIN (2, g_list_model_get_n_items (model)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (!GATE_IS_AUTHORIZATION (item))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      if (self->selected == (gpointer) item)
        g_signal_emit (self, signals[OPENED], 0);
      return;
    }
}

static void
list_notify_cb (GateSidebar *self,
                GParamSpec  *pspec)
{
  if (g_str_equal (pspec->name, "filter"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
  update_page (self);
  open_first (self);
}

static void
items_changed_cb (GateSidebar *self)
{
  gate_sidebar_let_go (self);
  restore_selection (self);
}

/* GTK 4.8 moves the focus only to selectable rows, so the arrow keys could not pass a heading that
 * is not selectable. So headings are selectable, and this handler restores the selection at
 * once. */
static void
selected_item_cb (GateSidebar *self)
{
  GObject *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->restoring || item == NULL)
    return;
  if (GATE_IS_AUTHORIZATION (item) && may_leave (self, GATE_AUTHORIZATION (item)))
    take_selected (self, GATE_AUTHORIZATION (item));
  else if (self->selected != NULL)
    restore_selection (self);
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
search_changed_cb (GateSidebar *self)
{
  if (self->authorizations != NULL)
    look_for (self,
              gate_sliced_list_get_filter (GATE_SLICED_LIST (self->authorizations)),
              gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (GateSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gate_sidebar_focus_row (self);
}

static void
search_activate_cb (GateSidebar *self)
{
  if (self->authorizations == NULL)
    return;
  search_changed_cb (self);
  self->open_first = TRUE;
  open_first (self);
}

static void
activate_cb (GateSidebar *self,
             guint        position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (!GATE_IS_AUTHORIZATION (item))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (self->selected == (gpointer) item)
    g_signal_emit (self, signals[OPENED], 0);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateSidebar *self = GATE_SIDEBAR (widget);

  if (gate_sidebar_select (self, g_variant_get_string (parameter, NULL)))
    g_signal_emit (self, signals[OPENED], 0);
}

static void
clear_search_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  GateSidebar *self = GATE_SIDEBAR (widget);

  gate_sidebar_clear_search (self);
  gtk_widget_grab_focus (self->search);
}

static void
gate_sidebar_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GateSidebar *self = GATE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_FILTER:
      g_value_set_string (value, get_filter (self));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sidebar_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GateSidebar *self = GATE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_sidebar_set_session (self, g_value_get_object (value));
      break;
    case PROP_FILTER:
      set_filter (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sidebar_dispose (GObject *object)
{
  GateSidebar *self = GATE_SIDEBAR (object);

  g_clear_object (&self->list_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_SIDEBAR);
  g_clear_object (&self->selected);
  g_clear_object (&self->authorizations);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_sidebar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, root);
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, rows);
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, GateSidebar, list);
  for (guint i = 0; i < N_FILTERS; i++)
    {
      g_autofree char *count = g_strconcat ("n_", filter_names[i], NULL);
      gssize filter_offset = G_STRUCT_OFFSET (GateSidebar, filters) + i * sizeof (GtkWidget *);
      gssize count_offset = G_STRUCT_OFFSET (GateSidebar, counts) + i * sizeof (GtkLabel *);

      gtk_widget_class_bind_template_child_full (widget_class,
                                                 filter_names[i],
                                                 FALSE,
                                                 filter_offset);
      gtk_widget_class_bind_template_child_full (widget_class, count, FALSE, count_offset);
    }
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gate_sidebar_class_init (GateSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_sidebar_get_property;
  object_class->set_property = gate_sidebar_set_property;
  object_class->dispose = gate_sidebar_dispose;
  gate_sidebar_install_focus (widget_class);

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, flags);
  properties[PROP_SELECTED] = g_param_spec_object ("selected",
                                                   NULL,
                                                   NULL,
                                                   GATE_TYPE_AUTHORIZATION,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened",
                                  GATE_TYPE_SIDEBAR,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  signals[LEAVING] = g_signal_new ("leaving",
                                   GATE_TYPE_SIDEBAR,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   g_signal_accumulator_true_handled,
                                   NULL,
                                   NULL,
                                   G_TYPE_BOOLEAN,
                                   1,
                                   GATE_TYPE_AUTHORIZATION);

  g_type_ensure (GATE_TYPE_COLUMN_LAYOUT);
  g_type_ensure (GATE_TYPE_AUTHORIZATION_ROW);
  g_type_ensure (GATE_TYPE_INCREMENTAL_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-sidebar.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "sidebar.open", "s", open_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "sidebar.clear-search",
                                   NULL,
                                   clear_search_action_cb);
  gtk_widget_class_install_property_action (widget_class, "sidebar.filter", "filter");
}

static void
gate_sidebar_init (GateSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list_signals = g_signal_group_new (GATE_TYPE_AUTHORIZATION_LIST);
  g_signal_group_connect_swapped (self->list_signals,
                                  "notify",
                                  G_CALLBACK (list_notify_cb),
                                  self);
  g_signal_group_connect_swapped (self->list_signals, "counted", G_CALLBACK (update_page), self);
  g_signal_group_connect_swapped (self->list_signals,
                                  "items-changed",
                                  G_CALLBACK (update_page),
                                  self);
}

void
gate_sidebar_set_session (GateSidebar *self,
                          GateSession *session)
{
  g_return_if_fail (GATE_IS_SIDEBAR (self));

  if (!g_set_object (&self->session, session))
    return;
  take_selected (self, NULL);
  g_clear_object (&self->authorizations);
  if (session != NULL)
    self->authorizations = g_object_ref (gate_session_get_authorization_list (session));
  gate_incremental_list_set_model (self->rows, (GListModel *) self->authorizations);
  g_signal_group_set_target (self->list_signals, self->authorizations);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

GateAuthorization *
gate_sidebar_get_selected (GateSidebar *self)
{
  g_return_val_if_fail (GATE_IS_SIDEBAR (self), NULL);
  return self->selected;
}

/**
 * gate_sidebar_select:
 * @self: the sidebar
 * @client_id: the client ID of the authorization to select
 *
 * Selects the authorization and scrolls to its row. Clears a search or filter that hides the row.
 *
 * Returns: whether the authorization is selected: it is in the list, and the selection may change
 */
gboolean
gate_sidebar_select (GateSidebar *self,
                     const char  *client_id)
{
  GateAuthorization *authorization = NULL;
  guint position = 0;

  g_return_val_if_fail (GATE_IS_SIDEBAR (self), FALSE);
  g_return_val_if_fail (client_id != NULL, FALSE);

  if (self->authorizations != NULL)
    authorization = gate_sliced_list_lookup (GATE_SLICED_LIST (self->authorizations), client_id);
  if (authorization == NULL || !may_leave (self, authorization))
    return FALSE;
  take_selected (self, authorization);
  self->scroll_to_selected = TRUE;
  self->may_wait = FALSE;
  if (!gate_sliced_list_find (GATE_SLICED_LIST (self->authorizations), client_id, &position))
    gate_sidebar_clear_search (self);
  restore_selection (self);
  return TRUE;
}

/**
 * gate_sidebar_select_again:
 * @self: the sidebar, without a selection
 * @client_id: the client ID of the authorization that was selected before
 *
 * Selects the authorization if it is in the list. The list scrolls to its row only when the stage
 * with the row comes; if another row has the focus then, the focus moves too.
 */
void
gate_sidebar_select_again (GateSidebar *self,
                           const char  *client_id)
{
  GateAuthorization *authorization = NULL;

  g_return_if_fail (GATE_IS_SIDEBAR (self));
  g_return_if_fail (client_id != NULL);

  if (self->authorizations != NULL)
    authorization = gate_sliced_list_lookup (GATE_SLICED_LIST (self->authorizations), client_id);
  if (authorization == NULL || self->selected != NULL)
    return;
  take_selected (self, authorization);
  self->scroll_to_selected = TRUE;
  self->may_wait = TRUE;
  restore_selection (self);
}

/* Clears the search and the filter at once, without the delay of the search entry. */
void
gate_sidebar_clear_search (GateSidebar *self)
{
  g_return_if_fail (GATE_IS_SIDEBAR (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->authorizations == NULL)
    return;
  look_for (self, GATE_AUTHORIZATION_LIST_ALL, "");
}

/* Clears the selection when its authorization has left the list and the selection may change. */
void
gate_sidebar_let_go (GateSidebar *self)
{
  const char *id = NULL;

  g_return_if_fail (GATE_IS_SIDEBAR (self));

  if (self->selected == NULL || self->authorizations == NULL)
    return;
  id = gate_authorization_get_id (self->selected);
  if (gate_sliced_list_lookup (GATE_SLICED_LIST (self->authorizations), id) == NULL &&
      may_leave (self, NULL))
    take_selected (self, NULL);
}
