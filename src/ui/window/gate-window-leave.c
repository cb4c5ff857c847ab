/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Saves edits, and asks before unsaved edits would be lost. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-dialogs.h"
#include "gate-format-edit.h"

#include <glib/gi18n-lib.h>

/* A wish to leave the edited application, with the call to make when no edit is unsaved any more.
 * Only the newest wish counts. */
typedef struct
{
  GWeakRef       window;
  guint          serial;
  GateEditor    *editor; /* the editor that the question is about */
  gboolean       all;
  GateWindowLeft left;
  char          *argument;
} Leave;

static gboolean (*close_parent) (GtkWindow *window);

static void
leave_clear (gpointer data)
{
  Leave *leave = data;

  g_weak_ref_clear (&leave->window);
  g_clear_object (&leave->editor);
  g_free (leave->argument);
}

static void
leave_unref (gpointer  data,
             GClosure *unused)
{
  g_rc_box_release_full (data, leave_clear);
}

static void go_on (Leave *leave);

/* The editor has handled the end already, because it connected to “ended” first. */
static void
ended_cb (GateOperation *operation,
          Leave         *leave)
{
  if (gate_operation_get_state (operation) == GATE_OPERATION_DONE)
    go_on (leave);
}

static void
save (Leave *leave)
{
  GateOperation *operation = NULL;

  gate_editor_save (leave->editor);
  operation = gate_editor_get_operation (leave->editor);
  if (operation != NULL)
    g_signal_connect_data (operation,
                           "ended",
                           G_CALLBACK (ended_cb),
                           g_rc_box_acquire (leave),
                           leave_unref,
                           0);
  else
    go_on (leave);
}

/* Selects the application that the person wants to keep editing. */
static void
keep (Leave *leave)
{
  g_autoptr (GateWindow) self = g_weak_ref_get (&leave->window);
  GateAuthorization *authorization = gate_editor_get_authorization (leave->editor);

  if (self != NULL && leave->editor != gate_authorization_view_get_editor (self->detail))
    gate_window_select (self, gate_authorization_get_id (authorization));
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Leave            *leave)
{
  if (strcmp (response, "save") == 0)
    save (leave);
  else if (strcmp (response, "discard") == 0)
    {
      gate_editor_discard (leave->editor);
      go_on (leave);
    }
  else
    keep (leave);
}

