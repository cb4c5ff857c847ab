/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-add-roles-dialog.h"

#include "gate-dialog-title.h"
#include "gate-a11y-visibility.h"
#include "gate-role-check.h"
#include "gate-format-roles.h"
#include "gate-hash.h"
#include "gate-status-page.h"

#include <glib/gi18n-lib.h>

struct _GateAddRolesDialog
{
  AdwWindow parent_instance;

  GtkWidget *ok_button;
  GtkLabel *restricts_label;
  GtkEditable *search;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *none_page;
  GtkWidget *again_button;
  GtkLabel *chosen_label;

  GateSession *session;
  GtkFilter *filter; /* the search, used by shown */
  GtkFilterListModel *shown;
  GHashTable *listed; /* IDs of the roles that already have access */
  GHashTable *chosen; /* IDs of the ticked roles */
  GHashTable *rows;   /* the existing GateRoleCheck rows */
  char *wanted_text;  /* case folded */
};

G_DEFINE_FINAL_TYPE (GateAddRolesDialog, gate_add_roles_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_row (GateAddRolesDialog *self,
          GateRoleCheck      *row,
          GateRole           *role)
{
  const char *id = gate_role_get_id (role);
  GateRoles *roles = gate_session_get_roles (self->session);
  GatePeople *people = gate_session_get_people (self->session);
  g_autofree char *apart = gate_roles_tell_apart (roles, role);
  g_autofree char *n_people =
      gate_format_roles_role_people (role, gate_people_get_n_active (people));

  gate_role_check_show (row,
                        role,
                        apart,
                        n_people,
                        g_hash_table_contains (self->chosen, id),
                        g_hash_table_contains (self->listed, id));
}

static void
show_chosen (GateAddRolesDialog *self)
{
  guint n_chosen = g_hash_table_size (self->chosen);
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (self->chosen, NULL);
  GateRoles *roles = gate_session_get_roles (self->session);
  GatePeople *people = gate_session_get_people (self->session);
  GateHeadcount count = gate_headcount_of_roles ((const char *const *) ids,
                                                 G_LIST_MODEL (roles),
                                                 gate_people_get_n_active (people));
  g_autofree char *text = gate_format_roles_chosen (n_chosen, count);

  gtk_label_set_label (self->chosen_label, text);
  gtk_widget_set_sensitive (self->ok_button, n_chosen > 0);
}

static void
toggle (GateAddRolesDialog *self,
        GateRoleCheck      *row)
{
  GateRole *role = gate_role_check_get_role (row);
  const char *id = gate_role_get_id (role);

  if (!g_hash_table_remove (self->chosen, id))
    g_hash_table_add (self->chosen, g_strdup (id));
  show_row (self, row, role);
  show_chosen (self);
}

/* The number of active people may arrive later than the roles. */
static void
recount (GateAddRolesDialog *self)
{
  GHashTableIter iter;
  gpointer row = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (gate_role_check_get_role (row) != NULL)
      show_row (self, row, gate_role_check_get_role (row));
  show_chosen (self);
}

static void
row_gone_cb (GateAddRolesDialog *self,
             GtkWidget          *row)
{
  if (self->rows != NULL)
    g_hash_table_remove (self->rows, row);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          GateAddRolesDialog       *self)
{
  GtkWidget *row = gate_role_check_new ();

  g_signal_connect_object (row, "toggled", G_CALLBACK (toggle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "destroy", G_CALLBACK (row_gone_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
  g_hash_table_add (self->rows, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         GateAddRolesDialog       *self)
{
  show_row (self,
            GATE_ROLE_CHECK (gtk_list_item_get_child (item)),
            GATE_ROLE (gtk_list_item_get_item (item)));
}

/* Clears the role of an unused row, so that find_row() does not find the row. */
static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           GateAddRolesDialog       *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row != NULL)
    gate_role_check_show (GATE_ROLE_CHECK (row), NULL, NULL, NULL, FALSE, FALSE);
}

/* The row of ROLE; NULL if the list has no row for it now. */
static GateRoleCheck *
find_row (GateAddRolesDialog *self,
          GateRole           *role)
{
  GHashTableIter iter;
  gpointer row = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (gate_role_check_get_role (row) == role)
      return row;
  return NULL;
}

static void
list_activate_cb (GateAddRolesDialog *self,
                  guint               position)
{
  g_autoptr (GateRole) role = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  GateRoleCheck *row = role != NULL ? find_row (self, role) : NULL;

  if (row != NULL)
    gate_role_check_toggle (row);
}

/* Space ticks the focused row, like a check mark; the list itself handles Return. */
static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        modifiers,
             GateAddRolesDialog    *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if ((key != GDK_KEY_space && key != GDK_KEY_KP_Space) || row == NULL || !GATE_IS_ROLE_CHECK (row))
    return GDK_EVENT_PROPAGATE;
  gate_role_check_toggle (GATE_ROLE_CHECK (row));
  return GDK_EVENT_STOP;
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  GateAddRolesDialog *self = user_data;
  g_autofree char *both = NULL;
  g_autofree char *folded = NULL;
  const char *description = gate_role_get_description (item);

  if (self->wanted_text == NULL || *self->wanted_text == '\0')
    return TRUE;
  both =
      g_strdup_printf ("%s\n%s", gate_role_get_name (item), description != NULL ? description : "");
  folded = g_utf8_casefold (both, -1);
  return strstr (folded, self->wanted_text) != NULL;
}

/* Fills the page that replaces an empty list. */
static void
show_none (GateAddRolesDialog *self)
{
  GateResource *roles = GATE_RESOURCE (gate_session_get_roles (self->session));
  const char *problem = gate_resource_get_error_sentence (roles);
  gboolean knows = gate_resource_has_content (roles);
  gboolean loading = gate_resource_is_loading (roles);

  if (knows)
    adw_status_page_set_title (self->none_page, _ ("No Roles"));
  else
    adw_status_page_set_title (self->none_page,
                               loading ? _ ("Loading Roles…") : _ ("Roles Cannot Be Shown"));
  gate_status_page_set_text (self->none_page, knows || loading ? NULL : problem);
  gtk_widget_set_visible (self->again_button, !knows && !loading);
}

static void
update_page (GateAddRolesDialog *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint n_roles = g_list_model_get_n_items (G_LIST_MODEL (gate_session_get_roles (self->session)));
  const char *page = "list";

  if (n_roles == 0)
    page = "none";
  else if (n_shown == 0)
    page = "no-match";
  show_none (self);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
search_changed_cb (GateAddRolesDialog *self)
{
  g_free (self->wanted_text);
  self->wanted_text = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Return ticks the role when the search has found exactly one. */
static void
search_activate_cb (GateAddRolesDialog *self)
{
  search_changed_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 1)
    list_activate_cb (self, 0);
}

static void
stop_search_cb (GateAddRolesDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
again_clicked_cb (GateAddRolesDialog *self)
{
  gate_session_reload_roles (self->session);
}

static void
ok_clicked_cb (GateAddRolesDialog *self)
{
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (self->chosen, NULL);

  if (ids[0] == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, ids);
  gtk_window_close (GTK_WINDOW (self));
}

static void
gate_add_roles_dialog_dispose (GObject *object)
{
  GateAddRolesDialog *self = GATE_ADD_ROLES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_ADD_ROLES_DIALOG);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_add_roles_dialog_parent_class)->dispose (object);
}

static void
gate_add_roles_dialog_finalize (GObject *object)
{
  GateAddRolesDialog *self = GATE_ADD_ROLES_DIALOG (object);

  g_hash_table_unref (self->listed);
  g_hash_table_unref (self->chosen);
  g_free (self->wanted_text);
  G_OBJECT_CLASS (gate_add_roles_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-add-roles-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, ok_button);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, restricts_label);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, search);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, none_page);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, GateAddRolesDialog, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ok_clicked_cb);
}

