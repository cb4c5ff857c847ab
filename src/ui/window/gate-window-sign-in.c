/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Shows the dialog whenever the account needs a person in the browser: at the start, and when the
 * token has ended. What the window shows stays. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-sign-in-dialog.h"

static void
cancelled_cb (GateWindow *self)
{
  gate_session_cancel_sign_in (self->session);
}

static void
state_cb (GateWindow *self)
{
  GateBrowserSignIn *sign_in = gate_session_get_browser_sign_in (self->session);
  GtkWindow *parent = self->dialog != NULL ? self->dialog : GTK_WINDOW (self);
  GateSignInDialog *dialog;

  if (self->sign_in != NULL || sign_in == NULL ||
      gate_browser_sign_in_get_state (sign_in) != GATE_BROWSER_SIGN_IN_WAITING)
    return;
  dialog = gate_sign_in_dialog_new (sign_in, parent);
  g_set_weak_pointer (&self->sign_in, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "cancelled", G_CALLBACK (cancelled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->sign_in);
}

static void
sign_in_cb (GateWindow *self)
{
  GateBrowserSignIn *sign_in = gate_session_get_browser_sign_in (self->session);

  if (self->sign_in != NULL)
    gtk_window_destroy (self->sign_in);
  if (sign_in == NULL)
    return;
  g_signal_connect_object (sign_in, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  state_cb (self);
}

void
gate_window_watch_sign_in (GateWindow *self)
{
  g_signal_connect_object (self->session, "notify::browser-sign-in", G_CALLBACK (sign_in_cb), self,
                           G_CONNECT_SWAPPED);
  sign_in_cb (self);
}
