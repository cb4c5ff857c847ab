/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Merges the changes of two people to one authorization. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-edit.h"

#include "gate-access.h"
#include "gate-ref-strv.h"
#include "gate-text.h"

/* All of BEFORE and of both people's additions, without the entries that one of them removed. */
static char **
merge_lists (const char *const *before,
             const char *const *mine,
             const char *const *theirs)
{
  g_auto (GStrv) removed = gate_strv_subtract (before, mine);
  g_auto (GStrv) added = gate_strv_subtract (mine, before);
  g_auto (GStrv) kept = gate_strv_subtract (theirs, (const char *const *) removed);
  g_autoptr (GStrvBuilder) merged = g_strv_builder_new ();

  g_strv_builder_addv (merged, (const char **) kept);
  g_strv_builder_addv (merged, (const char **) added);
  return g_strv_builder_end (merged);
}

static char **
merge_roles (GateEdit          *self,
             GateAuthorization *theirs,
             gboolean          *open)
{
  GateAuthorization *base = gate_edit_get_base (self);
  const char *const *before = gate_authorization_get_roles (base);
  const char *const *mine = gate_edit_get_roles (self);
  const char *const *other = gate_authorization_get_roles (theirs);
  gboolean mine_open = gate_edit_is_open_to_all (self);
  gboolean other_open = gate_access_would_be_open (theirs);

  *open = other_open;
  if (mine_open == gate_access_would_be_open (base) && gate_strv_equal (mine, before))
    return g_strdupv ((char **) other);
  *open = mine_open;
  if (gate_strv_equal (other, before))
    return g_strdupv ((char **) mine);
  *open = mine_open && other_open;
  if (mine_open != other_open)
    return g_strdupv ((char **) (mine_open ? other : mine));
  return merge_lists (before, mine, other);
}

/**
 * gate_edit_merge:
 * @self: an edit
 * @theirs: the same authorization with the changes of another person; copied
 *
 * Takes @theirs as the new base, and wants the changes of both: each scope and role that one of
 * them added, none that one of them removed. Where both changed the roles, one to All Roles and the
 * other to a list, the list wins, because it lets fewer people in. An edit without changes becomes
 * an edit of @theirs without changes.
 */
void
gate_edit_merge (GateEdit          *self,
                 GateAuthorization *theirs)
{
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) roles = NULL;
  gboolean open = FALSE;

  g_return_if_fail (GATE_IS_EDIT (self));
  g_return_if_fail (GATE_IS_AUTHORIZATION (theirs));

  scopes = merge_lists (gate_authorization_get_scopes (gate_edit_get_base (self)),
                        gate_edit_get_scopes (self),
                        gate_authorization_get_scopes (theirs));
  roles = merge_roles (self, theirs, &open);
  g_object_freeze_notify (G_OBJECT (self));
  gate_edit_rebase (self, theirs);
  gate_edit_set_scopes (self, (const char *const *) scopes);
  gate_edit_set_open_to_all (self, open);
  gate_edit_set_roles (self, (const char *const *) roles);
  g_object_thaw_notify (G_OBJECT (self));
}
