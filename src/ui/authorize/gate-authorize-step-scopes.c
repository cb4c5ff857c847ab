/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-authorize-step-scopes.h"

#include <glib/gi18n-lib.h>

#include "gate-format-approve.h"
#include "gate-focus.h"
#include "gate-format.h"
#include "gate-live-region.h"
#include "gate-avatar.h"
#include "gate-role-list.h"
#include "gate-scope-buttons.h"
#include "gate-scope-list.h"
#include "gate-scope.h"
#include "gate-text.h"
#include "gate-unread.h"
#include "gate-height-for-width-bin.h"

#define MAX_DESCRIPTION_CHARS 400

struct _GateAuthorizeStepScopes
{
  GtkWidget parent_instance;

  GateSession       *session;
  GateAuthorization *authorization;
  GateEdit          *edit;            /* of the roles; NULL without an authorization */

  GtkWidget         *root;
  GtkScrolledWindow *scroller;
  GtkLabel          *name;
  GtkLabel          *facts;
  GtkLabel          *client_id;
  GtkLabel          *namesake;
  GtkLabel          *description;
  GtkBox            *problem;
  GtkLabel          *problem_label;
  GtkButton         *problem_button;
  GtkLabel          *advice;
  GtkLabel          *scopes_title;
  GtkLabel          *counts;
  GtkWidget         *scope_buttons;
  GateScopeList     *scopes;
  GateRoleList      *roles;
  GtkLabel          *room;
  GtkLabel          *summary;
};

G_DEFINE_FINAL_TYPE (GateAuthorizeStepScopes, gate_authorize_step_scopes, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CAN_APPROVE,
  PROP_SUMMARY,
  N_PROPS
};

enum
{
  LOOK_AGAIN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* A client that acts alone needs no choice of scopes or people, because its own roles decide its
 * access. */
static gboolean
acts_alone (GateAuthorizeStepScopes *self)
{
  return gate_client_acts_alone (gate_authorization_get_client (self->authorization));
}

/* This hint does not disable Approve, because only the organization knows whether it refuses. */
static const char *
get_alone_hint (GateAuthorizeStepScopes *self)
{
  if (gate_client_is_active (gate_authorization_get_client (self->authorization)))
    return NULL;
  return _ ("The client itself is disabled or inactive, so the organization may refuse to "
            "authorize it.");
}

static const char *const *
requested (GateAuthorizeStepScopes *self)
{
  return gate_client_get_scopes (gate_authorization_get_client (self->authorization));
}

/* The scopes to tick for a revoked client: “Authorize Again” must never grant more than the earlier
 * decision, so scopes that the client asks for besides are shown, but not ticked. NULL if nothing
 * was granted, e.g. after a denied request; then all requested scopes are ticked, as for a new
 * client. */
static const char *const *
granted_before (GateAuthorization *authorization)
{
  const char *const *scopes = gate_authorization_get_scopes (authorization);

  if (gate_authorization_get_state (authorization) != GATE_AUTHORIZATION_REVOKED)
    return NULL;
  return scopes != NULL && scopes[0] != NULL ? scopes : NULL;
}

/* Then the person chooses from all scopes. */
static gboolean
asks_for_unknown (GateAuthorizeStepScopes *self)
{
  GateClient *client = gate_authorization_get_client (self->authorization);

  return gate_client_get_scopes (client)[0] == NULL && gate_unread_describe_asked (client) != NULL;
}

static void
add_offered (GateAuthorizeStepScopes *self,
             GStrvBuilder            *builder)
{
  g_auto (GStrv) all = NULL;

  if (asks_for_unknown (self))
    all = gate_scopes_dup_ids (gate_session_get_scopes (self->session));
  g_strv_builder_addv (builder, (const char **) (all != NULL ? all : (char **) requested (self)));
}

static void
show_scopes (GateAuthorizeStepScopes *self)
{
  const char *const *before = granted_before (self->authorization);
  const char *const *asked = requested (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) both = NULL;
  g_auto (GStrv) shown = NULL;

  add_offered (self, builder);
  if (before != NULL)
    g_strv_builder_addv (builder, (const char **) before);
  both = g_strv_builder_end (builder);
  shown = gate_scopes_normalize ((const char *const *) both);
  gate_scope_list_set_scopes (self->scopes,
                              (const char *const *) shown,
                              before != NULL ? before : asked);
}

static const char *
owner_words (GateClientOwner owner)
{
  switch (owner)
    {
    case GATE_OWNER_SELF:
      return _ ("One of this organization’s clients");
    case GATE_OWNER_BUILT_IN:
      return _ ("Built-in client");
    case GATE_OWNER_FOREIGN:
      return _ ("Not one of this organization’s clients");
    case GATE_OWNER_UNKNOWN:
    default:
      return _ ("Owner unknown");
    }
}

static char *
lifetime_words (gint64 lifetime_s)
{
  if (lifetime_s <= 0)
    return NULL;
  if (lifetime_s < 3600)
    {
      guint minutes = (guint) ((lifetime_s + 59) / 60);

      return g_strdup_printf (ngettext ("access tokens live %u minute",
                                        "access tokens live %u minutes", minutes), minutes);
    }
  else
    {
      guint hours = (guint) MIN ((lifetime_s + 3599) / 3600, 100000);

      return g_strdup_printf (ngettext ("access tokens live %u hour", "access tokens live %u hours",
                                        hours), hours);
    }
}

static char *
facts_line (GateAuthorization *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);
  g_autofree char *grant = gate_client_describe_grant_type (client);
  g_autofree char *lifetime = lifetime_words (gate_client_get_token_lifetime_s (client));
  const char *owner = owner_words (gate_authorization_get_owner (authorization));

