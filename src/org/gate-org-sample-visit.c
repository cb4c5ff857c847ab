/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-visit.h"

#include "gate-org-secret.h"

#include <sodium.h>
#include <string.h>

static void
clear (gpointer data)
{
  GateOrgSampleVisit *self = data;

  gate_org_sample_visit_forget (self);
  gate_org_secret_free (self->answered);
  gate_org_secret_free (self->id);
}

/**
 * gate_org_sample_visit_new:
 *
 * Returns: (transfer full): a browser that was never here before
 */
GateOrgSampleVisit *
gate_org_sample_visit_new (void)
{
  GateOrgSampleVisit *self = g_rc_box_new0 (GateOrgSampleVisit);

  self->id = gate_org_secret_new ("");
  return self;
}

/**
 * gate_org_sample_visit_ref:
 * @self: a visit
 *
 * Returns: (transfer full): the same
 */
GateOrgSampleVisit *
gate_org_sample_visit_ref (GateOrgSampleVisit *self)
{
  return g_rc_box_acquire (self);
}

/**
 * gate_org_sample_visit_unref:
 * @self: (transfer full): a visit, whose secrets are wiped with the last reference
 */
void
gate_org_sample_visit_unref (GateOrgSampleVisit *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * gate_org_sample_visit_begin:
 * @self: a visit
 *
 * Makes the secrets of another sign-in (RFC 6749, section 10.12; RFC 7636, section 4.1). What went
 * wrong before is over.
 */
void
gate_org_sample_visit_begin (GateOrgSampleVisit *self)
{
  gate_org_sample_visit_end_begun (self);
  gate_org_sample_visit_set_error (self, NULL, NULL);
  self->state = gate_org_secret_new ("");
  self->verifier = gate_org_secret_new ("");
  self->begun_us = g_get_monotonic_time ();
}

/**
 * gate_org_sample_visit_end_begun:
 * @self: a visit
 *
 * Forgets the sign-in under way.
 */
void
gate_org_sample_visit_end_begun (GateOrgSampleVisit *self)
{
  g_clear_pointer (&self->state, gate_org_secret_free);
  g_clear_pointer (&self->verifier, gate_org_secret_free);
}

/**
 * gate_org_sample_visit_set_answered:
 * @self: a visit with a sign-in under way
 *
 * Keeps in mind which sign-in it is that is answered: a browser may bring the same answer twice.
 */
void
gate_org_sample_visit_set_answered (GateOrgSampleVisit *self)
{
  gate_org_secret_free (self->answered);
  self->answered = g_strdup (self->state);
}

/**
 * gate_org_sample_visit_forget:
 * @self: a visit
 *
 * Forgets everything but who the browser is.
 */
void
gate_org_sample_visit_forget (GateOrgSampleVisit *self)
{
  gate_org_sample_visit_end_begun (self);
  gate_org_sample_visit_set_error (self, NULL, NULL);
  g_clear_pointer (&self->access_token, gate_org_secret_free);
  g_clear_pointer (&self->refresh_token, gate_org_secret_free);
  g_clear_pointer (&self->scopes, g_strfreev);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->answer, g_free);
  self->ends_s = 0;
  self->n_refreshed = 0;
  self->status = 0;
}

/**
 * gate_org_sample_visit_set_error:
 * @self: a visit
 * @error: (nullable): a code; %NULL when nothing is wrong any more
 * @description: (nullable): what was said about it
 */
void
gate_org_sample_visit_set_error (GateOrgSampleVisit *self,
                                 const char         *error,
                                 const char         *description)
{
  g_free (self->error);
  g_free (self->description);
  self->error = g_strdup (error);
  self->description = g_strdup (description);
}

/**
 * gate_org_sample_visit_dup_challenge:
 * @self: a visit with a sign-in under way
 *
 * Returns: (transfer full): the S256 challenge of its verifier (RFC 7636, section 4.2)
 */
char *
gate_org_sample_visit_dup_challenge (GateOrgSampleVisit *self)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  char text[sodium_base64_ENCODED_LEN (crypto_hash_sha256_BYTES,
                                       sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  crypto_hash_sha256 (digest, (const guint8 *) self->verifier, strlen (self->verifier));
  sodium_bin2base64 (text, sizeof text, digest, sizeof digest,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}
