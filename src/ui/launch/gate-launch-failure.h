/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog *gate_launch_failure_new (GtkWindow  *parent,
                                           const char *address,
                                           const char *sentence);

G_END_DECLS
