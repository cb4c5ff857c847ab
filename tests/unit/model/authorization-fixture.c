/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "authorization-fixture.h"

#include "gate-time.h"

GateAuthorization *
named_authorization (const char *id,
                     const char *name)
{
  g_autoptr (GateClient) client = gate_client_new (id);

  gate_client_set_name (client, name);
  return gate_authorization_new (client);
}

GateAuthorization *
sample_authorization (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, "Quality Insights");
  g_autoptr (GDateTime) created = gate_time_parse ("2026-03-03T10:15:00Z");
  g_autoptr (GDateTime) modified = gate_time_parse ("2026-03-04T10:15:00Z");

  gate_client_set_scopes (gate_authorization_get_client (authorization),
                          LIST ("quality", "speech-and-text-analytics"));
  gate_authorization_set_state (authorization, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_scopes (authorization, LIST ("quality", "routing"));
  gate_authorization_set_roles (authorization, LIST ("r1", "r2"));
  gate_authorization_set_date_created (authorization, created);
  gate_authorization_set_date_modified (authorization, modified);
  gate_authorization_set_created_by (authorization, "p1", "Dana Reyes");
  gate_authorization_set_modified_by (authorization, "p2", "Kim Osei");
  return g_steal_pointer (&authorization);
}
