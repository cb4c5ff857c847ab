/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strings that many objects have in common: each text is in memory once. */
void                gate_ref_strv_free (char              **strv);
const char * const *gate_ref_strv_peek (char              **strv);
guint               gate_ref_strv_size (char              **strv);
gboolean            gate_ref_strv_set  (char             ***field,
                                        const char * const *values);

gboolean            gate_ref_str_set   (char              **field,
                                        const char         *value);
void                gate_ref_str_clear (char              **field);

GHashTable         *gate_strv_to_set   (const char * const *values);
gboolean            gate_strv_intersect (const char * const *a,
                                         const char * const *b);
char              **gate_strv_subtract (const char * const *from,
                                        const char * const *what);
char              **gate_strv_sort     (const char * const *values);

G_END_DECLS