  if (lifetime == NULL)
    /* Translators: the owner and the grant type of a client, separated by a dot. */
    return g_strdup_printf (C_ ("client", "%s · %s"), owner, grant);
  /* Translators: the owner, the grant type and the token lifetime of a client, separated by
   * dots. */
  return g_strdup_printf (C_ ("client", "%s · %s · %s"), owner, grant, lifetime);
}

static guint
count_access (const char *const *scopes,
              GateScopeAccess    access)
{
  guint n = 0;

  for (gsize i = 0; scopes != NULL && scopes[i] != NULL; i++)
    n += gate_scope_access_of (scopes[i]) == access ? 1 : 0;
  return n;
}

static char *
counts_line (GateClient        *client,
             const char *const *before)
{
  const char *const *scopes = gate_client_get_scopes (client);
  const char *unknown = gate_unread_describe_asked (client);
  guint n_before = before != NULL ? g_strv_length ((char **) before) : 0;
  guint n = scopes != NULL ? g_strv_length ((char **) scopes) : 0;
  guint n_admin = count_access (scopes, GATE_SCOPE_ADMIN);
  guint n_change = count_access (scopes, GATE_SCOPE_CHANGE);
  g_autofree char *asked = g_strdup_printf (ngettext ("%u asked for", "%u asked for", n), n);
  g_autofree char *admin = g_strdup_printf (ngettext ("%u administers", "%u administer", n_admin),
                                            n_admin);
  g_autofree char *change = g_strdup_printf (ngettext ("%u can change data", "%u can change data",
                                                       n_change), n_change);
  g_autofree char *granted = g_strdup_printf (ngettext ("%u was granted before",
                                                        "%u were granted before", n_before),
                                              n_before);
  const char *parts[6] = { NULL };
  guint used = 0;

  if (unknown != NULL)
    parts[used++] = unknown;
  if (unknown == NULL || n > 0)
    parts[used++] = asked;
  if (n_admin > 0)
    parts[used++] = admin;
  if (n_change > 0)
    parts[used++] = change;
  if (n_before > 0)
    parts[used++] = granted;
  return g_strjoinv (" · ", (char **) parts);
}

