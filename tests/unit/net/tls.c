/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Certificates are made by the openssl program at test time; no key lies in the repository. */

#define G_LOG_DOMAIN "test"

#include "gate-certificate.h"
#include "net-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* An authority that is good for one test run. */
#define CONFIG                                                                                     \
  "[req]\ndistinguished_name=dn\n[dn]\n"                                                           \
  "[ca]\ndefault_ca=own\n"                                                                         \
  "[own]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n"   \
  "unique_subject=no\ncopy_extensions=copy\n[any]\ncommonName=supplied\n"                         \
  "[authority]\nbasicConstraints=critical,CA:true\n"

static char *folder;

/* LeakSanitizer loses its way in the thread-local storage of a TLS module that is loaded while
 * threads run; this leaves that storage out. */
const char *__asan_default_options (void);

__attribute__ ((no_sanitize ("address"))) const char *
__asan_default_options (void)
{
  return "intercept_tls_get_addr=0";
}

static gboolean
run_openssl (const char *arguments)
{
  g_autofree char *line = g_strconcat ("openssl ", arguments, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autofree char *errors = NULL;
  int status = 0;

  if (!g_spawn_sync (folder, argv, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors,
                     &status, NULL))
    return FALSE;
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", line, errors);
  return TRUE;
}

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static gboolean
make_authority (void)
{
  g_autofree char *config = in_folder ("c.cnf");
  g_autofree char *index = in_folder ("index.txt");

  g_assert_true (g_file_set_contents (config, CONFIG, -1, NULL));
  g_assert_true (g_file_set_contents (index, "", -1, NULL));
  return run_openssl ("ecparam -name prime256v1 -genkey -noout -out key.pem") &&
         run_openssl ("req -config c.cnf -x509 -key key.pem -subj /CN=Gatehouse-test -days 2 "
                      "-extensions authority -out ca.pem");
}

/* A server's certificate for one IP address and one span of time, as YYYYMMDDHHMMSSZ. */
static GTlsCertificate *
make_certificate (const char *ip,
                  const char *from,
                  const char *to)
{
  g_autofree char *request = g_strdup_printf (
      "req -config c.cnf -new -key key.pem -subj /CN=server -addext subjectAltName=IP:%s "
      "-out server.csr", ip);
  g_autofree char *sign = g_strdup_printf ("ca -config c.cnf -batch -notext -keyfile key.pem -cert "
                                           "ca.pem -startdate %s -enddate %s -in server.csr -out "
                                           "server.pem", from, to);
  g_autofree char *certificate_path = in_folder ("server.pem");
  g_autofree char *key_path = in_folder ("key.pem");
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  run_openssl (request);
  run_openssl (sign);
  certificate = g_tls_certificate_new_from_files (certificate_path, key_path, &error);
  g_assert_no_error (error);
  return certificate;
}

static char *
format_date (int days_from_now)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days_from_now);

  return g_date_time_format (then, "%Y%m%d%H%M%SZ");
}

typedef struct
{
  const char *ip;
  int from_days, to_days;
  gboolean trusted;
  const char *reason; /* NULL when the connection is good */
  const char *sentence;
} Case;

#define NOT_TRUSTED "The connection to 127.0.0.1 cannot be trusted: "

static void
send_to (const Case *one,
         const char *method)
{
  NetFixture fixture = { 0 };
  g_autofree char *from = format_date (one->from_days);
  g_autofree char *to = format_date (one->to_days);
  g_autoptr (GTlsCertificate) certificate = make_certificate (one->ip, from, to);
  g_autofree char *authority = in_folder ("ca.pem");
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authority, NULL);
  g_auto (NetOutcome) outcome = { 0 };
  g_autoptr (GateHttpRequest) request = NULL;
  g_autofree char *sentence = NULL;

  net_fixture_set_up (&fixture, NULL);
  fault_server_set_certificate (fixture.server, certificate);
  fault_server_add (fixture.server, "/", ANSWER, FAULT_KEEP, NULL);
  if (one->trusted)
    gate_http_set_tls_database (fixture.http, database);
  request = net_request_new (&fixture, method, "/");
  net_send (&fixture, request, &outcome);
  if (one->reason == NULL)
    {
      g_assert_no_error (outcome.error);
      g_assert_cmpuint (fault_server_count (fixture.server, NULL, "/"), ==, 1);
    }
  else
    {
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_TLS);
      g_test_message ("%s", outcome.error->message);
      g_assert_nonnull (strstr (outcome.error->message, one->reason));
      g_assert_cmpstr (gate_error_get_host (outcome.error), ==, "127.0.0.1");
      sentence = gate_error_describe (outcome.error);
      g_assert_cmpstr (sentence, ==, one->sentence);
      g_assert_cmpuint (fault_server_count (fixture.server, NULL, "/"), ==, 0);
    }
  net_fixture_tear_down (&fixture, NULL);
}

