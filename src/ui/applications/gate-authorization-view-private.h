/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gate_authorization_view_actions_install (GtkWidgetClass *widget_class);
void gate_authorization_view_actions_update  (GtkWidget      *widget,
                                              GateEditor     *editor);

G_END_DECLS
