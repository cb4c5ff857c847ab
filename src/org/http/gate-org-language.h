/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages of the pages. Pure. */
typedef enum
{
  GATE_ORG_ENGLISH,
  GATE_ORG_GERMAN,
  GATE_ORG_N_LANGUAGES,
} GateOrgLanguage;

GateOrgLanguage gate_org_language_choose  (const char     *accept_language);
const char     *gate_org_language_get_tag (GateOrgLanguage language);

G_END_DECLS
