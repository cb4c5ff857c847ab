/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-confirm-name.h"

#include "gate-format-revoke.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

struct _GateConfirmName
{
  GtkWidget parent_instance;

  GtkWidget   *root;
  GtkLabel    *reason;
  GtkLabel    *prompt;
  GtkEditable *entry;

  char *name;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (GateConfirmName, gate_confirm_name, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
changed_cb (GateConfirmName *self)
{
  gboolean active = self->name != NULL &&
                    gate_format_revoke_is_typed (gtk_editable_get_text (self->entry), self->name);

  if (self->active == active)
    return;
  self->active = active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
activate_cb (GateConfirmName *self)
{
  if (self->active)
    g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
gate_confirm_name_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, GATE_CONFIRM_NAME (object)->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
gate_confirm_name_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GATE_CONFIRM_NAME (widget)->entry));
}

static void
gate_confirm_name_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_CONFIRM_NAME);
  G_OBJECT_CLASS (gate_confirm_name_parent_class)->dispose (object);
}

static void
gate_confirm_name_finalize (GObject *object)
{
  g_free (GATE_CONFIRM_NAME (object)->name);
  G_OBJECT_CLASS (gate_confirm_name_parent_class)->finalize (object);
}

static void
gate_confirm_name_class_init (GateConfirmNameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_confirm_name_get_property;
  object_class->dispose = gate_confirm_name_dispose;
  object_class->finalize = gate_confirm_name_finalize;
  widget_class->grab_focus = gate_confirm_name_grab_focus;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATE] = g_signal_new ("activate",
                                    GATE_TYPE_CONFIRM_NAME,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-confirm-name.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConfirmName, root);
  gtk_widget_class_bind_template_child (widget_class, GateConfirmName, reason);
  gtk_widget_class_bind_template_child (widget_class, GateConfirmName, prompt);
  gtk_widget_class_bind_template_child (widget_class, GateConfirmName, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gate_confirm_name_init (GateConfirmName *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_confirm_name_set:
 * @self: the entry
 * @reason: a sentence that tells why the person must type the name
 * @name: the name to type
 *
 * Keeps the text that the person has typed so far.
 */
void
gate_confirm_name_set (GateConfirmName *self,
                       const char      *reason,
                       const char      *name)
{
  /* Translators: %s is the name of an application; the entry for it is below. */
  g_autofree char *prompt = g_strdup_printf (_ ("Type “%s” to go on"), name);

  g_return_if_fail (GATE_IS_CONFIRM_NAME (self));

  gtk_label_set_label (self->reason, reason);
  gtk_label_set_label (self->prompt, prompt);
  gate_set_str (&self->name, name);
  changed_cb (self);
}

gboolean
gate_confirm_name_is_active (GateConfirmName *self)
{
  g_return_val_if_fail (GATE_IS_CONFIRM_NAME (self), FALSE);

  return self->active;
}
