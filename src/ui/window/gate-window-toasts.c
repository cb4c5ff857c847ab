/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The toasts of the window. While the authorization view is on the screen, a toast is shown in it,
 * above the bar of unsaved changes, so that the toast never covers the bar. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-live-region.h"
#include "gate-text-scale.h"

/* At the usual text size: the width of a letter, and of the buttons and margins of a toast. */
#define CHAR_PX 9
#define BUTTONS_PX 160
#define MIN_CHARS 22
#define MAX_CHARS 80

static AdwToastOverlay *
get_overlay (GateWindow *self)
{
  AdwToastOverlay *of_detail = gate_authorization_view_get_toasts (self->detail);

  return gtk_widget_get_mapped (GTK_WIDGET (of_detail)) ? of_detail : self->toasts;
}

/* The letters in a line of a toast. A toast is never narrower than its natural width, so its text
 * must wrap where the window ends. */
static int
get_max_chars (GateWindow *self)
{
  GtkWidget *overlay = GTK_WIDGET (get_overlay (self));
  int room = gtk_widget_get_width (overlay) - gate_text_scale_px (overlay, BUTTONS_PX);

  return CLAMP (room / gate_text_scale_px (overlay, CHAR_PX), MIN_CHARS, MAX_CHARS);
}

/**
 * gate_window_new_toast:
 * @self: the window
 * @text: a sentence
 *
 * Returns: (transfer full): a toast that shows the whole sentence, for gate_window_add_toast()
 */
AdwToast *
gate_window_new_toast (GateWindow *self,
                       const char *text)
{
  /* The title of a toast is markup, and the names in the text come from the organization. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   text,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_STATUS,
                                   NULL);

  /* The toast's own label does not wrap, so it would cut a long sentence. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), get_max_chars (self));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gate_live_region_watch (GTK_LABEL (label));
  adw_toast_set_custom_title (toast, label);
  return toast;
}

static void
dismissed_cb (AdwToast   *toast,
              GateWindow *self)
{
  if (self->shown_toasts != NULL)
    g_ptr_array_remove (self->shown_toasts, toast);
}

/**
 * gate_window_add_toast:
 * @self: the window
 * @toast: (transfer full): the toast to show
 */
void
gate_window_add_toast (GateWindow *self,
                       AdwToast   *toast)
{
  g_ptr_array_add (self->shown_toasts, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  adw_toast_overlay_add_toast (get_overlay (self), toast);
}

void
gate_window_show_toast (GateWindow *self,
                        const char *text)
{
  gate_window_add_toast (self, gate_window_new_toast (self, text));
}

/* Dismisses all toasts, also those in the queue. */
void
gate_window_dismiss_toasts (GateWindow *self)
{
  g_autoptr (GPtrArray) toasts =
      g_ptr_array_copy (self->shown_toasts, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (toasts, g_object_unref);
  for (guint i = 0; i < toasts->len; i++)
    adw_toast_dismiss (toasts->pdata[i]);
}
