/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The groups depend on the requested scopes and on the scopes that were granted when the edit
 * began, so a scope stays in its group while a person ticks and unticks it. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-scopes-pane.h"

#include "gate-beside-layout.h"
#include "gate-error.h"
#include "gate-format.h"
#include "gate-scope-buttons.h"
#include "gate-scope-list.h"
#include "gate-unread.h"
#include "gate-height-for-width-bin.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _GateScopesPane
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkEditable *filter;
  GtkWidget *buttons;
  GtkWidget *filtered;
  GtkLabel *locked;
  GtkLabel *unknown;
  GtkWidget *none;
  GtkWidget *no_match;
  GtkWidget *requested_group;
  GateScopeList *requested;
  AdwPreferencesGroup *extra_group;
  GateScopeList *extra;
  AdwPreferencesGroup *other_group;
  GateScopeList *other;
  GtkWidget *show_all;

  GateSession *session;
  GateEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *authorization_signals;
  GSignalGroup *edit_signals;
  gboolean shows_all;
};

G_DEFINE_FINAL_TYPE (GateScopesPane, gate_scopes_pane, GTK_TYPE_WIDGET)

static const char *const nothing[] = { NULL };

static GateEdit *
get_edit (GateScopesPane *self)
{
  return self->editor != NULL ? gate_editor_get_edit (self->editor) : NULL;
}

static const char *const *
get_asked (GateScopesPane *self)
{
  GateAuthorization *authorization = gate_editor_get_authorization (self->editor);
  const char *const *asked = gate_client_get_scopes (gate_authorization_get_client (authorization));

  return asked != NULL ? asked : nothing;
}

/* A sentence about what the application asks for and we do not know; NULL when we do. */
static const char *
get_unknown (GateScopesPane *self)
{
  return gate_unread_describe_asked (
      gate_authorization_get_client (gate_editor_get_authorization (self->editor)));
}

/* The scopes of FROM that OTHER includes (KEEP) or does not include (!KEEP), in the order of
 * FROM. */
static char **
filter_scopes (const char *const *from,
               const char *const *other,
               gboolean           keep)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; from[i] != NULL; i++)
    if (gate_scopes_include (other, from[i]) == keep)
      g_strv_builder_add (builder, from[i]);
  return g_strv_builder_end (builder);
}

/* The scopes of A and B, each of them once. */
static char **
unite (const char *const *a,
       const char *const *b)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) both = NULL;

  g_strv_builder_addv (builder, (const char **) a);
  g_strv_builder_addv (builder, (const char **) b);
  both = g_strv_builder_end (builder);
  return gate_scopes_normalize ((const char *const *) both);
}

static char **
without (const char *const *from,
         const char *const *what)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; from[i] != NULL; i++)
    if (!g_strv_contains (what, from[i]))
      g_strv_builder_add (builder, from[i]);
  return g_strv_builder_end (builder);
}

static gboolean
is_searching (GateScopesPane *self)
{
  return *gtk_editable_get_text (self->filter) != '\0';
}

/* Shows the groups that have scopes; with a filter, only the groups with a match. */
static void
show_groups (GateScopesPane *self,
             gboolean        has_requested,
             gboolean        has_extra,
             gboolean        has_other)
{
  gboolean searching = is_searching (self);
  gboolean other_shown = has_other && (self->shows_all || searching);
  gboolean any = FALSE;

  has_requested = has_requested && (!searching || gate_scope_list_has_matches (self->requested));
  has_extra = has_extra && (!searching || gate_scope_list_has_matches (self->extra));
  other_shown = other_shown && (!searching || gate_scope_list_has_matches (self->other));
  any = has_requested || has_extra || other_shown;
  gtk_widget_set_visible (self->requested_group, has_requested);
  gtk_widget_set_visible (GTK_WIDGET (self->extra_group), has_extra);
  gtk_widget_set_visible (GTK_WIDGET (self->other_group), searching ? other_shown : has_other);
  gtk_widget_set_visible (GTK_WIDGET (self->other), other_shown);
  gtk_widget_set_visible (self->show_all, !other_shown);
  gtk_widget_set_visible (self->no_match, searching && !any);
  gtk_widget_set_visible (self->filtered,
                          searching && any && gtk_widget_get_visible (self->buttons));
  g_object_set (self->buttons, "filtered", searching, NULL);
}

