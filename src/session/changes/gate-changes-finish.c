/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What becomes of a change that was sent. What the organization answers counts; where the answer
 * does not tell all, the authorization is read until it does, or for half a minute. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-changes-private.h"

#include "gate-api-authorizations.h"
#include "gate-error.h"
#include "gate-operation-private.h"
#include "gate-outcome.h"
#include "gate-retry.h"
#include "gate-session-describe.h"
#include "gate-shortfall.h"

#define MAX_LIMITED_S 630 /* ten minutes, and what is added to each wait */

/* The changes of the account; NULL when another account is open now. */
GateChanges *
gate_changes_ref_of (GateRunningChange *running)
{
  GateChanges *self = g_weak_ref_get (&running->changes);

  if (self != NULL && self->connection != running->connection)
    g_clear_object (&self);
  return self;
}

/* Ends the operation. Takes ownership of ERROR, NULL on success. */
void
gate_changes_end (GateRunningChange *running,
                  GError            *error)
{
  g_autoptr (GateRunningChange) owned = running;
  g_autoptr (GError) owned_error = error;
  g_autoptr (GateChanges) self = gate_changes_ref_of (running);

  if (self != NULL)
    {
      g_hash_table_remove (self->operations, gate_operation_get_client_id (running->operation));
      gate_connection_name_organization (self->connection, error);
    }
  gate_operation_finish (running->operation, error);
}

/* Until this time reading may show what there was before the change. */
static gint64
get_visible_us (GateRunningChange *running)
{
  gint64 accepted_us = gate_operation_get_accepted_us (running->operation);
  gint64 second_us =
      (gint64) gate_http_get_retry_base_ms (gate_api_get_http (running->api)) * 1000;

  return (accepted_us != 0 ? accepted_us : g_get_monotonic_time ()) +
         GATE_OUTCOME_LOOKING_S * second_us;
}

/* NOW is what the organization made of the change. */
static void
finish_with (GateRunningChange *running,
             GateAuthorization *now)
{
  GateOperation *operation = running->operation;
  g_autoptr (GateChanges) self = gate_changes_ref_of (running);

  gate_operation_set_after (operation, now);
  if (self != NULL)
    {
      gate_operation_take_shortfall (operation,
                                     gate_shortfall_describe (operation, now, self->roles));
      gate_operation_set_result (
          operation,
          gate_authorization_list_take_written (gate_authorizations_get_list (self->authorizations),
                                                now,
                                                gate_operation_get_before (operation),
                                                get_visible_us (running)));
    }
  gate_changes_end (running, NULL);
}

/* The organization shows NOW, which does not have the change. Takes ownership of ERROR. */
void
gate_changes_fail_with (GateRunningChange *running,
                        GateAuthorization *now,
                        GError            *error)
{
  g_autoptr (GateChanges) self = gate_changes_ref_of (running);

  if (self != NULL)
    gate_operation_set_result (
        running->operation,
        gate_sliced_list_update_one (
            GATE_SLICED_LIST (gate_authorizations_get_list (self->authorizations)),
            now));
  gate_changes_end (running, error);
}

/* The error for NOW, which is not what the person saw. */
GError *
gate_changes_new_conflict (GateRunningChange *running,
                           GateAuthorization *now)
{
  if (gate_operation_is_overtaken (running->operation, now))
    return gate_session_refuse (GATE_ERROR_CONFLICT, GATE_REFUSED_OVERTAKEN);
  return gate_error_new (GATE_ERROR_CONFLICT, "not as it was seen");
}

/* The error of an operation whose answer was lost; the authorization was read as NOW. */
static GError *
new_not_done (GateRunningChange *running,
              GateAuthorization *now)
{
  g_autoptr (GateEdit) edit = gate_edit_new (gate_operation_get_before (running->operation));
  const GError *doubt = gate_operation_get_doubt (running->operation);

  if (!gate_authorization_is_complete (now))
    return g_error_copy (doubt);
  if (gate_operation_is_overtaken (running->operation, now))
    return gate_changes_new_conflict (running, now);
  if (gate_edit_conflicts_with (edit, now))
    return g_error_copy (doubt);
  return gate_operation_new_not_done (running->operation);
}

