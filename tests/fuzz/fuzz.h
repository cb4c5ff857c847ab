/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

/* What the engine calls (libFuzzer), again and again, with inputs of its own. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
