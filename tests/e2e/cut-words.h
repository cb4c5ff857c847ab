/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The texts of the labels below ROOT that have too little room, each after a tab. */
void find_cut_words (GtkWidget *root,
                     GString   *found);

G_END_DECLS
