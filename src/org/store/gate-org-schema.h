/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_ORG_APPLICATION_ID 0x47415445 /* "GATE" */

/* Numbered migrations: entry N brings a database from user_version N to N + 1. */
guint       gate_org_schema_get_version   (void);
const char *gate_org_schema_get_migration (guint from_version);

G_END_DECLS
