/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sentence above a page, with at most one button for an action; hidden while the message is NULL.
 *
 * Properties: message (string or NULL, rw), details (string or NULL, rw: shown on demand),
 * button-label (string or NULL, rw), action-name (string or NULL, rw: the action of the button),
 * busy (boolean, rw: a spinner beside the sentence). */
#define GATE_TYPE_NOTICE (gate_notice_get_type ())
G_DECLARE_FINAL_TYPE (GateNotice, gate_notice, GATE, NOTICE, GtkWidget)

void gate_notice_set_message  (GateNotice *self,
                               const char *message);
void gate_notice_set_evidence (GateNotice *self,
                               const char *evidence);

void gate_notice_set_countdown (GateNotice *self,
                                guint       seconds);

G_END_DECLS
