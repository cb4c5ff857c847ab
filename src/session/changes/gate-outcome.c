/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-outcome.h"

#include "gate-api-authorizations.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-wait.h"

/* Seconds before each read. A change may take place after we stopped waiting for its answer. */
static const guint pauses_s[] = { 0, 1, 2, 4, 8 };

/* After this time no read begins any more; a running read ends at its own deadline. */
#define MAX_LOOKING_S 30

typedef struct
{
  GateOperation *operation;
  guint          second_ms;
  guint          n_looks;
  gint64         began_us;
} Search;

static void read_now (GTask *task);

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->operation);
  g_free (search);
}

static gboolean
is_over (const Search *search)
{
  gint64 looking_us = g_get_monotonic_time () - search->began_us;

  return search->n_looks >= G_N_ELEMENTS (pauses_s) ||
         looking_us > (gint64) MAX_LOOKING_S * G_USEC_PER_SEC;
}

/* Another read is useless when the person lacks the permission. */
static gboolean
is_refused (const GError *error)
{
  return gate_error_matches (error, GATE_ERROR_UNAUTHORIZED) ||
         gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
         gate_error_matches (error, GATE_ERROR_SCOPE);
}

static void
return_unknown (GTask        *task,
                const GError *why)
{
  GError *error = gate_error_new (GATE_ERROR_UNKNOWN_OUTCOME, "%s", why->message);

  gate_error_set_correlation_id (error, gate_error_get_correlation_id (why));
  g_task_return_error (task, error);
}

static gboolean
paused_cb (gpointer user_data)
{
  read_now (user_data);
  return G_SOURCE_REMOVE;
}

static void
pause_and_look (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (GSource) source =
      gate_wait_source_new ((gint64) pauses_s[search->n_looks] * search->second_ms,
                            gate_operation_get_cancellable (search->operation));

  g_task_attach_source (task, source, paused_cb);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GateAuthorization *seen = gate_operation_get_seen (search->operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_api_authorizations_get_finish (GATE_API (source), result, &error);

  search->n_looks++;
  if (gate_error_matches (error, GATE_ERROR_NOT_FOUND))
    now = gate_authorization_new (gate_authorization_get_client (seen));
  if (now != NULL && gate_operation_is_reached (search->operation, now))
    g_task_return_pointer (task, g_steal_pointer (&now), g_object_unref);
  else if (gate_error_is_cancelled (error) || is_refused (error))
    return_unknown (task, error);
  else if (!is_over (search))
    pause_and_look (task);
  else if (now != NULL)
    g_task_return_pointer (task, g_steal_pointer (&now), g_object_unref);
  else
    return_unknown (task, error);
}

static void
read_now (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  gate_api_authorizations_get_async (g_task_get_source_object (task),
                                     gate_operation_get_client_id (search->operation),
                                     gate_operation_get_cancellable (search->operation),
                                     looked_cb,
                                     g_object_ref (task));
}

/**
 * gate_outcome_find_async:
 * @api: the API
 * @operation: a sent change whose answer was lost
 * @callback: called on the main context, never before this returns
 * @user_data: for @callback
 *
 * Reads the authorization until it has the change of @operation: at most five times, with growing
 * pauses, within half a minute. Cancelling @operation ends this.
 */
void
gate_outcome_find_async (GateApi            *api,
                         GateOperation      *operation,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (GATE_IS_OPERATION (operation));

  search = g_new0 (Search, 1);
  search->operation = g_object_ref (operation);
  search->second_ms = gate_http_get_retry_base_ms (gate_api_get_http (api));
  search->began_us = g_get_monotonic_time ();
  task = g_task_new (api, NULL, callback, user_data);
  g_task_set_source_tag (task, gate_outcome_find_async);
  g_task_set_task_data (task, search, search_free);
  pause_and_look (task);
}

/**
 * gate_outcome_find_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the authorization, with the change or without it; %NULL with
 *   %GATE_ERROR_UNKNOWN_OUTCOME when the last read failed or the operation was cancelled
 */
GateAuthorization *
gate_outcome_find_finish (GateApi      *api,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_outcome_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
