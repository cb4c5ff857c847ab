/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format-edit.h"

#include "gate-access.h"
#include "gate-role.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100

/**
 * gate_format_edit_role:
 * @roles: (nullable): the loaded roles of the organization
 * @role_id: the ID of a role, which may be deleted
 *
 * Returns: (transfer full): the name of the role, safe to show; the ID of an unknown role
 */
char *
gate_format_edit_role (GListModel *roles,
                       const char *role_id)
{
  for (guint i = 0; roles != NULL && i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GateRole) role = g_list_model_get_item (roles, i);

      if (g_strcmp0 (gate_role_get_id (role), role_id) == 0)
        return gate_text_for_display (gate_role_get_name (role), MAX_NAME_CHARS);
    }
  return gate_text_for_display (role_id, MAX_NAME_CHARS);
}

static void
add (GPtrArray  *out,
     const char *sign,
     const char *name)
{
  /* Translators: a sign, + or −, and the scope or role that is added or removed. */
  g_ptr_array_add (out, sign != NULL ? g_strdup_printf (C_ ("change", "%s %s"), sign, name)
                                     : g_strdup (name));
}

static char *
join (const char *const *scopes,
      const char *const *role_ids,
      gboolean           all_roles,
      GListModel        *roles,
      const char        *sign)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; scopes[i] != NULL; i++)
    {
      g_autofree char *name = gate_text_for_display (scopes[i], MAX_NAME_CHARS);

      add (out, sign, name);
    }
  if (all_roles)
    add (out, sign, C_ ("roles", "All Roles"));
  for (gsize i = 0; role_ids[i] != NULL; i++)
    {
      g_autofree char *name = gate_format_edit_role (roles, role_ids[i]);

      add (out, sign, name);
    }
  g_ptr_array_add (out, NULL);
  return g_strjoinv (sign != NULL ? "  " : ", ", (char **) out->pdata);
}

static gboolean
was_open_to_all (GateEdit *edit)
{
  return gate_access_would_be_open (gate_edit_get_base (edit));
}

/**
 * gate_format_edit_added:
 * @edit: an edit
 * @roles: (nullable): the loaded roles of the organization
 * @sign: (nullable): a sign before each name; %NULL separates the names by commas instead
 *
 * Returns: (transfer full): the scopes and roles that @edit adds; empty if there are none
 */
char *
gate_format_edit_added (GateEdit   *edit,
                        GListModel *roles,
                        const char *sign)
{
  g_auto (GStrv) scopes = gate_edit_dup_added_scopes (edit);
  g_auto (GStrv) role_ids = gate_edit_dup_added_roles (edit);
  gboolean all_roles = gate_edit_is_open_to_all (edit) && !was_open_to_all (edit);

  return join ((const char *const *) scopes,
               (const char *const *) role_ids,
               all_roles,
               roles,
               sign);
}

/**
 * gate_format_edit_removed:
 * @edit: an edit
 * @roles: (nullable): the loaded roles of the organization
 * @sign: (nullable): a sign before each name; %NULL separates the names by commas instead
 *
 * Returns: (transfer full): the scopes and roles that @edit removes; empty if there are none. An
 *   edit for All Roles removes no role, because everybody keeps access
 */
char *
gate_format_edit_removed (GateEdit   *edit,
                          GListModel *roles,
                          const char *sign)
{
  static const char *const none[] = { NULL };
  g_auto (GStrv) scopes = gate_edit_dup_removed_scopes (edit);
  g_auto (GStrv) role_ids = gate_edit_dup_removed_roles (edit);
  gboolean all_roles = !gate_edit_is_open_to_all (edit) && was_open_to_all (edit);

  return join ((const char *const *) scopes,
               gate_edit_is_open_to_all (edit) ? none : (const char *const *) role_ids,
               all_roles,
               roles,
               sign);
}

/**
 * gate_format_edit_verdict:
 * @verdict: the verdict of an edit
 *
 * Returns: (transfer none) (nullable): a sentence that tells why the edit cannot be saved; %NULL
 *   for the other verdicts
 */
const char *
gate_format_edit_verdict (GateEditVerdict verdict)
{
  switch (verdict)
    {
    case GATE_EDIT_NO_SCOPES:
      return _ ("Select at least one scope, or revoke the authorization");
    case GATE_EDIT_NO_ROLES:
      return _ ("Choose All Roles or revoke");
    case GATE_EDIT_NOT_READ:
      return _ ("Not everything that it has could be read, so nothing can be saved");
    case GATE_EDIT_READY:
    case GATE_EDIT_UNCHANGED:
    default:
      return NULL;
    }
}

static char *
format_changed_by (const char *who,
                   gboolean    is_revoked)
{
  if (is_revoked)
    /* Translators: %s is the name of a person. */
    return g_strdup_printf (_ ("%s revoked it meanwhile"), who);
  /* Translators: %s is the name of a person. */
  return g_strdup_printf (_ ("%s changed it meanwhile"), who);
}

/**
 * gate_format_edit_conflict:
 * @base: the authorization from which an edit began
 * @theirs: the present authorization, which differs from @base
 * @own_person_id: (nullable): the ID of the signed-in person
 *
 * Returns: (transfer full): a sentence that tells who changed or revoked the authorization. Without
 *   a newer date, @theirs still names the person of an older change, so the sentence names nobody
 */
char *
gate_format_edit_conflict (GateAuthorization *base,
                           GateAuthorization *theirs,
                           const char        *own_person_id)
{
  GateAuthorizationState state = gate_authorization_get_state (theirs);
  gboolean is_revoked = state == GATE_AUTHORIZATION_REVOKED;
  g_autofree char *who =
      gate_text_for_display (gate_authorization_get_modified_by_name (theirs), MAX_NAME_CHARS);

  if (state == GATE_AUTHORIZATION_UNAUTHORIZED)
    return g_strdup (_ ("It was removed meanwhile"));
  if (!gate_authorization_is_newer_than (theirs, base))
    return g_strdup (is_revoked ? _ ("It was revoked meanwhile") : _ ("It was changed meanwhile"));
  if (own_person_id != NULL &&
      g_strcmp0 (own_person_id, gate_authorization_get_modified_by_id (theirs)) == 0)
    return g_strdup (is_revoked ? _ ("It was revoked in your name meanwhile") :
                                  _ ("It was changed in your name meanwhile"));
  if (*who != '\0')
    return format_changed_by (who, is_revoked);
  return g_strdup (is_revoked ? _ ("It was revoked meanwhile") : _ ("It was changed meanwhile"));
}
