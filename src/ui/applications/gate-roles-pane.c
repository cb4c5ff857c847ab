/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-roles-pane.h"

#include "gate-notice.h"
#include "gate-role-list.h"
#include "gate-format-roles.h"
#include "gate-session-describe.h"
#include "gate-unread.h"
#include "gate-height-for-width-bin.h"

#include <glib/gi18n-lib.h>

struct _GateRolesPane
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GateNotice *notice;
  GtkLabel *locked;
  GtkWidget *summary;
  GtkOrientable *numbers;
  GtkOrientable *people;
  GtkLabel *people_number;
  GtkLabel *people_caption;
  GtkOrientable *roles;
  GtkLabel *roles_number;
  GtkLabel *roles_caption;
  GtkOrientable *gain;
  GtkLabel *gain_number;
  GtkLabel *gain_caption;
  GtkOrientable *lose;
  GtkLabel *lose_number;
  GtkLabel *lose_caption;
  GtkLabel *you;
  GateRoleList *list;

  GateSession *session;
  GateAuthorization *authorization;
  GateEdit *edit;  /* the property, or NULL */
  GateEdit *shown; /* the same, or an own unchanged edit of authorization */
  GSignalGroup *session_signals;
  GSignalGroup *authorization_signals;
  GSignalGroup *shown_signals;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateRolesPane, gate_roles_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDIT,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_number (GateRolesPane *self,
             GateHeadcount  people,
             GateRolesSide  side,
             GtkLabel      *number_label,
             GtkLabel      *caption_label)
{
  const char *name = gate_authorization_get_name (gate_edit_get_base (self->shown));
  g_autofree char *number = gate_format_roles_number (people);
  g_autofree char *caption = gate_format_roles_caption (people, side, name);

  gtk_label_set_label (number_label, number);
  gtk_label_set_label (caption_label, caption);
}

static gboolean
is_nobody (GateHeadcount people)
{
  return people.kind == GATE_HEADCOUNT_EXACT && people.n_people == 0;
}

/* Shows the number of people who gain or lose access, only while the edit changes that. */
static void
show_difference (GateRolesPane *self,
                 GListModel    *roles,
                 gint64         n_all)
{
  GateHeadcount gained = gate_headcount_gained (self->shown, roles, n_all);
  GateHeadcount lost = gate_headcount_lost (self->shown, roles, n_all);
  g_auto (GStrv) added = gate_edit_dup_added_roles (self->shown);
  g_auto (GStrv) removed = gate_edit_dup_removed_roles (self->shown);
  gboolean is_edited = self->edit != NULL && gate_edit_has_changes (self->edit);
  gboolean gains = is_edited && (gate_edit_is_open_to_all (self->edit) || added[0] != NULL);
  gboolean loses = is_edited && !gate_edit_is_open_to_all (self->edit);

  show_number (self, gained, GATE_ROLES_GAIN, self->gain_number, self->gain_caption);
  show_number (self, lost, GATE_ROLES_LOSE, self->lose_number, self->lose_caption);
  gtk_widget_set_visible (GTK_WIDGET (self->gain), gains && !is_nobody (gained));
  gtk_widget_set_visible (GTK_WIDGET (self->lose), loses && !is_nobody (lost));
}

static gboolean
is_in_effect (GateRolesPane *self)
{
  return gate_authorization_get_state (gate_edit_get_base (self->shown)) ==
         GATE_AUTHORIZATION_AUTHORIZED;
}

static void
show_n_roles (GateRolesPane *self)
{
  g_autofree char *number = gate_format_roles_n_roles (self->shown);
  g_autofree char *caption = gate_format_roles_n_roles_caption (self->shown);

  gtk_label_set_label (self->roles_number, number);
  gtk_label_set_label (self->roles_caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->roles), is_in_effect (self));
}

/* Shows 0 people for a pending or revoked application even if it has roles, because people cannot
 * use it. */