static gboolean
has_users (GateAuthorizeStepScopes *self)
{
  return gate_edit_is_open_to_all (self->edit) || gate_edit_get_roles (self->edit)[0] != NULL;
}

static gboolean
can_approve (GateAuthorizeStepScopes *self)
{
  guint n_selected = 0;

  if (self->session == NULL || self->authorization == NULL)
    return FALSE;
  if (!gate_authorization_is_complete (self->authorization))
    return FALSE;
  g_object_get (self->scopes, "n-selected", &n_selected, NULL);
  return (n_selected > 0 || acts_alone (self)) && has_users (self) &&
         gate_session_can_change (self->session);
}

/* The reason why Approve is insensitive, because an insensitive button alone does not explain
 * itself; NULL if there is none. */
static char *
dup_hint (GateAuthorizeStepScopes *self)
{
  g_autofree char *reason = NULL;
  g_autofree char *unread = gate_unread_describe_lock (self->authorization);
  const char *const *scopes = requested (self);

  g_object_get (self->session, "cannot-change-reason", &reason, NULL);
  if (!gate_session_can_change (self->session))
    return g_steal_pointer (&reason);
  if (unread != NULL)
    return g_steal_pointer (&unread);
  if (acts_alone (self))
    return NULL;
  if (scopes[0] == NULL && granted_before (self->authorization) == NULL &&
      !asks_for_unknown (self))
    return g_strdup (_ ("This client asks for no scopes, so there is nothing to approve."));
  if (!has_users (self))
    return g_strdup (_ ("Choose All Roles or at least one role."));
  if (!can_approve (self))
    return g_strdup (_ ("Select at least one scope."));
  return NULL;
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A sentence about the selected scopes; for a client that acts alone, about its roles, or the hint
 * that the client is inactive. */
static char *
dup_summary (GateAuthorizeStepScopes *self,
             const char *const       *selected)
{
  GateClient *client = gate_authorization_get_client (self->authorization);
  const char *doubt = NULL;

  if (!acts_alone (self))
    return gate_format_approve_summary (selected);
  doubt = get_alone_hint (self);
  return doubt != NULL ? g_strdup (doubt) : gate_format_acts_as (client, TRUE);
}

/* Shows the summary of the approval, or the reason why Approve is insensitive. */
static void
update_summary (GateAuthorizeStepScopes *self)
{
  g_auto (GStrv) selected = gate_scope_list_dup_selected (self->scopes);
  g_auto (GStrv) shown = gate_scope_list_dup_shown (self->scopes);
  g_autofree char *hint = dup_hint (self);
  g_autofree char *summary = dup_summary (self, (const char *const *) selected);
  g_autofree char *longest = gate_format_approve_summary ((const char *const *) shown);
  gboolean warns = acts_alone (self) ||
                   count_access ((const char *const *) selected, GATE_SCOPE_ADMIN) > 0 ||
                   count_access ((const char *const *) selected, GATE_SCOPE_UNKNOWN) > 0;

  gtk_label_set_label (self->summary, hint != NULL ? hint : summary);
  gtk_label_set_label (self->room, longest);
  set_class (GTK_WIDGET (self->summary), "error", hint != NULL);
  set_class (GTK_WIDGET (self->summary), "warning", hint == NULL && warns);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
selection_changed_cb (GateAuthorizeStepScopes *self)
{
  if (self->authorization == NULL || self->session == NULL)
    return;
  update_summary (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_APPROVE]);
}

static void
only_requested_cb (GateAuthorizeStepScopes *self)
{
  gate_scope_list_select_only (self->scopes, requested (self));
}

static void
read_only_cb (GateAuthorizeStepScopes *self)
{
  gate_scope_list_select_read_only (self->scopes, requested (self));
}

static void
none_cb (GateAuthorizeStepScopes *self)
{
  gate_scope_list_select_none (self->scopes);
}

static void
problem_button_clicked_cb (GateAuthorizeStepScopes *self)
{
  g_signal_emit (self, signals[LOOK_AGAIN], 0);
}

static void
gate_authorize_step_scopes_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CAN_APPROVE:
      g_value_set_boolean (value, can_approve (GATE_AUTHORIZE_STEP_SCOPES (object)));
      break;
    case PROP_SUMMARY:
      g_value_set_string (value,
                          gtk_label_get_label (GATE_AUTHORIZE_STEP_SCOPES (object)->summary));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
gate_authorize_step_scopes_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (GATE_AUTHORIZE_STEP_SCOPES (widget)->scopes),
                                 GTK_DIR_TAB_FORWARD);
}

