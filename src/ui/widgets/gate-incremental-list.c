/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A list view of GTK 4.8 makes about two hundred rows at once if its model has as many items, even
 * if few of them fit on the screen, and the window is blocked until all of them exist. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-incremental-list.h"

#include "gate-idle.h"

/* More rows than most windows show. */
#define N_FIRST 20
/* The rows that can be made and laid out within one frame, and the duration of a frame. */
#define N_MORE 6
#define FRAME_MS 16
/* More rows than a list view keeps, so more items cost nothing. */
#define N_ENOUGH 240

struct _GateIncrementalList
{
  GObject parent_instance;

  GListModel *model;
  guint limit; /* of items; G_MAXUINT: no limit */
  guint n_shown;
  guint more_id;
  gboolean begins_anew; /* the next change starts at N_FIRST again */
};

static void gate_incremental_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateIncrementalList,
                               gate_incremental_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gate_incremental_list_list_model_init))

static guint
count (GateIncrementalList *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static void
raise_limit (GateIncrementalList *self,
             guint                limit)
{
  guint n_before = self->n_shown;

  self->limit = limit < N_ENOUGH ? limit : G_MAXUINT;
  self->n_shown = MIN (count (self), self->limit);
  if (self->n_shown > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_shown - n_before);
}

static gboolean
more_cb (gpointer user_data)
{
  GateIncrementalList *self = user_data;

  raise_limit (self, self->limit + N_MORE);
  if (self->n_shown < count (self))
    return G_SOURCE_CONTINUE;
  self->more_id = 0;
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (GateIncrementalList *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  guint n_before = self->n_shown;

  if (count (self) == 0 || self->begins_anew)
    self->limit = MIN (self->limit, N_FIRST);
  self->begins_anew = FALSE;
  self->n_shown = MIN (count (self), self->limit);
  if (self->more_id == 0 && self->n_shown < count (self))
    self->more_id = gate_idle_add (FRAME_MS, more_cb, self, NULL);
  if (self->limit == G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else if (position < MAX (n_before, self->n_shown) || n_before != self->n_shown)
    {
      /* Rows that are inserted push later ones over the limit, so all later rows may change. */
      guint first = MIN (position, MIN (n_before, self->n_shown));

      g_list_model_items_changed (G_LIST_MODEL (self),
                                  first,
                                  n_before - first,
                                  self->n_shown - first);
    }
}

static GType
gate_incremental_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gate_incremental_list_get_n_items (GListModel *model)
{
  return GATE_INCREMENTAL_LIST (model)->n_shown;
}

static gpointer
gate_incremental_list_get_item (GListModel *model,
                                guint       position)
{
  GateIncrementalList *self = GATE_INCREMENTAL_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
gate_incremental_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_incremental_list_get_item_type;
  iface->get_n_items = gate_incremental_list_get_n_items;
  iface->get_item = gate_incremental_list_get_item;
}

static void
drop_model (GateIncrementalList *self)
{
  g_clear_handle_id (&self->more_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
}

static void
gate_incremental_list_dispose (GObject *object)
{
  GateIncrementalList *self = GATE_INCREMENTAL_LIST (object);

  drop_model (self);
  self->n_shown = 0;
  G_OBJECT_CLASS (gate_incremental_list_parent_class)->dispose (object);
}

static void
gate_incremental_list_class_init (GateIncrementalListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_incremental_list_dispose;
}

static void
gate_incremental_list_init (GateIncrementalList *self)
{
  self->limit = N_FIRST;
}

/**
 * gate_incremental_list_new:
 *
 * Returns: (transfer full): a list without a model
 */
GateIncrementalList *
gate_incremental_list_new (void)
{
  return g_object_new (GATE_TYPE_INCREMENTAL_LIST, NULL);
}

/**
 * gate_incremental_list_set_model:
 * @self: a list
 * @model: (nullable): the model to show, from the first stage
 *
 * An empty @model also starts at the first stage when it gets items.
 */
void
gate_incremental_list_set_model (GateIncrementalList *self,
                                 GListModel          *model)
{
  guint n_before;

  g_return_if_fail (GATE_IS_INCREMENTAL_LIST (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;
  n_before = self->n_shown;
  drop_model (self);
  self->n_shown = 0;
  self->limit = N_FIRST;
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  g_signal_connect_object (model,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, count (self));
}

/**
 * gate_incremental_list_set_begins_anew:
 * @self: a list
 * @begins_anew: whether the next change of the model replaces the content, so that the list starts
 *   at the first stage again
 */
void
gate_incremental_list_set_begins_anew (GateIncrementalList *self,
                                       gboolean             begins_anew)
{
  g_return_if_fail (GATE_IS_INCREMENTAL_LIST (self));
  self->begins_anew = begins_anew;
}

/**
 * gate_incremental_list_show_all:
 * @self: a list
 *
 * Shows all items at once, because a caller needs an item of a later stage.
 */
void
gate_incremental_list_show_all (GateIncrementalList *self)
{
  g_return_if_fail (GATE_IS_INCREMENTAL_LIST (self));
  g_clear_handle_id (&self->more_id, g_source_remove);
  raise_limit (self, G_MAXUINT);
}
