/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-error.h"
#include "gate-json-list-splitter.h"
#include "gate-json-keys.h"
#include "gate-json-number.h"
#include "gate-json-scan.h"
#include "gate-json-string.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_JSON_BEFORE_VALUE,
  GATE_JSON_BEFORE_FIRST_ELEMENT, /* behind '[' */
  GATE_JSON_BEFORE_FIRST_NAME,    /* behind '{' */
  GATE_JSON_BEFORE_NAME,          /* behind ',' in an object */
  GATE_JSON_BEFORE_COLON,
  GATE_JSON_BEHIND_VALUE,
  GATE_JSON_BEHIND_DOCUMENT,
  GATE_JSON_IN_NAME,
  GATE_JSON_IN_STRING,
  GATE_JSON_IN_NUMBER,
  GATE_JSON_IN_WORD,
} GateJsonState;

typedef struct
{
  guint n_values;
  guint n_pairs; /* of two names of one object */
} GateJsonCounts;

struct _GateJsonScan
{
  GateJsonState state;
  guint depth;
  guint32 objects; /* a bit for each open container, the innermost lowest: set for an object */
  GateJsonKeys *keys;
  GateJsonString string;
  char number[GATE_JSON_MAX_NUMBER_BYTES]; /* the bytes of a number that crosses chunks */
  gsize number_length;
  const char *word; /* the rest of true, false or null */
  GateJsonCounts counts; /* of the document without the elements of its list */
  GateJsonCounts entity; /* of the element */
  gboolean is_list_next; /* the member with the list was named */
  GateJsonListSplitter *cut;      /* NULL without a list to split */
  const guint8 *chunk;
  gsize offset; /* of the chunk in the document */
  gsize max_bytes;
  gboolean is_finished;
  GError *error;
};

const guint8 *gate_json_scan_bytes          (GateJsonScan  *self,
                                             const guint8  *p,
                                             const guint8  *end);
void          gate_json_scan_end            (GateJsonScan  *self,
                                             const guint8  *end);
const guint8 *gate_json_scan_fail           (GateJsonScan  *self,
                                             const guint8  *p,
                                             GateErrorCode  code,
                                             const char    *expected);
void          gate_json_scan_fail_before    (GateJsonScan  *self,
                                             const guint8  *p,
                                             gsize          distance,
                                             GateErrorCode  code,
                                             const char    *expected);
void          gate_json_scan_check_envelope (GateJsonScan  *self,
                                             const guint8  *p,
                                             gsize          excess);

G_END_DECLS