static void
gate_authorize_step_scopes_dispose (GObject *object)
{
  GateAuthorizeStepScopes *self = GATE_AUTHORIZE_STEP_SCOPES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_AUTHORIZE_STEP_SCOPES);
  g_clear_object (&self->edit);
  g_clear_object (&self->authorization);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_authorize_step_scopes_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_AVATAR);
  g_type_ensure (GATE_TYPE_ROLE_LIST);
  g_type_ensure (GATE_TYPE_SCOPE_BUTTONS);
  g_type_ensure (GATE_TYPE_SCOPE_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-authorize-step-scopes.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, root);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, scroller);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, name);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, facts);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, client_id);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, namesake);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, description);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, problem);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, problem_button);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, advice);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, scopes_title);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, scope_buttons);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, counts);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, scopes);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, roles);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, room);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepScopes, summary);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_only_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_button_clicked_cb);
}

static void
gate_authorize_step_scopes_class_init (GateAuthorizeStepScopesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_authorize_step_scopes_get_property;
  object_class->dispose = gate_authorize_step_scopes_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = gate_authorize_step_scopes_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = gate_focus_child;

  properties[PROP_CAN_APPROVE] =
      g_param_spec_boolean ("can-approve", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUMMARY] =
      g_param_spec_string ("summary", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LOOK_AGAIN] = g_signal_new ("look-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gate_authorize_step_scopes_init (GateAuthorizeStepScopes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->problem_label);
  gate_height_for_width_bin_put_below (GTK_WIDGET (self));
}

/* Shows the roles for a built-in client, and for a client that had roles before it was revoked.
 * Roles do not matter to other clients. */
static void
show_users (GateAuthorizeStepScopes *self)
{
  static const char *const changes[] = { "notify::roles", "notify::open-to-all" };
  g_autoptr (GateEdit) edit = gate_edit_new (self->authorization);

  g_set_object (&self->edit, edit);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (edit, changes[i], G_CALLBACK (selection_changed_cb), self,
                             G_CONNECT_SWAPPED);
  gate_role_list_set_edit (self->roles, edit);
  gtk_widget_set_visible (GTK_WIDGET (self->roles),
                          gate_authorization_is_complete (self->authorization) &&
                              (gate_authorization_is_built_in (self->authorization) ||
                               gate_authorization_get_roles (self->authorization)[0] != NULL));
}

static const char *
get_scopes_title (GateAuthorizeStepScopes *self)
{
  if (acts_alone (self))
    return _ ("What it may do");
  return asks_for_unknown (self) ? _ ("Scopes") : _ ("Scopes it asks for");
}

static void
show_alone (GateAuthorizeStepScopes *self)
{
  gboolean alone = acts_alone (self);
  g_autofree char *text = alone ? gate_format_alone (self->authorization) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->scopes), !alone);
  gtk_widget_set_visible (self->scope_buttons, !alone && !asks_for_unknown (self));
  gtk_label_set_label (self->scopes_title, get_scopes_title (self));
  gtk_label_set_label (self->advice,
                       alone ? _ ("If you doubt that it needs these roles, ask the application’s "
                                  "developer before you approve it.") :
                               _ ("If you doubt that a scope is required, ask the application’s "
                                  "developer before you approve it."));
  if (!alone)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->roles), FALSE);
  gtk_label_set_label (self->counts, text);
}

