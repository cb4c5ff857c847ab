/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization-view.h"
#include "gate-notice.h"
#include "gate-sidebar.h"
#include "gate-window.h"

G_BEGIN_DECLS

typedef struct _GateWindowMemory GateWindowMemory;

struct _GateWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwViewSwitcherTitle *title;
  GtkWidget *back;
  GtkWidget *authorize;
  GtkWidget *busy;
  GtkWidget *account;
  GtkLabel *account_label;
  GtkStack *pages;
  GateNotice *offline_notice;
  GateNotice *reading_notice;
  GateNotice *change_notice;
  GateNotice *wait_notice;
  GateNotice *work_notice;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
  AdwLeaflet *leaflet;
  GateSidebar *sidebar;
  GateAuthorizationView *detail;
  GtkWidget *welcome;
  GtkWidget *denied;

  GateSession *session;
  GtkWindow *dialog;         /* the open authorize or revoke dialog, weak */
  GtkWindow *sign_in;        /* the open sign-in dialog, weak */
  GtkWindow *connecting;     /* the form whose account is being opened, weak */
  GMenu *accounts;           /* the section of the account menu */
  GSimpleAction *account_action; /* its state is the open account */
  GtkWindow *question;       /* the open question about unsaved edits, weak */
  GPtrArray *running;        /* GateOperation: the running undos */
  GHashTable *undoable;      /* serial -> GateOperation, until its toast is dismissed */
  GHashTable *undo_toasts;   /* client ID -> AdwToast with Undo */
  GPtrArray *shown_toasts;   /* AdwToast: shown or in the queue */
  guint last_serial;
  guint last_leave;          /* serial number of the newest wish to leave */
  guint narrow_tick_id;
  GateWindowMemory *memory;  /* NULL without settings */
  gboolean narrow;           /* the window has room for only one column */
};

void        gate_window_install_actions     (GtkWidgetClass *widget_class);
void        gate_window_update_actions      (GateWindow     *self);
void        gate_window_follow              (GateWindow     *self,
                                             GateOperation  *operation);
void        gate_window_update_running      (GateWindow     *self);
void        gate_window_show_done           (GateWindow     *self,
                                             GateOperation  *operation);
void        gate_window_show_denied         (GateWindow     *self,
                                             GateOperation  *operation,
                                             const char     *message);
void        gate_window_show_failed         (GateWindow     *self,
                                             GateOperation  *operation);
void        gate_window_take_dialog         (GateWindow     *self,
                                             GtkWindow      *dialog);

/* gate-window-pages.c */
void        gate_window_install_pages       (GtkWidgetClass *widget_class);
gboolean    gate_window_is_on_applications  (GateWindow     *self);
const char *gate_window_get_page            (GateWindow     *self);
const char *gate_window_get_page_title      (GateWindow     *self);
void        gate_window_set_page            (GateWindow     *self,
                                             const char     *name);
void        gate_window_focus_page          (GateWindow     *self);
void        gate_window_focus_views         (GateWindow     *self);
void        gate_window_show_switcher       (GateWindow     *self);
void        gate_window_reveal_switcher_bar (GateWindow     *self);
gboolean    gate_window_is_in_detail        (GateWindow     *self);
gboolean    gate_window_is_narrow           (GateWindow     *self);

/* gate-window-toasts.c */
AdwToast   *gate_window_new_toast           (GateWindow     *self,
                                             const char     *text);
void        gate_window_add_toast           (GateWindow     *self,
                                             AdwToast       *toast);
void        gate_window_show_toast          (GateWindow     *self,
                                             const char     *text);
void        gate_window_dismiss_toasts      (GateWindow     *self);

/* gate-window-desktop.c */
void        gate_window_install_desktop     (GtkWidgetClass *widget_class);
void        gate_window_watch_launch        (GateWindow     *self);

/* gate-window-leave.c: calls LEFT with ARGUMENT when no edit is unsaved (ALL: of any application,
 * else of the shown one), at once or after a question; never if the person keeps editing. */
typedef void (*GateWindowLeft) (GateWindow *self,
                                const char *argument);
void gate_window_install_leave  (GtkWidgetClass   *widget_class);
void gate_window_watch_detail   (GateWindow       *self);
void gate_window_leave          (GateWindow       *self,
                                 gboolean          all,
                                 GateWindowLeft    left,
                                 const char       *argument);

/* gate-window-memory.c */
void gate_window_memory_free    (GateWindowMemory *self);

/* gate-window-sign-in.c */
void gate_window_watch_sign_in  (GateWindow       *self);

/* gate-window-accounts.c */
void gate_window_install_accounts (GtkWidgetClass *widget_class);
void gate_window_watch_accounts (GateWindow       *self);

/* gate-window-revoke.c */
void gate_window_install_revoke (GtkWidgetClass   *widget_class);

G_END_DECLS
