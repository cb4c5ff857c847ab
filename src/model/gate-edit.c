/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-edit.h"

#include "gate-access.h"
#include "gate-ref-strv.h"
#include "gate-text.h"

struct _GateEdit
{
  GObject parent_instance;

  GateAuthorization *base;
  char **scopes;
  char **roles;
  gboolean open_to_all; /* roles is empty then */
};

G_DEFINE_FINAL_TYPE (GateEdit, gate_edit, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BASE,
  PROP_SCOPES,
  PROP_ROLES,
  PROP_OPEN_TO_ALL,
  PROP_HAS_CHANGES,
  PROP_VERDICT,
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
    case PROP_OPEN_TO_ALL:
      g_value_set_boolean (value, self->open_to_all);
      break;
    case PROP_HAS_CHANGES:
      g_value_set_boolean (value, gate_edit_has_changes (self));
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, gate_edit_get_verdict (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_edit_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  GateEdit *self = GATE_EDIT (object);

  switch (prop_id)
    {
    case PROP_OPEN_TO_ALL:
      gate_edit_set_open_to_all (self, g_value_get_boolean (value));
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
  object_class->set_property = gate_edit_set_property;
  object_class->dispose = gate_edit_dispose;
  object_class->finalize = gate_edit_finalize;

  properties[PROP_BASE] = g_param_spec_object ("base", NULL, NULL, GATE_TYPE_AUTHORIZATION, flags);
  properties[PROP_SCOPES] = g_param_spec_boxed ("scopes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_ROLES] = g_param_spec_boxed ("roles", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_OPEN_TO_ALL] =
      g_param_spec_boolean ("open-to-all",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_HAS_CHANGES] = g_param_spec_boolean ("has-changes", NULL, NULL, FALSE, flags);
  properties[PROP_VERDICT] =
      g_param_spec_uint ("verdict", NULL, NULL, 0, GATE_EDIT_NOT_READ, GATE_EDIT_UNCHANGED, flags);
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
 * @base: the authorization that the person sees and is going to change; copied, as the object may
 *   be updated later
 *
 * Begins with the granted scopes and roles. For a client that is not authorized yet, set the wanted
 * ones.
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
  self->open_to_all = gate_access_would_be_open (base);
  return self;
}

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

/* Sets the scopes and roles that are given, then notifies each property that changed. */
static void
change (GateEdit          *self,
        GateAuthorization *base,
        const char *const *scopes,
        const char *const *roles,
        gboolean           open_to_all)
{
  gboolean had_changes = gate_edit_has_changes (self);
  GateEditVerdict verdict = gate_edit_get_verdict (self);
  gboolean changed[N_PROPS] = { FALSE };

  changed[PROP_BASE] = g_set_object (&self->base, base);
  changed[PROP_SCOPES] = set_sorted (&self->scopes, scopes);
  changed[PROP_ROLES] = set_sorted (&self->roles, open_to_all ? NULL : roles);
  changed[PROP_OPEN_TO_ALL] = self->open_to_all != open_to_all;
  self->open_to_all = open_to_all;
  changed[PROP_HAS_CHANGES] = had_changes != gate_edit_has_changes (self);
  changed[PROP_VERDICT] = verdict != gate_edit_get_verdict (self);

  g_object_ref (self);
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    if (changed[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_unref (self);
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

  change (self, self->base, scopes, gate_edit_get_roles (self), self->open_to_all);
}

/**
 * gate_edit_get_roles:
 * @self: an edit
 *
 * Returns: (transfer none): the IDs of the roles to send, sorted, each once, never %NULL; empty
 *   for All Roles
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
 *
 * Any role ends All Roles. Removing the last role does not bring All Roles back: a person who
 * removes a role does not want to let more people in.
 */
void
gate_edit_set_roles (GateEdit          *self,
                     const char *const *role_ids)
{
  gboolean open_to_all;

  g_return_if_fail (GATE_IS_EDIT (self));

  open_to_all = self->open_to_all && (role_ids == NULL || role_ids[0] == NULL);
  change (self, self->base, gate_edit_get_scopes (self), role_ids, open_to_all);
}

gboolean
gate_edit_is_open_to_all (GateEdit *self)
{
  g_return_val_if_fail (GATE_IS_EDIT (self), FALSE);

  return self->open_to_all;
}

/**
 * gate_edit_set_open_to_all:
 * @self: an edit
 * @open: whether All Roles are wanted; the list of wanted roles is empty afterwards if so
 */
void
gate_edit_set_open_to_all (GateEdit *self,
                           gboolean  open)
{
  g_return_if_fail (GATE_IS_EDIT (self));

  change (self, self->base, gate_edit_get_scopes (self), gate_edit_get_roles (self), open != FALSE);
}

/**
 * gate_edit_reset:
 * @self: an edit
 *
 * Wants the scopes and roles of the base again.
 */
void
gate_edit_reset (GateEdit *self)
{
  g_return_if_fail (GATE_IS_EDIT (self));

  change (self,
          self->base,
          gate_authorization_get_scopes (self->base),
          gate_authorization_get_roles (self->base),
          gate_access_would_be_open (self->base));
}

/**
 * gate_edit_rebase:
 * @self: an edit
 * @newer: the same authorization as it is now; copied
 *
 * Keeps the wanted scopes and roles, and takes @newer as the new base.
 */
void
gate_edit_rebase (GateEdit          *self,
                  GateAuthorization *newer)
{
  g_autoptr (GateAuthorization) base = NULL;

  g_return_if_fail (GATE_IS_EDIT (self));
  g_return_if_fail (GATE_IS_AUTHORIZATION (newer));

  base = snapshot (newer);
  change (self, base, gate_edit_get_scopes (self), gate_edit_get_roles (self), self->open_to_all);
}
