/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* The hashes of passwords (argon2id, as text). The passwords are not known here. */
gboolean gate_org_passwords_table_get_common_hash
                                           (GateOrgStore *store,
                                            char        **hash,
                                            GError      **error);
gboolean gate_org_passwords_table_set_all  (GateOrgStore *store,
                                            const char   *hash,
                                            GError      **error);
gboolean gate_org_passwords_table_get_hash (GateOrgStore *store,
                                            const char   *name,
                                            char        **person_id,
                                            char        **hash,
                                            GError      **error);

G_END_DECLS
