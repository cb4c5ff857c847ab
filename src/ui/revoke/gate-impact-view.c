/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-impact-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gate-accessible-name.h"
#include "gate-format-revoke.h"
#include "gate-format-roles.h"
#include "gate-unread.h"

#define MAX_ROLE_ROWS 100

struct _GateImpactView
{
  GtkWidget parent_instance;

  GtkWidget           *numbers;
  GtkWidget           *people_card;
  GtkLabel            *people_number;
  GtkLabel            *people_caption;
  GtkLabel            *roles_number;
  GtkLabel            *roles_caption;
  GtkWidget           *you_card;
  GtkLabel            *you_number;
  GtkLabel            *you_caption;
  AdwPreferencesGroup *who;

  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (GateImpactView, gate_impact_view, GTK_TYPE_WIDGET)

static gboolean
works_alone (GateAuthorization *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);

  return gate_client_get_grant_type (client) == GATE_GRANT_CLIENT_CREDENTIALS;
}

static void
clear_rows (GateImpactView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->who, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* An empty COUNT and a NULL SUBTITLE are left out. */
static void
add_row (GateImpactView *self,
         const char     *title,
         const char     *subtitle,
         const char     *count)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GString) spoken = g_string_new (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  if (*count != '\0')
    {
      GtkWidget *label = gtk_label_new (count);

      gtk_widget_add_css_class (label, "gate-dim");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      g_string_append_printf (spoken, ", %s", count);
    }
  if (subtitle != NULL)
    g_string_append_printf (spoken, ", %s", subtitle);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (row, spoken->str);
  adw_preferences_group_add (self->who, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_role (GateImpactView *self,
          GateImpactRole *role)
{
  g_autofree char *count = gate_format_roles_people (role->people);
  const char *subtitle = role->includes_you ? _ ("includes you") : NULL;

  if (role->is_gone)
    subtitle = _ ("There is no such role any more");
  add_row (self, role->name, subtitle, count);
}

static void
show_who (GateImpactView    *self,
          GateAuthorization *authorization,
          GateImpact        *impact)
{
  guint n_shown = MIN (impact->roles->len, MAX_ROLE_ROWS);
  g_autofree char *count = gate_format_roles_people (impact->people);
  g_autofree char *more = NULL;

  clear_rows (self);
  if (works_alone (authorization))
    {
      add_row (self,
               gate_authorization_get_name (authorization),
               _ ("It works on its own: nobody signs in to it"),
               "");
      return;
    }
  if (impact->is_all_roles)
    add_row (self, _ ("All Roles"), impact->includes_you ? _ ("includes you") : NULL, count);
  for (guint i = 0; i < n_shown; i++)
    add_role (self, impact->roles->pdata[i]);
  if (impact->roles_known != GATE_KNOWLEDGE_COMPLETE)
    add_row (self,
             gate_unread_describe_what (authorization),
             _ ("Everybody who holds one of them loses access"),
             "");
  if (n_shown == impact->roles->len)
    return;
  /* Translators: the last line of a long list of roles. */
  more = g_strdup_printf (ngettext ("and %'u other role", "and %'u other roles",
                                    impact->roles->len - n_shown),
                          impact->roles->len - n_shown);
  add_row (self, more, NULL, "");
}

static void
show_numbers (GateImpactView    *self,
              GateAuthorization *authorization,
              GateImpact        *impact)
{
  g_autofree char *n_people = gate_format_revoke_n_people (impact);
  g_autofree char *people =
      gate_format_revoke_people (impact, gate_authorization_get_name (authorization));
  g_autofree char *n_roles = gate_format_revoke_n_roles (impact);
  g_autofree char *roles = gate_format_revoke_roles (impact);
  g_autofree char *you = gate_format_revoke_you (impact);

  gtk_widget_set_visible (self->people_card, n_people != NULL);
  gtk_label_set_label (self->people_number, n_people != NULL ? n_people : "");
  gtk_label_set_label (self->people_caption, people);
  gtk_label_set_label (self->roles_number, n_roles);
  gtk_label_set_label (self->roles_caption, roles);
  gtk_widget_set_visible (self->you_card, you != NULL);
  gtk_label_set_label (self->you_number, C_ ("you lose access", "You"));
  gtk_label_set_label (self->you_caption, you != NULL ? you : "");
}

static void
gate_impact_view_dispose (GObject *object)
{
  GateImpactView *self = GATE_IMPACT_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_IMPACT_VIEW);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (gate_impact_view_parent_class)->dispose (object);
}

static void
gate_impact_view_class_init (GateImpactViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_impact_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-impact-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, numbers);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, people_card);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, people_number);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, people_caption);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, roles_number);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, roles_caption);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, you_card);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, you_number);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, you_caption);
  gtk_widget_class_bind_template_child (widget_class, GateImpactView, who);
}

static void
gate_impact_view_init (GateImpactView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_impact_view_show:
 * @self: the view
 * @authorization: the authorization to revoke
 * @impact: the people and roles that lose access
 */
void
gate_impact_view_show (GateImpactView    *self,
                       GateAuthorization *authorization,
                       GateImpact        *impact)
{
  g_return_if_fail (GATE_IS_IMPACT_VIEW (self));

  gtk_widget_set_visible (self->numbers, !works_alone (authorization));
  show_numbers (self, authorization, impact);
  show_who (self, authorization, impact);
}
