/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The faults N1 to N47 against the HTTP client: each fault against a GET, a GET with a sink,
 * a PUT and a DELETE; what the caller gets, and what went over the wire. */

#define G_LOG_DOMAIN "test"

#include "net-fixture.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define JSON "Content-Type: application/json\r\n"
/* Each chunk is a read, so many small ones would take most of the time of this test. */
#define ENDLESS_CHUNK "20\r\nabcdefghijklmnopqrstuvwxyz012345\r\n"

/* An expected end: a status, or an error. */
#define FAILS(code) (-1 - (int) GATE_ERROR_##code)

#define ANSWER(status) "HTTP/1.1 " status "\r\n" JSON "Content-Length: 2\r\n\r\n{}"

typedef struct
{
  const char *name;
  const char *answer;
  FaultEnd    end;
  const char *tail;
  int         get;
  guint       gets;   /* how many of the GET arrive, 0 for one */
  int         change; /* PUT and DELETE */
  guint       changes;
  const char *body;   /* of an answer, NULL for any */
  guint       deadline_ms;
  gboolean    cut;    /* passed on by libsoup before 3.6.5, refused since */
} Fault;

static const Fault faults[] = {
  { "6-silence", "", FAULT_HANG, NULL, FAILS (TIMEOUT), 1, FAILS (UNKNOWN_OUTCOME), 1, NULL, 400 },
  { "7-closes", "", FAULT_CLOSE, NULL, FAILS (NETWORK), 4, FAILS (UNKNOWN_OUTCOME) },
  { "8-reset-before-headers", "", FAULT_RESET, NULL, FAILS (NETWORK), 4, FAILS (UNKNOWN_OUTCOME) },
  { "8-reset-in-headers", OK "Content-Ty", FAULT_RESET, NULL, FAILS (NETWORK), 4,
    FAILS (UNKNOWN_OUTCOME) },
  { "8-reset-in-body", OK "Content-Length: 10\r\n\r\n{}", FAULT_RESET, NULL, FAILS (NETWORK), 4,
    FAILS (UNKNOWN_OUTCOME) },
  { "8-reset-in-chunk", OK "Transfer-Encoding: chunked\r\n\r\n5\r\n{}", FAULT_RESET, NULL,
    FAILS (NETWORK), 4, FAILS (UNKNOWN_OUTCOME) },
  { "9-headers-dripped", OK, FAULT_DRIP, "X: y\r\n", FAILS (TIMEOUT), 1, FAILS (UNKNOWN_OUTCOME), 1,
    NULL, 400 },
  { "10-body-dripped", OK "Content-Length: 100000\r\n\r\n", FAULT_DRIP, "[]", FAILS (TIMEOUT), 1,
    FAILS (UNKNOWN_OUTCOME), 1, NULL, 400 },
  { "10-body-stops", OK "Content-Length: 10\r\n\r\n{", FAULT_HANG, NULL, FAILS (TIMEOUT), 1,
    FAILS (UNKNOWN_OUTCOME), 1, NULL, 400 },
  { "11-endless-body", OK "\r\n", FAULT_ENDLESS, "[1,2,3,4,5,6,7,8]\n", FAILS (TOO_LARGE), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "11-endless-chunks", OK "Transfer-Encoding: chunked\r\n\r\n", FAULT_ENDLESS, ENDLESS_CHUNK,
    FAILS (TOO_LARGE), 1, FAILS (UNKNOWN_OUTCOME) },
  { "11-large-length", OK "Content-Length: 9223372036854775807\r\n\r\n", FAULT_ENDLESS, "abcdefgh",
    FAILS (TOO_LARGE), 1, FAILS (UNKNOWN_OUTCOME) },
  { "11-endless-error", "HTTP/1.1 500 Oops\r\n\r\n", FAULT_ENDLESS, "<html>", 500, 1, 500, 1, "" },
  { "12-endless-headers", OK, FAULT_ENDLESS, "X-Header: abcdefghijklmnopqrstuvwxyz\r\n",
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "12-endless-header", OK "X: ", FAULT_ENDLESS, "abcdefghijklmnopqrstuvwxyz", FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "13-endless-100", "", FAULT_DRIP, "HTTP/1.1 100 Continue\r\n\r\n", FAILS (TIMEOUT), 1,
    FAILS (UNKNOWN_OUTCOME), 1, NULL, 400 },
  { "13-fast-100", "", FAULT_ENDLESS, "HTTP/1.1 100 Continue\r\n\r\n", FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "13-fast-103", "", FAULT_ENDLESS, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n",
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "13-one-100", "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    200, 1, 200, 1, "{}" },
  { "14-101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", FAULT_HANG, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "15-short", OK "Content-Length: 10\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 4,
    FAILS (UNKNOWN_OUTCOME) },
  { "15-short-and-close", OK "Connection: close\r\nContent-Length: 10\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "15-empty", OK "Connection: close\r\nContent-Length: 10\r\n\r\n", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "15-short-1.0", "HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "15-short-error", "HTTP/1.1 404 No\r\nContent-Length: 10\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "15-short-gzip",
    OK "Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n\x1f\x8b\x08",
    FAULT_CLOSE, NULL, FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  /* What is cut here is cut for libsoup too; that it is no whole document is found further up. */
  { "16-long", OK "Connection: close\r\nContent-Length: 5\r\n\r\n{\"a\":1}", FAULT_CLOSE, NULL, 200, 1,
    200, 1, "{\"a\":" },
  { "17-two-lengths", OK "Content-Length: 2\r\nContent-Length: 7\r\n\r\n{\"a\":1}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "17-the-same-twice", OK "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "17-list", OK "Content-Length: 2, 2\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "17-length-and-chunked",
    OK "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "18-negative", OK "Content-Length: -5\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "18-negative-close", OK "Connection: close\r\nContent-Length: -5\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "18-20-digits", OK "Content-Length: 99999999999999999999\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "18-2^63", OK "Content-Length: 9223372036854775808\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "18-plus", OK "Content-Length: +2\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "18-hex", OK "Content-Length: 0x2\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "18-word", OK "Content-Length: two\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "18-unknown-transfer", OK "Transfer-Encoding: gzip\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  /* As N16. */
  { "19-no-last-chunk", OK "Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n", FAULT_CLOSE, NULL, 200, 1,
    200, 1, "[1", .cut = TRUE },
  { "19-garbage-size", OK "Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\nzz\r\n", FAULT_CLOSE, NULL,
    200, 1, 200, 1, "[1", .cut = TRUE },
  { "20-large-chunk", OK "Transfer-Encoding: chunked\r\n\r\nff\r\n[1", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "20-no-end-of-chunk-size", OK "Transfer-Encoding: chunked\r\n\r\nff", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 4, FAILS (UNKNOWN_OUTCOME) },
  { "22-unknown-coding", OK "Content-Encoding: zstd\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "22-two-codings", OK "Content-Encoding: gzip, gzip\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE,
    NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "22-two-coding-headers",
    OK "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE,
    NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "22-identity", OK "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    200, 1, 200, 1, "{}" },
  { "23-two-types", OK JSON "Content-Type: text/html\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "23-two-types-turned", OK "content-type: text/html\r\n" JSON "Content-Length: 2\r\n\r\n{}",
    FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "24-empty", OK "Content-Length: 0\r\n\r\n", FAULT_KEEP, NULL, 200, 1, 200, 1, "" },
  { "24-no-length", OK "\r\n{}", FAULT_CLOSE, NULL, 200, 1, 200, 1, "{}" },
  { "24-204", "HTTP/1.1 204 No Content\r\n\r\n", FAULT_KEEP, NULL, 204, 1, 204, 1, "" },
  { "24-204-with-length", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}", FAULT_CLOSE, NULL,
    204, 1, 204, 1, "" },
  { "25-201", ANSWER ("201 Created"), FAULT_KEEP, NULL, 201, 1, 201, 1, "{}" },
  { "25-202", ANSWER ("202 Accepted"), FAULT_KEEP, NULL, 202, 1, 202, 1, "{}" },
  { "25-206", ANSWER ("206 Partial"), FAULT_KEEP, NULL, 206, 1, 206, 1, "{}" },
  { "25-207", ANSWER ("207 Multi"), FAULT_KEEP, NULL, 207, 1, 207, 1, "{}" },
  { "26-304", "HTTP/1.1 304 Not Modified\r\n\r\n", FAULT_KEEP, NULL, FAILS (PROTOCOL), 1,
    FAILS (PROTOCOL) },
  { "27-loop", "HTTP/1.1 302 Found\r\nLocation: /27-loop\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL,
    FAILS (PROTOCOL), 1, FAILS (PROTOCOL) },
  { "28-file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (PROTOCOL) },
  { "28-data", "HTTP/1.1 303 See Other\r\nLocation: data:application/json,{}\r\n\r\n", FAULT_CLOSE,
    NULL, FAILS (PROTOCOL), 1, FAILS (PROTOCOL) },
  { "28-crlf", "HTTP/1.1 307 Temp\r\nLocation: /a%0d%0aX:%20y\r\n b\r\n\r\n", FAULT_CLOSE, NULL,
    FAILS (PROTOCOL), 1, FAILS (PROTOCOL) },
  { "32-basic", "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\n{}",
    FAULT_KEEP, NULL, 401, 1, 401, 1, "{}" },
  { "32-digest",
    "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\", qop=\"auth\"\r\n"
    "Content-Length: 2\r\n\r\n{}",
    FAULT_KEEP, NULL, 401, 1, 401, 1, "{}" },
  { "32-negotiate", "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate, NTLM\r\nContent-Length: 2\r\n\r\n{}",
    FAULT_KEEP, NULL, 401, 1, 401, 1, "{}" },
  { "32-proxy",
    "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\n{}", FAULT_KEEP,
    NULL, 407, 1, 407, 1, "{}" },
  { "32-endless-401", "HTTP/1.1 401 No\r\n\r\n", FAULT_ENDLESS, "<html>", 401, 1, 401, 1, "" },
  { "36-404", ANSWER ("404 No"), FAULT_KEEP, NULL, 404, 1, 404, 1, "{}" },
  { "37-405", ANSWER ("405 No"), FAULT_KEEP, NULL, 405, 1, 405, 1, "{}" },
  { "37-406", ANSWER ("406 No"), FAULT_KEEP, NULL, 406, 1, 406, 1, "{}" },
  { "37-410", ANSWER ("410 No"), FAULT_KEEP, NULL, 410, 1, 410, 1, "{}" },
  { "37-411", ANSWER ("411 No"), FAULT_KEEP, NULL, 411, 1, 411, 1, "{}" },
  { "37-414", ANSWER ("414 No"), FAULT_KEEP, NULL, 414, 1, 414, 1, "{}" },
  { "37-415", ANSWER ("415 No"), FAULT_KEEP, NULL, 415, 1, 415, 1, "{}" },
  { "37-418", ANSWER ("418 No"), FAULT_KEEP, NULL, 418, 1, 418, 1, "{}" },
  { "37-431", ANSWER ("431 No"), FAULT_KEEP, NULL, 431, 1, 431, 1, "{}" },
  /* libsoup would send once more, a PUT without its body. */
  { "37-421", ANSWER ("421 Misdirected"), FAULT_KEEP, NULL, FAILS (PROTOCOL), 1, FAILS (PROTOCOL) },
  { "38-408", ANSWER ("408 No"), FAULT_KEEP, NULL, 408, 1, 408, 1, "{}" },
  { "38-409", ANSWER ("409 No"), FAULT_KEEP, NULL, 409, 1, 409, 1, "{}" },
  { "38-412", ANSWER ("412 No"), FAULT_KEEP, NULL, 412, 1, 412, 1, "{}" },
  { "38-413", ANSWER ("413 No"), FAULT_KEEP, NULL, 413, 1, 413, 1, "{}" },
  { "38-422", ANSWER ("422 No"), FAULT_KEEP, NULL, 422, 1, 422, 1, "{}" },
  { "40-date", "HTTP/1.1 429 Slow\r\nRetry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n",
    FAULT_KEEP, NULL, 429, 4, 429, 1, "" },
  { "40-negative", "HTTP/1.1 429 Slow\r\nRetry-After: -7\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL,
    429, 4, 429, 1, "" },
  { "40-garbage", "HTTP/1.1 429 Slow\r\nRetry-After: later\r\nContent-Length: 0\r\n\r\n", FAULT_KEEP, NULL,
    429, 4, 429, 1, "" },
  { "41-for-ever", ANSWER ("429 Slow"), FAULT_KEEP, NULL, 429, 4, 429, 1, "{}" },
  { "42-500", ANSWER ("500 Oops"), FAULT_KEEP, NULL, 500, 1, 500, 1, "{}" },
  { "42-502-html",
    "HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", FAULT_KEEP, NULL,
    502, 4, 502, 1, "<html>" },
  { "42-503", ANSWER ("503 Busy"), FAULT_KEEP, NULL, 503, 4, 503, 1, "{}" },
  { "42-504", ANSWER ("504 Late"), FAULT_CLOSE, NULL, 504, 4, 504, 1, "{}" },
  { "44-299", ANSWER ("299 Odd"), FAULT_KEEP, NULL, 299, 1, 299, 1, "{}" },
  { "44-499", ANSWER ("499 Odd"), FAULT_KEEP, NULL, 499, 1, 499, 1, "{}" },
  { "44-599", ANSWER ("599 Odd"), FAULT_KEEP, NULL, 599, 1, 599, 1, "{}" },
  { "44-799", ANSWER ("799 Odd"), FAULT_KEEP, NULL, 799, 1, 799, 1, "{}" },
  { "45-000", ANSWER ("000 Odd"), FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "45-099", ANSWER ("099 Odd"), FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "45-garbage", "lorem ipsum dolor\r\n\r\n", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "45-999999", ANSWER ("999999 Odd"), FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "45-minus-1", ANSWER ("-1 Odd"), FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "45-0.9", "{\"a\":1}\n", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1, FAILS (UNKNOWN_OUTCOME) },
  { "45-3.0", "HTTP/3.0 200 OK\r\n\r\n{}", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "45-ssh", "SSH-2.0-OpenSSH_9.2\r\n", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "45-tls", "\x15\x03\x01\x02\x02\x46", FAULT_CLOSE, NULL, FAILS (PROTOCOL), 1,
    FAILS (UNKNOWN_OUTCOME) },
  { "47-not-utf-8", OK "ININ-Correlation-Id: \xff\xfe\r\nContent-Length: 2\r\n\r\n{}", FAULT_KEEP, NULL,
    200, 1, 200, 1, "{}" },
};

static void
set_deadlines (NetFixture  *net,
               const Fault *fault)
{
  guint ms = fault->deadline_ms > 0 ? fault->deadline_ms : NET_PATIENCE_MS;

  gate_http_set_deadlines_ms (net->http, ms, ms, ms);
}

static void
assert_end (const Fault *fault,
            NetOutcome  *outcome,
            int          expected)
{
  g_autofree char *body = NULL;

  if (expected < 0)
    {
      g_assert_nonnull (outcome->error);
      g_test_message ("%s", outcome->error->message);
      g_assert_error (outcome->error, GATE_ERROR, -1 - expected);
      g_assert_cmpstr (gate_error_get_host (outcome->error), ==, "127.0.0.1");
      return;
    }
  g_assert_no_error (outcome->error);
  g_assert_cmpuint (gate_http_response_get_status (outcome->answer), ==, (guint) expected);
  body = net_outcome_dup_body (outcome);
  if (fault->body != NULL)
    g_assert_cmpstr (body, ==, fault->body);
}

static const struct
{
  const char *method, *path;
  gboolean with_sink;
} kinds[] = {
  { "GET", "/get", FALSE },
  { "GET", "/list", TRUE },
  { "PUT", "/put", FALSE },
  { "DELETE", "/delete", FALSE },
};

/* Each kind with a token of its own, so that none waits for another's limits. */
static void
start_kind (NetFixture  *net,
            const Fault *fault,
            guint        kind,
            NetOutcome  *outcome)
{
  g_autoptr (GateHttpRequest) request =
      net_request_new (net, kinds[kind].method, kinds[kind].path);

  fault_server_add (net->server, kinds[kind].path, fault->answer, fault->end, fault->tail);
  gate_http_request_set_bearer (request, kinds[kind].path);
  gate_http_request_set_max_bytes (request, 128 * 1024);
  if (kinds[kind].with_sink)
    net_request_set_sink (request, outcome);
  net_start (net, request, NULL, outcome);
}

static void
check_kind (NetFixture  *net,
            const Fault *fault,
            guint        kind,
            NetOutcome  *outcome)
{
  gboolean is_get = kind < 2;
  guint arrivals = MAX (is_get ? fault->gets : fault->changes, 1);

  g_test_message ("%s", kinds[kind].path);
  assert_end (fault, outcome, is_get ? fault->get : fault->change);
  g_assert_cmpuint (fault_server_count (net->server, NULL, kinds[kind].path), ==, arrivals);
  if (!kinds[kind].with_sink)
    return;
  g_assert_cmpuint (outcome->resets, ==, arrivals);
  if (outcome->answer != NULL && gate_http_response_get_status (outcome->answer) != 200)
    g_assert_cmpuint (outcome->sunk->len, ==, 0);
}

/* The fault as a libsoup that refuses what is cut reports it. */
static Fault
refused (const Fault *fault)
{
  Fault other = *fault;

  other.get = FAILS (PROTOCOL);
  other.gets = 4;
  other.change = FAILS (UNKNOWN_OUTCOME);
  return other;
}

static void
test_fault (NetFixture   *net,
            gconstpointer data)
{
  const Fault *fault = data;
  const Fault stricter = refused (fault);
  NetOutcome outcomes[G_N_ELEMENTS (kinds)] = { 0 };

  set_deadlines (net, fault);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    start_kind (net, fault, i, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    net_wait (&outcomes[i]);
  if (fault->cut && outcomes[0].error != NULL)
    fault = &stricter;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      check_kind (net, fault, i, &outcomes[i]);
      net_outcome_clear (&outcomes[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/net/faults/", faults[i].name, NULL);

      g_test_add (path, NetFixture, &faults[i], net_fixture_set_up, test_fault,
                  net_fixture_tear_down);
    }
  return g_test_run ();
}
