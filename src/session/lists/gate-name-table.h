/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* Which authorizations look the same by name. Borrows the authorizations. */
typedef struct _GateNameTable GateNameTable;

GateNameTable *gate_name_table_new  (void);
void           gate_name_table_free (GateNameTable     *self);
void           gate_name_table_add  (GateNameTable     *self,
                                     GateAuthorization *item,
                                     gboolean           is_own);
void           gate_name_table_mark (GateNameTable     *self,
                                     GateAuthorization *item,
                                     gboolean           is_own);

G_END_DECLS
