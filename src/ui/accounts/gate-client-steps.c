/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-client-steps.h"

#include "gate-accessible-name.h"
#include "gate-client-setup.h"
#include "gate-format.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

struct _GateClientSteps
{
  AdwExpanderRow parent_instance;

  GPtrArray *rows;
  GateAccountKind kind;
  char *environment; /* NULL without one */
  guint n_steps;
};

G_DEFINE_FINAL_TYPE (GateClientSteps, gate_client_steps, ADW_TYPE_EXPANDER_ROW)

/* The number of a step; for 0, the room of one. */
static GtkWidget *
new_number (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *widget =
      number > 0 ? gtk_label_new (text) :
                   g_object_new (GTK_TYPE_BOX, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (widget, "gate-step");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  return widget;
}

/* TITLE says what SUBTITLE is, or SUBTITLE says what TITLE is for. */
static GtkWidget *
add_row (GateClientSteps *self,
         guint            number,
         const char      *title,
         const char      *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", title, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_number (number));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (row, *subtitle != '\0' ? name : title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_button (GtkWidget  *row,
            GtkWidget  *button,
            const char *action,
            const char *target,
            const char *name)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_copy (GtkWidget  *row,
          const char *text,
          const char *what)
{
  /* Translators: %s is what is copied, e.g. “Grant type” or the name of a scope. */
  g_autofree char *name = g_strdup_printf (_ ("Copy %s"), what);

  add_button (row, gtk_button_new_from_icon_name ("edit-copy-symbolic"), "connect.copy", text,
              name);
}

static void
add_value (GateClientSteps *self,
           gboolean         is_step,
           const char      *title,
           const char      *value)
{
  add_copy (add_row (self, is_step ? ++self->n_steps : 0, title, value), value, title);
}

static void
add_place (GateClientSteps *self)
{
  GtkWidget *row =
      add_row (self, ++self->n_steps, _ ("Add a client under Admin › Integrations › OAuth"), "");
  g_autofree char *page = NULL;

  if (self->environment == NULL)
    return;
  page = gate_client_setup_dup_page (self->environment);
  add_button (row, gtk_button_new_with_label (C_ ("action", "Open")), "connect.open", page,
              _ ("Open Admin › Integrations › OAuth"));
}

static void
add_scopes (GateClientSteps *self)
{
  g_autofree char *administer = gate_client_setup_dup_scopes (GATE_CLIENT_SETUP_ADMINISTER);
  g_autofree char *review = gate_client_setup_dup_scopes (GATE_CLIENT_SETUP_REVIEW);
  guint n = 0;
  const GateClientSetupNeed *scopes = gate_client_setup_get_scopes (&n);

  add_value (self, TRUE, _ ("Scopes to administer"), administer);
  add_value (self, FALSE, _ ("Or scopes only to review"), review);
  for (guint i = 0; i < n; i++)
    add_copy (add_row (self, 0, scopes[i].id, gate_client_setup_get_reason (&scopes[i])),
              scopes[i].id, scopes[i].id);
}

static void
add_permissions (GateClientSteps *self,
                 const char      *title,
                 const char      *subtitle)
{
  guint n = 0;
  const GateClientSetupNeed *permissions = gate_client_setup_get_permissions (&n);

  add_row (self, ++self->n_steps, title, subtitle);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = gate_format_permission (permissions[i].id);

      add_copy (add_row (self, 0, name, gate_client_setup_get_reason (&permissions[i])), name,
                name);
    }
}

static void
add_text (GateClientSteps *self)
{
  GtkWidget *row = add_row (self, 0, _ ("Somebody else makes the client?"),
                            _ ("All steps as one text to send"));
  g_autofree char *text = gate_client_setup_dup_text (self->kind, self->environment);

  add_button (row, gtk_button_new_with_label (C_ ("action", "Copy as Text")), "connect.copy", text,
              C_ ("action", "Copy as Text"));
}

static void
fill (GateClientSteps *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n_steps = 0;
  add_place (self);
  add_value (self, TRUE, _ ("Grant type"), gate_client_setup_get_grant (self->kind));
  if (self->kind == GATE_ACCOUNT_BROWSER)
    {
      add_value (self, TRUE, _ ("Authorized redirect URI"), GATE_CLIENT_SETUP_REDIRECT);
      add_scopes (self);
      add_permissions (self, _ ("Permissions of the people who use it"),
                       _ ("They come from their roles"));
    }
  else
    add_permissions (self, _ ("Roles with these permissions"),
                     _ ("On the tab Roles of the client"));
  add_text (self);
}

static void
gate_client_steps_finalize (GObject *object)
{
  GateClientSteps *self = GATE_CLIENT_STEPS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->environment);
  G_OBJECT_CLASS (gate_client_steps_parent_class)->finalize (object);
}

static void
gate_client_steps_class_init (GateClientStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_client_steps_finalize;
}

static void
gate_client_steps_init (GateClientSteps *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("How to create this client"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 _ ("Once for the organization, in Genesys Cloud"));
  gate_name_row_and_lists (GTK_WIDGET (self), _ ("How to create this client"));
  fill (self);
}

/**
 * gate_client_steps_show:
 * @self: the row
 * @kind: who signs in
 * @environment: (nullable): the environment of the organization, %NULL when its pages are not known
 */
void
gate_client_steps_show (GateClientSteps *self,
                        GateAccountKind  kind,
                        const char      *environment)
{
  gboolean is_same;

  g_return_if_fail (GATE_IS_CLIENT_STEPS (self));

  is_same = !gate_set_str (&self->environment, environment) && self->kind == kind;
  self->kind = kind;
  if (!is_same)
    fill (self);
}
