/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The organization's own OAuth clients: what is known of them, and why not. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session.h"

#include "gate-api-clients.h"
#include "gate-error.h"
#include "gate-session-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

static void
set_state (GateSession     *self,
           GateClientsState state)
{
  if (self->clients_state == state)
    return;
  self->clients_state = state;
  gate_session_notify (self, GATE_SESSION_PROP_CLIENTS_STATE);
}

static void
set_problem (GateSession  *self,
             const GError *error)
{
  g_autofree char *problem = NULL;

  if (error != NULL)
    problem = gate_session_describe_error (self, error);
  gate_set_str (&self->clients_problem_id, gate_error_get_correlation_id (error));
  if (gate_set_str (&self->clients_problem, problem))
    gate_session_notify (self, GATE_SESSION_PROP_CLIENTS_PROBLEM);
}

static void
know_clients (GateSession *self,
              GateApiList *list)
{
  GPtrArray *items = gate_api_list_get_items (list);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (ids, (char *) gate_client_get_id (items->pdata[i]));
  g_ptr_array_add (ids, NULL);
  self->clients_known = GATE_KNOWN_READ;
  gate_session_note_refused (self, list);
  g_list_store_splice (self->clients,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->clients)),
                       items->pdata,
                       items->len);
  gate_library_set_own_ids (self->library, (const char *const *) ids->pdata);
  gate_session_name_roles (self);
  set_problem (self, NULL);
  set_state (self, GATE_CLIENTS_SHOWN);
}

static void
refuse_clients (GateSession  *self,
                const GError *error)
{
  self->clients_known = GATE_KNOWN_REFUSED;
  g_list_store_remove_all (self->clients);
  gate_library_set_own_ids (self->library, NULL);
  set_problem (self, error);
  set_state (self, GATE_CLIENTS_DENIED);
}

static void
clients_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list = gate_api_clients_list_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (!gate_session_is_missing (self, error, _ ("The organization’s OAuth clients")))
    know_clients (self, list);
  else if (gate_error_matches (error, GATE_ERROR_FORBIDDEN))
    refuse_clients (self, error);
  else
    gate_session_clients_failed (self, error);
  gate_session_call_done (self);
}

/**
 * gate_session_load_clients:
 * @self: a session that counts one call more as under way
 *
 * Asks for the clients. Those that were read before are shown until there are newer ones.
 */
void
gate_session_load_clients (GateSession *self)
{
  if (self->clients_state != GATE_CLIENTS_SHOWN)
    set_state (self, GATE_CLIENTS_WAITING);
  gate_api_clients_list_async (self->api,
                               self->cancellable,
                               clients_cb,
                               gate_session_call_new (self));
}

/* Clients that were read before stay: they are more than nothing. */
void
gate_session_clients_failed (GateSession  *self,
                             const GError *error)
{
  set_problem (self, error);
  if (self->clients_state != GATE_CLIENTS_SHOWN)
    set_state (self, GATE_CLIENTS_FAILED);
}

void
gate_session_forget_clients (GateSession *self)
{
  g_list_store_remove_all (self->clients);
  self->clients_known = GATE_KNOWN_NOT_YET;
  gate_client_list_set_search (self->client_list, NULL);
  gate_client_list_set_filter (self->client_list, GATE_CLIENT_FILTER_ALL);
  set_problem (self, NULL);
  set_state (self, GATE_CLIENTS_WAITING);
}

GateClientList *
gate_session_get_client_list (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->client_list;
}

GateClientsState
gate_session_get_clients_state (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), GATE_CLIENTS_WAITING);

  return self->clients_state;
}

/**
 * gate_session_get_clients_problem:
 * @self: a session
 * @correlation_id: (out) (optional) (nullable) (transfer none): of the answer
 *
 * Returns: (transfer none) (nullable): why the clients could not be read, one sentence
 */
const char *
gate_session_get_clients_problem (GateSession *self,
                                  const char **correlation_id)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  if (correlation_id != NULL)
    *correlation_id = self->clients_problem_id;
  return self->clients_problem;
}
