/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's resolver of proxies, for one that remembers what it said and passes on only what is
 * the address of a proxy: GIO warns of anything else, and then says no more than that it failed. */
#define GATE_TYPE_PROXY_RESOLVER (gate_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (GateProxyResolver, gate_proxy_resolver, GATE, PROXY_RESOLVER, GObject)

GProxyResolver *gate_proxy_resolver_new  (void);
const char     *gate_proxy_resolver_find (GateProxyResolver *self,
                                          const char        *host);

G_END_DECLS
