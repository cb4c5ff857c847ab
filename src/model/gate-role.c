/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-role.h"

#include "gate-ref-strv.h"
#include "gate-text.h"

#include <string.h>

#define MAX_DESCRIPTION_CHARS 300

struct _GateRole
{
  GObject parent_instance;

  char *id;
  char *name;
  char *sort_key; /* of the name, or of the ID of a role without one */
  char *description;
  char *default_id;
  char **permissions;
  gint64 n_people;
  gint64 n_inactive;
};

G_DEFINE_FINAL_TYPE (GateRole, gate_role, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_N_PEOPLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_role_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  GateRole *self = GATE_ROLE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_take_string (value, gate_text_display_name (self->name, self->id));
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, gate_text_for_display (self->description, MAX_DESCRIPTION_CHARS));
      break;
    case PROP_N_PEOPLE:
      g_value_set_int64 (value, self->n_people);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_role_finalize (GObject *object)
{
  GateRole *self = GATE_ROLE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->sort_key);
  g_free (self->description);
  g_free (self->default_id);
  gate_ref_strv_free (self->permissions);
  G_OBJECT_CLASS (gate_role_parent_class)->finalize (object);
}

static void
gate_role_class_init (GateRoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_role_get_property;
  object_class->finalize = gate_role_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_N_PEOPLE] =
      g_param_spec_int64 ("n-people", NULL, NULL, -1, G_MAXINT64, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_role_init (GateRole *self)
{
  self->n_people = -1;
}

/**
 * gate_role_new:
 * @id: the ID of the role
 *
 * Returns: (transfer full): a role with all other data unknown
 */
GateRole *
gate_role_new (const char *id)
{
  GateRole *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GATE_TYPE_ROLE, NULL);
  self->id = g_strdup (id);
  self->sort_key = g_utf8_collate_key (id, -1);
  return self;
}

const char *
gate_role_get_id (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), NULL);

  return self->id;
}

/**
 * gate_role_get_name:
 * @self: a role
 *
 * Returns: (transfer none) (nullable): the name from the organization, unsafe to show; the property
 *   `name` is safe
 */
const char *
gate_role_get_name (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), NULL);

  return self->name;
}

void
gate_role_set_name (GateRole   *self,
                    const char *name)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  if (!gate_set_str (&self->name, name))
    return;
  g_free (self->sort_key);
  self->sort_key = g_utf8_collate_key (name != NULL ? name : self->id, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * gate_role_compare:
 * @a: a role
 * @b: another
 *
 * Returns: less than, equal to or greater than 0, by the order of their names in the language of
 *   the person
 */
int
gate_role_compare (GateRole *a,
                   GateRole *b)
{
  g_return_val_if_fail (GATE_IS_ROLE (a) && GATE_IS_ROLE (b), 0);

  return strcmp (a->sort_key, b->sort_key);
}

/**
 * gate_role_get_description:
 * @self: a role
 *
 * Returns: (transfer none) (nullable): the description from the organization, unsafe to show; the
 *   property is safe
 */
const char *
gate_role_get_description (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), NULL);

  return self->description;
}

void
gate_role_set_description (GateRole   *self,
                           const char *description)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  if (gate_set_str (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * gate_role_get_n_people:
 * @self: a role
 *
 * Returns: how many people hold the role, active or not, -1 when that is not known
 */
gint64
gate_role_get_n_people (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), -1);

  return self->n_people;
}

void
gate_role_set_n_people (GateRole *self,
                        gint64    n_people)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  n_people = MAX (n_people, -1);
  if (self->n_people == n_people)
    return;
  self->n_people = n_people;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PEOPLE]);
}

/**
 * gate_role_get_n_inactive:
 * @self: a role
 *
 * Returns: how many of the people who hold the role are not active, -1 when that is not known; 0
 *   until it is set
 */
gint64
gate_role_get_n_inactive (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), -1);

  return self->n_inactive;
}

void
gate_role_set_n_inactive (GateRole *self,
                          gint64    n_inactive)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  self->n_inactive = MAX (n_inactive, -1);
}

/**
 * gate_role_get_permissions:
 * @self: a role
 *
 * Returns: (transfer none): the permissions of the role, with * per segment, never %NULL
 */
const char *const *
gate_role_get_permissions (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), NULL);

  return gate_ref_strv_peek (self->permissions);
}

void
gate_role_set_permissions (GateRole          *self,
                           const char *const *permissions)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  gate_ref_strv_set (&self->permissions, permissions);
}

/**
 * gate_role_get_default_id:
 * @self: a role
 *
 * Returns: (transfer none) (nullable): the short word of a role that every organization has, such
 *   as `employee`; %NULL for a role of the organization's own
 */
const char *
gate_role_get_default_id (GateRole *self)
{
  g_return_val_if_fail (GATE_IS_ROLE (self), NULL);

  return self->default_id;
}

void
gate_role_set_default_id (GateRole   *self,
                          const char *default_role_id)
{
  g_return_if_fail (GATE_IS_ROLE (self));

  gate_set_str (&self->default_id, default_role_id);
}
