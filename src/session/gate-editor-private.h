/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-editor.h"

G_BEGIN_DECLS

/* Shared by gate-editor (what it does) and gate-editor-facts (what it tells). */
struct _GateEditor
{
  GObject parent_instance;

  GateSession       *session;
  GateAuthorization *authorization; /* live */
  GateEdit          *edit;
  GateOperation     *operation;
  GateAuthorization *theirs;
  GError            *error;
  char              *locked_reason;
  gboolean           is_unsaved;
  gboolean           can_save;
};

G_END_DECLS