/**
 * gate_authorize_step_scopes_set_session:
 * @self: the page
 * @session: the session with the sentences of the scopes, the roles and the permissions
 */
void
gate_authorize_step_scopes_set_session (GateAuthorizeStepScopes *self,
                                        GateSession             *session)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self));

  g_set_object (&self->session, session);
  gate_scope_list_set_session (self->scopes, session);
  gate_role_list_set_session (self->roles, session);
  g_signal_connect_object (session, "notify::can-change", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gate_authorize_step_scopes_set_authorization:
 * @self: the page, with a session
 * @authorization: the authorization from the look-up
 *
 * Shows @authorization with all requested scopes ticked, or for a revoked client with the scopes
 * that it had.
 */
void
gate_authorize_step_scopes_set_authorization (GateAuthorizeStepScopes *self,
                                              GateAuthorization       *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);
  g_autofree char *facts = facts_line (authorization);
  g_autofree char *description =
      gate_text_for_display (gate_client_get_description (client), MAX_DESCRIPTION_CHARS);
  g_autofree char *namesake = gate_format_approved_namesake (authorization);
  g_autofree char *counts = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self));

  g_clear_object (&self->authorization);
  self->authorization = gate_operation_snapshot (authorization);
  counts = counts_line (client, granted_before (authorization));
  gtk_label_set_label (self->name, gate_authorization_get_name (authorization));
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->client_id, gate_authorization_get_id (authorization));
  gtk_label_set_label (self->namesake, namesake != NULL ? namesake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->namesake), namesake != NULL);
  gtk_label_set_label (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), *description != '\0');
  gtk_label_set_label (self->counts, counts);
  show_users (self);
  show_scopes (self);
  show_alone (self);
  gate_authorize_step_scopes_clear_problem (self);
  selection_changed_cb (self);
}

GateAuthorization *
gate_authorize_step_scopes_get_authorization (GateAuthorizeStepScopes *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self), NULL);

  return self->authorization;
}

char **
gate_authorize_step_scopes_dup_scopes (GateAuthorizeStepScopes *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self), NULL);

  return gate_scope_list_dup_selected (self->scopes);
}

/**
 * gate_authorize_step_scopes_dup_roles:
 * @self: the page, with an authorization
 *
 * Returns: (transfer full): the IDs of the chosen roles; an empty array for All Roles
 */
char **
gate_authorize_step_scopes_dup_roles (GateAuthorizeStepScopes *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self), NULL);
  g_return_val_if_fail (self->edit != NULL, NULL);

  return g_strdupv ((char **) gate_edit_get_roles (self->edit));
}

/**
 * gate_authorize_step_scopes_show_problem:
 * @self: the page
 * @problem: a sentence that tells why the approval failed
 * @evidence: (nullable): lines below it, with what the organization said
 * @look_again: whether the shown authorization is out of date, so that the page offers to read it
 *   again
 */
void
gate_authorize_step_scopes_show_problem (GateAuthorizeStepScopes *self,
                                         const char              *problem,
                                         const char              *evidence,
                                         gboolean                 look_again)
{
  g_autofree char *text = g_strjoin ("\n", problem, evidence, NULL);

  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self));

  gtk_label_set_label (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_button), look_again);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (look_again ? GTK_WIDGET (self->problem_button)
                                    : GTK_WIDGET (self->problem_label));
  /* A label that takes the focus would select all of its text. */
  gtk_label_select_region (self->problem_label, 0, 0);
}

void
gate_authorize_step_scopes_mark_refused (GateAuthorizeStepScopes *self,
                                         const char *const       *scopes)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self));

  gate_scope_list_mark_refused (self->scopes, scopes);
}

void
gate_authorize_step_scopes_clear_problem (GateAuthorizeStepScopes *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_SCOPES (self));

  gate_scope_list_mark_refused (self->scopes, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}
