/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-edit.h"

#include "gate-ref-strv.h"
#include "gate-text.h"

struct _GateEdit
{
  GObject parent_instance;

  GateAuthorization *base;
  char **scopes;
  char **roles;
};

G_DEFINE_FINAL_TYPE (GateEdit, gate_edit, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BASE,
  PROP_SCOPES,
  PROP_ROLES,
  PROP_HAS_CHANGES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_edit_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  GateEdit *self = GATE_EDIT (object);

  switch (prop_id)
    {
    case PROP_BASE:
      g_value_set_object (value, self->base);
      break;
    case PROP_SCOPES:
      g_value_set_boxed (value, gate_edit_get_scopes (self));
      break;
    case PROP_ROLES:
      g_value_set_boxed (value, gate_edit_get_roles (self));
      break;
    case PROP_HAS_CHANGES:
      g_value_set_boolean (value, gate_edit_has_changes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_edit_dispose (GObject *object)
{
  GateEdit *self = GATE_EDIT (object);

  g_clear_object (&self->base);
  G_OBJECT_CLASS (gate_edit_parent_class)->dispose (object);
}

static void
gate_edit_finalize (GObject *object)
{
  GateEdit *self = GATE_EDIT (object);

  gate_ref_strv_free (self->scopes);
  gate_ref_strv_free (self->roles);
  G_OBJECT_CLASS (gate_edit_parent_class)->finalize (object);
}

static void
gate_edit_class_init (GateEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_edit_get_property;
  object_class->dispose = gate_edit_dispose;
  object_class->finalize = gate_edit_finalize;

  properties[PROP_BASE] = g_param_spec_object ("base", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  properties[PROP_SCOPES] = g_param_spec_boxed ("scopes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_ROLES] = g_param_spec_boxed ("roles", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_HAS_CHANGES] = g_param_spec_boolean ("has-changes", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_edit_init (GateEdit *self)
{
}

static GateAuthorization *
snapshot (GateAuthorization *live)
{
  g_autoptr (GateAuthorization) copy =
      gate_authorization_new (gate_authorization_get_client (live));

  gate_authorization_update_from (copy, live);
  return g_steal_pointer (&copy);
}

static gboolean
set_sorted (char            ***field,
            const char *const *values)
{
  g_auto (GStrv) sorted = gate_strv_sort (values);

  return gate_ref_strv_set (field, (const char *const *) sorted);
}

/**
 * gate_edit_new:
 * @base: what the person sees and is going to change; copied, as the object may be updated later
 *
 * Begins with what is granted. For a client that is not authorized yet, set what it is to get.
 *
 * Returns: (transfer full): an edit without changes
 */
GateEdit *
gate_edit_new (GateAuthorization *base)
{
  GateEdit *self;

  g_return_val_if_fail (GATE_IS_AUTHORIZATION (base), NULL);

  self = g_object_new (GATE_TYPE_EDIT, NULL);
  self->base = snapshot (base);
  set_sorted (&self->scopes, gate_authorization_get_scopes (base));
  set_sorted (&self->roles, gate_authorization_get_roles (base));
  return self;
}

/**
 * gate_edit_get_base:
 * @self: an edit
 *
 * Returns: (transfer none): the authorization as it was when the edit began
 */
GateAuthorization *
gate_edit_get_base (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return self->base;
}

const char *
gate_edit_get_client_id (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_authorization_get_id (self->base);
}

/**
 * gate_edit_get_scopes:
 * @self: an edit
 *
 * Returns: (transfer none): the wanted scopes, sorted, each once, never %NULL
 */
const char *const *
gate_edit_get_scopes (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_ref_strv_peek (self->scopes);
}

static void
set_wanted (GateEdit          *self,
            char            ***field,
            const char *const *values,
            guint              prop)
{
  gboolean had_changes = gate_edit_has_changes (self);

  if (!set_sorted (field, values))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
  if (had_changes != gate_edit_has_changes (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_CHANGES]);
}

/**
 * gate_edit_set_scopes:
 * @self: an edit
 * @scopes: (nullable): all scopes that are wanted
 */
void
gate_edit_set_scopes (GateEdit          *self,
                      const char *const *scopes)
{
  g_return_if_fail (GATE_IS_EDIT (self));

  set_wanted (self, &self->scopes, scopes, PROP_SCOPES);
}

/**
 * gate_edit_get_roles:
 * @self: an edit
 *
 * Returns: (transfer none): the IDs of the wanted roles, sorted, each once, never %NULL
 */
const char *const *
gate_edit_get_roles (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), NULL);

  return gate_ref_strv_peek (self->roles);
}

/**
 * gate_edit_set_roles:
 * @self: an edit
 * @role_ids: (nullable): the IDs of all roles that are wanted
 */
void
gate_edit_set_roles (GateEdit          *self,
                     const char *const *role_ids)
{
  g_return_if_fail (GATE_IS_EDIT (self));

  set_wanted (self, &self->roles, role_ids, PROP_ROLES);
}

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

  return !gate_strv_equal (gate_edit_get_scopes (self),
                           gate_authorization_get_scopes (self->base)) ||
         !gate_strv_equal (gate_edit_get_roles (self), gate_authorization_get_roles (self->base));
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
                             gate_authorization_get_scopes (self->base));
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

  return gate_strv_subtract (gate_authorization_get_scopes (self->base),
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

  return gate_strv_subtract (gate_edit_get_roles (self), gate_authorization_get_roles (self->base));
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

  return gate_strv_subtract (gate_authorization_get_roles (self->base), gate_edit_get_roles (self));
}

static gboolean
same_state (GateAuthorization *a,
            GateAuthorization *b)
{
  return gate_authorization_get_state (a) == gate_authorization_get_state (b) &&
         g_strcmp0 (gate_authorization_get_state_name (a), gate_authorization_get_state_name (b)) ==
             0;
}

/**
 * gate_edit_conflicts_with:
 * @self: an edit
 * @newer: the same authorization, read again right before the edit is sent
 *
 * The API has no versions, so a change by somebody else is found by what it changed, or by its
 * date (Genesys API, section on authorizations).
 *
 * Returns: whether it is no longer what the person saw
 */
gboolean
gate_edit_conflicts_with (GateEdit          *self,
                          GateAuthorization *newer)
{
  GDateTime *seen;
  GDateTime *now;

  g_return_val_if_fail (GATE_IS_EDIT (self), TRUE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (newer), TRUE);

  seen = gate_authorization_get_date_modified (self->base);
  now = gate_authorization_get_date_modified (newer);
  if (seen != NULL && now != NULL && !g_date_time_equal (seen, now))
    return TRUE;
  return !same_state (self->base, newer) ||
         !gate_strv_equal (gate_authorization_get_scopes (self->base),
                           gate_authorization_get_scopes (newer)) ||
         !gate_strv_equal (gate_authorization_get_roles (self->base),
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

  return gate_authorization_get_state (read_back) == GATE_AUTHORIZATION_AUTHORIZED &&
         gate_strv_equal (gate_edit_get_scopes (self), gate_authorization_get_scopes (read_back)) &&
         gate_strv_equal (gate_edit_get_roles (self), gate_authorization_get_roles (read_back));
}
