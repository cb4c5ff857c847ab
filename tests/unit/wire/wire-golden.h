/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a text as one kind of entity and writes it again. */
typedef GBytes *(*GoldenFunc) (const char *text,
                               gsize       length,
                               GError    **error);

typedef struct
{
  const char *name;
  const char *text;
  GoldenFunc  rewrite;
} Golden;

extern const Golden golden_bodies[];
extern const guint  n_golden_bodies;

#define GOLDEN_ID "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"

G_END_DECLS
