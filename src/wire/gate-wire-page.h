/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* The member that holds the entities of a list. */
#define GATE_WIRE_LIST_MEMBER "entities"

/* The envelope of a list: paging members, each -1 or NULL where absent or unusable. */
typedef struct
{
  gint64 total;
  gint64 page_size;
  gint64 page_number;
  gint64 page_count;
  char  *next_uri;
} GateWirePage;

void     gate_wire_page_clear        (GateWirePage        *page);
gboolean gate_wire_page_decode       (const char          *envelope,
                                      GateWirePage        *page,
                                      GError             **error);
void     gate_wire_page_encode       (GateJsonWriter      *writer,
                                      const char          *path,
                                      gint64               total,
                                      gint64               page_size,
                                      gint64               page_number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateWirePage, gate_wire_page_clear)

G_END_DECLS
