/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

/* The kinds of error on which a caller can act. A cancelled operation is G_IO_ERROR_CANCELLED,
 * never one of these. */
typedef enum
{
  GATE_ERROR_FAILED,        /* nothing else fits */
  GATE_ERROR_NETWORK,       /* the service cannot be reached */
  GATE_ERROR_TIMEOUT,       /* the service did not answer in time */
  GATE_ERROR_TLS,           /* the connection cannot be trusted */
  GATE_ERROR_BLOCKED,       /* the service did not get the request, or takes none from here */
  GATE_ERROR_UNAUTHORIZED,  /* signed out */
  GATE_ERROR_FORBIDDEN,     /* a permission is missing */
  GATE_ERROR_SCOPE,         /* a scope is missing */
  GATE_ERROR_NOT_FOUND,     /* the service does not know it */
  GATE_ERROR_NOT_OFFERED,   /* a call that this organization does not offer */
  GATE_ERROR_CONFLICT,      /* changed by another person meanwhile */
  GATE_ERROR_RATE_LIMITED,  /* asked too often, to the end */
  GATE_ERROR_INVALID,       /* refused as not valid, or before it was sent */
  GATE_ERROR_TOO_LARGE,     /* an answer over its limit */
  GATE_ERROR_PROTOCOL,      /* an answer that breaks the contract */
  GATE_ERROR_SERVER,        /* trouble of the service's own */
  GATE_ERROR_UNKNOWN_OUTCOME, /* a change was sent and its answer did not come */
} GateErrorCode;
