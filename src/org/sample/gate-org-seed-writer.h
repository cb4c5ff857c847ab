/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Fills an empty database row by row, inside one transaction of the caller's. Numbers are the
 * caller's, from 1; 0 stands for none. */
typedef struct
{
  GateOrgStore *store;
  gint64        now_ms;
} GateOrgSeedWriter;

typedef struct
{
  gint64             number;
  const char        *id;
  gint64             owner;
  const char        *name;
  const char        *description;
  const char        *grant_type;
  gint64             token_lifetime_s;
  const char        *state;
  gint64             created_ms;
  gint64             modified_ms; /* 0 = not since */
  const char * const *scopes;
  const char * const *redirect_uris;
} GateOrgSeedClient;

typedef struct
{
  gint64             client;
  const char        *state;
  gint64             created_ms;
  gint64             modified_ms;
  gint64             created_by;
  gint64             modified_by;
  const char * const *scopes;
  const gint64      *roles;
  gsize              n_roles;
} GateOrgSeedAuthorization;

gboolean gate_org_seed_writer_add_organization  (GateOrgSeedWriter              *writer,
                                                 gint64                          number,
                                                 const char                     *kind,
                                                 const char                     *id,
                                                 const char                     *name,
                                                 const char                     *short_name,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_role          (GateOrgSeedWriter              *writer,
                                                 gint64                          number,
                                                 const char                     *id,
                                                 const char                     *name,
                                                 const char                     *description,
                                                 const char                     *default_role_id,
                                                 const char *const              *permissions,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_person        (GateOrgSeedWriter              *writer,
                                                 gint64                          number,
                                                 const char                     *id,
                                                 const char                     *user_name,
                                                 const char                     *name,
                                                 const char                     *state,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_person_role   (GateOrgSeedWriter              *writer,
                                                 gint64                          person,
                                                 gint64                          role,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_client        (GateOrgSeedWriter              *writer,
                                                 const GateOrgSeedClient        *client,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_client_role   (GateOrgSeedWriter              *writer,
                                                 gint64                          client,
                                                 gint64                          role,
                                                 GError                        **error);
gboolean gate_org_seed_writer_add_authorization (GateOrgSeedWriter              *writer,
                                                 const GateOrgSeedAuthorization *authorization,
                                                 GError                        **error);

G_END_DECLS