static const Case cases[] = {
  { "127.0.0.1", -1, 1, TRUE, NULL, NULL },
  { "127.0.0.1", -1, 1, FALSE, "unknown authority",
    NOT_TRUSTED "its certificate comes from “Gatehouse-test”, which this computer does not know. "
                "Nothing was sent." },
  { "127.0.0.2", -1, 1, TRUE, "another host",
    NOT_TRUSTED "its certificate is for 127.0.0.2. Nothing was sent." },
  { "127.0.0.2", -1, 1, FALSE, "unknown authority",
    NOT_TRUSTED "its certificate comes from “Gatehouse-test”, which this computer does not know. "
                "Nothing was sent." },
  { "127.0.0.1", -3, -1, TRUE, "expired: check the clock",
    NOT_TRUSTED "its certificate has expired, or the clock of this computer is wrong. Nothing was "
                "sent." },
  { "127.0.0.1", 1, 3, TRUE, "not yet valid: check the clock",
    NOT_TRUSTED "its certificate is not valid yet, or the clock of this computer is wrong. Nothing "
                "was sent." },
};

static void
test_certificates (void)
{
  if (folder == NULL)
    {
      g_test_skip ("the openssl program is missing");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %d to %d days, trusted %d", cases[i].ip, cases[i].from_days,
                      cases[i].to_days, cases[i].trusted);
      send_to (&cases[i], "GET");
      send_to (&cases[i], "PUT");
    }
}

/* Runs with both sides held to one version of TLS; GnuTLS reads that once per process. */
static void
test_good_in_subprocess (void)
{
  if (folder != NULL)
    send_to (&cases[0], "PUT");
}

static void
test_old_in_subprocess (void)
{
  const Case old = { "127.0.0.1", -1, 1, TRUE, "TLS version is too old",
                     NOT_TRUSTED "it offers only a version of TLS that is no longer safe. Nothing "
                                 "was sent." };

  if (folder == NULL)
    return;
  send_to (&old, "GET");
  send_to (&old, "PUT");
}

static void
test_versions (void)
{
  const struct
  {
    const char *priority, *path;
  } versions[] = {
    { "NORMAL:-VERS-ALL:+VERS-TLS1.3", "/net/tls/versions/good/subprocess" },
    { "NORMAL:-VERS-ALL:+VERS-TLS1.2", "/net/tls/versions/good/subprocess" },
    { "NORMAL:-VERS-ALL:+VERS-TLS1.1", "/net/tls/versions/old/subprocess" },
  };

  if (folder == NULL)
    {
      g_test_skip ("the openssl program is missing");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_test_message ("%s", versions[i].priority);
      g_setenv ("G_TLS_GNUTLS_PRIORITY", versions[i].priority, TRUE);
      g_test_trap_subprocess (versions[i].path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("G_TLS_GNUTLS_PRIORITY");
      g_test_trap_assert_passed ();
    }
}

/* What is no TLS at all, on the port where TLS should be. */
static void
test_not_tls (void)
{
  static const char no_tls[] =
      NOT_TRUSTED "what answers there does not speak TLS, but perhaps plain http. Nothing was sent.";
  const struct
  {
    const char *answer;
    FaultEnd end;
    GateErrorCode code;
    const char *sentence;
  } wrong[] = {
    { "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", FAULT_HANG, GATE_ERROR_TLS, no_tls },
    { "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", FAULT_CLOSE, GATE_ERROR_TLS, no_tls },
    { "SSH-2.0-x\r\n", FAULT_HANG, GATE_ERROR_TLS, no_tls },
    { "", FAULT_HANG, GATE_ERROR_TIMEOUT, "The organization did not answer in time." },
    { "", FAULT_CLOSE, GATE_ERROR_TLS, no_tls },
    { "", FAULT_RESET, GATE_ERROR_TLS, no_tls },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      NetFixture fixture = { 0 };
      g_auto (NetOutcome) outcome = { 0 };
      g_autoptr (GUri) address = NULL;
      g_autoptr (GateHttpRequest) request = NULL;
      g_autofree char *sentence = NULL;

      net_fixture_set_up (&fixture, NULL);
      fault_server_greet (fixture.server, wrong[i].answer, wrong[i].end);
      if (wrong[i].code == GATE_ERROR_TIMEOUT)
        gate_http_set_deadlines_ms (fixture.http, 300, 300, 300);
      address = g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, "127.0.0.1",
                             fault_server_get_port (fixture.server), "/", NULL, NULL);
      request = gate_http_request_new ("PUT", address);
      gate_http_request_set_bearer (request, "canary-token");
      net_send (&fixture, request, &outcome);
      g_test_message ("%s", outcome.error != NULL ? outcome.error->message : "no error");
      g_assert_error (outcome.error, GATE_ERROR, (int) wrong[i].code);
      sentence = gate_error_describe (outcome.error);
      g_assert_cmpstr (sentence, ==, wrong[i].sentence);
      net_fixture_tear_down (&fixture, NULL);
    }
}

