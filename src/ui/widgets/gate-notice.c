/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-notice.h"

#include "gate-format.h"
#include "gate-live-region.h"
#include "gate-text.h"

struct _GateNotice
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkLabel *countdown;
  GtkLabel *evidence;
  GtkToggleButton *details_button;

  char *message;
  char *details;
  char *button_label;
  char *action_name;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (GateNotice, gate_notice, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_DETAILS,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_notice_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GateNotice *self = GATE_NOTICE (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_DETAILS:
      g_value_set_string (value, self->details);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, self->action_name);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* New details start folded, even if the old ones were unfolded. */
static void
set_details (GateNotice *self,
             const char *details)
{
  if (!gate_set_str (&self->details, details))
    return;
  gtk_toggle_button_set_active (self->details_button, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}

static void
set_busy (GateNotice *self,
          gboolean    busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
gate_notice_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  GateNotice *self = GATE_NOTICE (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      gate_notice_set_message (self, g_value_get_string (value));
      break;
    case PROP_DETAILS:
      set_details (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      if (gate_set_str (&self->button_label, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ACTION_NAME:
      if (gate_set_str (&self->action_name, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BUSY:
      set_busy (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_notice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_NOTICE);
  G_OBJECT_CLASS (gate_notice_parent_class)->dispose (object);
}

static void
gate_notice_finalize (GObject *object)
{
  GateNotice *self = GATE_NOTICE (object);

  g_free (self->message);
  g_free (self->details);
  g_free (self->button_label);
  g_free (self->action_name);
  G_OBJECT_CLASS (gate_notice_parent_class)->finalize (object);
}

static void
gate_notice_class_init (GateNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_notice_get_property;
  object_class->set_property = gate_notice_set_property;
  object_class->dispose = gate_notice_dispose;
  object_class->finalize = gate_notice_finalize;

  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_DETAILS] = g_param_spec_string ("details", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gatenotice");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, GateNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, GateNotice, label);
  gtk_widget_class_bind_template_child (widget_class, GateNotice, countdown);
  gtk_widget_class_bind_template_child (widget_class, GateNotice, evidence);
  gtk_widget_class_bind_template_child (widget_class, GateNotice, details_button);
  gate_format_bind_closures (widget_class);
}

static void
gate_notice_init (GateNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->label);
}

void
gate_notice_set_message (GateNotice *self,
                         const char *message)
{
  g_return_if_fail (GATE_IS_NOTICE (self));

  if (!gate_set_str (&self->message, message))
    return;
  gtk_revealer_set_reveal_child (self->revealer, message != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

/**
 * gate_notice_set_evidence:
 * @self: a notice
 * @evidence: (nullable): lines below the message that can be selected
 */
void
gate_notice_set_evidence (GateNotice *self,
                          const char *evidence)
{
  g_return_if_fail (GATE_IS_NOTICE (self));

  gtk_label_set_label (self->evidence, evidence != NULL ? evidence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), evidence != NULL);
}

/**
 * gate_notice_set_countdown:
 * @self: a notice
 * @seconds: the time that stands behind the message; 0 for none
 *
 * The message is news for a screen reader; the time, which changes each second, is not.
 */
void
gate_notice_set_countdown (GateNotice *self,
                           guint       seconds)
{
  g_autofree char *text = gate_format_countdown (seconds);

  g_return_if_fail (GATE_IS_NOTICE (self));

  gtk_label_set_label (self->countdown, text);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), seconds > 0);
}
