/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sentences of the sample applications, which are programs of their own and speak the browser's
 * language: English or German. */
typedef struct
{
  const char *language;
  const char *kind;
  const char *sign_in;
  const char *sign_in_other;
  const char *call_again;
  const char *refresh;
  const char *sign_out;
  const char *about;
  const char *over;
  const char *signed_in;
  const char *signed_in_unknown;
  const char *scopes;
  const char *scopes_as_asked;
  const char *until;
  const char *refreshed;
  const char *client;
  const char *public_client;
  const char *confidential_client;
  const char *answer;
  const char *error;
  const char *error_note;
  const char *sign_out_note;
  const char *sign_out_there;
  const char *index;
  const char *index_note;
  const char *refused;
  const char *back;
} GateOrgSampleWords;

const GateOrgSampleWords *gate_org_sample_words_choose (const char *accept_language);

G_END_DECLS
