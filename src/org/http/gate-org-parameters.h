/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_ORG_MAX_PARAMETERS 100
/* A consent form has two fields for most scopes. */
#define GATE_ORG_MAX_FIELDS 400

/* The parameters of a query or a form (application/x-www-form-urlencoded), read strictly. */
typedef struct _GateOrgParameters GateOrgParameters;

GateOrgParameters *gate_org_parameters_parse       (const char        *text,
                                                    gssize             length,
                                                    const char *const *lists,
                                                    guint              max,
                                                    GError           **error);
void               gate_org_parameters_free        (GateOrgParameters *self);
const char        *gate_org_parameters_get         (GateOrgParameters *self,
                                                    const char        *name);
char             **gate_org_parameters_dup_list    (GateOrgParameters *self,
                                                    const char        *name);
gboolean           gate_org_parameters_is_repeated (GateOrgParameters *self,
                                                    const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgParameters, gate_org_parameters_free)

G_END_DECLS
