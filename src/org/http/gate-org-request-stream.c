/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-request-stream.h"

struct _GateOrgRequestStream
{
  GIOStream parent_instance;

  GInputStream *input;
  GOutputStream *output;
};

G_DEFINE_FINAL_TYPE (GateOrgRequestStream, gate_org_request_stream, G_TYPE_IO_STREAM)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GInputStream *
gate_org_request_stream_get_input_stream (GIOStream *stream)
{
  return GATE_ORG_REQUEST_STREAM (stream)->input;
}

static GOutputStream *
gate_org_request_stream_get_output_stream (GIOStream *stream)
{
  return GATE_ORG_REQUEST_STREAM (stream)->output;
}

/* The output is the connection's, which may live on: it is not closed here. */
static gboolean
gate_org_request_stream_close (GIOStream    *stream,
                               GCancellable *cancellable,
                               GError      **error)
{
  g_signal_emit (stream, signals[CLOSED], 0);
  return TRUE;
}

static void
gate_org_request_stream_finalize (GObject *object)
{
  GateOrgRequestStream *self = GATE_ORG_REQUEST_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);
  G_OBJECT_CLASS (gate_org_request_stream_parent_class)->finalize (object);
}

static void
gate_org_request_stream_class_init (GateOrgRequestStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gate_org_request_stream_finalize;
  stream_class->get_input_stream = gate_org_request_stream_get_input_stream;
  stream_class->get_output_stream = gate_org_request_stream_get_output_stream;
  stream_class->close_fn = gate_org_request_stream_close;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_org_request_stream_init (GateOrgRequestStream *self)
{
}

/**
 * gate_org_request_stream_new:
 * @request: (transfer none): head and body, whole
 * @output: (transfer none): where the answer goes; must be pollable
 *
 * Returns: (transfer full): the stream
 */
GateOrgRequestStream *
gate_org_request_stream_new (GBytes        *request,
                             GOutputStream *output)
{
  GateOrgRequestStream *self = g_object_new (GATE_TYPE_ORG_REQUEST_STREAM, NULL);

  self->input = g_memory_input_stream_new_from_bytes (request);
  self->output = g_object_ref (output);
  return self;
}
