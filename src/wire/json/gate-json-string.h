/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-error.h"
#include "gate-json-keys.h"
#include "gate-json-utf8.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_JSON_STRING_TEXT,
  GATE_JSON_STRING_ESCAPE,     /* behind a reverse solidus */
  GATE_JSON_STRING_DIGITS,     /* in the digits of a \u */
  GATE_JSON_STRING_LOW_ESCAPE, /* behind a high surrogate: expects the low one */
  GATE_JSON_STRING_LOW_U,
  GATE_JSON_STRING_DONE,
} GateJsonStringState;

/* The state of the scan between the quotation marks of a string. */
typedef struct
{
  GateJsonStringState state;
  GateJsonUtf8 utf8;
  guint digits;   /* digits that are still missing */
  gunichar unit;  /* the value of the digits so far */
  gunichar high;  /* the high surrogate that waits for the low one, or 0 */
  GateErrorCode code;
  const char *expected; /* not NULL: an error here; the expected text */
} GateJsonString;

void          gate_json_string_begin (GateJsonString *self);
const guint8 *gate_json_string_scan  (GateJsonString *self,
                                      const guint8   *p,
                                      const guint8   *end,
                                      GateJsonKeys   *keys);

G_END_DECLS
