/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a query says that somebody, the browser or not, brought to the redirect address. Each text
 * is NULL when it is not there. Freeing it wipes the code. */
typedef struct
{
  char       *state; /* also NULL when it is there twice */
  char       *code;
  char       *issuer;
  char       *error;
  char       *description;
  const char *fault; /* why no part of it may be used, a short English phrase; NULL: none */
} GateOauthRedirect;

GateOauthRedirect *gate_oauth_redirect_parse (const char        *query);
void               gate_oauth_redirect_free  (GateOauthRedirect *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOauthRedirect, gate_oauth_redirect_free)

G_END_DECLS
