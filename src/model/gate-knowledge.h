/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of one member of an answer could be read. An empty list that is known and an empty list
 * that could not be read are different: only a known list may be counted, compared or written. The
 * reason stands in the problem of the object (gate_authorization_get_problem()). */
typedef enum
{
  GATE_KNOWLEDGE_COMPLETE,
  GATE_KNOWLEDGE_PARTIAL,  /* some entries could not be read: the list has the others */
  GATE_KNOWLEDGE_NONE,     /* no part of it could be read */
  GATE_KNOWLEDGE_NOT_TOLD, /* the answer does not have the member */
} GateKnowledge;

G_END_DECLS
