/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The local organization as a child process that cannot outlive us: gatehouse-org listens to its
 * standard input and ends when it closes.
 *
 * Properties: running (boolean), message (string or NULL: the reason why it ended or did not start,
 * from its standard error). Signal: ended (). */
#define GATE_TYPE_LOCAL (gate_local_get_type ())
G_DECLARE_FINAL_TYPE (GateLocal, gate_local, GATE, LOCAL, GObject)

GateLocal  *gate_local_new            (const char           *program,
                                       const char           *data_folder);
void        gate_local_start_async    (GateLocal            *self,
                                       const char           *sign_in,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean    gate_local_start_finish   (GateLocal            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void        gate_local_stop           (GateLocal            *self);
gboolean    gate_local_is_running     (GateLocal            *self);
/* The values of the startup line; NULL before. */
const char *gate_local_get_api        (GateLocal            *self);
const char *gate_local_get_login      (GateLocal            *self);
const char *gate_local_get_token      (GateLocal            *self);
const char *gate_local_get_password   (GateLocal            *self);
/* The launch addresses of its external applications by client ID. */
GHashTable *gate_local_dup_launchable (GateLocal            *self);
const char *gate_local_get_message    (GateLocal            *self);

G_END_DECLS
