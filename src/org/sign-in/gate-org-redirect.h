/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a browser may be sent back to (S1 to S3). Addresses are compared as bytes and
 * never taken apart by a parser that may see another host than a browser does (F13). Pure. */
gboolean gate_org_redirect_is_registered (const char *const *registered,
                                          const char        *asked);

/* Of an address that is registered. */
char    *gate_org_redirect_dup_origin    (const char        *uri);
char    *gate_org_redirect_dup_host      (const char        *uri);
char    *gate_org_redirect_dup_with      (const char        *uri,
                                          const char *const *pairs,
                                          gsize              n_pairs);

G_END_DECLS
