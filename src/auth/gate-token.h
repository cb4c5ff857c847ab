/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-wire-token-response.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An access token with its lifetime. It is never a property of an object; dropping the last
 * reference wipes it. */
typedef struct _GateToken GateToken;

GateToken         *gate_token_new                 (GateWireTokenResponse *answer,
                                                   gint64                 now_us);
GateToken         *gate_token_new_renewed         (GateToken             *previous,
                                                   GateWireTokenResponse *answer,
                                                   gint64                 now_us);
GateToken         *gate_token_ref                 (GateToken             *self);
void               gate_token_unref               (GateToken             *self);
const char        *gate_token_peek_access         (GateToken             *self);
const char        *gate_token_peek_refresh        (GateToken             *self);
const char *const *gate_token_get_scopes          (GateToken             *self);
gboolean           gate_token_is_due              (GateToken             *self,
                                                   gint64                 now_us);
gint64             gate_token_get_seconds_left    (GateToken             *self,
                                                   gint64                 now_us);
GBytes            *gate_token_dup_renewal_request (GateToken             *self,
                                                   const char            *client_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateToken, gate_token_unref)

G_END_DECLS
