/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gate_process_write_no_core (void);
void gate_process_shut_out      (void);

G_END_DECLS
