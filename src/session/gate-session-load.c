/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Loading: everything is asked for at once, and nothing waits for anything else, so the list is
 * there after one round trip. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-private.h"

#include "gate-api-authorizations.h"
#include "gate-api-me.h"
#include "gate-api-scopes.h"
#include "gate-error.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

void
gate_session_call_done (GateSession *self)
{
  self->n_waiting--;
  if (self->n_waiting == 0)
    gate_session_set_loading (self, FALSE);
}

/**
 * gate_session_load_failed:
 * @self: a session
 * @error: why the organization could not be started or its list not be loaded
 *
 * A list that was shown stays, as a copy, unless the person may not see it any more.
 */
void
gate_session_load_failed (GateSession  *self,
                          const GError *error)
{
  gboolean denied = gate_error_matches (error, GATE_ERROR_FORBIDDEN);
  gboolean keeps = self->state == GATE_SESSION_READY && !denied &&
                   !gate_error_matches (error, GATE_ERROR_UNAUTHORIZED);

  g_debug ("load failed: %s", error->message);
  /* A person who is denied is told who they are and where, so those answers are still awaited. */
  if (denied)
    gate_library_abandon (self->library);
  else
    gate_session_stop_calls (self);
  gate_session_set_error (self, error);
  gate_session_set_notice (self, NULL);
  if (!denied)
    gate_session_clients_failed (self, error);
  if (!keeps)
    {
      gate_library_clear (self->library);
      gate_session_set_age (self, NULL);
    }
  gate_session_set_missing (self, denied ? GATE_PERMISSION_AUTHORIZE : NULL);
  gate_session_set_offline (self, keeps);
  if (denied)
    gate_session_set_state (self, GATE_SESSION_DENIED);
  else if (!keeps)
    gate_session_set_state (self, GATE_SESSION_FAILED);
  gate_session_judge_changes (self);
}

/**
 * gate_session_library_settled:
 * @self: a session
 *
 * The library is not busy any more: if that was with a new list, it is shown now.
 */
void
gate_session_library_settled (GateSession *self)
{
  if (!self->awaits_library)
    return;
  self->awaits_library = FALSE;
  self->load_took_us = g_get_monotonic_time () - self->load_began_us;
  gate_client_list_look_again (self->client_list);
  gate_session_name_roles (self);
  if (self->polling)
    {
      self->polling = FALSE;
      gate_session_tell_settled (self);
      return;
    }
  gate_session_set_error (self, NULL);
  gate_session_set_missing (self, NULL);
  gate_session_set_offline (self, FALSE);
  gate_session_set_state (self, GATE_SESSION_READY);
  gate_session_judge_changes (self);
  gate_session_call_done (self);
  gate_session_tell_settled (self);
}

static gboolean
library_is_busy (GateSession *self)
{
  gboolean busy = FALSE;

  g_object_get (self->library, "busy", &busy, NULL);
  return busy;
}

void
gate_session_note_refused (GateSession *self,
                           GateApiList *list)
{
  guint n = gate_api_list_get_n_refused (list);
  g_autofree char *notice = NULL;
  g_autofree char *where = NULL;

  if (n == 0)
    return;
  where = gate_text_for_display (gate_api_list_get_refused (list), 200);
  /* Translators: %u is a number, %s says where in an answer and what is wrong with it. */
  notice = g_strdup_printf (ngettext ("%u entry of the answer could not be read: %s",
                                      "%u entries of the answer could not be read: %s",
                                      n),
                            n,
                            where);
  gate_session_add_notice (self, notice);
}

/* What is not permitted is simply not there; what failed otherwise is said. */
gboolean
gate_session_is_missing (GateSession  *self,
                         const GError *error,
                         const char   *what)
{
  g_autofree char *sentence = NULL;
  g_autofree char *notice = NULL;

  if (error == NULL)
    return FALSE;
  g_debug ("%s: %s", what, error->message);
  if (gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
      gate_error_matches (error, GATE_ERROR_SCOPE))
    return TRUE;
  sentence = gate_session_describe_error (self, error);
  /* Translators: the first %s is what could not be loaded, e.g. “Roles”, the second a sentence. */
  notice = g_strdup_printf (_ ("%s could not be loaded. %s"), what, sentence);
  gate_session_add_notice (self, notice);
  return TRUE;
}

static void
batch_cb (GPtrArray *items,
          gpointer   user_data)
{
  g_autoptr (GateSession) self = gate_session_call_ref (user_data);

  if (self == NULL)
    return;
  gate_library_add (self->library, items);
  gate_session_set_n_loaded (self, self->n_loaded + items->len);
}

