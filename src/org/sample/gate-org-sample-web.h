/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The way of a sample application to the organization: real HTTP, as from anywhere else. */
#define GATE_TYPE_ORG_SAMPLE_WEB (gate_org_sample_web_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgSampleWeb, gate_org_sample_web, GATE, ORG_SAMPLE_WEB, GObject)

typedef struct
{
  guint status;
  gboolean is_json;
  GBytes *body;
} GateOrgSampleReply;

GateOrgSampleWeb   *gate_org_sample_web_new         (const char           *origin);
const char         *gate_org_sample_web_get_origin  (GateOrgSampleWeb     *self);
void                gate_org_sample_web_stop        (GateOrgSampleWeb     *self);
void                gate_org_sample_web_post_async  (GateOrgSampleWeb     *self,
                                                     const char           *path,
                                                     const char           *authorization,
                                                     const char           *form,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
void                gate_org_sample_web_get_async   (GateOrgSampleWeb     *self,
                                                     const char           *path,
                                                     const char           *authorization,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GateOrgSampleReply *gate_org_sample_web_finish      (GateOrgSampleWeb     *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                gate_org_sample_reply_free      (GateOrgSampleReply   *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgSampleReply, gate_org_sample_reply_free)

G_END_DECLS