/* The group of all other scopes needs many rows, so they are made only after Show All, while a
 * filter is set, or when one of these scopes is granted. Returns whether there are other scopes. */
static gboolean
update_other (GateScopesPane    *self,
              const char *const *shown,
              const char *const *granted)
{
  g_auto (GStrv) all = gate_scopes_dup_ids (gate_session_get_scopes (self->session));
  g_auto (GStrv) with_granted = unite ((const char *const *) all, granted);
  g_auto (GStrv) other = without ((const char *const *) with_granted, shown);

  for (guint i = 0; granted[i] != NULL && !self->shows_all; i++)
    self->shows_all = g_strv_contains ((const char *const *) other, granted[i]);
  if (other[0] != NULL && (self->shows_all || is_searching (self)))
    gate_scope_list_set_scopes (self->other, (const char *const *) other, granted);
  return other[0] != NULL;
}

/* Marks the requested scopes that were not granted, only for an approved client: without an
 * approval there is no such decision. */
static void
mark_requested (GateScopesPane    *self,
                const char *const *granted)
{
  GateAuthorization *authorization = gate_editor_get_authorization (self->editor);
  g_auto (GStrv) is_new = gate_authorization_dup_new_requests (authorization);
  g_auto (GStrv) refused = NULL;

  if (gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED)
    refused = filter_scopes (get_asked (self), granted, FALSE);
  gate_scope_list_mark (
      self->requested, (const char *const *) refused, (const char *const *) is_new);
}

static void
mark_refused (GateScopesPane *self)
{
  g_auto (GStrv) refused = gate_error_dup_refused_scopes (gate_editor_get_error (self->editor));

  gate_scope_list_mark_refused (self->requested, (const char *const *) refused);
  gate_scope_list_mark_refused (self->extra, (const char *const *) refused);
  gate_scope_list_mark_refused (self->other, (const char *const *) refused);
}

static void
update_to_edit (GateScopesPane *self,
                GateEdit       *edit)
{
  const char *const *asked = get_asked (self);
  const char *const *before = gate_authorization_get_scopes (gate_edit_get_base (edit));
  const char *const *granted = gate_edit_get_scopes (edit);
  g_auto (GStrv) known = unite (before, granted);
  g_auto (GStrv) forms = filter_scopes ((const char *const *) known, asked, TRUE);
  g_auto (GStrv) requested = unite (asked, (const char *const *) forms);
  g_auto (GStrv) extra = filter_scopes (before, asked, FALSE);
  g_auto (GStrv) shown = unite ((const char *const *) requested, (const char *const *) extra);
  gboolean has_other;

  gate_scope_list_set_scopes (self->requested, (const char *const *) requested, granted);
  mark_requested (self, before);
  gate_scope_list_set_scopes (self->extra, (const char *const *) extra, granted);
  has_other = update_other (self, (const char *const *) shown, granted);
  mark_refused (self);
  show_groups (self, requested[0] != NULL, extra[0] != NULL, has_other);
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), TRUE);
  g_object_set (self->buttons, "has-requested", asked[0] != NULL, NULL);
}

static void
update_to_read (GateScopesPane *self)
{
  GateAuthorization *authorization = gate_editor_get_authorization (self->editor);
  const char *const *asked = get_asked (self);
  const char *const *granted = gate_authorization_get_scopes (authorization);
  g_auto (GStrv) answered = filter_scopes (asked, granted, TRUE);
  g_auto (GStrv) extra = filter_scopes (granted, asked, FALSE);

  gate_scope_list_set_scopes (self->requested, asked, (const char *const *) answered);
  mark_requested (self, granted);
  gate_scope_list_set_scopes (self->extra,
                              (const char *const *) extra,
                              (const char *const *) extra);
  show_groups (self, asked[0] != NULL, extra[0] != NULL, FALSE);
  gtk_widget_set_visible (self->none,
                          asked[0] == NULL && extra[0] == NULL &&
                              get_unknown (self) == NULL &&
                              gate_authorization_get_scopes_knowledge (authorization) ==
                                  GATE_KNOWLEDGE_COMPLETE);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), asked[0] != NULL || extra[0] != NULL);
}

