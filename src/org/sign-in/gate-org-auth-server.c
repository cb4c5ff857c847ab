/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-auth-server.h"

struct _GateOrgAuthServer
{
  GObject parent_instance;

  gboolean has_faults;
  GateOrgAuthorizeRequestStore *requests;
  GateOrgThrottle *throttle;
  GateOrgPasswords *passwords;
};

G_DEFINE_FINAL_TYPE (GateOrgAuthServer, gate_org_auth_server, G_TYPE_OBJECT)

static void
gate_org_auth_server_finalize (GObject *object)
{
  GateOrgAuthServer *self = GATE_ORG_AUTH_SERVER (object);

  gate_org_authorize_request_store_free (self->requests);
  g_object_unref (self->passwords);
  gate_org_throttle_free (self->throttle);
  G_OBJECT_CLASS (gate_org_auth_server_parent_class)->finalize (object);
}

static void
gate_org_auth_server_class_init (GateOrgAuthServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_auth_server_finalize;
}

static void
gate_org_auth_server_init (GateOrgAuthServer *self)
{
  self->requests = gate_org_authorize_request_store_new ();
  self->throttle = gate_org_throttle_new ();
  self->passwords = gate_org_passwords_new ();
}

GateOrgAuthServer *
gate_org_auth_server_new (void)
{
  return g_object_new (GATE_TYPE_ORG_AUTH_SERVER, NULL);
}

void
gate_org_auth_server_set_has_faults (GateOrgAuthServer *self,
                                     gboolean           has_faults)
{
  self->has_faults = has_faults;
}

gboolean
gate_org_auth_server_has_faults (GateOrgAuthServer *self)
{
  return self->has_faults;
}

GateOrgAuthorizeRequestStore *
gate_org_auth_server_get_requests (GateOrgAuthServer *self)
{
  return self->requests;
}

GateOrgThrottle *
gate_org_auth_server_get_throttle (GateOrgAuthServer *self)
{
  return self->throttle;
}

GateOrgPasswords *
gate_org_auth_server_get_passwords (GateOrgAuthServer *self)
{
  return self->passwords;
}
