/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A widget with one child that is as wide as it likes, whatever its height. */
#define GATE_TYPE_UPRIGHT (gate_upright_get_type ())
G_DECLARE_FINAL_TYPE (GateUpright, gate_upright, GATE, UPRIGHT, GtkWidget)

/* Puts one into each clamp in or below a widget. */
void gate_upright_put_below (GtkWidget *widget);

G_END_DECLS
