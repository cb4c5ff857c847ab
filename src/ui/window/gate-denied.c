/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-denied.h"

#include "gate-focus.h"
#include "gate-format.h"
#include "gate-status-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateDenied
{
  GtkWidget parent_instance;

  AdwStatusPage *page;
  GtkLabel *permission;
  GtkWidget *switch_account;
  GtkWidget *copy_request;

  GateSession *session;
  GSignalGroup *session_signals;
};

G_DEFINE_FINAL_TYPE (GateDenied, gate_denied, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
explain (const char *organization,
         const char *permission)
{
  g_autofree char *shown = gate_format_permission (permission);

  if (organization == NULL)
    /* Translators: %s is a permission, e.g. “OAuth › Client › Authorize”. */
    return g_strdup_printf (_ ("Gatehouse cannot show the applications of this organization: you "
                               "are signed in without the permission %s."),
                            shown);
  /* Translators: %1$s is an organization, %2$s a permission, e.g. “OAuth › Client › Authorize”. */
  return g_strdup_printf (_ ("Gatehouse cannot show the applications of %1$s: you are signed in "
                             "without the permission %2$s."),
                          organization,
                          shown);
}

static void
update_sentences (GateDenied *self)
{
  GateOrganization *organization = NULL;
  GatePerson *person = NULL;
  g_autofree char *where = NULL;
  const char *missing = GATE_PERMISSION_AUTHORIZE;
  g_autofree char *text = NULL;
  g_autofree char *request = NULL;

  if (self->session == NULL)
    return;
  organization = gate_me_get_organization (gate_session_get_me (self->session));
  person = gate_me_get_person (gate_session_get_me (self->session));
  if (organization != NULL)
    g_object_get (organization, "name", &where, NULL);
  text = explain (where, missing);
  gate_status_page_set_text (self->page, text);
  gtk_label_set_label (self->permission, missing);
  request =
      gate_format_request (where, person != NULL ? gate_person_get_name (person) : NULL, missing);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_request), "s", request);
}

static gboolean
gate_denied_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GATE_DENIED (widget)->switch_account);
}

static void
gate_denied_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, GATE_DENIED (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_denied_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      gate_denied_set_session (GATE_DENIED (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_denied_dispose (GObject *object)
{
  GateDenied *self = GATE_DENIED (object);

  g_clear_object (&self->session_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_DENIED);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_denied_parent_class)->dispose (object);
}

static void
gate_denied_class_init (GateDeniedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_denied_get_property;
  object_class->set_property = gate_denied_set_property;
  object_class->dispose = gate_denied_dispose;
  widget_class->grab_focus = gate_denied_grab_focus;
  widget_class->focus = gate_focus_child;

  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           GATE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-denied.ui");
  gtk_widget_class_bind_template_child (widget_class, GateDenied, page);
  gtk_widget_class_bind_template_child (widget_class, GateDenied, permission);
  gtk_widget_class_bind_template_child (widget_class, GateDenied, switch_account);
  gtk_widget_class_bind_template_child (widget_class, GateDenied, copy_request);
}

static void
gate_denied_init (GateDenied *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify",
                                  G_CALLBACK (update_sentences),
                                  self);
}

void
gate_denied_set_session (GateDenied  *self,
                         GateSession *session)
{
  g_return_if_fail (GATE_IS_DENIED (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  update_sentences (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
