/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The way of a sample application to the organization: real HTTP, as from anywhere else. */
#define GATE_TYPE_ORG_SAMPLE_HTTP (gate_org_sample_http_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgSampleHttp, gate_org_sample_http, GATE, ORG_SAMPLE_HTTP, GObject)

typedef struct
{
  guint status;
  gboolean is_json;
  GBytes *body;
} GateOrgSampleReply;

GateOrgSampleHttp  *gate_org_sample_http_new        (const char         *origin);
const char         *gate_org_sample_http_get_origin (GateOrgSampleHttp  *self);
void                gate_org_sample_http_stop       (GateOrgSampleHttp  *self);
void                gate_org_sample_http_post_async (GateOrgSampleHttp  *self,
                                                     const char         *address,
                                                     const char         *authorization,
                                                     GBytes             *form,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
void                gate_org_sample_http_get_async  (GateOrgSampleHttp  *self,
                                                     const char         *address,
                                                     const char         *authorization,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
GateOrgSampleReply *gate_org_sample_http_finish     (GateOrgSampleHttp  *self,
                                                     GAsyncResult       *result,
                                                     GError            **error);
void                gate_org_sample_reply_free      (GateOrgSampleReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgSampleReply, gate_org_sample_reply_free)

G_END_DECLS
