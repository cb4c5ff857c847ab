/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-role-list.h"

#include "gate-access.h"
#include "gate-add-roles-dialog.h"
#include "gate-ref-strv.h"
#include "gate-role-row.h"
#include "gate-format-roles.h"
#include "gate-hash.h"
#include "gate-text-scale.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

/* Most lists have few roles. A list of thousands is shown in pieces, to keep the window fast. */
#define ROWS_AT_A_TIME 200
#define MAX_ID_CHARS 100
/* The row of All Roles has this in place of a role ID. */
#define ALL_ROLES ""

struct _GateRoleList
{
  GtkWidget parent_instance;

  GtkWidget *header;
  GtkWidget *all_button;
  GtkWidget *add_button;
  GtkListBox *list;
  GtkWidget *more_button;

  GateSession *session;
  GateEdit *edit;
  GSignalGroup *edit_signals;
  GHashTable *rows; /* role ID -> GateRoleRow in the list */
  char *title;
  guint max_rows;
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (GateRoleList, gate_role_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_EDIT,
  PROP_EDITABLE,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Roles can be added or removed only while the authorization is approved. */
static gboolean
is_in_effect (GateRoleList *self)
{
  return gate_authorization_get_state (gate_edit_get_base (self->edit)) ==
         GATE_AUTHORIZATION_AUTHORIZED;
}

static gboolean
was_open_to_all (GateRoleList *self)
{
  return gate_access_is_open (gate_edit_get_base (self->edit));
}

static gint64
count_active (GateRoleList *self)
{
  if (self->session == NULL)
    return -1;
  return gate_people_get_n_active (gate_session_get_people (self->session));
}

static gint64
count_inactive (GateRoleList *self)
{
  if (self->session == NULL)
    return -1;
  return gate_people_get_n_inactive (gate_session_get_people (self->session));
}

static void
show_all_roles (GateRoleList *self,
                GateRoleRow  *row)
{
  gboolean wanted = gate_edit_is_open_to_all (self->edit);
  gint64 n_people = count_active (self);
  gint64 n_inactive = count_inactive (self);
  g_autofree char *people =
      gate_format_roles_people_apart (gate_headcount_of_all (n_people), n_inactive);
  GateRoleFacts facts = { .title = _ ("Everybody: All Roles"),
                          .subtitle = _ ("Every role has access, those to come as well"),
                          .people = people };

  if (!wanted)
    facts.mark = GATE_ROLE_MARK_REMOVING;
  else if (is_in_effect (self) && !was_open_to_all (self))
    facts.mark = GATE_ROLE_MARK_ADDING;
  facts.editable = self->editable && !wanted;
  gate_role_row_show (row, &facts);
}

static GateRoleMark
mark_of (GateRoleList *self,
         const char   *role_id)
{
  const char *const *before = gate_authorization_get_roles (gate_edit_get_base (self->edit));

  if (!g_strv_contains (gate_edit_get_roles (self->edit), role_id))
    return GATE_ROLE_MARK_REMOVING;
  if (is_in_effect (self) && !g_strv_contains (before, role_id))
    return GATE_ROLE_MARK_ADDING;
  return GATE_ROLE_MARK_NONE;
}

static GateRole *
find_role (GateRoleList *self,
           const char   *role_id)
{
  if (self->session == NULL)
    return NULL;
  return gate_roles_find (gate_session_get_roles (self->session), role_id);
}

/* A deleted role stays in the list, marked as deleted, until it is removed. */
static void
show_role (GateRoleList *self,
           GateRoleRow  *row)
{
  const char *role_id = gate_role_row_get_id (row);
  GateRole *role = find_role (self, role_id);
  GateRoles *roles = self->session != NULL ? gate_session_get_roles (self->session) : NULL;
  gboolean knows = roles != NULL && gate_resource_has_content (GATE_RESOURCE (roles));
  g_autofree char *shown_id = gate_text_for_display (role_id, MAX_ID_CHARS);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *people = NULL;
  g_autofree char *apart = NULL;
  GateRoleFacts facts = { .mark = mark_of (self, role_id), .editable = self->editable };

  if (role != NULL)
    {
      apart = gate_roles_tell_apart (gate_session_get_roles (self->session), role);
      g_object_get (role, "name", &name, NULL);
      description = gate_format_roles_subtitle (role, apart);
      people = gate_format_roles_role_people (role, count_active (self));
    }
  else if (knows)
    {
      name = g_strdup (_ ("Unknown role"));
      description = g_strdup (shown_id);
      apart = g_strdup (shown_id);
    }
  facts.apart = apart;
  facts.title = name != NULL ? name : shown_id;
  facts.subtitle = description;
  facts.people = people;
  gate_role_row_show (row, &facts);
}

static void
show_row (GateRoleList *self,
          GateRoleRow  *row)
{
  if (*gate_role_row_get_id (row) == '\0')
    show_all_roles (self, row);
  else
    show_role (self, row);
}

static void
press (GateRoleList *self,
       GateRoleRow  *row)
{
  const char *id[] = { gate_role_row_get_id (row), NULL };
  gboolean keeps = gate_role_row_get_mark (row) == GATE_ROLE_MARK_REMOVING;
  g_auto (GStrv) roles = NULL;

  if (self->edit == NULL)
    return;
  if (*id[0] == '\0')
    {
      gate_edit_set_open_to_all (self->edit, keeps);
      return;
    }
  roles = gate_strv_subtract (gate_edit_get_roles (self->edit), id);
  if (keeps)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      g_strv_builder_addv (builder, (const char **) roles);
      g_strv_builder_add (builder, id[0]);
      g_strfreev (roles);
      roles = g_strv_builder_end (builder);
    }
  gate_edit_set_roles (self->edit, (const char *const *) roles);
}

static void
add_row (GateRoleList *self,
         const char   *role_id)
{
  GateRoleRow *row = gate_role_row_new (role_id);

  g_signal_connect_object (row, "pressed", G_CALLBACK (press), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, (gpointer) gate_role_row_get_id (row), row);
  show_row (self, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

/* All Roles first, deleted roles last, the others by name. */
static int
compare_rows (GtkListBoxRow *a,
              GtkListBoxRow *b,
              gpointer       user_data)
{
  GateRoleList *self = user_data;
  const char *id_a = gate_role_row_get_id (GATE_ROLE_ROW (a));
  const char *id_b = gate_role_row_get_id (GATE_ROLE_ROW (b));
  int by_name;

  if (*id_a == '\0' || *id_b == '\0')
    return *id_a == '\0' ? -1 : 1;
  if ((find_role (self, id_a) == NULL) != (find_role (self, id_b) == NULL))
    return find_role (self, id_a) == NULL ? 1 : -1;
  by_name = g_utf8_collate (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (a)),
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (b)));
  return by_name != 0 ? by_name : strcmp (id_a, id_b);
}

/* Whether there are more roles than the list shows. */
static gboolean
has_more (GateRoleList *self)
{
  return !gate_edit_is_open_to_all (self->edit) &&
         g_strv_length ((char **) gate_edit_get_roles (self->edit)) > self->max_rows;
}

/* The IDs of the roles that the list must show. */
static GHashTable *
wanted_rows (GateRoleList *self)
{
  GHashTable *ids = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  const char *const *roles = gate_edit_get_roles (self->edit);
  g_auto (GStrv) removed = NULL;

  if (gate_edit_is_open_to_all (self->edit) || was_open_to_all (self))
    g_hash_table_add (ids, g_strdup (ALL_ROLES));
  if (gate_edit_is_open_to_all (self->edit))
    return ids;
  if (is_in_effect (self))
    removed = gate_edit_dup_removed_roles (self->edit);
  for (gsize i = 0; removed != NULL && removed[i] != NULL; i++)
    g_hash_table_add (ids, g_strdup (removed[i]));
  for (gsize i = 0; roles[i] != NULL && i < self->max_rows; i++)
    g_hash_table_add (ids, g_strdup (roles[i]));
  return ids;
}

/* Removes the row. Returns whether it had the focus, which must go to another widget then. */
static gboolean
drop_row (GateRoleList *self,
          GateRoleRow  *row)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == GTK_WIDGET (row);

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  return had_focus;
}

