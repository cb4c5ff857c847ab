/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-scopes-pane.h"

#include "gate-scope-list.h"

#include <adwaita.h>

struct _GateScopesPane
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkEditable *filter;
  GtkWidget *none;
  GtkWidget *requested_group;
  GateScopeList *requested;
  GtkWidget *extra_group;
  GateScopeList *extra;

  GateAuthorization *authorization;
  GSignalGroup *authorization_signals;
};

G_DEFINE_FINAL_TYPE (GateScopesPane, gate_scopes_pane, GTK_TYPE_WIDGET)

/* Those of FROM that are (KEEP) or are not (!KEEP) covered by OTHER, in the order of FROM. */
static char **
sift (const char *const * from,
      const char *const * other,
      gboolean            keep)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; from[i] != NULL; i++)
    if (gate_scopes_include (other, from[i]) == keep)
      g_strv_builder_add (builder, from[i]);
  return g_strv_builder_end (builder);
}

static void
update (GateScopesPane *self)
{
  const char *const *asked = NULL;
  const char *const *granted = NULL;
  g_auto (GStrv) answered = NULL;
  g_auto (GStrv) extra = NULL;

  if (self->authorization == NULL)
    return;
  asked = gate_client_get_scopes (gate_authorization_get_client (self->authorization));
  granted = gate_authorization_get_scopes (self->authorization);
  answered = sift (asked, granted, TRUE);
  extra = sift (granted, asked, FALSE);
  gate_scope_list_set_scopes (self->requested, asked, (const char *const *) answered);
  gate_scope_list_set_scopes (self->extra,
                              (const char *const *) extra,
                              (const char *const *) extra);
  gtk_widget_set_visible (self->requested_group, asked[0] != NULL);
  gtk_widget_set_visible (self->extra_group, extra[0] != NULL);
  gtk_widget_set_visible (self->none, asked[0] == NULL && extra[0] == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), asked[0] != NULL || extra[0] != NULL);
}

static void
filter_changed_cb (GateScopesPane *self)
{
  const char *text = gtk_editable_get_text (self->filter);

  gate_scope_list_set_search (self->requested, text);
  gate_scope_list_set_search (self->extra, text);
}

static void
stop_filter_cb (GateScopesPane *self)
{
  gtk_editable_set_text (self->filter, "");
}

static void
gate_scopes_pane_dispose (GObject *object)
{
  GateScopesPane *self = GATE_SCOPES_PANE (object);

  g_clear_object (&self->authorization_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_SCOPES_PANE);
  g_clear_object (&self->authorization);
  G_OBJECT_CLASS (gate_scopes_pane_parent_class)->dispose (object);
}

static void
gate_scopes_pane_class_init (GateScopesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_scopes_pane_dispose;

  g_type_ensure (GATE_TYPE_SCOPE_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-scopes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, filter);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, none);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, requested_group);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, requested);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, extra_group);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, extra);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_filter_cb);
}

static void
gate_scopes_pane_init (GateScopesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->authorization_signals = g_signal_group_new (GATE_TYPE_AUTHORIZATION);
  g_signal_group_connect_swapped (self->authorization_signals,
                                  "changed",
                                  G_CALLBACK (update),
                                  self);
}

/* Where the sentences about scopes come from. */
void
gate_scopes_pane_set_session (GateScopesPane *self,
                              GateSession    *session)
{
  g_return_if_fail (GATE_IS_SCOPES_PANE (self));

  gate_scope_list_set_session (self->requested, session);
  gate_scope_list_set_session (self->extra, session);
  update (self);
}

void
gate_scopes_pane_set_authorization (GateScopesPane    *self,
                                    GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_SCOPES_PANE (self));

  if (!g_set_object (&self->authorization, authorization))
    return;
  g_signal_group_set_target (self->authorization_signals, authorization);
  gtk_editable_set_text (self->filter, "");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
}
