/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-base"

#include "config.h"

#include "gate-transport-failure.h"

#include "gate-host.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_PARTY_CHARS 100

static char *
describe_proxy (GateTransportFailure failure,
                const char          *proxy)
{
  switch ((int) failure)
    {
    case GATE_TRANSPORT_PROXY_ADDRESS:
      /* Translators: %s is what the settings of the desktop or of the shell have as the proxy. */
      return g_strdup_printf (_ ("“%s” is set as the proxy, but is not the address of one, such as "
                                 "http://proxy.example.com:8080."),
                              proxy);
    case GATE_TRANSPORT_PROXY_UNREACHABLE:
      /* Translators: %s is the name of a proxy, here and in the next three. */
      return g_strdup_printf (_ ("The proxy %s cannot be reached."), proxy);
    case GATE_TRANSPORT_PROXY_SILENT:
      return g_strdup_printf (_ ("No connection came about through the proxy %s in time."), proxy);
    case GATE_TRANSPORT_PROXY_PASSWORD:
      return g_strdup_printf (
          _ ("The proxy %s wants a name and a password, and Gatehouse has none that it accepts."),
          proxy);
    case GATE_TRANSPORT_PROXY_REFUSED:
      return g_strdup_printf (_ ("The proxy %s did not connect to the organization."), proxy);
    default:
      return NULL;
    }
}

/* Why TLS is not trusted, or NULL. */
static char *
name_reason (GateTransportFailure failure,
             const char          *party)
{
  switch ((int) failure)
    {
    case GATE_TRANSPORT_UNKNOWN_ISSUER:
      if (*party == '\0')
        return g_strdup (_ ("its certificate comes from an authority that this computer does not "
                            "know"));
      /* Translators: %s is who issued a certificate. */
      return g_strdup_printf (
          _ ("its certificate comes from “%s”, which this computer does not know"), party);
    case GATE_TRANSPORT_OTHER_HOST:
      if (*party == '\0')
        return g_strdup (_ ("its certificate is for another host"));
      /* Translators: %s is the name of a server. */
      return g_strdup_printf (_ ("its certificate is for %s"), party);
    case GATE_TRANSPORT_EXPIRED:
      return g_strdup (_ ("its certificate has expired, or the clock of this computer is wrong"));
    case GATE_TRANSPORT_NOT_YET_VALID:
      return g_strdup (_ ("its certificate is not valid yet, or the clock of this computer is "
                          "wrong"));
    case GATE_TRANSPORT_OLD_TLS:
      return g_strdup (_ ("it offers only a version of TLS that is no longer safe"));
    case GATE_TRANSPORT_NO_TLS:
      return g_strdup (_ ("what answers there does not speak TLS, but perhaps plain http"));
    default:
      return NULL;
    }
}

/* A request over plain http, which only addresses of this computer get. */
static char *
describe_plain (GateTransportFailure failure,
                const char          *host)
{
  if (failure == GATE_TRANSPORT_NO_HTTP)
    /* Translators: %s is an address of this computer, here and in the next. */
    return g_strdup_printf (_ ("What answers at %s does not speak HTTP. If it is meant to be "
                               "secure, its address begins with https://."),
                            host);
  /* An organization that answered before needs no hint at its address. */
  if (failure == GATE_TRANSPORT_CLOSED && gate_host_is_loopback (host))
    return g_strdup_printf (_ ("%s ended the connection without an answer. If it is meant to be "
                               "secure, its address begins with https://."),
                            host);
  return NULL;
}

/**
 * gate_transport_failure_describe:
 * @failure: why there was no connection
 * @host: (nullable): what the error names: a server, or an organization that answered before
 * @raw_party: (nullable): the proxy, the issuer or the other host, as it came from outside
 *
 * Returns: (transfer full) (nullable): one or two translated sentences for people; %NULL where the
 *   failure says no more than the code of the error
 */
char *
gate_transport_failure_describe (GateTransportFailure failure,
                                 const char          *host,
                                 const char          *raw_party)
{
  g_autofree char *party = gate_text_for_display (raw_party, MAX_PARTY_CHARS);
  g_autofree char *of_proxy = describe_proxy (failure, party);
  g_autofree char *reason = NULL;

  if (of_proxy != NULL)
    return g_steal_pointer (&of_proxy);
  if (host == NULL)
    return NULL;
  reason = name_reason (failure, party);
  if (reason == NULL)
    return describe_plain (failure, host);
  /* Translators: the name of a server, then why, as “its certificate has expired”. */
  return g_strdup_printf (_ ("The connection to %s cannot be trusted: %s. Nothing was sent."), host,
                          reason);
}
