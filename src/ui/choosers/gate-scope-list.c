/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list makes its rows in stages, because rows for all scopes at once would block the window. A
 * scope without a row yet counts, and can be ticked, like one with a row. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-scope-list.h"

#include "gate-scope-row.h"
#include "gate-scope.h"

/* The rows that a window can show at first. */
#define N_FIRST 12
/* The rows that can be made and laid out within one frame. */
#define N_MORE 4

struct _GateScopeList
{
  GtkWidget parent_instance;

  GateSession *session;
  GPtrArray   *rows;          /* borrowed from the list box */
  GPtrArray   *coming;        /* IDs of the scopes without a row yet, in order */
  char       **coming_selected;
  char       **not_granted;
  char       **is_new;
  char       **refused;
  guint        coming_id;
  char        *search;        /* case folded */
  gboolean     selectable;
  guint        n_selected;
  gboolean     is_setting;    /* the program ticks, not a person */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GateScopeList, gate_scope_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_N_SELECTED,
  PROP_SELECTABLE,
  N_PROPS
};

enum
{
  SELECTION_CHANGED,
  TOGGLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
contains (char      **scopes,
          const char *id)
{
  return scopes != NULL && g_strv_contains ((const char *const *) scopes, id);
}

static void
update_selection (GateScopeList *self)
{
  guint n = 0;

  if (self->is_setting)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    n += gate_scope_row_is_selected (self->rows->pdata[i]) ? 1 : 0;
  for (guint i = 0; i < self->coming->len; i++)
    n += contains (self->coming_selected, self->coming->pdata[i]) ? 1 : 0;
  if (n != self->n_selected)
    {
      self->n_selected = n;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
    }
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
row_selected_cb (GateScopeList *self,
                 GParamSpec    *pspec,
                 GateScopeRow  *row)
{
  update_selection (self);
  if (!self->is_setting)
    g_signal_emit (self,
                   signals[TOGGLED],
                   0,
                   gate_scope_row_get_scope_id (row),
                   gate_scope_row_is_selected (row));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  GateScopeList *self = user_data;

  return gate_scope_row_matches (GATE_SCOPE_ROW (row), self->search);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return gate_scope_compare (*(const char *const *) a, *(const char *const *) b);
}

static void
set_strv (char            ***strv,
          const char *const *to)
{
  g_strfreev (*strv);
  *strv = g_strdupv ((char **) to);
}

static void
stop_coming (GateScopeList *self)
{
  if (self->coming_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->coming_id);
  self->coming_id = 0;
}

static void
clear_rows (GateScopeList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->coming, 0);
  stop_coming (self);
}

static void
gate_scope_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GateScopeList *self = GATE_SCOPE_LIST (object);

