/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-edit.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* The edit of one authorization, from the first tick to the confirmed save. It follows the
 * authorization: without unsaved changes it takes over the new version, with unsaved changes it
 * reports a conflict.
 *
 * Properties, read-only and notified: authorization (GateAuthorization), edit (GateEdit, NULL when
 * it cannot be changed), locked-reason (string or NULL: the reason why an incompletely read
 * authorization cannot be changed), is-unsaved (boolean), can-save (boolean), operation
 * (GateOperation or NULL: the running save), error (GError or NULL: of the last save), theirs
 * (GateAuthorization or NULL: the conflicting version of another person; not authorized when it was
 * removed). Signals: saved (GateOperation), failed (GateOperation). */
#define GATE_TYPE_EDITOR (gate_editor_get_type ())
G_DECLARE_FINAL_TYPE (GateEditor, gate_editor, GATE, EDITOR, GObject)

GateEditor        *gate_editor_new               (GateSession       *session,
                                                  GateAuthorization *authorization);
GateSession       *gate_editor_get_session       (GateEditor        *self);
GateAuthorization *gate_editor_get_authorization (GateEditor        *self);
GateEdit          *gate_editor_get_edit          (GateEditor        *self);
const char        *gate_editor_get_locked_reason (GateEditor        *self);
gboolean           gate_editor_is_unsaved        (GateEditor        *self);
gboolean           gate_editor_can_save          (GateEditor        *self);
GateOperation     *gate_editor_get_operation     (GateEditor        *self);
const GError      *gate_editor_get_error         (GateEditor        *self);
GateAuthorization *gate_editor_get_theirs        (GateEditor        *self);
/* Checks again whether the authorization is still in the list. */
void               gate_editor_refresh           (GateEditor        *self);
void               gate_editor_save              (GateEditor        *self);
void               gate_editor_cancel            (GateEditor        *self);
void               gate_editor_discard           (GateEditor        *self);
/* Ways to end a conflict. */
gboolean           gate_editor_can_keep_mine     (GateEditor        *self);
gboolean           gate_editor_can_merge         (GateEditor        *self);
void               gate_editor_keep_mine         (GateEditor        *self);
void               gate_editor_take_theirs       (GateEditor        *self);
void               gate_editor_merge             (GateEditor        *self);

G_END_DECLS
