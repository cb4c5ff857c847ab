/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How what the organization tells stands to a change. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-edit.h"
#include "gate-operation-private.h"

static gboolean
differs (GateAuthorization *before,
         GateAuthorization *now)
{
  g_autoptr (GateEdit) edit = gate_edit_new (before);

  return gate_edit_conflicts_with (edit, now);
}

/* Whether NOW has the change of SELF. */
gboolean
gate_operation_is_reached (GateOperation     *self,
                           GateAuthorization *now)
{
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    return gate_authorization_has_ended (now);
  return gate_authorization_matches (now,
                                     gate_operation_get_scopes (self),
                                     gate_operation_get_roles (self));
}

/* Whether NOW, read after the organization accepted the change, is what it made of it: all of it or
 * less. Reading may still show what there was before. */
gboolean
gate_operation_is_settled (GateOperation     *self,
                           GateAuthorization *now)
{
  return gate_operation_is_reached (self, now) ||
         (gate_operation_get_kind (self) != GATE_OPERATION_REVOKE &&
          gate_authorization_is_complete (now) && differs (gate_operation_get_before (self), now));
}

/* Whether NOW, read after the organization accepted the change, cannot tell what came of it, now or
 * later. */
gboolean
gate_operation_is_unreadable (GateOperation     *self,
                              GateAuthorization *now)
{
  return gate_operation_get_accepted_us (self) != 0 &&
         gate_operation_get_kind (self) != GATE_OPERATION_REVOKE &&
         !gate_authorization_is_complete (now);
}

/* Whether NOW itself says that another person changed it: by name and with a newer date. */
gboolean
gate_operation_is_overtaken (GateOperation     *self,
                             GateAuthorization *now)
{
  GateAuthorization *before = gate_operation_get_before (self);
  const char *person_id = gate_operation_get_person_id (self);
  const char *by = gate_authorization_get_modified_by_id (now);

  if (before == NULL)
    before = gate_operation_get_seen (self);
  return person_id != NULL && by != NULL && !g_str_equal (person_id, by) &&
         gate_authorization_is_newer_than (now, before);
}

/* Whether NOW, read right before the change is sent, is not what the person saw. An undone change
 * that was not visible may be visible by now, or not yet. */
gboolean
gate_operation_conflicts_with (GateOperation     *self,
                               GateAuthorization *now)
{
  GateOperation *undone = gate_operation_get_undone (self);

  if (!differs (gate_operation_get_seen (self), now))
    return FALSE;
  return undone == NULL || !gate_operation_is_unseen (undone) ||
         (differs (gate_operation_get_before (undone), now) &&
          !gate_operation_is_reached (undone, now));
}

/**
 * gate_operation_dup_promised:
 * @self: an operation that was sent
 *
 * Returns: (transfer full): the authorization as the change wants it, without a date and a person,
 *   which only the organization knows
 */
GateAuthorization *
gate_operation_dup_promised (GateOperation *self)
{
  GateAuthorization *promised = gate_operation_snapshot (gate_operation_get_before (self));

  gate_authorization_set_date_modified (promised, NULL);
  gate_authorization_set_modified_by (promised, NULL, NULL);
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    {
      gate_authorization_set_state (promised, GATE_AUTHORIZATION_REVOKED);
      return promised;
    }
  gate_authorization_set_state (promised, GATE_AUTHORIZATION_AUTHORIZED);
  if (gate_operation_get_scopes (self) != NULL)
    gate_authorization_set_scopes (promised, gate_operation_get_scopes (self));
  if (gate_operation_get_roles (self) != NULL)
    gate_authorization_set_roles (promised, gate_operation_get_roles (self));
  return promised;
}
