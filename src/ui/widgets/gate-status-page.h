/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gate_status_page_set_text (AdwStatusPage *page,
                                const char    *text);

G_END_DECLS
