/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-org-statement.h"
#include "gate-org-store-error.h"

G_BEGIN_DECLS

/* The organization's database: one connection, one thread, WAL, synchronous=FULL (D1 to D9).
 * It knows transactions and migrations; the queries stand in the gate-org-*-table
 * files. */
#define GATE_TYPE_ORG_STORE (gate_org_store_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgStore, gate_org_store, GATE, ORG_STORE, GObject)

/* A new store comes with its schema in a transaction that is already open: the first begin joins
 * it and the first commit makes schema and contents durable in one go, or nothing of both. */
GateOrgStore *gate_org_store_open  (const char   *data_folder,
                                    gboolean     *is_new,
                                    GError      **error);
gboolean      gate_org_store_close (GateOrgStore *self,
                                    GError      **error);
/* SQL must be a string literal: it is the key of the statement cache. */
GateOrgStatement *gate_org_store_prepare           (GateOrgStore *self,
                                                    const char   *sql,
                                                    GError      **error);
gboolean          gate_org_store_begin             (GateOrgStore *self,
                                                    GError      **error);
gboolean          gate_org_store_commit            (GateOrgStore *self,
                                                    GError      **error);
void              gate_org_store_rollback          (GateOrgStore *self);
guint             gate_org_store_get_changes       (GateOrgStore *self);
guint64           gate_org_store_get_generation    (GateOrgStore *self);
gboolean          gate_org_store_is_in_transaction (GateOrgStore *self);
gboolean          gate_org_store_is_gone           (GateOrgStore *self);
void              gate_org_store_touch             (GateOrgStore *self);
gboolean          gate_org_store_check             (GateOrgStore *self,
                                                    GError      **error);

G_END_DECLS