/* And TLS where plain HTTP should be: some servers say so in an alert, others just close. */
static void
test_not_plain (void)
{
  const struct
  {
    const char *answer;
    FaultEnd end;
    GateErrorCode code;
    const char *sentence;
  } wrong[] = {
    { "\x15\x03\x01\x02\x02\x02\x46", FAULT_CLOSE, GATE_ERROR_PROTOCOL,
      "What answers at 127.0.0.1 does not speak HTTP. If it is meant to be secure, its address "
      "begins with https://." },
    { "", FAULT_CLOSE, GATE_ERROR_NETWORK,
      "127.0.0.1 ended the connection without an answer. If it is meant to be secure, its address "
      "begins with https://." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      NetFixture fixture = { 0 };
      g_auto (NetOutcome) outcome = { 0 };
      g_autoptr (GateHttpRequest) request = NULL;
      g_autofree char *sentence = NULL;

      net_fixture_set_up (&fixture, NULL);
      fault_server_add (fixture.server, "/", wrong[i].answer, wrong[i].end, NULL);
      request = net_request_new (&fixture, "GET", "/");
      net_send (&fixture, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, (int) wrong[i].code);
      sentence = gate_error_describe (outcome.error);
      g_assert_cmpstr (sentence, ==, wrong[i].sentence);
      net_fixture_tear_down (&fixture, NULL);
    }
}

static void
test_certificate_names (void)
{
  static const struct
  {
    const char *name, *found;
  } names[] = {
    { "CN=R11,O=Let's Encrypt,C=US", "R11" },
    { "C=US,O=Zscaler\\, Inc.,cn=Zscaler \\C3\\A4 CA", "Zscaler ä CA" },
    { "OU=CN=x,O=Acme\\+Co+L=y", "Acme+Co" },
    { "OU=only", "OU=only" },
    { "CN=", "CN=" },
    { "CN=\\", "\\" },
    { "CN=a\\", "a\\" },
    { "XCN=x", "XCN=x" },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *found = gate_certificate_find_name (names[i].name);

      g_assert_cmpstr (found, ==, names[i].found);
    }
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (name);

      g_remove (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

int
main (int   argc,
      char *argv[])
{
  int failures;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("gate-tls-XXXXXX", NULL);
  if (!make_authority ())
    remove_folder ();
  g_test_add_func ("/net/tls/certificates", test_certificates);
  g_test_add_func ("/net/tls/versions", test_versions);
  g_test_add_func ("/net/tls/versions/good/subprocess", test_good_in_subprocess);
  g_test_add_func ("/net/tls/versions/old/subprocess", test_old_in_subprocess);
  g_test_add_func ("/net/tls/not-tls", test_not_tls);
  g_test_add_func ("/net/tls/not-plain", test_not_plain);
  g_test_add_func ("/net/tls/certificate-names", test_certificate_names);
  failures = g_test_run ();
  if (folder != NULL)
    remove_folder ();
  return failures;
}
