/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-organization.h"

#include "gate-text.h"

struct _GateOrganization
{
  GObject parent_instance;

  char *id;
  char *name;
  char *short_name;
};

G_DEFINE_FINAL_TYPE (GateOrganization, gate_organization, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_SHORT_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_organization_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GateOrganization *self = GATE_ORGANIZATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_take_string (value, gate_text_display_name (self->name, self->id));
      break;
    case PROP_SHORT_NAME:
      g_value_set_string (value, self->short_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_organization_finalize (GObject *object)
{
  GateOrganization *self = GATE_ORGANIZATION (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->short_name);
  G_OBJECT_CLASS (gate_organization_parent_class)->finalize (object);
}

static void
gate_organization_class_init (GateOrganizationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_organization_get_property;
  object_class->finalize = gate_organization_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SHORT_NAME] = g_param_spec_string ("short-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_organization_init (GateOrganization *self)
{
}

/**
 * gate_organization_new:
 * @id: the ID of the organization; built-in ones have readable IDs
 * @name: (nullable): its name, unsafe to show
 * @short_name: (nullable): its `thirdPartyOrgName`, unsafe to show
 *
 * Returns: (transfer full): an organization
 */
GateOrganization *
gate_organization_new (const char *id,
                       const char *name,
                       const char *short_name)
{
  GateOrganization *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GATE_TYPE_ORGANIZATION, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->short_name = g_strdup (short_name);
  return self;
}

const char *
gate_organization_get_id (GateOrganization *self)
{
  g_return_val_if_fail (GATE_IS_ORGANIZATION (self), NULL);

  return self->id;
}

/**
 * gate_organization_get_name:
 * @self: an organization
 *
 * Returns: (transfer none) (nullable): the name from the organization, unsafe to show; the property
 *   `name` is safe
 */
const char *
gate_organization_get_name (GateOrganization *self)
{
  g_return_val_if_fail (GATE_IS_ORGANIZATION (self), NULL);

  return self->name;
}

const char *
gate_organization_get_short_name (GateOrganization *self)
{
  g_return_val_if_fail (GATE_IS_ORGANIZATION (self), NULL);

  return self->short_name;
}
