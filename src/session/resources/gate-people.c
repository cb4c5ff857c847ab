/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-people.h"

#include "gate-api-people.h"
#include "gate-error.h"
#include "gate-hash.h"
#include "gate-person.h"
#include "gate-resource-private.h"

struct _GatePeople
{
  GateResource parent_instance;

  gint64      n_active;         /* -1: not known */
  gint64      n_inactive;       /* -1: not known */
  GHashTable *inactive_by_role; /* role ID -> number of people; NULL: not known */
};

/* One load: two requests, and the first error. */
typedef struct
{
  guint   n_waiting;
  GError *error;
} Load;

G_DEFINE_FINAL_TYPE (GatePeople, gate_people, GATE_TYPE_RESOURCE)

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_error (&load->error);
  g_free (load);
}

static void
forget_inactive (GatePeople *self)
{
  self->n_inactive = -1;
  g_clear_pointer (&self->inactive_by_role, g_hash_table_unref);
}

/* Counts the inactive people of each role. This needs the whole list: with one person missing, any
 * role could have one more. */
static void
take_inactive (GatePeople  *self,
               GateApiList *list)
{
  GPtrArray *people = gate_api_list_get_items (list);
  gint64 total = gate_api_list_get_total (list);

  forget_inactive (self);
  self->n_inactive = total;
  if (total != people->len || gate_api_list_get_n_refused (list) > 0)
    return;
  self->inactive_by_role = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      const char *const *role_ids = gate_person_get_role_ids (people->pdata[i]);

      for (guint k = 0; role_ids[k] != NULL; k++)
        {
          gpointer n = g_hash_table_lookup (self->inactive_by_role, role_ids[k]);

          g_hash_table_insert (self->inactive_by_role,
                               g_strdup (role_ids[k]),
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
        }
    }
}

/* An organization that ignores the filter of the request lists other people too. */
static gboolean
all_are_inactive (GateApiList *list)
{
  GPtrArray *people = gate_api_list_get_items (list);

  for (guint i = 0; i < people->len; i++)
    if (g_strcmp0 (gate_person_get_state (people->pdata[i]), "inactive") != 0)
      return FALSE;
  return TRUE;
}

/* Ends one of the two requests. Takes ownership of ERROR. */
static void
end_part (GTask  *task,
          GError *error)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  if (load->error == NULL)
    load->error = g_steal_pointer (&owned);
  load->n_waiting--;
  if (load->n_waiting > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
active_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GatePeople *self = g_task_get_source_object (task);
  GError *error = NULL;
  gint64 n_active = gate_api_people_count_finish (GATE_API (source), result, &error);

  /* Whoever asks is one of them, so none is an answer that does not tell. */
  if (error == NULL)
    self->n_active = n_active > 0 ? n_active : -1;
  end_part (task, error);
}

static void
inactive_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GatePeople *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_people_inactive_finish (GATE_API (source), result, &error);

  if (list != NULL && all_are_inactive (list))
    take_inactive (self, list);
  else if (!gate_error_is_cancelled (error))
    forget_inactive (self);
  end_part (task, error);
}

static void
gate_people_load_async (GateResource       *resource,
                        GateApi            *api,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resource, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->n_waiting = 2;
  g_task_set_source_tag (task, gate_people_load_async);
  g_task_set_task_data (task, load, load_free);
  gate_api_people_count_async (api, cancellable, active_cb, g_object_ref (task));
  gate_api_people_inactive_async (api, cancellable, inactive_cb, g_object_ref (task));
}

static gboolean
gate_people_load_finish (GateResource *resource,
                         GObject      *source,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gate_people_clear (GateResource *resource)
{
  GATE_PEOPLE (resource)->n_active = -1;
  forget_inactive (GATE_PEOPLE (resource));
}

static void
gate_people_finalize (GObject *object)
{
  forget_inactive (GATE_PEOPLE (object));
  G_OBJECT_CLASS (gate_people_parent_class)->finalize (object);
}

static void
gate_people_class_init (GatePeopleClass *klass)
{
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gate_people_finalize;
  resource_class->load_async = gate_people_load_async;
  resource_class->load_finish = gate_people_load_finish;
  resource_class->clear = gate_people_clear;
}

static void
gate_people_init (GatePeople *self)
{
  self->n_active = -1;
  self->n_inactive = -1;
}

GatePeople *
gate_people_new (void)
{
  return g_object_new (GATE_TYPE_PEOPLE, NULL);
}

/**
 * gate_people_get_n_active:
 * @self: the people
 *
 * Returns: how many active people the organization has; -1 when it is not known
 */
gint64
gate_people_get_n_active (GatePeople *self)
{
  g_return_val_if_fail (GATE_IS_PEOPLE (self), -1);

  return self->n_active;
}

/**
 * gate_people_get_n_inactive:
 * @self: the people
 *
 * Returns: how many people of the organization are not active; -1 when it is not known
 */
gint64
gate_people_get_n_inactive (GatePeople *self)
{
  g_return_val_if_fail (GATE_IS_PEOPLE (self), -1);

  return self->n_inactive;
}

/**
 * gate_people_count_inactive:
 * @self: the people
 * @role_id: the ID of a role
 *
 * Returns: how many people who hold the role are not active; -1 when it is not known
 */
gint64
gate_people_count_inactive (GatePeople *self,
                            const char *role_id)
{
  g_return_val_if_fail (GATE_IS_PEOPLE (self), -1);

  if (self->inactive_by_role == NULL)
    return -1;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->inactive_by_role, role_id));
}