static void
sync_rows (GateRoleList *self,
           GHashTable   *ids)
{
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer row = NULL;
  gboolean lost_focus = FALSE;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (ids == NULL || !g_hash_table_contains (ids, id))
      {
        g_hash_table_iter_remove (&iter);
        lost_focus |= drop_row (self, row);
      }
    else
      {
        show_row (self, row);
      }
  if (ids == NULL)
    return;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->rows, id))
      add_row (self, id);
  gtk_list_box_invalidate_sort (self->list);
  if (lost_focus)
    gtk_widget_grab_focus (self->add_button);
}

static void
update_rows (GateRoleList *self)
{
  g_autoptr (GHashTable) ids = NULL;

  if (self->edit == NULL)
    {
      sync_rows (self, NULL);
      return;
    }
  ids = wanted_rows (self);
  sync_rows (self, ids);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_hash_table_size (ids) > 0);
  gtk_widget_set_visible (self->more_button, has_more (self));
  gtk_widget_set_visible (self->add_button, self->editable);
  gtk_widget_set_visible (self->all_button,
                          self->editable && !gate_edit_is_open_to_all (self->edit));
}

static void
chosen_cb (GateAddRolesDialog *dialog,
           char              **role_ids,
           GateRoleList       *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (self->edit == NULL || !self->editable)
    return;
  g_strv_builder_addv (builder, (const char **) gate_edit_get_roles (self->edit));
  g_strv_builder_addv (builder, (const char **) role_ids);
  all = g_strv_builder_end (builder);
  gate_edit_set_roles (self->edit, (const char *const *) all);
}

