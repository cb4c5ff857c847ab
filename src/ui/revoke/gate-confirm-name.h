/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry for the name of an application, with the reason above it. The person must type the name
 * before an action that Gatehouse might not be able to undo.
 *
 * Property: active (boolean, read-only: the entry holds the name). Signal: activate (), on Enter
 * while the entry holds the name. */
#define GATE_TYPE_CONFIRM_NAME (gate_confirm_name_get_type ())
G_DECLARE_FINAL_TYPE (GateConfirmName, gate_confirm_name, GATE, CONFIRM_NAME, GtkWidget)

void     gate_confirm_name_set       (GateConfirmName *self,
                                      const char      *reason,
                                      const char      *name);
gboolean gate_confirm_name_is_active (GateConfirmName *self);

G_END_DECLS
