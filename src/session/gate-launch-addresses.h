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
#define GATE_TYPE_LAUNCH_ADDRESSES (gate_launch_addresses_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchAddresses, gate_launch_addresses, GATE, LAUNCH_ADDRESSES, GObject)

GateLaunchAddresses *gate_launch_addresses_new         (void);
void                 gate_launch_addresses_keep_in     (GateLaunchAddresses  *self,
                                                        GFile                *file);
void                 gate_launch_addresses_set_account (GateLaunchAddresses  *self,
                                                        const char           *account);
void                 gate_launch_addresses_set_given   (GateLaunchAddresses  *self,
                                                        GHashTable           *given);
const char          *gate_launch_addresses_get_address (GateLaunchAddresses  *self,
                                                        const char           *client_id);
char               **gate_launch_addresses_dup_given   (GateLaunchAddresses  *self);
gboolean             gate_launch_addresses_can_set     (GateLaunchAddresses  *self,
                                                        const char           *client_id);
gboolean             gate_launch_addresses_set_address (GateLaunchAddresses  *self,
                                                        const char           *client_id,
                                                        const char           *typed,
                                                        const char          **sentence);

G_END_DECLS
