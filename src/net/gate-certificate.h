/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *gate_certificate_dup_issuer (GTlsCertificate *certificate);
char *gate_certificate_dup_host   (GTlsCertificate *certificate);
char *gate_certificate_find_name  (const char      *distinguished_name);

G_END_DECLS
