/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* The part of an authorization server's metadata (RFC 8414, section 2) that we need. */
typedef struct
{
  char     *issuer;
  char     *authorization_endpoint;
  char     *token_endpoint;
  char     *revocation_endpoint; /* NULL: the server has none */
  gboolean  names_issuer;        /* each answer has the issuer (RFC 9207) */
} GateWireMetadata;

void              gate_wire_metadata_free        (GateWireMetadata *metadata);
char             *gate_wire_metadata_dup_address (const char       *issuer);
GateWireMetadata *gate_wire_metadata_decode      (GBytes           *body,
                                                  const char       *issuer,
                                                  GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateWireMetadata, gate_wire_metadata_free)

G_END_DECLS
