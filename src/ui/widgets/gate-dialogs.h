/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Dialogs for questions and messages. */
AdwMessageDialog *gate_dialogs_new_message (GtkWindow         *parent,
                                            const char        *heading,
                                            const char        *body);
void              gate_dialogs_set_text    (AdwMessageDialog  *dialog,
                                            const char        *heading,
                                            const char        *body);
void              gate_dialogs_guard       (AdwMessageDialog  *dialog,
                                            const char *const *responses);

G_END_DECLS
