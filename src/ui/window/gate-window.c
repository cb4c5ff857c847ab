/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The structure of the window: it shows the page for the state of the session. The actions are in
 * gate-window-actions.c. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-a11y-visibility.h"
#include "gate-accessible-name.h"
#include "gate-avatar.h"
#include "gate-clients-view.h"
#include "gate-denied.h"
#include "gate-format.h"
#include "gate-hash.h"
#include "gate-lazy-status-icons.h"
#include "gate-load-stack.h"
#include "gate-session-describe.h"
#include "gate-wait-notice.h"
#include "gate-text-scale.h"
#include "gate-welcome.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (GateWindow, gate_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_NARROW,
  PROP_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
choose_page (GateSessionState state)
{
  switch (state)
    {
    case GATE_SESSION_SIGNED_OUT:
      return "welcome";
    case GATE_SESSION_DENIED:
      return "denied";
    case GATE_SESSION_STARTING:
    case GATE_SESSION_LOADING:
    case GATE_SESSION_READY:
    case GATE_SESSION_FAILED:
    default:
      return "organization";
    }
}

static void
show_page (GateWindow *self)
{
  const char *name = choose_page (gate_session_get_state (self->session));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->pages, name);
  if (strcmp (name, "welcome") == 0)
    gtk_widget_grab_focus (self->welcome);
  else if (strcmp (name, "denied") == 0)
    gtk_widget_grab_focus (self->denied);
}

static void
show_title (GateWindow *self)
{
  GateAuthorization *selected = gate_sidebar_get_selected (self->sidebar);
  gboolean is_ready = gate_session_get_state (self->session) == GATE_SESSION_READY;
  gboolean in_detail = gate_window_is_in_detail (self);
  g_autofree char *account = NULL;

  g_object_get (self->session, "account-name", &account, NULL);
  if (is_ready && in_detail && selected != NULL)
    adw_view_switcher_title_set_title (self->title, gate_authorization_get_name (selected));
  else if (is_ready && self->narrow && account != NULL && *account != '\0')
    /* The view switcher below names the page, and the account button has room only for initials. */
    adw_view_switcher_title_set_title (self->title, account);
  else if (is_ready)
    adw_view_switcher_title_set_title (self->title, gate_window_get_page_title (self));
  else
    adw_view_switcher_title_set_title (self->title, _ ("Gatehouse"));
  gtk_widget_set_visible (self->back, is_ready && in_detail);
  gtk_widget_set_visible (self->authorize, is_ready && !in_detail);
  gate_window_reveal_switcher_bar (self);
}

static void
show_account (GateWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *accessible = NULL;

  g_object_get (self->session, "account-name", &name, NULL);
  gtk_widget_set_visible (self->account,
                          gate_session_get_state (self->session) != GATE_SESSION_SIGNED_OUT);
  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = g_strdup (_ ("Account"));
    }
  /* Translators: %s is the name of the open organization. */
  accessible = g_strdup_printf (_ ("Account: %s"), name);
  gtk_label_set_label (self->account_label, name);
  gate_set_accessible_name (GTK_WIDGET (self->account), accessible);
  gtk_widget_set_tooltip_text (self->account, accessible);
}

static char *
format_offline (GDateTime  *age,
                const char *problem)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = age != NULL ? gate_format_time_of_day (age, now) : NULL;

  if (when == NULL)
    return g_strdup (problem);
  if (problem == NULL)
    /* Translators: %s is a time, or a date and a time. */
    return g_strdup_printf (_ ("This list is from %s."), when);
  /* Translators: %1$s is a sentence that tells why the list could not be loaded again; %2$s is a
   * time, or a date and a time. */
  return g_strdup_printf (_ ("%1$s This list is from %2$s."), problem, when);
}

/* Whether loading again begins with a sign-in. */
static gboolean
needs_sign_in (GateSession *session)
{
  GateResource *list = GATE_RESOURCE (gate_session_get_authorizations (session));

  return gate_session_get_browser_sign_in (session) != NULL &&
         gate_error_matches (gate_resource_get_error (list), GATE_ERROR_UNAUTHORIZED);
}

