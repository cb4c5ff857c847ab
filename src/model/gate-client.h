/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-knowledge.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_GRANT_UNKNOWN,
  GATE_GRANT_CODE,                /* CODE */
  GATE_GRANT_IMPLICIT,            /* TOKEN */
  GATE_GRANT_SAML2_BEARER,        /* SAML2-BEARER */
  GATE_GRANT_CLIENT_CREDENTIALS,  /* CLIENT-CREDENTIALS */
  GATE_GRANT_PASSWORD,            /* PASSWORD */
} GateGrantType;

typedef enum
{
  GATE_OWNER_UNKNOWN,   /* this organization's clients may not be read */
  GATE_OWNER_SELF,      /* one of this organization's clients */
  GATE_OWNER_BUILT_IN,  /* made by Genesys */
  GATE_OWNER_FOREIGN,   /* not one of this organization's clients */
} GateClientOwner;

#define GATE_TYPE_CLIENT (gate_client_get_type ())
G_DECLARE_FINAL_TYPE (GateClient, gate_client, GATE, CLIENT, GObject)

/* An OAuth client. Built by a decoder with the setters, then left alone. */
GateClient        *gate_client_new                    (const char         *id);
const char        *gate_client_get_id                 (GateClient         *self);
const char        *gate_client_get_name               (GateClient         *self);
void               gate_client_set_name               (GateClient         *self,
                                                       const char         *name);
const char        *gate_client_get_display_name       (GateClient         *self);
const char        *gate_client_get_description        (GateClient         *self);
void               gate_client_set_description        (GateClient         *self,
                                                       const char         *description);
GateGrantType      gate_client_get_grant_type         (GateClient         *self);
void               gate_client_set_grant_type         (GateClient         *self,
                                                       GateGrantType       grant_type);
const char        *gate_client_get_grant_type_name    (GateClient         *self);
void               gate_client_set_grant_type_name    (GateClient         *self,
                                                       const char         *name);
char              *gate_client_describe_grant_type    (GateClient         *self);
const char * const *gate_client_get_scopes            (GateClient         *self);
void               gate_client_set_scopes             (GateClient         *self,
                                                       const char * const *scopes);
GateKnowledge      gate_client_get_scopes_knowledge   (GateClient         *self);
void               gate_client_set_scopes_knowledge   (GateClient         *self,
                                                       GateKnowledge       knowledge);
const char * const *gate_client_get_redirect_uris     (GateClient         *self);
void               gate_client_set_redirect_uris      (GateClient         *self,
                                                       const char * const *uris);
const char * const *gate_client_get_role_ids          (GateClient         *self);
void               gate_client_set_role_ids           (GateClient         *self,
                                                       const char * const *role_ids);
const char * const *gate_client_get_role_names        (GateClient         *self);
gboolean           gate_client_set_role_names         (GateClient         *self,
                                                       const char * const *names);
gboolean           gate_client_acts_alone             (GateClient         *self);
gboolean           gate_client_is_active              (GateClient         *self);
gint64             gate_client_get_token_lifetime_s   (GateClient         *self);
void               gate_client_set_token_lifetime_s   (GateClient         *self,
                                                       gint64              lifetime_s);
const char        *gate_client_get_state              (GateClient         *self);
void               gate_client_set_state              (GateClient         *self,
                                                       const char         *state);
GDateTime         *gate_client_get_date_created       (GateClient         *self);
void               gate_client_set_date_created       (GateClient         *self,
                                                       GDateTime          *date);
GDateTime         *gate_client_get_date_modified      (GateClient         *self);
void               gate_client_set_date_modified      (GateClient         *self,
                                                       GDateTime          *date);
gboolean           gate_client_equal                  (GateClient         *self,
                                                       GateClient         *other);

GateGrantType      gate_grant_type_from_wire          (const char         *text);
const char        *gate_grant_type_to_wire            (GateGrantType       grant_type);
char              *gate_grant_type_describe           (GateGrantType       grant_type);

G_END_DECLS
