/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-pane-switcher.h"

#include "gate-format.h"
#include "gate-text.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>

struct _GatePaneSwitcher
{
  GtkBox parent_instance;

  GtkWidget *scopes_button;
  GtkLabel *n_scopes;
  GtkWidget *roles_button;
  GtkLabel *n_roles;
};

G_DEFINE_FINAL_TYPE (GatePaneSwitcher, gate_pane_switcher, GTK_TYPE_BOX)

static gboolean
gate_pane_switcher_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GATE_PANE_SWITCHER (widget)->scopes_button);
}

static void
gate_pane_switcher_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_PANE_SWITCHER);
  G_OBJECT_CLASS (gate_pane_switcher_parent_class)->dispose (object);
}

static void
gate_pane_switcher_class_init (GatePaneSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_pane_switcher_dispose;
  widget_class->grab_focus = gate_pane_switcher_grab_focus;

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-pane-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, GatePaneSwitcher, scopes_button);
  gtk_widget_class_bind_template_child (widget_class, GatePaneSwitcher, n_scopes);
  gtk_widget_class_bind_template_child (widget_class, GatePaneSwitcher, roles_button);
  gtk_widget_class_bind_template_child (widget_class, GatePaneSwitcher, n_roles);
}

static void
gate_pane_switcher_init (GatePaneSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
describe (GtkWidget  *button,
          const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

/* Shows the number of granted scopes; for a pending request, the number of requested scopes. */
static void
show_n_scopes (GatePaneSwitcher  *self,
               GateAuthorization *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);
  const char *const *scopes = gate_authorization_get_scopes (authorization);
  g_autofree char *text = NULL;
  g_autofree char *description = gate_unread_describe (authorization);
  GateKnowledge knowledge = gate_authorization_get_scopes_knowledge (authorization);
  guint n = 0;

  if (gate_client_acts_alone (client))
    {
      /* Translators: replaces the number of scopes of a client that scopes do not limit. */
      gtk_label_set_label (self->n_scopes, C_ ("scopes", "–"));
      describe (self->scopes_button, _ ("Scopes do not limit this client"));
      return;
    }
  if (gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_REQUESTED)
    {
      scopes = gate_client_get_scopes (client);
      knowledge = gate_client_get_scopes_knowledge (client);
      gate_set_str (&description, gate_unread_describe_asked (client));
    }
  n = g_strv_length ((char **) scopes);
  text = gate_format_known_count (n, knowledge);
  if (knowledge == GATE_KNOWLEDGE_COMPLETE)
    {
      g_free (description);
      description = gate_format_n_scopes (n);
    }
  gtk_label_set_label (self->n_scopes, text);
  describe (self->scopes_button, description);
}

/* Shows the button for a built-in client and for a client that has roles, or may have roles that
 * could not be read. Roles do not matter to other clients. */
static void
show_n_roles (GatePaneSwitcher  *self,
              GateAuthorization *authorization)
{
  g_autofree char *text = gate_format_n_roles (authorization, TRUE);
  g_autofree char *description = gate_format_n_roles (authorization, FALSE);

  gtk_label_set_label (self->n_roles, text);
  describe (self->roles_button, description);
  gtk_widget_set_visible (self->roles_button,
                          gate_authorization_is_built_in (authorization) ||
                              gate_authorization_get_roles (authorization)[0] != NULL ||
                              gate_authorization_get_roles_knowledge (authorization) !=
                                  GATE_KNOWLEDGE_COMPLETE);
}

/**
 * gate_pane_switcher_show:
 * @self: the buttons
 * @authorization: the authorization of the panes
 *
 * Shows the number of scopes and roles on the buttons.
 */
void
gate_pane_switcher_show (GatePaneSwitcher  *self,
                         GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_PANE_SWITCHER (self));
  g_return_if_fail (GATE_IS_AUTHORIZATION (authorization));

  show_n_scopes (self, authorization);
  show_n_roles (self, authorization);
}

/**
 * gate_pane_switcher_has:
 * @self: the buttons
 * @pane: the name of a pane
 *
 * Returns: whether the button of the pane is visible
 */
gboolean
gate_pane_switcher_has (GatePaneSwitcher *self,
                        const char       *pane)
{
  g_return_val_if_fail (GATE_IS_PANE_SWITCHER (self), FALSE);

  return g_strcmp0 (pane, "roles") != 0 || gtk_widget_get_visible (self->roles_button);
}
