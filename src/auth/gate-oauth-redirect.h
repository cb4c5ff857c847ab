/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parameters of a request to the redirect address, from the browser or any other program. A
 * text is NULL when its parameter is missing. Freeing it wipes the code. */
typedef struct
{
  char       *state; /* also NULL when it is given twice */
  char       *code;
  char       *issuer;
  char       *error;
  char       *description;
  const char *fault; /* the reason to use no part of it, a short English phrase; NULL: none */
} GateOauthRedirect;

GateOauthRedirect *gate_oauth_redirect_parse (const char        *query);
void               gate_oauth_redirect_free  (GateOauthRedirect *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOauthRedirect, gate_oauth_redirect_free)

G_END_DECLS