  switch (prop_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    case PROP_SELECTABLE:
      g_value_set_boolean (value, self->selectable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_list_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GateScopeList *self = GATE_SCOPE_LIST (object);

  switch (prop_id)
    {
    case PROP_SELECTABLE:
      gate_scope_list_set_selectable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_list_dispose (GObject *object)
{
  GateScopeList *self = GATE_SCOPE_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_SCOPE_LIST);
  stop_coming (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_scope_list_parent_class)->dispose (object);
}

static void
gate_scope_list_finalize (GObject *object)
{
  GateScopeList *self = GATE_SCOPE_LIST (object);

  g_free (self->search);
  g_strfreev (self->coming_selected);
  g_strfreev (self->not_granted);
  g_strfreev (self->is_new);
  g_strfreev (self->refused);
  G_OBJECT_CLASS (gate_scope_list_parent_class)->finalize (object);
}

static void
gate_scope_list_class_init (GateScopeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_scope_list_get_property;
  object_class->set_property = gate_scope_list_set_property;
  object_class->dispose = gate_scope_list_dispose;
  object_class->finalize = gate_scope_list_finalize;

  properties[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTABLE] =
      g_param_spec_boolean ("selectable", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-scope-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GateScopeList, list);
}

static void
gate_scope_list_init (GateScopeList *self)
{
  self->rows = g_ptr_array_new ();
  self->coming = g_ptr_array_new_with_free_func (g_free);
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

void
gate_scope_list_set_session (GateScopeList *self,
                             GateSession   *session)
{
  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  g_set_object (&self->session, session);
}

/**
 * gate_scope_list_set_selectable:
 * @self: a list
 * @selectable: whether scopes are chosen; takes effect with the next gate_scope_list_set_scopes()
 */
void
gate_scope_list_set_selectable (GateScopeList *self,
                                gboolean       selectable)
{
  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  if (self->selectable == selectable)
    return;
  self->selectable = selectable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTABLE]);
}

static const char *
describe (GateScopeList *self,
          const char    *id)
{
  if (self->session == NULL)
    return NULL;
  return gate_scopes_describe (gate_session_get_scopes (self->session), id);
}

/* Whether the list already shows exactly these scopes. Then the rows stay, so that the list keeps
 * its focus and position. */
static gboolean
has_rows_of (GateScopeList *self,
             GPtrArray     *sorted)
{
  if (self->rows->len + self->coming->len != sorted->len)
    return FALSE;
  for (guint i = 0; i < self->coming->len; i++)
    if (!g_str_equal (self->coming->pdata[i], sorted->pdata[self->rows->len + i]))
      return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!gate_scope_row_shows (self->rows->pdata[i],
                               sorted->pdata[i],
                               describe (self, sorted->pdata[i]),
                               self->selectable))
      return FALSE;
  return TRUE;
}

static void
add_row (GateScopeList *self,
         const char    *id,
         gboolean       selected)
{
  GateScopeRow *row = gate_scope_row_new (id, describe (self, id), self->selectable, selected);

  g_signal_connect_object (row, "notify::selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
mark_row (GateScopeList *self,
          GateScopeRow  *row)
{
  const char *id = gate_scope_row_get_scope_id (row);

  if (contains (self->refused, id))
    gate_scope_row_set_mark (row, GATE_SCOPE_MARK_REFUSED);
  else if (contains (self->is_new, id))
    gate_scope_row_set_mark (row, GATE_SCOPE_MARK_NEW);
  else if (contains (self->not_granted, id))
    gate_scope_row_set_mark (row, GATE_SCOPE_MARK_NOT_GRANTED);
  else
    gate_scope_row_set_mark (row, GATE_SCOPE_MARK_NONE);
}

static gboolean
more_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GateScopeList *self = GATE_SCOPE_LIST (widget);
  guint n = MIN (N_MORE, self->coming->len);

  for (guint i = 0; i < n; i++)
    {
      const char *id = self->coming->pdata[i];

      add_row (self, id, contains (self->coming_selected, id));
      mark_row (self, self->rows->pdata[self->rows->len - 1]);
    }
  g_ptr_array_remove_range (self->coming, 0, n);
  if (self->coming->len > 0)
    return G_SOURCE_CONTINUE;
  self->coming_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * gate_scope_list_set_scopes:
 * @self: a list with a session
 * @shown: (nullable): the scopes to show, in any order
 * @selected: (nullable): the ticked ones of @shown, or the granted ones in a list without check
 *   marks
 *
 * Replaces the scopes of the list. Scopes for administration come first.
 */
void
gate_scope_list_set_scopes (GateScopeList     *self,
                            const char *const *shown,
                            const char *const *selected)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  for (gsize i = 0; shown != NULL && shown[i] != NULL; i++)
    g_ptr_array_add (sorted, (gpointer) shown[i]);
  g_ptr_array_sort (sorted, compare_cb);
  if (has_rows_of (self, sorted))
    {
      gate_scope_list_select_only (self, selected);
      return;
    }
  clear_rows (self);
  set_strv (&self->coming_selected, selected);
  set_strv (&self->not_granted, NULL);
  set_strv (&self->is_new, NULL);
  set_strv (&self->refused, NULL);
  for (guint i = 0; i < sorted->len; i++)
    if (i < N_FIRST)
      add_row (self, sorted->pdata[i], contains (self->coming_selected, sorted->pdata[i]));
    else
      g_ptr_array_add (self->coming, g_strdup (sorted->pdata[i]));
  if (self->coming->len > 0)
    self->coming_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), more_cb, NULL, NULL);
  update_selection (self);
}

/**
 * gate_scope_list_mark:
 * @self: a list
 * @not_granted: (nullable): the shown scopes that the application asks for and does not have
 * @is_new: (nullable): the scopes that it asks for only since the last decision
 */
void
gate_scope_list_mark (GateScopeList     *self,
                      const char *const *not_granted,
                      const char *const *is_new)
{
  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  set_strv (&self->not_granted, not_granted);
  set_strv (&self->is_new, is_new);
  for (guint i = 0; i < self->rows->len; i++)
    mark_row (self, self->rows->pdata[i]);
}

/**
 * gate_scope_list_mark_refused:
 * @self: a list
 * @refused: (nullable): the shown scopes that the organization refused as not valid
 */
