/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-person.h"

#include "gate-ref-strv.h"
#include "gate-text.h"

#include <string.h>

#define MAX_EMAIL_CHARS 254
#define MAX_STATE_CHARS 40

struct _GatePerson
{
  GObject parent_instance;

  char *id;
  char *name;
  char *email;
  char *state;
  char **role_ids;
  char **permissions;
  gboolean knows_permissions;
};

G_DEFINE_FINAL_TYPE (GatePerson, gate_person, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_EMAIL,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_person_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GatePerson *self = GATE_PERSON (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_take_string (value, gate_text_display_name (self->name, self->id));
      break;
    case PROP_EMAIL:
      g_value_take_string (value, gate_text_for_display (self->email, MAX_EMAIL_CHARS));
      break;
    case PROP_STATE:
      g_value_take_string (value, gate_text_for_display (self->state, MAX_STATE_CHARS));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_person_finalize (GObject *object)
{
  GatePerson *self = GATE_PERSON (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->state);
  gate_ref_strv_free (self->role_ids);
  gate_ref_strv_free (self->permissions);
  G_OBJECT_CLASS (gate_person_parent_class)->finalize (object);
}

static void
gate_person_class_init (GatePersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_person_get_property;
  object_class->finalize = gate_person_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_person_init (GatePerson *self)
{
}

/**
 * gate_person_new:
 * @id: the ID of the person
 *
 * Returns: (transfer full): a person with all other data unknown
 */
GatePerson *
gate_person_new (const char *id)
{
  GatePerson *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GATE_TYPE_PERSON, NULL);
  self->id = g_strdup (id);
  return self;
}

const char *
gate_person_get_id (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return self->id;
}

/**
 * gate_person_get_name:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): the name from the organization, unsafe to show; the property
 *   `name` is safe
 */
const char *
gate_person_get_name (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return self->name;
}

void
gate_person_set_name (GatePerson *self,
                      const char *name)
{
  g_return_if_fail (GATE_IS_PERSON (self));

  if (gate_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * gate_person_get_email:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): the address from the organization, unsafe to show; the
 *   property `email` is safe
 */
const char *
gate_person_get_email (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return self->email;
}

void
gate_person_set_email (GatePerson *self,
                       const char *email)
{
  g_return_if_fail (GATE_IS_PERSON (self));

  if (gate_set_str (&self->email, email))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMAIL]);
}

/**
 * gate_person_get_state:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): the state, such as `active`
 */
const char *
gate_person_get_state (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return self->state;
}

void
gate_person_set_state (GatePerson *self,
                       const char *state)
{
  g_return_if_fail (GATE_IS_PERSON (self));

  if (gate_set_str (&self->state, state))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * gate_person_get_role_ids:
 * @self: a person
 *
 * Returns: (transfer none): the roles that the person holds, never %NULL
 */
const char *const *
gate_person_get_role_ids (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return gate_ref_strv_peek (self->role_ids);
}

void
gate_person_set_role_ids (GatePerson        *self,
                          const char *const *role_ids)
{
  g_return_if_fail (GATE_IS_PERSON (self));

  gate_ref_strv_set (&self->role_ids, role_ids);
}

/**
 * gate_person_get_permissions:
 * @self: a person
 *
 * Returns: (transfer none): the permissions of the person, with * per segment, never %NULL; known
 *   only for the signed-in person
 */
const char *const *
gate_person_get_permissions (GatePerson *self)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), NULL);

  return gate_ref_strv_peek (self->permissions);
}

/**
 * gate_person_set_permissions:
 * @self: a person
 * @permissions: (nullable): all that the person may do, with * per segment; %NULL when not known
 */
void
gate_person_set_permissions (GatePerson        *self,
                             const char *const *permissions)
{
  g_return_if_fail (GATE_IS_PERSON (self));

  self->knows_permissions = permissions != NULL;
  gate_ref_strv_set (&self->permissions, permissions);
}

gboolean
gate_person_has_permission (GatePerson *self,
                            const char *permission)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), FALSE);

  return gate_permissions_include (gate_person_get_permissions (self), permission);
}

/**
 * gate_person_lacks_permission:
 * @self: a person
 * @permission: a permission
 *
 * Returns: whether the permissions of the person are known, and this one is not among them
 */
gboolean
gate_person_lacks_permission (GatePerson *self,
                              const char *permission)
{
  g_return_val_if_fail (GATE_IS_PERSON (self), FALSE);

  return self->knows_permissions && !gate_person_has_permission (self, permission);
}

/**
 * gate_permission_matches:
 * @held: (nullable): a permission such as `oauth:*:*`
 * @wanted: (nullable): a permission without wildcards, such as `oauth:client:authorize`
 *
 * A `*` stands for exactly one segment that is not empty. A permission of one word, such as
 * `admin`, is no pattern: only the same word matches it, and a lone `*` matches nothing else.
 *
 * Returns: whether @held includes @wanted
 */
gboolean
gate_permission_matches (const char *held,
                         const char *wanted)
{
  if (held == NULL || wanted == NULL || *held == '\0')
    return FALSE;
  if (strcmp (held, wanted) == 0)
    return TRUE;
  if (strchr (wanted, ':') == NULL)
    return FALSE;
  while (TRUE)
    {
      gsize held_length = strcspn (held, ":");
      gsize wanted_length = strcspn (wanted, ":");
      gboolean any = held_length == 1 && *held == '*' && wanted_length > 0;

      if (!any && (held_length != wanted_length || strncmp (held, wanted, held_length) != 0))
        return FALSE;
      held += held_length;
      wanted += wanted_length;
      if (*held != *wanted)
        return FALSE;
      if (*held == '\0')
        return TRUE;
      held++;
      wanted++;
    }
}

/**
 * gate_permissions_include:
 * @held: (nullable): permissions, with * per segment
 * @wanted: (nullable): a permission
 *
 * Returns: whether one of @held matches @wanted
 */
gboolean
gate_permissions_include (const char *const *held,
                          const char        *wanted)
{
  for (gsize i = 0; held != NULL && held[i] != NULL; i++)
    if (gate_permission_matches (held[i], wanted))
      return TRUE;
  return FALSE;
}
