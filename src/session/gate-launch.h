/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where applications start, per account and client. What people typed is kept in a file of this
 * machine and never sent; what the local organization says of its own applications is not kept.
 *
 * Signals: changed (), for any client; not-kept (), when the file could not be written;
 * set-aside (), when a part of it could not be read and the whole of it is kept beside. */
#define GATE_TYPE_LAUNCH (gate_launch_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunch, gate_launch, GATE, LAUNCH, GObject)

GateLaunch *gate_launch_new         (void);
void        gate_launch_keep_in     (GateLaunch   *self,
                                     GFile        *file);
void        gate_launch_set_account (GateLaunch   *self,
                                     const char   *account);
void        gate_launch_set_given   (GateLaunch   *self,
                                     GHashTable   *given);
const char *gate_launch_get_address (GateLaunch   *self,
                                     const char   *client_id);
char      **gate_launch_dup_given   (GateLaunch   *self);
gboolean    gate_launch_can_set     (GateLaunch   *self,
                                     const char   *client_id);
gboolean    gate_launch_set_address (GateLaunch   *self,
                                     const char   *client_id,
                                     const char   *typed,
                                     const char  **sentence);

G_END_DECLS
