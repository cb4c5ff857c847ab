/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-heading.h"

struct _GateHeading
{
  GObject parent_instance;

  char *title;
};

G_DEFINE_FINAL_TYPE (GateHeading, gate_heading, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_heading_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, GATE_HEADING (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_heading_finalize (GObject *object)
{
  g_free (GATE_HEADING (object)->title);
  G_OBJECT_CLASS (gate_heading_parent_class)->finalize (object);
}

static void
gate_heading_class_init (GateHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_heading_get_property;
  object_class->finalize = gate_heading_finalize;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_heading_init (GateHeading *self)
{
}

/**
 * gate_heading_new:
 * @title: a translated heading
 *
 * Returns: (transfer full): a row that names the section below it
 */
GateHeading *
gate_heading_new (const char *title)
{
  GateHeading *self = g_object_new (GATE_TYPE_HEADING, NULL);

  self->title = g_strdup (title);
  return self;
}

const char *
gate_heading_get_title (GateHeading *self)
{
  g_return_val_if_fail (GATE_IS_HEADING (self), NULL);

  return self->title;
}
