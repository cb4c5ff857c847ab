/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

GateAuthorization *named_authorization  (const char *id,
                                         const char *name);
GateAuthorization *sample_authorization (void);
