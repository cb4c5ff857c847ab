/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-clients-page.h"

#include "gate-clients-view.h"
#include "gate-focus.h"
#include "gate-format.h"
#include "gate-person.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateClientsPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *waiting;
  AdwStatusPage *denied_page;
  GtkWidget *switch_account;
  AdwStatusPage *error_page;
  GtkWidget *try_again;
  GtkWidget *correlation;
  GtkLabel *correlation_label;
  GtkWidget *copy;
  GtkWidget *authorize;
  GateClientsView *view;

  GateSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *clients_signals;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateClientsPage, gate_clients_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SHOWN,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
choose_page (GateClientsPage *self)
{
  GateResource *clients = GATE_RESOURCE (gate_session_get_clients (self->session));

  if (gate_resource_has_content (clients))
    return gate_resource_is_empty (clients) ? "empty" : "content";
  switch (gate_resource_get_state (clients))
    {
    case GATE_RESOURCE_REFUSED:
      return "denied";
    case GATE_RESOURCE_FAILED:
      return "error";
    case GATE_RESOURCE_IDLE:
    case GATE_RESOURCE_LOADING:
    case GATE_RESOURCE_READY:
    default:
      return "loading";
    }
}

static void
show_problem (GateClientsPage *self)
{
  GateResource *clients = GATE_RESOURCE (gate_session_get_clients (self->session));
  const char *id = gate_resource_get_correlation_id (clients);
  const char *problem = gate_resource_get_error_sentence (clients);
  g_autofree char *markup = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;

  adw_status_page_set_description (self->error_page, markup);
  gtk_widget_set_visible (self->correlation, id != NULL);
  if (id != NULL)
    {
      /* Translators: %s is an identifier that the service gave to a request. */
      g_autofree char *text = g_strdup_printf (_ ("Correlation ID: %s"), id);

      gtk_label_set_label (self->correlation_label, text);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
    }
}

static void
show_page (GateClientsPage *self,
           const char      *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
update_page (GateClientsPage *self)
{
  gboolean slow = FALSE;

  if (self->session == NULL)
    return;
  g_object_get (self->session, "slow", &slow, NULL);
  gtk_widget_set_visible (self->waiting, slow);
  show_problem (self);
  show_page (self, choose_page (self));
}

static gboolean
gate_clients_page_grab_focus (GtkWidget *widget)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "denied") == 0)
    return gtk_widget_grab_focus (self->switch_account);
  if (g_strcmp0 (shown, "error") == 0)
    return gtk_widget_grab_focus (self->try_again);
  if (g_strcmp0 (shown, "empty") == 0)
    return gtk_widget_grab_focus (self->authorize);
  if (g_strcmp0 (shown, "content") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return FALSE;
}

static void
set_narrow (GateClientsPage *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_clients_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SHOWN:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_clients_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_clients_page_dispose (GObject *object)
{
  GateClientsPage *self = GATE_CLIENTS_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->clients_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CLIENTS_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_clients_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_CLIENTS_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, denied_page);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, switch_account);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, try_again);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, correlation);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, correlation_label);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, copy);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, authorize);
  gtk_widget_class_bind_template_child (widget_class, GateClientsPage, view);
}

static void
gate_clients_page_class_init (GateClientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags write = read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_clients_page_get_property;
  object_class->set_property = gate_clients_page_set_property;
  object_class->dispose = gate_clients_page_dispose;
  widget_class->grab_focus = gate_clients_page_grab_focus;
  widget_class->focus = gate_focus_child;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, write);
  properties[PROP_SHOWN] = g_param_spec_string ("shown", NULL, NULL, NULL, read);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
gate_clients_page_init (GateClientsPage *self)
{
  g_autofree char *permission = gate_format_permission (GATE_PERMISSION_VIEW_CLIENTS);
  /* Translators: %s is a permission: “OAuth › Client › View”. */
  g_autofree char *sentence = g_strdup_printf (_ ("You need %s."), permission);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_description (self->denied_page, markup);
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::slow",
                                  G_CALLBACK (update_page),
                                  self);
  self->clients_signals = g_signal_group_new (GATE_TYPE_CLIENTS);
  g_signal_group_connect_swapped (self->clients_signals, "notify", G_CALLBACK (update_page), self);
}

void
gate_clients_page_set_session (GateClientsPage *self,
                               GateSession     *session)
{
  g_return_if_fail (GATE_IS_CLIENTS_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;
  gate_clients_view_set_clients (self->view,
                                 session != NULL ? gate_session_get_client_list (session) : NULL);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->clients_signals,
                             session != NULL ? gate_session_get_clients (session) : NULL);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
gate_clients_page_start_search (GateClientsPage *self)
{
  g_return_if_fail (GATE_IS_CLIENTS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