/* A request that was repeated half-way has delivered some entries twice, and perhaps some that are
 * not there any more: then only the finished list counts. */
static void
take_list (GateSession *self,
           GateApiList *list)
{
  GPtrArray *items = gate_api_list_get_items (list);

  if (self->n_loaded != items->len)
    {
      gate_library_begin (self->library);
      gate_library_add (self->library, items);
      gate_session_set_n_loaded (self, items->len);
    }
  self->awaits_library = TRUE;
  gate_library_commit (self->library);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_authorizations_list_finish (GATE_API (source), result, &error);
  g_autoptr (GDateTime) now = NULL;

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (list == NULL)
    {
      gate_session_load_failed (self, error);
      if (self->n_waiting > 0)
        gate_session_call_done (self);
      return;
    }
  now = g_date_time_new_now_local ();
  gate_session_set_age (self, now);
  gate_session_note_refused (self, list);
  take_list (self, list);
  if (!library_is_busy (self))
    gate_session_library_settled (self);
}

static void
me_cb (GObject      *source,
       GAsyncResult *result,
       gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GatePerson) person = gate_api_me_get_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (!gate_session_is_missing (self, error, _ ("Your profile")))
    gate_session_set_person (self, person);
  gate_session_judge_changes (self);
  gate_session_call_done (self);
}

static void
organization_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrganization) organization =
      gate_api_me_organization_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (!gate_session_is_missing (self, error, _ ("The organization’s name")))
    gate_session_set_organization (self, organization);
  gate_session_call_done (self);
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *client_id = NULL;
  g_auto (GStrv) scopes = gate_api_me_token_finish (GATE_API (source), result, &client_id, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  self->token_known = error == NULL ? GATE_KNOWN_READ : GATE_KNOWN_REFUSED;
  if (error == NULL)
    {
      g_strfreev (self->token_scopes);
      self->token_scopes = g_steal_pointer (&scopes);
      gate_set_str (&self->own_client_id, client_id);
    }
  gate_session_judge_changes (self);
  gate_session_call_done (self);
}

static int
compare_scopes (gconstpointer a,
                gconstpointer b)
{
  return gate_scope_compare (gate_scope_get_id (*(GateScope *const *) a),
                             gate_scope_get_id (*(GateScope *const *) b));
}

void
gate_session_fill (GListStore  *store,
                   GateApiList *list,
                   GCompareFunc compare)
{
  GPtrArray *items = gate_api_list_get_items (list);

  g_ptr_array_sort (items, compare);
  g_list_store_splice (store,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (store)),
                       items->pdata,
                       items->len);
}

static void
scopes_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list = gate_api_scopes_list_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (!gate_session_is_missing (self, error, _ ("The descriptions of scopes")))
    {
      GPtrArray *items = gate_api_list_get_items (list);

      g_hash_table_remove_all (self->scope_descriptions);
      for (guint i = 0; i < items->len; i++)
        g_hash_table_insert (self->scope_descriptions,
                             g_strdup (gate_scope_get_id (items->pdata[i])),
                             g_strdup (gate_scope_get_description (items->pdata[i])));
      gate_session_note_refused (self, list);
      gate_session_fill (self->scopes, list, compare_scopes);
    }
  gate_session_call_done (self);
}

/**
 * gate_session_load:
 * @self: a session that knows how its organization is reached, and has renewed its calls
 *
 * Asks for everything, the list first.
 */
void
gate_session_load (GateSession *self)
{
  GCancellable *cancellable = self->cancellable;
  GateApi *api = self->api;
  gpointer call = gate_session_call_new (self);

  if (self->state != GATE_SESSION_READY)
    gate_session_set_state (self, GATE_SESSION_LOADING);
  gate_session_set_notice (self, NULL);
  gate_session_set_n_loaded (self, 0);
  self->load_began_us = g_get_monotonic_time ();
  gate_library_begin (self->library);
  self->n_waiting = 9;
  gate_api_authorizations_list_async (api, batch_cb, call, cancellable, list_cb, call);
  gate_api_me_get_async (api, cancellable, me_cb, gate_session_call_new (self));
  gate_api_me_organization_async (api, cancellable, organization_cb, gate_session_call_new (self));
  gate_api_me_token_async (api, cancellable, token_cb, gate_session_call_new (self));
  gate_api_scopes_list_async (api, cancellable, scopes_cb, gate_session_call_new (self));
  gate_session_load_clients (self);
  gate_session_load_roles (self);
  gate_session_count_people (self);
  gate_session_count_inactive (self);
}
