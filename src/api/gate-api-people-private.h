/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-fetch.h"

G_BEGIN_DECLS

extern const GateApiListKind gate_api_person_kind;

G_END_DECLS
