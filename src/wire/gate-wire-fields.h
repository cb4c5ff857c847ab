/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-knowledge.h"

G_BEGIN_DECLS

#define GATE_WIRE_MAX_ID_BYTES 100
#define GATE_WIRE_MAX_NAME_CHARS 1000
#define GATE_WIRE_MAX_TEXT_CHARS 4000
#define GATE_WIRE_MAX_LIST 5000

/* The unusable members of an entity, a sentence fragment for each: the member is refused, the
 * entity stays. Starts as { NULL }. */
typedef struct
{
  GPtrArray *lines;
} GateWireWarnings;

typedef gboolean (*GateWireTextFunc) (const char *text);

void       gate_wire_warnings_clear (GateWireWarnings     *warnings);
void       gate_wire_warnings_add   (GateWireWarnings     *warnings,
                                     const GateJsonValue  *object,
                                     const char           *member,
                                     const char           *what);
void       gate_wire_warnings_take  (GateWireWarnings     *warnings,
                                     GError               *error);
char      *gate_wire_warnings_join  (GateWireWarnings     *warnings);

gboolean   gate_wire_is_id          (const char           *text);
gboolean   gate_wire_is_permission  (const char           *text);

gboolean   gate_wire_require_id     (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireTextFunc      check,
                                     const char           *what,
                                     const char          **out,
                                     GError              **error);
char      *gate_wire_read_text      (const GateJsonValue  *object,
                                     const char           *member,
                                     gsize                 max_chars,
                                     GateWireWarnings     *warnings);
GDateTime *gate_wire_read_date      (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireWarnings     *warnings);
gint64     gate_wire_read_count     (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireWarnings     *warnings);
gboolean   gate_wire_read_boolean   (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireWarnings     *warnings);
char     **gate_wire_read_strv      (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireTextFunc      check,
                                     GateWireWarnings     *warnings);
char     **gate_wire_read_list      (const GateJsonValue  *object,
                                     const char           *member,
                                     GateWireTextFunc      check,
                                     GateKnowledge        *knowledge,
                                     GateWireWarnings     *warnings);
char     **gate_wire_read_ids       (const GateJsonValue  *object,
                                     const char           *member,
                                     GateKnowledge        *knowledge,
                                     GateWireWarnings     *warnings);
gboolean   gate_wire_read_object    (const GateJsonValue  *object,
                                     const char           *member,
                                     GateJsonValue        *out,
                                     GateWireWarnings     *warnings);

void       gate_wire_add_date       (GateJsonWriter       *writer,
                                     const char           *member,
                                     GDateTime            *date);
void       gate_wire_add_optional   (GateJsonWriter       *writer,
                                     const char           *member,
                                     const char           *value);
void       gate_wire_add_self_uri   (GateJsonWriter       *writer,
                                     const char           *collection,
                                     const char           *id);
void       gate_wire_add_reference  (GateJsonWriter       *writer,
                                     const char           *member,
                                     const char           *collection,
                                     const char           *id,
                                     const char           *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateWireWarnings, gate_wire_warnings_clear)

G_END_DECLS