/* Where it is not known what the application asks for, no group claims to know it. */
static void
show_unknown (GateScopesPane *self)
{
  const char *unknown = get_unknown (self);

  gtk_label_set_label (self->unknown, unknown != NULL ? unknown : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), unknown != NULL);
  adw_preferences_group_set_title (self->extra_group,
                                   unknown == NULL ? _ ("Granted, but no longer requested") :
                                                     _ ("Granted"));
  adw_preferences_group_set_description (
      self->other_group,
      unknown == NULL ? _ ("The application does not ask for these.") :
                        _ ("Whether the application asks for these is not known."));
}

/* A client that acts alone shows no scopes, because scopes do not limit it. */
static void
update_alone (GateScopesPane *self)
{
  g_autofree char *text = gate_format_alone (gate_editor_get_authorization (self->editor));

  gtk_label_set_label (self->locked, text);
  gtk_widget_set_visible (GTK_WIDGET (self->locked), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), FALSE);
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_visible (self->none, FALSE);
  show_groups (self, FALSE, FALSE, FALSE);
  gtk_widget_set_visible (self->no_match, FALSE);
}

static void
update_lists (GateScopesPane *self)
{
  GateEdit *edit = get_edit (self);
  const char *reason = NULL;

  if (self->editor == NULL)
    return;
  reason = gate_editor_get_locked_reason (self->editor);
  gtk_label_set_label (self->locked, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->locked), reason != NULL);
  gtk_widget_set_visible (self->buttons, edit != NULL);
  show_unknown (self);
  gate_scope_list_set_selectable (self->requested, edit != NULL);
  gate_scope_list_set_selectable (self->extra, edit != NULL);
  if (gate_client_acts_alone (
          gate_authorization_get_client (gate_editor_get_authorization (self->editor))))
    update_alone (self);
  else if (edit != NULL)
    update_to_edit (self, edit);
  else
    update_to_read (self);
}

static void
editor_notify_cb (GateScopesPane *self)
{
  g_signal_group_set_target (self->edit_signals, get_edit (self));
  g_signal_group_set_target (self->authorization_signals,
                             gate_editor_get_authorization (self->editor));
  update_lists (self);
}

static void
toggled_cb (GateScopesPane *self,
            const char     *scope_id,
            gboolean        selected)
{
  GateEdit *edit = get_edit (self);
  const char *const one[] = { scope_id, NULL };
  g_auto (GStrv) scopes = NULL;

  if (edit == NULL)
    return;
  scopes = selected ? unite (gate_edit_get_scopes (edit), one) :
                      without (gate_edit_get_scopes (edit), one);
  gate_edit_set_scopes (edit, (const char *const *) scopes);
}

static void
add_shown (GStrvBuilder  *builder,
           GateScopeList *list)
{
  g_auto (GStrv) shown = gate_scope_list_dup_shown (list);

  g_strv_builder_addv (builder, (const char **) shown);
}

/* The scopes that match the filter. */
static char **
dup_shown (GateScopesPane *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_shown (builder, self->requested);
  add_shown (builder, self->extra);
  add_shown (builder, self->other);
  return g_strv_builder_end (builder);
}

/* Unticks the SHOWN scopes and ticks WANTED. Scopes that the filter hides stay as they are, because
 * the person could not see the change. */
static void
replace_shown (GateScopesPane    *self,
               const char *const *shown,
               const char *const *wanted)
{
  GateEdit *edit = get_edit (self);
  g_auto (GStrv) hidden = without (gate_edit_get_scopes (edit), shown);
  g_auto (GStrv) scopes = unite ((const char *const *) hidden, wanted);

  gate_edit_set_scopes (edit, (const char *const *) scopes);
}

static char **
intersect (const char *const *scopes,
           const char *const *shown)
{
  g_auto (GStrv) hidden = without (scopes, shown);

  return without (scopes, (const char *const *) hidden);
}

static void
only_requested_cb (GateScopesPane *self)
{
  g_auto (GStrv) shown = dup_shown (self);
  g_auto (GStrv) wanted = NULL;

  if (get_edit (self) == NULL)
    return;
  wanted = intersect (get_asked (self), (const char *const *) shown);
  replace_shown (self, (const char *const *) shown, (const char *const *) wanted);
}

/* Ticks the read-only forms of the requested scopes; of the granted scopes if the application
 * requests none. */