static void
show_notices (GateWindow *self)
{
  gboolean is_ready = gate_session_get_state (self->session) == GATE_SESSION_READY;
  GateResource *list = GATE_RESOURCE (gate_session_get_authorizations (self->session));
  gboolean is_stale = gate_resource_is_stale (list);
  gboolean stopped = FALSE;
  g_autofree char *details = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *evidence = gate_session_describe_evidence (gate_resource_get_error (list));
  g_autofree char *text = NULL;

  g_object_get (self->session,
                "stopped",
                &stopped,
                "stop-details",
                &details,
                "notice",
                &notice,
                "cannot-change-reason",
                &reason,
                NULL);
  if (is_ready && is_stale)
    text = format_offline (gate_resource_get_age (list), gate_resource_get_error_sentence (list));
  g_object_set (self->offline_notice,
                "button-label",
                stopped                        ? _ ("Start It Again") :
                needs_sign_in (self->session)  ? _ ("Sign In Again") :
                                                 _ ("Try Again"),
                "details",
                details,
                NULL);
  gate_notice_set_message (self->offline_notice, text);
  gate_notice_set_evidence (self->offline_notice, text != NULL ? evidence : NULL);
  gate_notice_set_message (self->reading_notice, is_ready ? notice : NULL);
  gate_notice_set_message (self->change_notice, is_ready && !is_stale ? reason : NULL);
}

static void
update_page (GateWindow *self)
{
  gboolean slow = FALSE;
  gboolean loading = FALSE;
  gboolean is_ready = FALSE;

  if (self->session == NULL)
    return;
  is_ready = gate_session_get_state (self->session) == GATE_SESSION_READY;
  g_object_get (self->session, "slow", &slow, "loading", &loading, NULL);
  show_page (self);
  gate_window_show_switcher (self);
  show_title (self);
  show_account (self);
  show_notices (self);
  gtk_widget_set_visible (self->busy, is_ready && loading && slow);
  gate_window_update_actions (self);
}

static void
update_narrow (GateWindow *self)
{
  self->narrow = gate_window_is_narrow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  if (self->session != NULL)
    show_title (self);
}

static gboolean
narrow_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  GateWindow *self = GATE_WINDOW (widget);

  self->narrow_tick_id = 0;
  update_narrow (self);
  return G_SOURCE_REMOVE;
}

/* A leaflet folds during its size allocation. A change of the size of other widgets, e.g. of the
 * header, must wait for the next frame, because GTK loses a resize during an allocation. */
static void
folded_cb (GateWindow *self)
{
  if (self->narrow_tick_id == 0)
    self->narrow_tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), narrow_tick_cb, NULL, NULL);
}

static void
page_cb (GateWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  folded_cb (self);
  if (self->session == NULL)
    return;
  show_title (self);
  gate_window_update_actions (self);
  gate_window_focus_page (self);
}

static void
title_visible_cb (GateWindow *self)
{
  if (self->session != NULL)
    gate_window_show_switcher (self);
}

static void
visible_child_cb (GateWindow *self)
{
  if (self->session != NULL)
    show_title (self);
}

static void
sidebar_opened_cb (GateWindow *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail));
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

static void
sidebar_selected_cb (GateWindow *self)
{
  if (gate_sidebar_get_selected (self->sidebar) == NULL)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
      /* The focused widget has disappeared with the authorization view. */
      if (gate_window_is_on_applications (self) &&
          (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->detail))))
        gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
    }
  if (self->session != NULL)
    show_title (self);
}

