/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why no connection came about, or none to be trusted, where more is known than the code of the
 * error says. Some name another party than the host: the proxy, the issuer of a certificate. */
typedef enum
{
  GATE_TRANSPORT_OTHER,
  GATE_TRANSPORT_PROXY_ADDRESS,     /* what is set as the proxy (the party) is no address of one */
  GATE_TRANSPORT_PROXY_UNREACHABLE, /* the party is the proxy */
  GATE_TRANSPORT_PROXY_SILENT,      /* the party is the proxy */
  GATE_TRANSPORT_PROXY_PASSWORD,    /* the party is the proxy */
  GATE_TRANSPORT_PROXY_REFUSED,     /* the party is the proxy */
  GATE_TRANSPORT_UNKNOWN_ISSUER,    /* the party is the issuer, if known */
  GATE_TRANSPORT_OTHER_HOST,        /* the party is the host of the certificate, if known */
  GATE_TRANSPORT_EXPIRED,
  GATE_TRANSPORT_NOT_YET_VALID,
  GATE_TRANSPORT_OLD_TLS,
  GATE_TRANSPORT_NO_TLS,
  GATE_TRANSPORT_NO_HTTP,           /* to a request over http */
  GATE_TRANSPORT_CLOSED,            /* without an answer to a request over http */
} GateTransportFailure;

char *gate_transport_failure_describe (GateTransportFailure  failure,
                                       const char           *host,
                                       const char           *raw_party);

G_END_DECLS
