/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-authorizations.h"

#include "gate-api-authorizations.h"
#include "gate-person.h"
#include "gate-resource-private.h"

#include <glib/gi18n-lib.h>

struct _GateAuthorizations
{
  GateResource parent_instance;

  GateAuthorizationList *authorizations;
  guint                  n_delivered; /* entries of the running load */
  GTask                 *sorting;     /* the load whose list has arrived and is being sorted */
};

G_DEFINE_FINAL_TYPE (GateAuthorizations, gate_authorizations, GATE_TYPE_RESOURCE)

static void
end_load_if_sorted (GateAuthorizations *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->sorting == NULL || gate_sliced_list_is_busy (GATE_SLICED_LIST (self->authorizations)))
    return;
  task = g_steal_pointer (&self->sorting);
  g_task_return_boolean (task, TRUE);
}

static void
set_n_delivered (GateAuthorizations *self,
                 guint               n_delivered)
{
  self->n_delivered = n_delivered;
  gate_resource_set_n_loaded (GATE_RESOURCE (self), n_delivered);
}

static void
count_cb (GateAuthorizations *self)
{
  gate_resource_set_empty (GATE_RESOURCE (self),
                           gate_sliced_list_count (GATE_SLICED_LIST (self->authorizations),
                                                   GATE_AUTHORIZATION_LIST_ALL) == 0);
}

static void
batch_cb (GPtrArray *items,
          gpointer   user_data)
{
  GTask *task = user_data;
  GateAuthorizations *self = g_task_get_source_object (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  gate_sliced_list_add (GATE_SLICED_LIST (self->authorizations), items);
  set_n_delivered (self, self->n_delivered + items->len);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateAuthorizations *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_authorizations_list_finish (GATE_API (source), result, &error);
  GPtrArray *items;

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_error (&error);
      return;
    }
  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!gate_resource_note_gaps (GATE_RESOURCE (self), list, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* A request that was repeated half-way has delivered some entries twice, and perhaps some that
   * are gone: then only the finished list counts. */
  items = gate_api_list_get_items (list);
  if (self->n_delivered != items->len)
    {
      gate_sliced_list_begin (GATE_SLICED_LIST (self->authorizations));
      gate_sliced_list_add (GATE_SLICED_LIST (self->authorizations), items);
      set_n_delivered (self, items->len);
    }
  gate_authorization_list_keep_written (self->authorizations);
  g_set_object (&self->sorting, task);
  gate_sliced_list_commit (GATE_SLICED_LIST (self->authorizations));
  end_load_if_sorted (self);
}

static void
gate_authorizations_load_async (GateResource       *resource,
                                GateApi            *api,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GateAuthorizations *self = GATE_AUTHORIZATIONS (resource);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gate_authorizations_load_async);
  set_n_delivered (self, 0);
  gate_sliced_list_begin (GATE_SLICED_LIST (self->authorizations));
  gate_api_authorizations_list_async (api, batch_cb, task, cancellable, list_cb, task);
}

static gboolean
gate_authorizations_load_finish (GateResource *resource,
                                 GObject      *source,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gate_authorizations_abandon (GateResource *resource)
{
  GateAuthorizations *self = GATE_AUTHORIZATIONS (resource);

  gate_sliced_list_abandon (GATE_SLICED_LIST (self->authorizations));
  if (self->sorting != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->sorting);

      g_task_return_error_if_cancelled (task);
    }
}

static void
gate_authorizations_clear (GateResource *resource)
{
  GateAuthorizations *self = GATE_AUTHORIZATIONS (resource);

  gate_authorization_list_forget_written (self->authorizations);
  gate_sliced_list_clear (GATE_SLICED_LIST (self->authorizations));
  gate_resource_set_n_loaded (resource, 0);
}

static void
gate_authorizations_finalize (GObject *object)
{
  GateAuthorizations *self = GATE_AUTHORIZATIONS (object);

  g_object_unref (self->authorizations);
  G_OBJECT_CLASS (gate_authorizations_parent_class)->finalize (object);
}

static void
gate_authorizations_class_init (GateAuthorizationsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);

  object_class->finalize = gate_authorizations_finalize;
  resource_class->title = N_ ("Applications");
  resource_class->permission = GATE_PERMISSION_AUTHORIZE;
  resource_class->load_async = gate_authorizations_load_async;
  resource_class->load_finish = gate_authorizations_load_finish;
  resource_class->abandon = gate_authorizations_abandon;
  resource_class->clear = gate_authorizations_clear;
}

static void
gate_authorizations_init (GateAuthorizations *self)
{
  self->authorizations = gate_authorization_list_new ();
  g_signal_connect_object (self->authorizations,
                           "notify::busy",
                           G_CALLBACK (end_load_if_sorted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->authorizations,
                           "counted",
                           G_CALLBACK (count_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

GateAuthorizations *
gate_authorizations_new (void)
{
  return g_object_new (GATE_TYPE_AUTHORIZATIONS, NULL);
}

GateAuthorizationList *
gate_authorizations_get_list (GateAuthorizations *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATIONS (self), NULL);

  return self->authorizations;
}
