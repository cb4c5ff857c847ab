/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* The sentences for scopes and roles that are not known completely. Each returns NULL when all of
 * them are known. */
const char *gate_unread_describe_what (GateAuthorization *authorization);
const char *gate_unread_describe_asked (GateClient       *client);
char       *gate_unread_describe      (GateAuthorization *authorization);
char       *gate_unread_describe_lock (GateAuthorization *authorization);

G_END_DECLS
