/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The strict reader of request heads (H1 to H40), however the bytes are cut. */

#include "gate-request-head.h"
#include "gate-request-target.h"

#include <string.h>

#define AUTHORITY "127.0.7.1:8080"
#define HOST "Host: " AUTHORITY "\r\n"
#define ROUNDS 20000
#define SEED 20240502

typedef struct
{
  const char *text;
  guint status; /* 0: accepted */
} Row;

static const Row rows[] = {
  { "GET / HTTP/1.1\r\n" HOST "\r\n", 0 },
  { "GET /a?b HTTP/1.1\r\n" HOST "\r\n", 0 },
  { "GET / HTTP/1.0\r\n" HOST "\r\n", 0 },
  { "GET http://" AUTHORITY "/a HTTP/1.1\r\n" HOST "\r\n", 0 },
  { "GET HTTP://" AUTHORITY "?x=1 HTTP/1.1\r\n" HOST "\r\n", 0 },
  { "PUT /a HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 0 },
  { "PUT /a HTTP/1.1\r\n" HOST "Content-Length: 65536\r\n\r\n", 0 },
  { "PUT /a HTTP/1.1\r\nhost:" AUTHORITY "\t \r\ncontent-length:\t5\r\n\r\n", 0 },
  { "GET / HTTP/1.1\r\n" HOST "Origin: http://" AUTHORITY "\r\nSec-Fetch-Site: none\r\n\r\n", 0 },
  { "GET / HTTP/1.1\r\n" HOST "X: \xc3\xa4\r\nRange: bytes=0-1\r\nX-Forwarded-Host: a\r\n\r\n", 0 },
  { "GET / HTTP/1.1\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400 },
  { "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: 127.0.7.1\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: 127.0.7.1:8081\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: 127.0.7.1.:8080\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: 127.7.1:8080\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: 0x7f.0.7.1:8080\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost: [::ffff:127.0.7.1]:8080\r\n\r\n", 421 },
  { "GET / HTTP/1.1\r\nHost:\r\n\r\n", 421 },
  { "GET http://evil.example/ HTTP/1.1\r\n" HOST "\r\n", 421 },
  { "GET http://" AUTHORITY "@evil/ HTTP/1.1\r\n" HOST "\r\n", 421 },
  { "GET http://" AUTHORITY "0/ HTTP/1.1\r\n" HOST "\r\n", 421 },
  { "GET https://" AUTHORITY "/ HTTP/1.1\r\n" HOST "\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "Origin: a\r\nOrigin: a\r\n\r\n", 400 },
  { "OPTIONS /a HTTP/1.1\r\n" HOST "Origin: http://a\r\n\r\n", 0 },
  { "GET /\r\n", 400 },
  { "GET / HTTP/2.0\r\n", 505 },
  { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
  { "GET / HTTP/1.2\r\n", 505 },
  { "GET / HTTP/0.9\r\n", 505 },
  { "GET / http/1.1\r\n", 400 },
  { "GET / HTTP/1.1 \r\n", 400 },
  { "GET / HTTP/11\r\n", 400 },
  { "GET  / HTTP/1.1\r\n", 400 },
  { "GET /a b HTTP/1.1\r\n", 400 },
  { "GET /a\tb HTTP/1.1\r\n", 400 },
  { " GET / HTTP/1.1\r\n", 400 },
  { "\r\nGET / HTTP/1.1\r\n", 400 },
  { "\x16\x03\x01\x02", 400 },
  { "SSH-2.0-x\r\n", 400 },
  { "get / HTTP/1.1\r\n", 501 },
  { "FOO<> / HTTP/1.1\r\n", 400 },
  { "FOO / HTTP/1.1\r\n", 501 },
  { "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 400 },
  { "TRACE / HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "CONNECT " AUTHORITY " HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "OPTIONS a HTTP/1.1\r\n", 400 },
  { "PATCH / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 405 },
  { "GET * HTTP/1.1\r\n", 400 },
  { "GET a HTTP/1.1\r\n", 400 },
  { "GET /\xff HTTP/1.1\r\n", 400 },
  { "GET /\xc3\xa4 HTTP/1.1\r\n", 400 },
  { "GET /%ff HTTP/1.1\r\n", 400 },
  { "GET /%c0%af HTTP/1.1\r\n", 400 },
  { "GET /%00 HTTP/1.1\r\n", 400 },
  { "GET /%0d%0a HTTP/1.1\r\n", 400 },
  { "GET /%zz HTTP/1.1\r\n", 400 },
  { "GET /% HTTP/1.1\r\n", 400 },
  { "GET /%4 HTTP/1.1\r\n", 400 },
  { "GET /?a=%00 HTTP/1.1\r\n", 400 },
  { "GET /?a=% HTTP/1.1\r\n", 400 },
  { "GET /a#b HTTP/1.1\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A: \xff\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A: \x01\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n", 400 },
  { "GET / HTTP/1.1\n" HOST "\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "A: b\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n" HOST "\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "\r\n", 411 },
  { "POST / HTTP/1.1\r\n" HOST "\r\n", 411 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3, 3\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: +3\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 0x3\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 65537\r\n\r\n", 413 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 9223372036854775807\r\n\r\n", 413 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 18446744073709551617\r\n\r\n", 413 },
  { "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", 411 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 411 },
  { "GET / HTTP/1.1\r\n" HOST "TRANSFER-ENCODING:\tidentity\r\n\r\n", 411 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Encoding: gzip\r\n\r\n", 415 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n", 0 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nExpect: tea\r\n\r\n", 417 },
  { "GET / HTTP/1.1\r\n" HOST "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400 },
  { "PUT / HTTP/1.1\r\n" HOST "Content-Length: 0\r\nContent-Type: a\r\nContent-Type: b\r\n\r\n",
    400 },
};

static GateRequestHeadState
scan_in_pieces (GateRequestHead *head,
                const char         *text,
                gsize               length,
                gsize               piece)
{
  GateRequestHeadState state = GATE_REQUEST_HEAD_MORE;

  for (gsize end = piece; state == GATE_REQUEST_HEAD_MORE; end += piece)
    {
      /* A copy of its own size, so that reading too far is seen. */
      g_autofree char *copy = g_memdup2 (text, MIN (end, length));

      state = gate_request_head_scan (head, copy, MIN (end, length));
      if (end >= length)
        break;
    }
  return state;
}

static void
test_rows (void)
{
  static const gsize pieces[] = { 100000, 1, 2, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
      {
        g_autoptr (GateRequestHead) head = gate_request_head_new (AUTHORITY);
        GateRequestHeadState state = scan_in_pieces (head, rows[i].text, strlen (rows[i].text),
                                                        pieces[p]);
        g_autofree char *escaped = g_strescape (rows[i].text, NULL);

        g_test_message ("%s", escaped);
        g_assert_cmpint (state, ==, rows[i].status == 0 ? GATE_REQUEST_HEAD_DONE :
                                                          GATE_REQUEST_HEAD_REFUSED);
        g_assert_cmpuint (gate_request_head_get_status (head), ==, rows[i].status);
        if (rows[i].status == 0)
          g_assert_cmpuint (gate_request_head_get_length (head), ==, strlen (rows[i].text));
        else
          g_assert_nonnull (gate_request_head_get_reason (head));
      }
}

static void
test_nul (void)
{
  static const char in_line[] = "GET /\0 HTTP/1.1\r\n";
  static const char in_header[] = "GET / HTTP/1.1\r\n" HOST "A: \0\r\n\r\n";
  g_autoptr (GateRequestHead) head = gate_request_head_new (AUTHORITY);

  g_assert_cmpint (gate_request_head_scan (head, in_line, sizeof in_line - 1), ==,
                   GATE_REQUEST_HEAD_REFUSED);
  gate_request_head_reset (head);
  g_assert_cmpint (gate_request_head_scan (head, in_header, sizeof in_header - 1), ==,
                   GATE_REQUEST_HEAD_REFUSED);
}

static guint
status_of (const char *text)
{
  g_autoptr (GateRequestHead) head = gate_request_head_new (AUTHORITY);
  GateRequestHeadState state = gate_request_head_scan (head, text, strlen (text));

  g_assert_cmpint (state, !=, GATE_REQUEST_HEAD_MORE);
  return gate_request_head_get_status (head);
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("GET /");
  g_autofree char *path = g_strnfill (GATE_REQUEST_MAX_TARGET_BYTES - 1, 'a');
  g_autofree char *value = g_strnfill (GATE_REQUEST_MAX_HEADER_BYTES - 100, 'b');

  g_string_append_printf (text, "%s HTTP/1.1\r\n" HOST "\r\n", path);
  g_assert_cmpuint (status_of (text->str), ==, 0);
  g_string_insert (text, 5, "a");
  g_assert_cmpuint (status_of (text->str), ==, 414);

  g_string_printf (text, "GET / HTTP/1.1\r\n" HOST "A: %s\r\n\r\n", value);
  g_assert_cmpuint (status_of (text->str), ==, 0);
  g_string_printf (text, "GET / HTTP/1.1\r\n" HOST "A: %s%0100d\r\n\r\n", value, 1);
  g_assert_cmpuint (status_of (text->str), ==, 431);
  g_string_printf (text, "GET / HTTP/1.1\r\n" HOST "A: %s%0200d", value, 1);
  g_assert_cmpuint (status_of (text->str), ==, 431);

  g_string_assign (text, "GET / HTTP/1.1\r\n" HOST);
  for (guint n = 2; n <= GATE_REQUEST_MAX_HEADERS; n++)
    g_string_append (text, "a: b\r\n");
  g_string_append (text, "\r\n");
  g_assert_cmpuint (status_of (text->str), ==, 0);
  g_string_insert (text, (gssize) text->len - 2, "a: b\r\n");
  g_assert_cmpuint (status_of (text->str), ==, 431);
}

static void
test_parts (void)
{
  static const char text[] = "PUT /a%2fb?c=%20 HTTP/1.1\r\n" HOST
                             "Content-Length: 4\r\nConnection: foo, Close\r\nRange: bytes=0-1\r\n"
                             "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\nbody";
  g_autoptr (GateRequestHead) head = gate_request_head_new (AUTHORITY);
  GString *clean;

  g_assert_cmpint (gate_request_head_scan (head, text, strlen (text)),
                   ==,
                   GATE_REQUEST_HEAD_DONE);
  g_assert_cmpstr (gate_request_head_get_method (head), ==, "PUT");
  g_assert_cmpstr (gate_request_head_get_path (head), ==, "/a%2fb");
  g_assert_cmpstr (gate_request_head_get_query (head), ==, "c=%20");
  g_assert_cmpuint (gate_request_head_get_body_length (head), ==, 4);
  g_assert_cmpuint (gate_request_head_get_length (head), ==, strlen (text) - 4);
  g_assert_true (gate_request_head_wants_close (head));
  g_assert_true (gate_request_head_wants_continue (head));
  clean = gate_request_head_dup_clean (head);
  g_assert_cmpstr (clean->str, ==,
                   "PUT / HTTP/1.1\r\n" HOST "Content-Length: 4\r\n\r\n");
  g_assert_cmpstr (gate_request_head_get_header (head, "content-type"), ==, "application/json");
  g_assert_null (gate_request_head_get_header (head, "Cookie"));
  g_assert_null (gate_request_head_get_header (head, "Range"));
  g_string_free (clean, TRUE);

  gate_request_head_reset (head);
  g_assert_cmpint (gate_request_head_scan (head, rows[0].text, strlen (rows[0].text)), ==,
                   GATE_REQUEST_HEAD_DONE);
  g_assert_cmpstr (gate_request_head_get_path (head), ==, "/");
  g_assert_null (gate_request_head_get_query (head));
  g_assert_false (gate_request_head_wants_close (head));
}

static void
test_elsewhere (void)
{
  static const struct
  {
    const char *fields;
    gboolean is_from_elsewhere;
  } cases[] = {
    { "", FALSE },
    { "Origin: http://" AUTHORITY "\r\n", FALSE },
    { "Sec-Fetch-Site: none\r\n", FALSE },
    { "Origin: http://" AUTHORITY "\r\nSec-Fetch-Site: same-origin\r\n", FALSE },
    { "Origin: null\r\n", TRUE },
    { "Origin:\r\n", TRUE },
    { "Origin: http://127.0.7.1:8081\r\n", TRUE },
    { "Origin: http://" AUTHORITY "/\r\n", TRUE },
    { "Origin: https://" AUTHORITY "\r\n", TRUE },
    { "Origin: http://" AUTHORITY "\r\nSec-Fetch-Site: cross-site\r\n", TRUE },
    { "Sec-Fetch-Site: same-site\r\n", TRUE },
    { "Sec-Fetch-Site: cross-site\r\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateRequestHead) head = gate_request_head_new (AUTHORITY);
      g_autofree char *text =
          g_strconcat ("GET / HTTP/1.1\r\n" HOST, cases[i].fields, "\r\n", NULL);

      g_test_message ("%s", cases[i].fields);
      g_assert_cmpint (gate_request_head_scan (head, text, strlen (text)), ==,
                       GATE_REQUEST_HEAD_DONE);
      g_assert_cmpint (gate_request_head_is_from_elsewhere (head), ==,
                       cases[i].is_from_elsewhere);
    }
}

/* Whatever comes: the verdict is the same in one piece and byte by byte, and what is accepted has
 * one Host, one length and no line of its own making. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint round = 0; round < ROUNDS; round++)
    {
      const Row *row = &rows[g_rand_int_range (rand, 0, G_N_ELEMENTS (rows))];
      gsize length = strlen (row->text);
      g_autofree char *text = g_memdup2 (row->text, length);
      g_autoptr (GateRequestHead) whole = gate_request_head_new (AUTHORITY);
      g_autoptr (GateRequestHead) pieces = gate_request_head_new (AUTHORITY);
      GateRequestHeadState state;

      for (int change = g_rand_int_range (rand, 1, 4); change > 0; change--)
        text[g_rand_int_range (rand, 0, (gint32) length)] =
            (char) (g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 256) :
                                            "\r\n :%/?\0"[g_rand_int_range (rand, 0, 8)]);
      state = gate_request_head_scan (whole, text, length);
      g_assert_cmpint (scan_in_pieces (pieces, text, length, 3), ==, state);
      if (state == GATE_REQUEST_HEAD_DONE)
        {
          GString *clean = gate_request_head_dup_clean (whole);

          g_assert_cmpint (*gate_request_head_get_path (whole), ==, '/');
          g_assert_true (g_str_has_suffix (clean->str, "\r\n\r\n"));
          g_assert_true (strstr (clean->str, "\r\n\r\n") == clean->str + clean->len - 4);
          g_string_free (clean, TRUE);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/request-head/rows", test_rows);
  g_test_add_func ("/org/request-head/nul", test_nul);
  g_test_add_func ("/org/request-head/limits", test_limits);
  g_test_add_func ("/org/request-head/parts", test_parts);
  g_test_add_func ("/org/request-head/elsewhere", test_elsewhere);
  g_test_add_func ("/org/request-head/random", test_random);
  return g_test_run ();
}