static void
gate_add_roles_dialog_class_init (GateAddRolesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_add_roles_dialog_dispose;
  object_class->finalize = gate_add_roles_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRV);
  g_type_ensure (GATE_TYPE_DIALOG_TITLE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gate_add_roles_dialog_init (GateAddRolesDialog *self)
{
  self->listed = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  self->chosen = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
}

static void
fill_list (GateAddRolesDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;
  GateRoles *roles = gate_session_get_roles (self->session);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (roles)),
                                           g_object_ref (self->filter));
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  g_signal_connect_object (self->shown,
                           "items-changed",
                           G_CALLBACK (update_page),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_people (self->session),
                           "notify::age",
                           G_CALLBACK (recount),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roles,
                           "notify::state",
                           G_CALLBACK (update_page),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
take_edit (GateAddRolesDialog *self,
           GateEdit           *edit)
{
  const char *const *roles = gate_edit_get_roles (edit);
  g_autofree char *restricts = NULL;

  for (gsize i = 0; roles[i] != NULL; i++)
    g_hash_table_add (self->listed, g_strdup (roles[i]));
  if (!gate_edit_is_open_to_all (edit))
    return;
  /* Translators: %s is the name of an application. */
  restricts = g_strdup_printf (_ ("%s is open to All Roles now. Only the roles you choose here "
                                  "will have access."),
                               gate_authorization_get_name (gate_edit_get_base (edit)));
  gtk_label_set_label (self->restricts_label, restricts);
  gtk_widget_set_visible (GTK_WIDGET (self->restricts_label), TRUE);
}

/**
 * gate_add_roles_dialog_new:
 * @session: the session with the roles to choose from
 * @parent: (nullable): the parent window of the dialog
 * @edit: the edit that needs roles; the dialog only reads it
 *
 * Returns: (transfer none): the dialog, not shown yet; GTK owns it
 */
GateAddRolesDialog *
gate_add_roles_dialog_new (GateSession *session,
                           GtkWindow   *parent,
                           GateEdit    *edit)
{
  GateAddRolesDialog *self =
      g_object_new (GATE_TYPE_ADD_ROLES_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  take_edit (self, edit);
  fill_list (self);
  show_chosen (self);
  update_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return self;
}
