/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of one organization: its database, its people's password, and the lock that keeps a
 * second instance out. Errors are of the domain GATE_ORG_STORE_ERROR. */
char    *gate_org_data_folder_prepare         (const char *path,
                                               GError    **error);
int      gate_org_data_folder_lock            (const char *folder,
                                               GError    **error);
gboolean gate_org_data_folder_check_file      (const char *path,
                                               gboolean   *exists,
                                               GError    **error);
gboolean gate_org_data_folder_sync            (const char *folder,
                                               GError    **error);
gint64   gate_org_data_folder_get_last_ms     (const char *path);
gboolean gate_org_data_folder_has_password    (const char *folder);
char    *gate_org_data_folder_ensure_password (const char *folder,
                                               GError    **error);

G_END_DECLS
