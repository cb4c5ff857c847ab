/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-issuer.h"

struct _GateOrgIssuer
{
  GObject parent_instance;

  gboolean has_faults;
  GateOrgAuthorizeRequestStore *requests;
  GateOrgThrottle *throttle;
  GateOrgPasswords *passwords;
};

G_DEFINE_FINAL_TYPE (GateOrgIssuer, gate_org_issuer, G_TYPE_OBJECT)

static void
gate_org_issuer_finalize (GObject *object)
{
  GateOrgIssuer *self = GATE_ORG_ISSUER (object);

  gate_org_authorize_request_store_free (self->requests);
  g_object_unref (self->passwords);
  gate_org_throttle_free (self->throttle);
  G_OBJECT_CLASS (gate_org_issuer_parent_class)->finalize (object);
}

static void
gate_org_issuer_class_init (GateOrgIssuerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_issuer_finalize;
}

static void
gate_org_issuer_init (GateOrgIssuer *self)
{
  self->requests = gate_org_authorize_request_store_new ();
  self->throttle = gate_org_throttle_new ();
  self->passwords = gate_org_passwords_new ();
}

GateOrgIssuer *
gate_org_issuer_new (void)
{
  return g_object_new (GATE_TYPE_ORG_ISSUER, NULL);
}

/**
 * gate_org_issuer_set_has_faults:
 * @self: an issuer
 * @has_faults: whether training faults can be switched on, which its pages then say (S63)
 */
void
gate_org_issuer_set_has_faults (GateOrgIssuer *self,
                                gboolean       has_faults)
{
  self->has_faults = has_faults;
}

/**
 * gate_org_issuer_has_faults:
 * @self: an issuer
 *
 * Returns: whether training faults can be switched on
 */
gboolean
gate_org_issuer_has_faults (GateOrgIssuer *self)
{
  return self->has_faults;
}

/**
 * gate_org_issuer_get_requests:
 * @self: an issuer
 *
 * Returns: (transfer none): the requests of applications that are under way
 */
GateOrgAuthorizeRequestStore *
gate_org_issuer_get_requests (GateOrgIssuer *self)
{
  return self->requests;
}

/**
 * gate_org_issuer_get_throttle:
 * @self: an issuer
 *
 * Returns: (transfer none): what slows down guessing
 */
GateOrgThrottle *
gate_org_issuer_get_throttle (GateOrgIssuer *self)
{
  return self->throttle;
}

/**
 * gate_org_issuer_get_passwords:
 * @self: an issuer
 *
 * Returns: (transfer none): what makes and checks the hashes of passwords
 */
GateOrgPasswords *
gate_org_issuer_get_passwords (GateOrgIssuer *self)
{
  return self->passwords;
}
