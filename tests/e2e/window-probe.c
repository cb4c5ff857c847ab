/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The program as it is, with the window that a test wants: of one size, dark, from right to left,
 * or with large text. What the window shows is told on standard error with `--tell-shown` (when the
 * list has been painted for the first time) and `--tell-cut` (words that are cut, whenever those
 * change). */

#include "config.h"

#include "cut-words.h"
#include "gate-application.h"
#include "gate-desktop-notifier.h"
#include "gate-desktop-opener.h"
#include "gate-session.h"

#include <locale.h>
#include <stdlib.h>

#define LOOK_FOR_CUT_WORDS_MS 100

static char *size;
static gboolean dark;
static gboolean rtl;
static gboolean large_text;
static gboolean tell_shown;
static gboolean tell_cut;

static const GOptionEntry entries[] = {
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, NULL, NULL },
  { "large-text", 0, 0, G_OPTION_ARG_NONE, &large_text, NULL, NULL },
  { "tell-shown", 0, 0, G_OPTION_ARG_NONE, &tell_shown, NULL, NULL },
  { "tell-cut", 0, 0, G_OPTION_ARG_NONE, &tell_cut, NULL, NULL },
  { NULL }
};

/* As if the window had been left with this size. */
static void
leave_size (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GATE_APP_ID);
  g_auto (GStrv) parts = g_strsplit (size, "x", 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_settings_set_int (settings, "window-width", atoi (parts[0]));
  g_settings_set_int (settings, "window-height", atoi (parts[1]));
}

static void
startup_cb (GApplication *application)
{
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (large_text)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
}

static gboolean
cut_words_cb (gpointer user_data)
{
  static char *told;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  g_autoptr (GString) found = g_string_new (NULL);

  for (GList *l = windows; l != NULL; l = l->next)
    find_cut_words (l->data, found);
  if (g_strcmp0 (told, found->str) != 0)
    {
      g_free (told);
      told = g_strdup (found->str);
      g_printerr ("window-probe: cut%s\n", told);
    }
  return G_SOURCE_CONTINUE;
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, NULL);
  g_printerr ("window-probe: list-shown %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
}

/* The beginning of a frame, which ends with its painting. */
static gboolean
tick_cb (GtkWidget     *window,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  return G_SOURCE_REMOVE;
}

static void
session_cb (GateSession *session,
            GParamSpec  *pspec,
            GtkWidget   *window)
{
  if (gate_session_get_state (session) != GATE_SESSION_READY)
    return;
  g_signal_handlers_disconnect_by_func (session, session_cb, window);
  gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
}

static void
activated_cb (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  g_autoptr (GateSession) session = NULL;

  g_signal_handlers_disconnect_by_func (application, activated_cb, NULL);
  if (tell_cut)
    g_timeout_add (LOOK_FOR_CUT_WORDS_MS, cut_words_cb, NULL);
  if (!tell_shown)
    return;
  g_object_get (window, "session", &session, NULL);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_cb), window, 0);
  session_cb (session, NULL, GTK_WIDGET (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GateApplication) application = gate_application_new (GATE_BUILT_ORG_PROGRAM);
  g_autoptr (GateDesktopOpener) opener = gate_desktop_opener_new ();
  g_autoptr (GateDesktopNotifier) notifier =
      gate_desktop_notifier_new (G_APPLICATION (application));

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  if (size != NULL)
    leave_size ();
  gate_application_set_desktop (application, GATE_OPENER (opener), GATE_NOTIFIER (notifier));
  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), NULL);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
