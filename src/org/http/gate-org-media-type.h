/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gate_org_media_type_is_json (const char *content_type);
gboolean gate_org_media_type_is_form (const char *content_type);

G_END_DECLS
