/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-details-pane.h"

#include "gate-fact-row.h"
#include "gate-format.h"
#include "gate-launch-group.h"
#include "gate-text.h"
#include "gate-height-for-width-bin.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_ADDRESSES 5
#define MAX_ADDRESS_CHARS 300
#define MAX_DESCRIPTION_CHARS 1000
#define MAX_NAME_CHARS 100

struct _GateDetailsPane
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GateFactRow *id_row;
  GateFactRow *description_row;
  GateFactRow *owner_row;
  GateFactRow *grant_row;
  GateFactRow *lifetime_row;
  GateFactRow *redirect_row;
  GateLaunchGroup *launch_group;
  GateFactRow *state_row;
  GateFactRow *roles_row;
  GateFactRow *created_row;
  GateFactRow *modified_row;
  GateFactRow *problem_row;

  GateSession *session;
  GateAuthorization *authorization;
  GSignalGroup *authorization_signals;
  GSignalGroup *roles_signals;
};

G_DEFINE_FINAL_TYPE (GateDetailsPane, gate_details_pane, GTK_TYPE_WIDGET)

static char *
format_addresses (const char *const *uris)
{
  guint n = g_strv_length ((char **) uris);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_ADDRESSES); i++)
    {
      g_autofree char *shown = gate_text_for_display (uris[i], MAX_ADDRESS_CHARS);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", shown);
    }
  if (n > MAX_ADDRESSES)
    {
      guint rest = n - MAX_ADDRESSES;

      g_string_append_c (text, '\n');
      /* Translators: %'u is the number of addresses that are not shown. */
      g_string_append_printf (text, ngettext ("and %'u more", "and %'u more", rest), rest);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_event (GDateTime  *date,
              const char *name)
{
  g_autofree char *when = date != NULL ? gate_format_date_and_time (date) : NULL;
  g_autofree char *who = name != NULL ? gate_text_for_display (name, MAX_NAME_CHARS) : NULL;

  if (when == NULL)
    return g_steal_pointer (&who);
  if (who == NULL || *who == '\0')
    return g_steal_pointer (&when);
  /* Translators: %1$s is a date and time, %2$s a person. */
  return g_strdup_printf (_ ("%1$s by %2$s"), when, who);
}

static void
show_client (GateDetailsPane *self,
             GateClient      *client)
{
  const char *about = gate_client_get_description (client);
  g_autofree char *id = gate_text_for_display (gate_client_get_id (client), MAX_NAME_CHARS);
  g_autofree char *description = NULL;
  g_autofree char *owner = gate_format_owner (gate_authorization_get_owner (self->authorization));
  g_autofree char *grant = gate_client_describe_grant_type (client);
  g_autofree char *lifetime = gate_format_lifetime (gate_client_get_token_lifetime_s (client));
  g_autofree char *redirects = format_addresses (gate_client_get_redirect_uris (client));

  if (about != NULL)
    description = gate_text_for_display (about, MAX_DESCRIPTION_CHARS);
  gate_fact_row_set_value (self->id_row, id);
  gate_fact_row_set_value (self->description_row, description);
  gate_fact_row_set_value (self->owner_row, owner);
  gate_fact_row_set_value (self->grant_row, grant);
  gate_fact_row_set_value (self->lifetime_row, lifetime);
  gate_fact_row_set_value (self->redirect_row, redirects);
}

static void
show_decision (GateDetailsPane *self)
{
  GateAuthorization *it = self->authorization;
  gpointer known = self->session != NULL ? gate_session_get_roles (self->session) : NULL;
  g_autofree char *state = gate_format_decided_state (it);
  g_autofree char *roles = gate_format_roles (it, known);
  g_autofree char *created = format_event (gate_authorization_get_date_created (it),
                                           gate_authorization_get_created_by_name (it));
  g_autofree char *modified = format_event (gate_authorization_get_date_modified (it),
                                            gate_authorization_get_modified_by_name (it));

  gate_fact_row_set_value (self->state_row, state);
  gate_fact_row_set_value (self->roles_row, roles);
  gate_fact_row_set_value (self->created_row, created);
  gate_fact_row_set_value (self->modified_row, modified);
  gate_fact_row_set_value (self->problem_row, gate_authorization_get_problem (it));
}

static void
update_facts (GateDetailsPane *self)
{
  if (self->authorization == NULL)
    return;
  show_client (self, gate_authorization_get_client (self->authorization));
  show_decision (self);
}

static void
gate_details_pane_dispose (GObject *object)
{
  GateDetailsPane *self = GATE_DETAILS_PANE (object);

  g_clear_object (&self->authorization_signals);
  g_clear_object (&self->roles_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_DETAILS_PANE);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_details_pane_parent_class)->dispose (object);
}

static void
gate_details_pane_class_init (GateDetailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_details_pane_dispose;

  g_type_ensure (GATE_TYPE_FACT_ROW);
  g_type_ensure (GATE_TYPE_LAUNCH_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, root);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, id_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, description_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, owner_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, grant_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, lifetime_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, launch_group);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, state_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, roles_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, created_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, modified_row);
  gtk_widget_class_bind_template_child (widget_class, GateDetailsPane, problem_row);
}

static void
gate_details_pane_init (GateDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_height_for_width_bin_put_below (GTK_WIDGET (self));
  self->authorization_signals = g_signal_group_new (GATE_TYPE_AUTHORIZATION);
  g_signal_group_connect_swapped (self->authorization_signals,
                                  "changed",
                                  G_CALLBACK (update_facts),
                                  self);
  self->roles_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->roles_signals,
                                  "items-changed",
                                  G_CALLBACK (update_facts),
                                  self);
}

void
gate_details_pane_set_session (GateDetailsPane *self,
                               GateSession     *session)
{
  g_return_if_fail (GATE_IS_DETAILS_PANE (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->roles_signals,
                             session != NULL ? gate_session_get_roles (session) : NULL);
  gate_launch_group_set_session (self->launch_group, session);
  update_facts (self);
}

void
gate_details_pane_set_authorization (GateDetailsPane   *self,
                                     GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_DETAILS_PANE (self));

  if (!g_set_object (&self->authorization, authorization))
    return;
  g_signal_group_set_target (self->authorization_signals, authorization);
  gate_launch_group_set_authorization (self->launch_group, authorization);
  update_facts (self);
}
