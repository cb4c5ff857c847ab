/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The additions and removals of an edit, and its relation to a newer answer. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-edit.h"

#include "gate-access.h"
#include "gate-ref-strv.h"
#include "gate-text.h"

/**
 * gate_edit_has_changes:
 * @self: an edit
 *
 * Returns: whether scopes or roles are wanted that differ from the base's
 */
gboolean
gate_edit_has_changes (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), FALSE);

  return gate_edit_is_open_to_all (self) != gate_access_would_be_open (gate_edit_get_base (self)) ||
         !gate_strv_equal (gate_edit_get_scopes (self),
                           gate_authorization_get_scopes (gate_edit_get_base (self))) ||
         !gate_strv_equal (gate_edit_get_roles (self),
                           gate_authorization_get_roles (gate_edit_get_base (self)));
}

static gboolean
lacks_scopes (GateEdit *self)
{
  GateClient *client = gate_authorization_get_client (gate_edit_get_base (self));

  return gate_edit_get_scopes (self)[0] == NULL &&
         (gate_client_get_scopes (client)[0] != NULL ||
          gate_authorization_get_scopes (gate_edit_get_base (self))[0] != NULL);
}

/**
 * gate_edit_get_verdict:
 * @self: an edit
 *
 * Returns: whether it can be saved, and if not, why. A client without requested and granted scopes
 *   needs none.
 */
GateEditVerdict
gate_edit_get_verdict (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), GATE_EDIT_UNCHANGED);

  if (!gate_authorization_is_complete (gate_edit_get_base (self)))
    return GATE_EDIT_NOT_READ;
  if (!gate_edit_has_changes (self))
    return GATE_EDIT_UNCHANGED;
  if (lacks_scopes (self))
    return GATE_EDIT_NO_SCOPES;
  if (!gate_edit_is_open_to_all (self) && gate_edit_get_roles (self)[0] == NULL)
    return GATE_EDIT_NO_ROLES;
  return GATE_EDIT_READY;
}

/**
 * gate_edit_dup_added_scopes:
 * @self: an edit
 *
 * Returns: (transfer full): the wanted scopes that the base does not list, sorted
 */
char **
gate_edit_dup_added_scopes (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_strv_subtract (gate_edit_get_scopes (self),
                             gate_authorization_get_scopes (gate_edit_get_base (self)));
}

/**
 * gate_edit_dup_removed_scopes:
 * @self: an edit
 *
 * Returns: (transfer full): the scopes that the base lists and that are not wanted, sorted
 */
char **
gate_edit_dup_removed_scopes (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_strv_subtract (gate_authorization_get_scopes (gate_edit_get_base (self)),
                             gate_edit_get_scopes (self));
}

/**
 * gate_edit_dup_added_roles:
 * @self: an edit
 *
 * Returns: (transfer full): the IDs of the wanted roles that the base does not list, sorted
 */
char **
gate_edit_dup_added_roles (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_strv_subtract (gate_edit_get_roles (self),
                             gate_authorization_get_roles (gate_edit_get_base (self)));
}

/**
 * gate_edit_dup_removed_roles:
 * @self: an edit
 *
 * Returns: (transfer full): the IDs of the roles that the base lists and that are not wanted
 */
char **
gate_edit_dup_removed_roles (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_strv_subtract (gate_authorization_get_roles (gate_edit_get_base (self)),
                             gate_edit_get_roles (self));
}

static gboolean
same_state (GateAuthorization *a,
            GateAuthorization *b)
{
  return gate_authorization_get_state (a) == gate_authorization_get_state (b) &&
         g_strcmp0 (gate_authorization_get_state_name (a), gate_authorization_get_state_name (b)) ==
             0;
}

/* A list that could not be read may have been changed. */
static gboolean
same_knowledge (GateAuthorization *a,
                GateAuthorization *b)
{
  return gate_authorization_get_scopes_knowledge (a) ==
             gate_authorization_get_scopes_knowledge (b) &&
         gate_authorization_get_roles_knowledge (a) == gate_authorization_get_roles_knowledge (b);
}

/**
 * gate_edit_conflicts_with:
 * @self: an edit
 * @newer: the same authorization, read again right before the edit is sent
 *
 * The API has no versions, so a changed value or a newer date shows the change of another person
 * (Genesys API, section on authorizations).
 *
 * Returns: whether @newer differs from the authorization that the person saw
 */
gboolean
gate_edit_conflicts_with (GateEdit          *self,
                          GateAuthorization *newer)
{
  GDateTime *seen;
  GDateTime *now;

  g_return_val_if_fail (GATE_IS_EDIT (self), TRUE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (newer), TRUE);

  seen = gate_authorization_get_date_modified (gate_edit_get_base (self));
  now = gate_authorization_get_date_modified (newer);
  if (seen != NULL && now != NULL && !g_date_time_equal (seen, now))
    return TRUE;
  return !same_state (gate_edit_get_base (self), newer) ||
         !same_knowledge (gate_edit_get_base (self), newer) ||
         !gate_strv_equal (gate_authorization_get_scopes (gate_edit_get_base (self)),
                           gate_authorization_get_scopes (newer)) ||
         !gate_strv_equal (gate_authorization_get_roles (gate_edit_get_base (self)),
                           gate_authorization_get_roles (newer));
}

/**
 * gate_edit_is_applied_in:
 * @self: an edit
 * @read_back: the same authorization, read after the edit was sent
 *
 * Returns: whether it is authorized with just the wanted scopes and roles
 */
gboolean
gate_edit_is_applied_in (GateEdit          *self,
                         GateAuthorization *read_back)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), FALSE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (read_back), FALSE);

  return gate_authorization_matches (read_back,
                                     gate_edit_get_scopes (self),
                                     gate_edit_get_roles (self));
}
