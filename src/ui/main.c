/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-application.h"
#include "gate-desktop-notifier.h"
#include "gate-desktop-opener.h"
#include "gate-process.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The path of gatehouse-org: beside this program, in the neighbouring folder of a build tree, or in
 * the folder of the installation. */
static char *
find_org_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  const char *places[] = { "gatehouse-org", "../org/gatehouse-org" };

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_strdup (GATE_ORG_PROGRAM);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *org_program = NULL;
  g_autoptr (GateApplication) application = NULL;
  g_autoptr (GateDesktopOpener) opener = NULL;
  g_autoptr (GateDesktopNotifier) notifier = NULL;
  int status = 0;

  gate_process_write_no_core ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GATE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  org_program = find_org_program ();
  application = gate_application_new (org_program);
  opener = gate_desktop_opener_new ();
  notifier = gate_desktop_notifier_new (G_APPLICATION (application));
  gate_application_set_desktop (application, GATE_OPENER (opener), GATE_NOTIFIER (notifier));
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : gate_application_get_exit_status (application);
}
