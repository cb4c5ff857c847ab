/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The authorizations of the sample organization. Times are minutes before its first start, so that
 * the newest look new. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample.h"

#define DAY (24 * 60)

/* clang-format off */
const GateOrgSampleAuthorization gate_org_sample_authorizations[] = {
  { "gatehouse", "Authorized", "", 420 * DAY, 420 * DAY,
    "admin", "admin",
    NULL },
  { "android", "Authorized", "", 1500 * DAY, 1500 * DAY,
    NULL, NULL,
    NULL },
  { "architect", "Authorized", "", 1500 * DAY, 1500 * DAY,
    NULL, NULL,
    NULL },
  { "directory", "Authorized", "", 1500 * DAY, 1500 * DAY,
    NULL, NULL,
    NULL },
  { "ios", "Authorized", "", 1500 * DAY, 1500 * DAY,
    NULL, NULL,
    NULL },
  { "scripts-sync", "Authorized", "scripts flow-author", 600 * DAY, 88 * DAY,
    "priya.raghunathan", "yuki.tanaka",
    NULL },
  { "callback", "Authorized", "", 378 * DAY, 378 * DAY,
    "yuki.tanaka", "yuki.tanaka",
    NULL },
  { "crm", "Authorized", "agent supervisor", 539 * DAY, 61 * DAY,
    "admin", "admin",
    "conversations:readonly external-contacts:readonly integrations:readonly user-basic-info" },
  { "intranet", "Authorized", "", 729 * DAY, 400 * DAY,
    "priya.raghunathan", "admin",
    NULL },
  { "dialer", "Revoked", "outbound", 1890 * DAY, 33 * DAY,
    "marcus.okafor", "admin",
    "conversations outbound routing:readonly users:readonly" },
  { "nightly", "Authorized", "", 799 * DAY, 799 * DAY,
    "marcus.okafor", "marcus.okafor",
    NULL },
  { "payroll", "Authorized", "workforce people", 455 * DAY, 455 * DAY,
    "priya.raghunathan", "priya.raghunathan",
    NULL },
  { "quality", "Authorized", "", 265 * DAY, 265 * DAY,
    "admin", "admin",
    "analytics:readonly authorization:readonly conversations:readonly notifications "
    "organization:readonly quality recordings:readonly routing user-basic-info users "
    "users-rules:readonly" },
  { "wallboard", "Authorized", "", 890 * DAY, 17 * DAY,
    "priya.raghunathan", "admin",
    NULL },
  { "bridge", "Requested", "", 127, 127,
    "nadia.petrova", "nadia.petrova",
    "" },
  { "speech", "Revoked", "quality", 190 * DAY, 9 * DAY,
    "yuki.tanaka", "admin",
    NULL },
  { "survey", "Authorized", "", 630 * DAY, 204 * DAY,
    "admin", "yuki.tanaka",
    "conversations:readonly external-contacts:readonly quality:readonly routing:readonly" },
  { "mirror", "Authorized", "knowledge quality supervisor", 322 * DAY, 322 * DAY,
    "yuki.tanaka", "yuki.tanaka",
    NULL },
  { NULL },
};
/* clang-format on */