static void
read_only_cb (GateScopesPane *self)
{
  GateEdit *edit = get_edit (self);
  const char *const *asked = NULL;
  g_auto (GStrv) shown = dup_shown (self);
  g_auto (GStrv) meant = NULL;
  g_auto (GStrv) forms = NULL;

  if (edit == NULL)
    return;
  asked = get_asked (self);
  if (asked[0] == NULL)
    asked = gate_authorization_get_scopes (gate_edit_get_base (edit));
  meant = intersect (asked, (const char *const *) shown);
  forms = gate_scopes_dup_read_only ((const char *const *) meant);
  replace_shown (self, (const char *const *) shown, (const char *const *) forms);
}

static void
none_cb (GateScopesPane *self)
{
  g_auto (GStrv) shown = dup_shown (self);

  if (get_edit (self) != NULL)
    replace_shown (self, (const char *const *) shown, nothing);
}

static void
show_all_cb (GateScopesPane *self)
{
  self->shows_all = TRUE;
  update_lists (self);
  gtk_widget_child_focus (GTK_WIDGET (self->other), GTK_DIR_TAB_FORWARD);
}

static void
filter_changed_cb (GateScopesPane *self)
{
  const char *text = gtk_editable_get_text (self->filter);

  gate_scope_list_set_search (self->requested, text);
  gate_scope_list_set_search (self->extra, text);
  gate_scope_list_set_search (self->other, text);
  update_lists (self);
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

  g_clear_object (&self->editor_signals);
  g_clear_object (&self->authorization_signals);
  g_clear_object (&self->edit_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_SCOPES_PANE);
  g_clear_object (&self->editor);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_scopes_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_BESIDE_LAYOUT);
  g_type_ensure (GATE_TYPE_SCOPE_BUTTONS);
  g_type_ensure (GATE_TYPE_SCOPE_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-scopes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, root);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, filter);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, filtered);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, locked);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, unknown);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, none);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, no_match);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, requested_group);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, requested);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, extra_group);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, extra);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, other_group);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, other);
  gtk_widget_class_bind_template_child (widget_class, GateScopesPane, show_all);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_only_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
gate_scopes_pane_class_init (GateScopesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gate_scopes_pane_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static GSignalGroup *
watch (GateScopesPane *self,
       GType           type,
       const char     *signal,
       GCallback       callback)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, signal, callback, self);
  return group;
}

static void
gate_scopes_pane_init (GateScopesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_height_for_width_bin_put_below (GTK_WIDGET (self));
  gate_scope_list_set_selectable (self->other, TRUE);
  self->editor_signals = watch (self, GATE_TYPE_EDITOR, "notify", G_CALLBACK (editor_notify_cb));
  self->authorization_signals =
      watch (self, GATE_TYPE_AUTHORIZATION, "changed", G_CALLBACK (update_lists));
  self->edit_signals = watch (self, GATE_TYPE_EDIT, "notify", G_CALLBACK (update_lists));
}

void
gate_scopes_pane_set_session (GateScopesPane *self,
                              GateSession    *session)
{
  g_return_if_fail (GATE_IS_SCOPES_PANE (self));

  if (!g_set_object (&self->session, session))
    return;
  gate_scope_list_set_session (self->requested, session);
  gate_scope_list_set_session (self->extra, session);
  gate_scope_list_set_session (self->other, session);
  if (session != NULL)
    g_signal_connect_object (G_LIST_MODEL (gate_session_get_scopes (session)),
                             "items-changed",
                             G_CALLBACK (update_lists),
                             self,
                             G_CONNECT_SWAPPED);
  update_lists (self);
}

/**
 * gate_scopes_pane_set_editor:
 * @self: the pane
 * @editor: (nullable): the editor of the authorization to show
 *
 * Resets the filter and Show All.
 */
void
gate_scopes_pane_set_editor (GateScopesPane *self,
                             GateEditor     *editor)
{
  g_return_if_fail (GATE_IS_SCOPES_PANE (self));

  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  if (editor == NULL)
    {
      g_signal_group_set_target (self->edit_signals, NULL);
      g_signal_group_set_target (self->authorization_signals, NULL);
      return;
    }
  self->shows_all = FALSE;
  gate_scope_list_set_scopes (self->other, NULL, NULL);
  gtk_editable_set_text (self->filter, "");
  editor_notify_cb (self);
}
