/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A poll is a load of the list alone that nobody sees: no progress, no notice, and a failure is
 * only told to who asked for it. A load that somebody wants takes its place. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-private.h"

#include "gate-api-authorizations.h"
#include "gate-error.h"

static gboolean
library_is_busy (GateSession *self)
{
  gboolean busy = FALSE;

  g_object_get (self->library, "busy", &busy, NULL);
  return busy;
}

/**
 * gate_session_can_poll:
 * @self: a session
 *
 * Returns: whether the list is shown, is no copy, and nothing is on its way
 */
gboolean
gate_session_can_poll (GateSession *self)
{
  return self->state == GATE_SESSION_READY && !self->offline && !self->loading && !self->polling &&
         self->cancellable != NULL && !library_is_busy (self);
}

static void
polled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_authorizations_list_finish (GATE_API (source), result, &error);
  g_autoptr (GDateTime) now = NULL;

  if (self == NULL || gate_error_is_cancelled (error) || !self->polling)
    return;
  if (list == NULL)
    {
      g_debug ("poll failed: %s", error->message);
      self->polling = FALSE;
      gate_library_abandon (self->library);
      gate_session_tell_poll_failed (self, error);
      return;
    }
  now = g_date_time_new_now_local ();
  gate_session_set_age (self, now);
  gate_library_add (self->library, gate_api_list_get_items (list));
  self->awaits_library = TRUE;
  gate_library_commit (self->library);
  if (!library_is_busy (self))
    gate_session_library_settled (self);
}

/**
 * gate_session_poll:
 * @self: a session, see gate_session_can_poll()
 *
 * Asks for the list once more. What changed appears by itself; then `settled` is emitted, or
 * `poll-failed`, or neither when a load takes over. A change that is confirmed meanwhile is newer
 * than the answer, and stays.
 */
void
gate_session_poll (GateSession *self)
{
  g_return_if_fail (gate_session_can_poll (self));

  self->polling = TRUE;
  self->load_began_us = g_get_monotonic_time ();
  gate_library_begin (self->library);
  gate_api_authorizations_list_async (
      self->api, NULL, NULL, self->cancellable, polled_cb, gate_session_call_new (self));
}
