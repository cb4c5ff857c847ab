/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-authorization-list.h"

G_BEGIN_DECLS

/* Draws a window of this process into a file, without the help of the desktop. */
void     gate_screenshot_write_async  (GtkWindow              *window,
                                       const char             *path,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
gboolean gate_screenshot_write_finish (GtkWindow              *window,
                                       GAsyncResult           *result,
                                       GError                **error);
char    *gate_screenshot_print_list   (GateAuthorizationList  *authorizations);

G_END_DECLS
