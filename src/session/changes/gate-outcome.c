/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-outcome.h"

#include "gate-api-authorizations.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-wait.h"

/* Seconds before each read. A change may take place after we stopped waiting for its answer, and
 * may be visible only some time after it. */
static const guint pauses_s[] = { 0, 1, 2, 4, 8, 15 };

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

/* Whether no other read is worth the wait. After an answer that tells less than was asked for, the
 * authorization is read only once. */
static gboolean
is_over (const Search *search)
{
  gint64 looking_us = g_get_monotonic_time () - search->began_us;
  GateAuthorization *answered = gate_operation_get_answered (search->operation);

  return (answered != NULL && gate_operation_is_settled (search->operation, answered)) ||
         search->n_looks >= G_N_ELEMENTS (pauses_s) ||
         looking_us > (gint64) GATE_OUTCOME_LOOKING_S * G_USEC_PER_SEC;
}

/* Whether NOW says what became of the change. */
static gboolean
is_final (const Search      *search,
          GateAuthorization *now)
{
  GateOperation *operation = search->operation;

  return gate_operation_is_reached (operation, now) ||
         gate_operation_is_overtaken (operation, now) ||
         gate_operation_is_unreadable (operation, now);
}

/* Another read is useless when the person lacks the permission. */
static gboolean
is_refused (const GError *error)
{
  return gate_error_matches (error, GATE_ERROR_UNAUTHORIZED) ||
         gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
         gate_error_matches (error, GATE_ERROR_SCOPE);
}

/* Takes ownership of FAILURE, of the last read. */
static void
return_unknown (GTask  *task,
                GError *failure)
{
  Search *search = g_task_get_task_data (task);
  const GError *doubt = gate_operation_get_doubt (search->operation);

  if (doubt == NULL)
    g_task_return_error (task, gate_error_doubt (failure));
  else
    {
      g_task_return_error (task, g_error_copy (doubt));
      g_error_free (failure);
    }
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

  /* What was accepted is visible at once, as a rule. */
  gate_operation_set_looking (search->operation,
                              search->n_looks > 0 ||
                                  gate_operation_get_accepted_us (search->operation) == 0);
  g_task_attach_source (task, source, paused_cb);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_outcome_read_finish (GATE_API (source), search->operation, result, &error);

  search->n_looks++;
  if (now != NULL && is_final (search, now))
    g_task_return_pointer (task, g_steal_pointer (&now), g_object_unref);
  else if (gate_error_is_cancelled (error) || is_refused (error))
    return_unknown (task, g_steal_pointer (&error));
  else if (!is_over (search))
    pause_and_look (task);
  else if (now != NULL)
    g_task_return_pointer (task, g_steal_pointer (&now), g_object_unref);
  else
    return_unknown (task, g_steal_pointer (&error));
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
 * gate_outcome_read_finish:
 * @api: the API
 * @operation: a change
 * @result: the result of gate_api_authorizations_get_async() for the client of @operation
 * @error: return location
 *
 * Returns: (transfer full): the authorization; one that the organization does not know is not
 *   authorized, and keeps the client as it was seen. %NULL with another error
 */
GateAuthorization *
gate_outcome_read_finish (GateApi       *api,
                          GateOperation *operation,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (GError) failure = NULL;
  GateAuthorization *seen = gate_operation_get_seen (operation);
  GateAuthorization *now = gate_api_authorizations_get_finish (api, result, &failure);

  if (gate_error_matches (failure, GATE_ERROR_NOT_FOUND))
    return gate_authorization_new (gate_authorization_get_client (seen));
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return now;
}

/**
 * gate_outcome_find_async:
 * @api: the API
 * @operation: a sent change whose answer was lost, or does not tell what became of it
 * @callback: called on the main context, never before this returns
 * @user_data: for @callback
 *
 * Reads the authorization until it tells what became of @operation: a few times, with growing
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