static void
show_summary (GateRolesPane *self)
{
  GateResource *resource = GATE_RESOURCE (gate_session_get_roles (self->session));
  GListModel *roles = gate_resource_has_content (resource) ? G_LIST_MODEL (resource) : NULL;
  gint64 n_all = gate_people_get_n_active (gate_session_get_people (self->session));
  GatePerson *person = gate_me_get_person (gate_session_get_me (self->session));
  GateHeadcount people = { GATE_HEADCOUNT_EXACT, 0 };
  const char *you = gate_format_roles_you (self->shown, self->edit != NULL ? person : NULL);

  if (is_in_effect (self))
    people = gate_headcount_wanted (self->shown, roles, n_all);
  show_number (self, people, GATE_ROLES_CAN_USE, self->people_number, self->people_caption);
  show_n_roles (self);
  show_difference (self, roles, n_all);
  gtk_label_set_label (self->you, you);
  gtk_widget_set_visible (GTK_WIDGET (self->you), *you != '\0');
  g_object_set (self->list,
                "title",
                is_in_effect (self) ? _ ("Roles with access") :
                                      _ ("Roles that get access when it is authorized"),
                NULL);
}

/* Hides the numbers if the roles could not be read completely, because a count would be too low. */
static void
show_unread (GateRolesPane *self)
{
  GateAuthorization *base = gate_edit_get_base (self->shown);
  GateKnowledge knowledge = gate_authorization_get_roles_knowledge (base);
  g_autofree char *reason = NULL;

  if (knowledge != GATE_KNOWLEDGE_COMPLETE)
    reason = gate_unread_describe_lock (base);
  gtk_label_set_label (self->locked, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->locked), reason != NULL);
  gtk_widget_set_visible (self->summary, knowledge == GATE_KNOWLEDGE_COMPLETE);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          knowledge == GATE_KNOWLEDGE_COMPLETE ||
                              knowledge == GATE_KNOWLEDGE_PARTIAL);
}

static void
update_roles (GateRolesPane *self)
{
  if (self->session == NULL || self->shown == NULL)
    return;
  gate_role_list_set_editable (self->list,
                               self->edit != NULL && gate_session_can_change (self->session));
  show_summary (self);
  show_unread (self);
}

/* Without the loaded roles the pane still works, because the authorization has the role IDs. */
static void
show_problem (GateRolesPane *self)
{
  GateResource *roles = GATE_RESOURCE (gate_session_get_roles (self->session));
  const char *problem = gate_resource_get_error_sentence (roles);
  gboolean loading = gate_resource_is_loading (roles);
  g_autofree char *evidence = gate_session_describe_evidence (gate_resource_get_error (roles));
  g_autofree char *message = NULL;

  if (problem != NULL)
    /* Translators: %s is a sentence with the reason. */
    message = g_strdup_printf (_ ("The roles’ names and sizes could not be loaded. %s"), problem);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), message != NULL);
  g_object_set (self->notice,
                "message",
                message,
                "button-label",
                loading ? NULL : _ ("Try Again"),
                "busy",
                loading,
                NULL);
  gate_notice_set_evidence (self->notice, evidence);
}

static void
show_edit (GateRolesPane *self)
{
  g_autoptr (GateEdit) shown = NULL;

  if (self->edit != NULL)
    shown = g_object_ref (self->edit);
  else if (self->authorization != NULL)
    shown = gate_edit_new (self->authorization);
  g_set_object (&self->shown, shown);
  g_signal_group_set_target (self->shown_signals, shown);
  gate_role_list_set_edit (self->list, shown);
  update_roles (self);
}

static void
authorization_changed_cb (GateRolesPane *self)
{
  if (self->edit == NULL)
    show_edit (self);
}

static void
try_again_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GateRolesPane *self = GATE_ROLES_PANE (widget);

  if (self->session != NULL)
    gate_session_reload_roles (self->session);
}

/* Arranges the numbers side by side with the captions below, or in a narrow window below each other
 * with the captions beside. */
