/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The head of a request to one of our listeners: the verdict does not depend on how the bytes are
 * cut, and what is passed on is accepted again. The first byte is the size of the pieces. */

#include "fuzz.h"

#include "gate-request-head.h"

static GateRequestHead *
read_head (const char *text,
           gsize       length,
           gsize       piece)
{
  g_autoptr (GateRequestHead) head = gate_request_head_new ("127.0.7.1:8080");
  GateRequestHeadState state = GATE_REQUEST_HEAD_MORE;

  for (gsize n = 0; state == GATE_REQUEST_HEAD_MORE && n < length;)
    {
      n = MIN (n + piece, length);
      state = gate_request_head_scan (head, text, n);
    }
  return state == GATE_REQUEST_HEAD_DONE ? g_steal_pointer (&head) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = (const char *) data + 1;
  g_autoptr (GateRequestHead) whole = NULL;
  g_autoptr (GateRequestHead) pieces = NULL;
  g_autoptr (GateRequestHead) again = NULL;
  g_autoptr (GString) clean = NULL;

  if (size < 2)
    return 0;
  whole = read_head (text, size - 1, size - 1);
  pieces = read_head (text, size - 1, data[0] + (gsize) 1);
  g_assert_true ((whole == NULL) == (pieces == NULL));
  if (whole == NULL)
    return 0;
  g_assert_cmpuint (gate_request_head_get_length (whole), ==,
                    gate_request_head_get_length (pieces));
  g_assert_cmpuint (gate_request_head_get_body_length (whole), <=, 65536);
  clean = gate_request_head_dup_clean (whole);
  again = read_head (clean->str, clean->len, clean->len);
  g_assert_nonnull (again);
  g_assert_cmpstr (gate_request_head_get_method (again), ==,
                   gate_request_head_get_method (whole));
  g_assert_cmpuint (gate_request_head_get_body_length (again), ==,
                    gate_request_head_get_body_length (whole));
  return 0;
}
