/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-refusal.h"

#include "gate-org-security-headers.h"
#include "gate-wire-problem.h"

static const char *
code_for_status (guint status)
{
  static const struct
  {
    guint status;
    const char *code;
  } codes[] = {
    { 403, "not.authorized" },           { 405, "method.not.allowed" },
    { 408, "client.timeout" },           { 413, "request.entity.too.large" },
    { 414, "uri.too.long" },             { 415, "unsupported.media.type" },
    { 417, "expectation.failed" },       { 421, "misdirected.request" },
    { 431, "request.headers.too.large" }, { 501, "not.implemented" },
    { 503, "service.unavailable" },      { 505, "http.version.not.supported" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == status)
      return codes[i].code;
  return "bad.request";
}

/* A page may load its style sheet, which the other answers have no use for. */
static void
add_security_headers (GString  *answer,
                      gboolean  is_page)
{
  const char *const *security = gate_org_security_headers_get ();

  for (guint i = 0; security[i] != NULL; i += 2)
    if (!is_page || strcmp (security[i], "Content-Security-Policy") != 0)
      g_string_append_printf (answer, "%s: %s\r\n", security[i], security[i + 1]);
  if (is_page)
    g_string_append (answer, "Content-Security-Policy: default-src 'none'; style-src 'self'; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n");
}

static GBytes *
make_problem (guint       status,
              const char *reason,
              const char *correlation_id)
{
  g_autofree char *message = g_strdup_printf ("The request was refused: %s", reason);

  return gate_wire_problem_encode (status, code_for_status (status), message, correlation_id, NULL,
                                   NULL);
}

/**
 * gate_org_refusal_make:
 * @head: the head of the request as far as it was read
 * @endpoints: who writes the page that refuses
 * @status: an HTTP status
 * @reason: a phrase of ours
 * @correlation_id: by which the log speaks of it
 *
 * Returns: (transfer full): head and body of the answer
 */
GString *
gate_org_refusal_make (GateRequestHead        *head,
                       const GateOrgEndpoints *endpoints,
                       guint                   status,
                       const char             *reason,
                       const char             *correlation_id)
{
  const char *path = gate_request_head_get_path (head);
  gboolean is_page = path != NULL && endpoints->find_kind != NULL &&
                     endpoints->find_kind (path) == GATE_ORG_ENDPOINT_PAGE;
  GString *answer = g_string_sized_new (2048);
  g_autoptr (GBytes) body = NULL;

  if (is_page)
    body = endpoints->make_page (status, gate_request_head_get_header (head, "Accept-Language"),
                                 correlation_id);
  else
    body = make_problem (status, reason, correlation_id);
  g_string_append_printf (answer,
                          "HTTP/1.1 %u Refused\r\n"
                          "Content-Type: %s\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                          "ININ-Correlation-Id: %s\r\n",
                          status, is_page ? "text/html; charset=utf-8" : "application/json",
                          g_bytes_get_size (body), correlation_id);
  add_security_headers (answer, is_page);
  if (status == 405)
    g_string_append (answer, "Allow: GET, HEAD, PUT, POST, DELETE\r\n");
  g_string_append (answer, "Connection: close\r\n\r\n");
  if (g_strcmp0 (gate_request_head_get_method (head), "HEAD") != 0)
    g_string_append_len (answer, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  return answer;
}
