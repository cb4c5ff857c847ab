/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random texts that any holder can use: tokens, codes, client secrets, session identifiers.
 * The database knows them by their hash alone (S46). */
#define GATE_ORG_SECRET_ACCESS "gate_a_"
#define GATE_ORG_SECRET_REFRESH "gate_r_"
#define GATE_ORG_SECRET_CODE "gate_c_"
#define GATE_ORG_SECRET_CLIENT "gate_s_"

char    *gate_org_secret_new          (const char *prefix);
void     gate_org_secret_free         (char       *secret);
char    *gate_org_secret_hash         (const char *secret);
gboolean gate_org_secret_hashes_match (const char *a,
                                       const char *b);

G_END_DECLS
