/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an organization of Genesys Cloud is. The environment is the part that its addresses share:
 * the API of `mypurecloud.de` is at `https://api.mypurecloud.de`. */
typedef struct
{
  const char *key;         /* the name of the region in the vendor's SDKs */
  const char *environment;
  const char *place;       /* untranslated: gate_region_get_place() */
} GateRegion;

const GateRegion *gate_region_get_all              (guint            *n_regions);
const GateRegion *gate_region_find                 (const char       *environment);
const char       *gate_region_get_place            (const GateRegion *self);
gboolean          gate_region_is_environment       (const char       *text);
char             *gate_region_dup_api_address      (const char       *environment);
char             *gate_region_dup_login_address    (const char       *environment);
char             *gate_region_dup_apps_address     (const char       *environment);
char             *gate_region_dup_environment      (const char       *api_address,
                                                    const char       *login_address);

G_END_DECLS
