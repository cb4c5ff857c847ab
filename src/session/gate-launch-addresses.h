/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The launch addresses of applications by account and client. Typed ones are kept in a file on this
 * machine and never sent; those that the local organization gives are not kept.
 *
 * Signals: changed (), for any client; not-kept (), when the file could not be written;
 * set-aside (), when a part of the file could not be read and the file was moved. */
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