static void
add_clicked_cb (GateRoleList *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GateAddRolesDialog *dialog;

  if (self->edit == NULL || self->session == NULL)
    return;
  dialog = gate_add_roles_dialog_new (self->session, parent, self->edit);
  gate_text_scale_dialog (GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
all_clicked_cb (GateRoleList *self)
{
  if (self->edit == NULL)
    return;
  gtk_widget_grab_focus (self->add_button);
  gate_edit_set_open_to_all (self->edit, TRUE);
}

static void
more_clicked_cb (GateRoleList *self)
{
  self->max_rows += ROWS_AT_A_TIME;
  update_rows (self);
}

static void
gate_role_list_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GateRoleList *self = GATE_ROLE_LIST (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_EDIT:
      g_value_set_object (value, self->edit);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_role_list_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GateRoleList *self = GATE_ROLE_LIST (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      gate_role_list_set_session (self, g_value_get_object (value));
      break;
    case PROP_EDIT:
      gate_role_list_set_edit (self, g_value_get_object (value));
      break;
    case PROP_EDITABLE:
      gate_role_list_set_editable (self, g_value_get_boolean (value));
      break;
    case PROP_TITLE:
      if (gate_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_role_list_dispose (GObject *object)
{
  GateRoleList *self = GATE_ROLE_LIST (object);

  g_clear_object (&self->edit_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_ROLE_LIST);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->edit);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_role_list_parent_class)->dispose (object);
}

static void
gate_role_list_finalize (GObject *object)
{
  g_free (GATE_ROLE_LIST (object)->title);
  G_OBJECT_CLASS (gate_role_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-role-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GateRoleList, header);
  gtk_widget_class_bind_template_child (widget_class, GateRoleList, all_button);
  gtk_widget_class_bind_template_child (widget_class, GateRoleList, add_button);
  gtk_widget_class_bind_template_child (widget_class, GateRoleList, list);
  gtk_widget_class_bind_template_child (widget_class, GateRoleList, more_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
gate_role_list_class_init (GateRoleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_role_list_get_property;
  object_class->set_property = gate_role_list_set_property;
  object_class->dispose = gate_role_list_dispose;
  object_class->finalize = gate_role_list_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, GATE_TYPE_SESSION, flags);
  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, GATE_TYPE_EDIT, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gate_role_list_init (GateRoleList *self)
{
  self->rows = g_hash_table_new (gate_text_hash, g_str_equal);
  self->max_rows = ROWS_AT_A_TIME;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);

  self->edit_signals = g_signal_group_new (GATE_TYPE_EDIT);
  g_signal_group_connect_swapped (self->edit_signals,
                                  "notify::base",
                                  G_CALLBACK (update_rows),
                                  self);
  g_signal_group_connect_swapped (self->edit_signals,
                                  "notify::roles",
                                  G_CALLBACK (update_rows),
                                  self);
  g_signal_group_connect_swapped (self->edit_signals,
                                  "notify::open-to-all",
                                  G_CALLBACK (update_rows),
                                  self);
}

void
gate_role_list_set_session (GateRoleList *self,
                            GateSession  *session)
{
  g_return_if_fail (GATE_IS_ROLE_LIST (self));

  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    {
      g_signal_connect_object (gate_session_get_roles (session),
                               "notify::age",
                               G_CALLBACK (update_rows),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gate_session_get_people (session),
                               "notify::age",
                               G_CALLBACK (update_rows),
                               self,
                               G_CONNECT_SWAPPED);
    }
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
gate_role_list_set_edit (GateRoleList *self,
                         GateEdit     *edit)
{
  g_return_if_fail (GATE_IS_ROLE_LIST (self));

  if (!g_set_object (&self->edit, edit))
    return;
  self->max_rows = ROWS_AT_A_TIME;
  g_signal_group_set_target (self->edit_signals, edit);
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT]);
}

void
gate_role_list_set_editable (GateRoleList *self,
                             gboolean      editable)
{
  g_return_if_fail (GATE_IS_ROLE_LIST (self));

  if (self->editable == editable)
    return;
  self->editable = editable;
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}
