/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"

G_BEGIN_DECLS

/* The accounts of this person, in their order: a GListModel of GateAccount that is kept in the
 * settings and follows them. What another version wrote and this one cannot read stays there as it
 * is.
 *
 * Properties: problem (string or NULL: what could not be read or kept, in sentences). */
#define GATE_TYPE_ACCOUNTS (gate_accounts_get_type ())
G_DECLARE_FINAL_TYPE (GateAccounts, gate_accounts, GATE, ACCOUNTS, GObject)

GateAccounts *gate_accounts_new         (GSettings    *settings);
GateAccount  *gate_accounts_find        (GateAccounts *self,
                                         const char   *id);
void          gate_accounts_store       (GateAccounts *self,
                                         GateAccount  *account);
void          gate_accounts_remove      (GateAccounts *self,
                                         const char   *id);
void          gate_accounts_move        (GateAccounts *self,
                                         const char   *id,
                                         guint         position);
char         *gate_accounts_dup_problem (GateAccounts *self);

G_END_DECLS
