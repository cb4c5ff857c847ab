/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-edit.h"

G_BEGIN_DECLS

/* Sentences about an edit. ROLES is a list model of GateRole with the names of the roles. */
char       *gate_format_edit_role     (GListModel        *roles,
                                       const char        *role_id);
char       *gate_format_edit_added    (GateEdit          *edit,
                                       GListModel        *roles,
                                       const char        *sign);
char       *gate_format_edit_removed  (GateEdit          *edit,
                                       GListModel        *roles,
                                       const char        *sign);
const char *gate_format_edit_verdict  (GateEditVerdict    verdict);
char       *gate_format_edit_conflict (GateAuthorization *base,
                                       GateAuthorization *theirs,
                                       const char        *own_person_id);

G_END_DECLS