/* The changes that would be lost, and the reason why they cannot be saved if there is one. */
static char *
format_body (GateEditor *editor)
{
  GateEdit *edit = gate_editor_get_edit (editor);
  GListModel *roles = G_LIST_MODEL (gate_session_get_roles (gate_editor_get_session (editor)));
  g_autofree char *added = gate_format_edit_added (edit, roles, "+");
  g_autofree char *removed = gate_format_edit_removed (edit, roles, "−");
  const char *verdict = gate_format_edit_verdict (gate_edit_get_verdict (edit));
  g_autoptr (GString) body = g_string_new (added);

  if (*added != '\0' && *removed != '\0')
    g_string_append_c (body, '\n');
  g_string_append (body, removed);
  if (verdict != NULL)
    g_string_append_printf (body, "\n\n%s", verdict);
  else if (gate_editor_get_theirs (editor) != NULL)
    g_string_append_printf (body,
                            "\n\n%s",
                            _ ("It was changed meanwhile, so it cannot be saved yet."));
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
ask (GateWindow *self,
     Leave      *leave)
{
  static const char *const changing[] = { "discard", "save", NULL };
  GateAuthorization *authorization = gate_editor_get_authorization (leave->editor);
  g_autofree char *body = format_body (leave->editor);
  /* Translators: %s is the name of an application. */
  g_autofree char *heading =
      g_strdup_printf (_ ("Save Changes to %s?"), gate_authorization_get_name (authorization));
  AdwMessageDialog *dialog = gate_dialogs_new_message (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (dialog,
                                    "keep",
                                    _ ("_Keep Editing"),
                                    "discard",
                                    _ ("_Discard"),
                                    "save",
                                    _ ("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog,
                                           "save",
                                           gate_editor_can_save (leave->editor) ||
                                               gate_editor_get_operation (leave->editor) != NULL);
  gate_dialogs_guard (dialog, changing);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         g_rc_box_acquire (leave),
                         leave_unref,
                         0);
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Asks about the next editor with unsaved edits; leaves when there is none. */
static void
go_on (Leave *leave)
{
  g_autoptr (GateWindow) self = g_weak_ref_get (&leave->window);
  GateEditor *editor = NULL;

  if (self == NULL || self->last_leave != leave->serial)
    return;
  editor = leave->all ? gate_authorization_view_find_unsaved (self->detail) :
                        gate_authorization_view_get_editor (self->detail);
  g_set_object (&leave->editor, editor);
  if (editor != NULL && gate_editor_is_unsaved (editor))
    ask (self, leave);
  else
    leave->left (self, leave->argument);
}

void
gate_window_leave (GateWindow    *self,
                   gboolean       all,
                   GateWindowLeft left,
                   const char    *argument)
{
  Leave *leave = NULL;

  if (self->question != NULL)
    {
      gtk_window_present (self->question);
      return;
    }
  leave = g_rc_box_new0 (Leave);
  g_weak_ref_init (&leave->window, self);
  leave->serial = ++self->last_leave;
  leave->all = all;
  leave->left = left;
  leave->argument = g_strdup (argument);
  go_on (leave);
  leave_unref (leave, NULL);
}

static void
select_client (GateWindow *self,
               const char *client_id)
{
  gate_window_select (self, client_id);
}

/* Forbids to leave unsaved edits and asks about them. During a save the person may leave without a
 * question, because GateEditors keeps an editor whose save fails. */
static gboolean
leaving_cb (GateWindow        *self,
            GateAuthorization *next)
{
  GateEditor *editor = gate_authorization_view_get_editor (self->detail);
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);

  if (editor == NULL || !gate_editor_is_unsaved (editor) ||
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL) == 0)
    return FALSE;
  if (next == NULL)
    {
      gate_editor_refresh (editor);
      return TRUE;
    }
  if (gate_editor_get_operation (editor) != NULL)
    {
      self->last_leave++;
      return FALSE;
    }
  gate_window_leave (self, FALSE, select_client, gate_authorization_get_id (next));
  return TRUE;
}

static void
destroy (GateWindow *self,
         const char *argument)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
close_request (GtkWindow *window)
{
  GateWindow *self = GATE_WINDOW (window);

  if (gate_authorization_view_find_unsaved (self->detail) == NULL)
    return close_parent (window);
  gate_window_leave (self, TRUE, destroy, NULL);
  return TRUE;
}

static void
save_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateEditor *editor = gate_authorization_view_get_editor (GATE_WINDOW (widget)->detail);

  if (editor != NULL && gtk_widget_get_mapped (GTK_WIDGET (GATE_WINDOW (widget)->detail)))
    gate_editor_save (editor);
}

void
gate_window_install_leave (GtkWidgetClass *widget_class)
{
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (widget_class);

  close_parent = window_class->close_request;
  window_class->close_request = close_request;
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action_cb);
}

/* The list may have a new object for the saved authorization; the sidebar must select that one. */
static void
saved_cb (GateWindow    *self,
          GateOperation *operation)
{
  GateEditor *editor = gate_authorization_view_get_editor (self->detail);
  GateAuthorization *selected = gate_sidebar_get_selected (self->sidebar);

  if (editor != NULL && selected != gate_editor_get_authorization (editor))
    gate_sidebar_select (self->sidebar, gate_operation_get_client_id (operation));
  gate_window_show_done (self, operation);
}

/* Without unsaved edits, the view need not show a client that has left the list any more. */
static void
edit_cb (GateWindow *self)
{
  GateEditor *editor = gate_authorization_view_get_editor (self->detail);

  if (editor == NULL || !gate_editor_is_unsaved (editor))
    gate_sidebar_let_go (self->sidebar);
}

void
gate_window_watch_detail (GateWindow *self)
{
  g_signal_connect_object (self->detail,
                           "notify::edit",
                           G_CALLBACK (edit_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail,
                           "edited",
                           G_CALLBACK (gate_window_dismiss_toasts),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail,
                           "failed",
                           G_CALLBACK (gate_window_show_failed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar,
                           "leaving",
                           G_CALLBACK (leaving_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
