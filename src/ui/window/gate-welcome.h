/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The page without an organization, with a button for the local organization and one for Genesys
 * Cloud. */
#define GATE_TYPE_WELCOME (gate_welcome_get_type ())
G_DECLARE_FINAL_TYPE (GateWelcome, gate_welcome, GATE, WELCOME, GtkWidget)

G_END_DECLS
