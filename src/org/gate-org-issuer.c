/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-issuer.h"

struct _GateOrgIssuer
{
  GObject parent_instance;

  char *origin;
};

G_DEFINE_FINAL_TYPE (GateOrgIssuer, gate_org_issuer, G_TYPE_OBJECT)

static void
gate_org_issuer_finalize (GObject *object)
{
  GateOrgIssuer *self = GATE_ORG_ISSUER (object);

  g_free (self->origin);
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
}

/**
 * gate_org_issuer_new:
 *
 * Returns: (transfer full): an issuer that does not know its address yet
 */
GateOrgIssuer *
gate_org_issuer_new (void)
{
  return g_object_new (GATE_TYPE_ORG_ISSUER, NULL);
}

/**
 * gate_org_issuer_set_origin:
 * @self: an issuer
 * @origin: where it listens, e.g. "http://127.0.7.1:8080"
 */
void
gate_org_issuer_set_origin (GateOrgIssuer *self,
                            const char    *origin)
{
  g_free (self->origin);
  self->origin = g_strdup (origin);
}

/**
 * gate_org_issuer_get_origin:
 * @self: an issuer that listens
 *
 * Returns: its issuer identifier (RFC 8414, section 2), which is its origin, whatever Host says
 */
const char *
gate_org_issuer_get_origin (GateOrgIssuer *self)
{
  return self->origin;
}
