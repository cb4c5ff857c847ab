/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-scope-buttons.h"

#include "gate-beside-layout.h"

#include <glib/gi18n-lib.h>

struct _GateScopeButtons
{
  GtkWidget parent_instance;

  GtkWidget *root;

  gboolean has_requested;
  gboolean filtered;
};

G_DEFINE_FINAL_TYPE (GateScopeButtons, gate_scope_buttons, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_HAS_REQUESTED,
  PROP_FILTERED,
  N_PROPS
};

enum
{
  ONLY_REQUESTED,
  READ_ONLY,
  NONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
only_requested_cb (GateScopeButtons *self)
{
  g_signal_emit (self, signals[ONLY_REQUESTED], 0);
}

static void
read_only_cb (GateScopeButtons *self)
{
  g_signal_emit (self, signals[READ_ONLY], 0);
}

static void
none_cb (GateScopeButtons *self)
{
  g_signal_emit (self, signals[NONE], 0);
}

static void
set_has_requested (GateScopeButtons *self,
                   gboolean          has_requested)
{
  if (self->has_requested == has_requested)
    return;
  self->has_requested = has_requested;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_REQUESTED]);
}

/* While a filter hides scopes, the tooltips say that the buttons do not change the hidden ones. */
static void
set_filtered (GateScopeButtons *self,
              gboolean          filtered)
{
  const char *note = filtered ? _ ("Changes only the scopes that the filter shows") : NULL;

  if (self->filtered == filtered)
    return;
  self->filtered = filtered;
  for (GtkWidget *button = gtk_widget_get_first_child (self->root); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_tooltip_text (button, note);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERED]);
}

static void
gate_scope_buttons_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_REQUESTED:
      g_value_set_boolean (value, GATE_SCOPE_BUTTONS (object)->has_requested);
      break;
    case PROP_FILTERED:
      g_value_set_boolean (value, GATE_SCOPE_BUTTONS (object)->filtered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_buttons_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_REQUESTED:
      set_has_requested (GATE_SCOPE_BUTTONS (object), g_value_get_boolean (value));
      break;
    case PROP_FILTERED:
      set_filtered (GATE_SCOPE_BUTTONS (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_buttons_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_SCOPE_BUTTONS);
  G_OBJECT_CLASS (gate_scope_buttons_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       GATE_TYPE_SCOPE_BUTTONS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
gate_scope_buttons_class_init (GateScopeButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (GATE_TYPE_BESIDE_LAYOUT);
  object_class->get_property = gate_scope_buttons_get_property;
  object_class->set_property = gate_scope_buttons_set_property;
  object_class->dispose = gate_scope_buttons_dispose;

  properties[PROP_HAS_REQUESTED] =
      g_param_spec_boolean ("has-requested", NULL, NULL, TRUE, flags);
  properties[PROP_FILTERED] = g_param_spec_boolean ("filtered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ONLY_REQUESTED] = new_signal ("only-requested");
  signals[READ_ONLY] = new_signal ("read-only");
  signals[NONE] = new_signal ("none");

  gtk_widget_class_set_css_name (widget_class, "gatescopebuttons");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-scope-buttons.ui");
  gtk_widget_class_bind_template_child (widget_class, GateScopeButtons, root);
  gtk_widget_class_bind_template_callback (widget_class, only_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_only_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
gate_scope_buttons_init (GateScopeButtons *self)
{
  self->has_requested = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
