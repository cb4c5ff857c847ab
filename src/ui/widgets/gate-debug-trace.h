/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For measurements from the outside: with GATEHOUSE_TRACE=1 in the environment one line on
 * standard error, with the monotonic time in microseconds, once what was just put up has been
 * painted. With GATEHOUSE_TRACE=cut a line with the words that are cut, whenever those change. */
void  gate_debug_trace_painted        (GtkWidget  *widget,
                                       const char *what);
void  gate_debug_trace_cut_words      (void);
char *gate_debug_trace_find_cut_words (GtkWidget  *root);

G_END_DECLS
