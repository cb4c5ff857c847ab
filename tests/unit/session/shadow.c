/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "shadow.h"

#include <glib/gstdio.h>

void
shadow_check (Shadow *self)
{
  guint n = g_list_model_get_n_items (self->model);

  g_assert_cmpuint (n, ==, self->rows->len);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == self->rows->pdata[i]);
    }
  g_assert_null (g_list_model_get_item (self->model, n));
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Shadow     *self)
{
  g_assert_cmpuint (position + removed, <=, self->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->rows, position, removed);
  if (position == self->rows->len)
    for (guint i = 0; i < added; i++)
      g_ptr_array_add (self->rows, g_list_model_get_item (model, position + i));
  else
    for (guint i = 0; i < added; i++)
      g_ptr_array_insert (self->rows,
                          (int) (position + i),
                          g_list_model_get_item (model, position + i));
  self->n_changes++;
  self->position = position;
  self->removed = removed;
  self->added = added;
  shadow_check (self);
}

Shadow *
shadow_new (GListModel *model)
{
  Shadow *self = g_new0 (Shadow, 1);

  self->model = g_object_ref (model);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->rows, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

void
shadow_free (Shadow *self)
{
  shadow_check (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

gboolean
shadow_tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Removes a folder of a test with all that is in it. */
void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}