/* The change was accepted, and reading did not show it. What was promised is what the organization
 * said yes to. */
static void
finish_unseen (GateRunningChange *running,
               gboolean           is_read)
{
  g_autoptr (GateAuthorization) promised = gate_operation_dup_promised (running->operation);

  gate_operation_set_unseen (running->operation, is_read);
  finish_with (running, promised);
}

/* The organization accepted the change. NOW is what it showed last; NULL where reading failed. The
 * first line that fits decides:
 *
 *   NOW           has the whole change                           it is done
 *   overtaken     another person's name and a newer date         it is lost to that person
 *   unreadable    NOW has scopes or roles that cannot be read    accepted, but not known as what
 *   settled       NOW differs from before: less was granted      it is done, with what lacks
 *   (answered)    NOW is as before; the answer told something    what was answered counts
 *   unseen        NOW is as before, or could not be read         what was asked for counts
 */
static void
finish_accepted (GateRunningChange *running,
                 GateAuthorization *now)
{
  GateOperation *operation = running->operation;
  GateAuthorization *answered = gate_operation_get_answered (operation);

  if (now != NULL && gate_operation_is_reached (operation, now))
    finish_with (running, now);
  else if (now != NULL && gate_operation_is_overtaken (operation, now))
    gate_changes_fail_with (running, now, gate_changes_new_conflict (running, now));
  else if (now != NULL && gate_operation_is_unreadable (operation, now))
    gate_changes_fail_with (
        running, now, gate_session_refuse (GATE_ERROR_UNKNOWN_OUTCOME, GATE_REFUSED_UNREAD_AFTER));
  else if (now != NULL && gate_operation_is_settled (operation, now))
    finish_with (running, now);
  else if (answered != NULL)
    finish_with (running, answered);
  else
    finish_unseen (running, now != NULL);
}

static void
found_out_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GateRunningChange *running = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) now =
      gate_outcome_find_finish (GATE_API (source), result, &error);

  gate_operation_set_looking (running->operation, FALSE);
  if (gate_operation_get_accepted_us (running->operation) != 0)
    finish_accepted (running, now);
  else if (now == NULL)
    gate_changes_end (running, g_steal_pointer (&error));
  else if (gate_operation_is_reached (running->operation, now))
    finish_with (running, now);
  else
    gate_changes_fail_with (running, now, new_not_done (running, now));
}

static void
find_out (GateRunningChange *running)
{
  gate_outcome_find_async (running->api, running->operation, found_out_cb, running);
}

/* ANSWERED is the authorization in the answer; NULL where the answer has none. */
void
gate_changes_accepted (GateRunningChange *running,
                       GateAuthorization *answered)
{
  gate_operation_accept (running->operation, answered);
  if (answered != NULL && gate_operation_is_reached (running->operation, answered))
    finish_with (running, answered);
  else
    find_out (running);
}

/* Whether the organization only asks to wait, not for too long in all (decision 12). */
static gboolean
may_begin_again (GateRunningChange *running,
                 const GError      *error)
{
  guint second_ms = gate_http_get_retry_base_ms (gate_api_get_http (running->api));
  gint64 age_s = (g_get_monotonic_time () - running->began_us) / 1000 / second_ms;

  return gate_error_matches (error, GATE_ERROR_RATE_LIMITED) &&
         running->n_tries < GATE_RETRY_MAX_TRIES &&
         age_s + gate_error_get_wait_s (error) <= MAX_LIMITED_S;
}

/* Takes ownership of ERROR. */
void
gate_changes_not_accepted (GateRunningChange *running,
                           GError            *error)
{
  g_autoptr (GateChanges) self = gate_changes_ref_of (running);

  if (self != NULL && may_begin_again (running, error))
    {
      g_error_free (error);
      gate_changes_read_again (running);
      return;
    }
  if (!gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME) || self == NULL)
    {
      gate_changes_end (running, error);
      return;
    }
  gate_operation_take_doubt (running->operation, error);
  find_out (running);
}
