/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-changes.h"
#include "gate-connection.h"

G_BEGIN_DECLS

struct _GateChanges
{
  GObject parent_instance;

  GateAuthorizations *authorizations;
  GateMe             *me;
  GateRoles          *roles;
  GateConnection     *connection; /* NULL while signed out */
  GHashTable         *operations; /* client ID -> running GateOperation */
};

/* One running operation. */
typedef struct
{
  GWeakRef        changes;
  GateConnection *connection;
  GateOperation  *operation;
  GateApi        *api;
  GateWriter     *writer;
  gint64          began_us;
  guint           n_tries;
} GateRunningChange;

void         gate_running_change_free  (GateRunningChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateRunningChange, gate_running_change_free)

/* gate-changes-finish.c */
GateChanges *gate_changes_ref_of       (GateRunningChange *running);
GError      *gate_changes_new_conflict (GateRunningChange *running,
                                        GateAuthorization *now);
void         gate_changes_end          (GateRunningChange *running,
                                        GError            *error);
void         gate_changes_fail_with    (GateRunningChange *running,
                                        GateAuthorization *now,
                                        GError            *error);
void         gate_changes_accepted     (GateRunningChange *running,
                                        GateAuthorization *answered);
void         gate_changes_not_accepted (GateRunningChange *running,
                                        GError            *error);

/* gate-changes.c */
void         gate_changes_read_again   (GateRunningChange *running);

G_END_DECLS