void
gate_scope_list_mark_refused (GateScopeList     *self,
                              const char *const *refused)
{
  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  set_strv (&self->refused, refused);
  for (guint i = 0; i < self->rows->len; i++)
    mark_row (self, self->rows->pdata[i]);
}

/* Whether the search finds a scope without a row yet. */
static gboolean
coming_matches (GateScopeList *self,
                const char    *id)
{
  g_autofree char *key = gate_scope_row_make_search_key (id, describe (self, id));

  return strstr (key, self->search) != NULL;
}

/**
 * gate_scope_list_dup_selected:
 * @self: a list
 *
 * Returns: (transfer full): the ticked scopes in the order shown, hidden ones included
 */
char **
gate_scope_list_dup_selected (GateScopeList *self)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  g_return_val_if_fail (GATE_IS_SCOPE_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (gate_scope_row_is_selected (self->rows->pdata[i]))
      g_strv_builder_add (out, gate_scope_row_get_scope_id (self->rows->pdata[i]));
  for (guint i = 0; i < self->coming->len; i++)
    if (contains (self->coming_selected, self->coming->pdata[i]))
      g_strv_builder_add (out, self->coming->pdata[i]);
  return g_strv_builder_end (out);
}

/**
 * gate_scope_list_dup_shown:
 * @self: a list
 *
 * Returns: (transfer full): the scopes that match the search, in the order shown
 */
char **
gate_scope_list_dup_shown (GateScopeList *self)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  g_return_val_if_fail (GATE_IS_SCOPE_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (gate_scope_row_matches (self->rows->pdata[i], self->search))
      g_strv_builder_add (out, gate_scope_row_get_scope_id (self->rows->pdata[i]));
  for (guint i = 0; i < self->coming->len; i++)
    if (coming_matches (self, self->coming->pdata[i]))
      g_strv_builder_add (out, self->coming->pdata[i]);
  return g_strv_builder_end (out);
}

/**
 * gate_scope_list_has_matches:
 * @self: a list
 *
 * Returns: whether a scope matches the search
 */
gboolean
gate_scope_list_has_matches (GateScopeList *self)
{
  g_auto (GStrv) shown = gate_scope_list_dup_shown (self);

  return shown != NULL && shown[0] != NULL;
}

/**
 * gate_scope_list_select_only:
 * @self: a list
 * @requested: the scopes to tick; all others are unticked
 */
void
gate_scope_list_select_only (GateScopeList     *self,
                             const char *const *requested)
{
  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  self->is_setting = TRUE;
  set_strv (&self->coming_selected, requested);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GateScopeRow *row = self->rows->pdata[i];

      gate_scope_row_set_selected (row, requested != NULL &&
                                            g_strv_contains (requested,
                                                             gate_scope_row_get_scope_id (row)));
    }
  self->is_setting = FALSE;
  update_selection (self);
}

/**
 * gate_scope_list_select_read_only:
 * @self: a list
 * @requested: the requested scopes
 *
 * Ticks the read-only form of each requested scope, and adds rows for forms that were not shown.
 * All other scopes are unticked.
 */
void
gate_scope_list_select_read_only (GateScopeList     *self,
                                  const char *const *requested)
{
  g_auto (GStrv) forms = gate_scopes_dup_read_only (requested);
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) normalized = NULL;

  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    g_strv_builder_add (shown, gate_scope_row_get_scope_id (self->rows->pdata[i]));
  for (guint i = 0; i < self->coming->len; i++)
    g_strv_builder_add (shown, self->coming->pdata[i]);
  g_strv_builder_addv (shown, (const char **) forms);
  all = g_strv_builder_end (shown);
  normalized = gate_scopes_normalize ((const char *const *) all);
  if (g_strv_length (normalized) != self->rows->len + self->coming->len)
    gate_scope_list_set_scopes (self, (const char *const *) normalized,
                                (const char *const *) forms);
  else
    gate_scope_list_select_only (self, (const char *const *) forms);
}

void
gate_scope_list_select_none (GateScopeList *self)
{
  gate_scope_list_select_only (self, NULL);
}

void
gate_scope_list_set_search (GateScopeList *self,
                            const char    *search)
{
  g_autofree char *folded = g_utf8_casefold (search != NULL ? search : "", -1);

  g_return_if_fail (GATE_IS_SCOPE_LIST (self));

  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  gtk_list_box_invalidate_filter (self->list);
}