static void
gate_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, GATE_WINDOW (object)->session);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, GATE_WINDOW (object)->narrow);
      break;
    case PROP_PAGE:
      g_value_set_string (value, gate_window_get_page (GATE_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_session (GateWindow  *self,
             GateSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    {
      gate_wait_notice_follow (self->wait_notice, gate_session_get_rate_wait (session));
      g_signal_connect_object (session,
                               "notify",
                               G_CALLBACK (update_page),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gate_session_get_authorizations (session),
                               "notify::age",
                               G_CALLBACK (update_page),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gate_session_get_authorizations (session),
                               "notify::error-sentence",
                               G_CALLBACK (update_page),
                               self,
                               G_CONNECT_SWAPPED);
      gate_window_watch_launch (self);
      gate_window_watch_sign_in (self);
      gate_window_watch_accounts (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  update_page (self);
}

static void
gate_window_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      set_session (GATE_WINDOW (object), g_value_get_object (value));
      break;
    case PROP_PAGE:
      gate_window_set_page (GATE_WINDOW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Decides whether the window is narrow before GTK measures it. Otherwise GTK would make a narrow
 * window as wide as the wide arrangement, and the window would keep that width. */
static void
gate_window_realize (GtkWidget *widget)
{
  update_narrow (GATE_WINDOW (widget));
  GTK_WIDGET_CLASS (gate_window_parent_class)->realize (widget);
}

static void
gate_window_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  GateWindow *self = GATE_WINDOW (widget);

  GTK_WIDGET_CLASS (gate_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (gate_window_is_narrow (self) != self->narrow)
    folded_cb (self);
}

static void
gate_window_dispose (GObject *object)
{
  GateWindow *self = GATE_WINDOW (object);

  g_clear_pointer (&self->memory, gate_window_memory_free);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update_page, self);
  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->sign_in);
  g_clear_weak_pointer (&self->connecting);
  g_clear_object (&self->account_action);
  g_clear_weak_pointer (&self->question);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_WINDOW);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->undo_toasts, g_hash_table_unref);
  g_clear_pointer (&self->undoable, g_hash_table_unref);
  g_clear_pointer (&self->shown_toasts, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, back);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, authorize);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, account);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, account_label);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, accounts);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, offline_notice);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, reading_notice);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, change_notice);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, wait_notice);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, work_notice);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, views);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, GateWindow, denied);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
}

static void
gate_window_class_init (GateWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_window_get_property;
  object_class->set_property = gate_window_set_property;
  object_class->dispose = gate_window_dispose;
  widget_class->realize = gate_window_realize;
  widget_class->size_allocate = gate_window_size_allocate;

  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           GATE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] =
      g_param_spec_string ("page",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GATE_TYPE_CLIENTS_VIEW);
  g_type_ensure (GATE_TYPE_DENIED);
  g_type_ensure (GATE_TYPE_AUTHORIZATION_VIEW);
  g_type_ensure (GATE_TYPE_AVATAR);
  g_type_ensure (GATE_TYPE_LOAD_STACK);
  g_type_ensure (GATE_TYPE_NOTICE);
  g_type_ensure (GATE_TYPE_SIDEBAR);
  g_type_ensure (GATE_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-window.ui");
  bind_children (widget_class);
  gate_window_install_actions (widget_class);
  gate_window_install_pages (widget_class);
  gate_window_install_desktop (widget_class);
}

static void
gate_window_init (GateWindow *self)
{
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->undo_toasts = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
  self->undoable = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->shown_toasts = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
  gate_window_watch_detail (self);
  gate_lazy_status_icons_below (GTK_WIDGET (self));
  gate_text_scale_clamps_below (GTK_WIDGET (self));
}

/**
 * gate_window_new:
 * @application: the application
 * @session: (transfer none): the session to show
 *
 * Returns: (transfer floating): the window, not yet presented
 */
GateWindow *
gate_window_new (GtkApplication *application,
                 GateSession    *session)
{
  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);
  return g_object_new (GATE_TYPE_WINDOW, "application", application, "session", session, NULL);
}

/* Selects an application and shows its page; FALSE if the list does not have CLIENT_ID or the
 * selection may not change. */
gboolean
gate_window_select (GateWindow *self,
                    const char *client_id)
{
  g_return_val_if_fail (GATE_IS_WINDOW (self), FALSE);

  if (!gate_sidebar_select (self->sidebar, client_id))
    return FALSE;
  gate_window_set_page (self, "applications");
  sidebar_opened_cb (self);
  return TRUE;
}
