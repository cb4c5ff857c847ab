/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gate_title_lines_set (AdwActionRow *row,
                           int           n_lines);

G_END_DECLS
