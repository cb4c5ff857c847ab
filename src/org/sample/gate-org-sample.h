/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sample organization as data. Each table ends with an entry without key; lists are texts
 * separated by spaces; keys are used within these tables only. */
typedef struct
{
  const char *key;
  const char *kind;
  const char *id;
  const char *name;
  const char *short_name;       /* NULL for the makers of the service */
} GateOrgSampleOrganization;

typedef struct
{
  const char *key;
  const char *id;
  const char *name;
  const char *default_role_id;  /* NULL for a role of the organization's own making */
  const char *description;
  const char *permissions;
} GateOrgSampleRole;

typedef struct
{
  const char *id;
  const char *user_name;
  const char *name;
  const char *state;
  const char *roles;            /* keys */
} GateOrgSamplePerson;

typedef struct
{
  const char *key;
  const char *id;
  const char *owner;            /* key */
  const char *name;
  const char *description;
  const char *grant_type;
  int         token_lifetime_s;
  const char *state;
  int         created_days_ago;
  const char *scopes;
  const char *redirect_uris;
  const char *roles;            /* keys; only of a client that signs in by itself, else NULL */
  int         modified_days_ago; /* 0 = not since it was created */
} GateOrgSampleClient;

typedef struct
{
  const char *client;           /* key */
  const char *state;
  const char *roles;            /* keys */
  int         created_minutes_ago;
  int         modified_minutes_ago;
  const char *created_by;       /* user name */
  const char *modified_by;      /* user name */
  const char *scopes;           /* NULL for all that the client asks for */
} GateOrgSampleAuthorization;

/* How many of each table every generated organization starts with. */
#define GATE_ORG_SAMPLE_N_FIXED_PEOPLE 3
#define GATE_ORG_SAMPLE_N_FIXED_ROLES 3
#define GATE_ORG_SAMPLE_N_FIXED_CLIENTS 5

extern const GateOrgSampleOrganization gate_org_sample_organizations[];
extern const GateOrgSampleRole gate_org_sample_roles[];
extern const GateOrgSamplePerson gate_org_sample_people[];
extern const GateOrgSampleClient gate_org_sample_clients[];
extern const GateOrgSampleAuthorization gate_org_sample_authorizations[];

G_END_DECLS
