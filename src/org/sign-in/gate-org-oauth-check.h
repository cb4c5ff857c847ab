/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-context.h"
#include "gate-org-parameters.h"
#include "gate-organization.h"

G_BEGIN_DECLS

/* What is wrong with an authorization request of a known client with a registered redirect URI (RFC
 * 6749, section 4.1.2.1; RFC 7636, section 4.4.1; genesys-api.md 2.3). Pure. */
typedef struct
{
  const char *error;
  char       *description; /* ASCII without quotes and backslashes (RFC 6749, appendix A.8) */
} GateOrgOauthRefusal;

void gate_org_oauth_refusal_clear (GateOrgOauthRefusal *refusal);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgOauthRefusal, gate_org_oauth_refusal_clear)

/* The parameters that may stand in a request more than once without making it unreadable; they are
 * refused by gate_org_oauth_check() instead. */
const char *const *gate_org_oauth_check_get_names (void);

const char *gate_org_oauth_check_get_state (GateOrgParameters *parameters);
const char *gate_org_oauth_check_get       (GateOrgParameters *parameters,
                                            const char        *name);
gboolean    gate_org_oauth_check           (GateOrgParameters *parameters,
                                            const GateOrgAuthorizeContext *context,
                                            GateOrganization  *organization,
                                            GateOrgOauthRefusal *refusal);
char **gate_org_oauth_check_dup_scopes (GateOrgParameters *parameters,
                                        GateClient        *client);
char  *gate_org_oauth_check_dup_name   (GateOrgParameters *parameters,
                                        GateOrganization  *organization);

G_END_DECLS