static void
set_narrow (GateRolesPane *self,
            gboolean       narrow)
{
  GtkOrientation across = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  GtkOrientation along = narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  GtkOrientable *cells[] = { self->people, self->roles, self->gain, self->lose };

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_orientable_set_orientation (self->numbers, across);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      gtk_orientable_set_orientation (cells[i], along);
      gtk_box_set_spacing (GTK_BOX (cells[i]), narrow ? 8 : 0);
    }
  gtk_box_set_homogeneous (GTK_BOX (self->numbers), !narrow);
  gtk_box_set_spacing (GTK_BOX (self->numbers), narrow ? 0 : 12);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_roles_pane_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GateRolesPane *self = GATE_ROLES_PANE (object);

  switch (prop_id)
    {
    case PROP_EDIT:
      g_value_set_object (value, self->edit);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_roles_pane_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GateRolesPane *self = GATE_ROLES_PANE (object);

  switch (prop_id)
    {
    case PROP_EDIT:
      gate_roles_pane_set_edit (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_roles_pane_dispose (GObject *object)
{
  GateRolesPane *self = GATE_ROLES_PANE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->authorization_signals);
  g_clear_object (&self->shown_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_ROLES_PANE);
  g_clear_object (&self->shown);
  g_clear_object (&self->edit);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_roles_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_NOTICE);
  g_type_ensure (GATE_TYPE_ROLE_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gaterolespane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-roles-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, root);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, notice);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, locked);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, summary);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, numbers);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, people);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, people_number);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, people_caption);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, roles);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, roles_number);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, roles_caption);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, gain);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, gain_number);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, gain_caption);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, lose);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, lose_number);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, lose_caption);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, you);
  gtk_widget_class_bind_template_child (widget_class, GateRolesPane, list);
  gtk_widget_class_install_action (widget_class, "roles-pane.try-again", NULL, try_again_cb);
}

static void
gate_roles_pane_class_init (GateRolesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_roles_pane_get_property;
  object_class->set_property = gate_roles_pane_set_property;
  object_class->dispose = gate_roles_pane_dispose;

  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, GATE_TYPE_EDIT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
connect_session (GateRolesPane *self)
{
  self->session_signals = g_signal_group_new (GATE_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::can-change",
                                  G_CALLBACK (update_roles),
                                  self);
}

static void
gate_roles_pane_init (GateRolesPane *self)
{
  static const char *const changes[] = { "notify::base", "notify::roles", "notify::open-to-all" };

  gtk_widget_init_template (GTK_WIDGET (self));
  gate_height_for_width_bin_put_below (GTK_WIDGET (self));
  connect_session (self);
  self->authorization_signals = g_signal_group_new (GATE_TYPE_AUTHORIZATION);
  g_signal_group_connect_swapped (self->authorization_signals,
                                  "changed",
                                  G_CALLBACK (authorization_changed_cb),
                                  self);
  self->shown_signals = g_signal_group_new (GATE_TYPE_EDIT);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_group_connect_swapped (self->shown_signals,
                                    changes[i],
                                    G_CALLBACK (update_roles),
                                    self);
}

static void
follow (GateRolesPane *self,
        gpointer       resource,
        const char    *signal,
        GCallback      callback)
{
  g_signal_connect_object (resource, signal, callback, self, G_CONNECT_SWAPPED);
}

void
gate_roles_pane_set_session (GateRolesPane *self,
                             GateSession   *session)
{
  g_return_if_fail (GATE_IS_ROLES_PANE (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  gate_role_list_set_session (self->list, session);
  if (session == NULL)
    return;
  follow (self, gate_session_get_roles (session), "notify::age", G_CALLBACK (update_roles));
  follow (self, gate_session_get_people (session), "notify::age", G_CALLBACK (update_roles));
  follow (self, gate_session_get_me (session), "notify::person", G_CALLBACK (update_roles));
  follow (self, gate_session_get_roles (session), "notify", G_CALLBACK (show_problem));
  show_problem (self);
  update_roles (self);
}

/**
 * gate_roles_pane_set_authorization:
 * @self: the pane
 * @authorization: (nullable): the authorization to show without an edit
 */
void
gate_roles_pane_set_authorization (GateRolesPane     *self,
                                   GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_ROLES_PANE (self));

  if (!g_set_object (&self->authorization, authorization))
    return;
  g_signal_group_set_target (self->authorization_signals, authorization);
  if (self->edit == NULL)
    show_edit (self);
}

void
gate_roles_pane_set_edit (GateRolesPane *self,
                          GateEdit      *edit)
{
  g_return_if_fail (GATE_IS_ROLES_PANE (self));

  if (!g_set_object (&self->edit, edit))
    return;
  show_edit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT]);
}
