/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest access token. */
#define GATE_TEXT_MAX_TOKEN_BYTES 8192

gboolean gate_set_str              (char              **field,
                                    const char         *value);
gboolean gate_strv_equal           (const char * const *a,
                                    const char * const *b);

char    *gate_text_for_display     (const char         *text,
                                    gsize               max_chars);
char    *gate_text_display_name    (const char         *name,
                                    const char         *id);
char    *gate_text_initials        (const char         *text);
char    *gate_text_skeleton        (const char         *name);
gboolean gate_text_is_client_id    (const char         *text);
void     gate_text_lower_uuid      (char               *text);
guint    gate_text_find_client_id  (const char         *typed,
                                    char              **client_id);
gboolean gate_text_is_bearer_token (const char        *text);
gboolean gate_text_is_scope_id     (const char         *text);

G_END_DECLS
