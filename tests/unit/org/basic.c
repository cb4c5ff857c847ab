/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Client credentials in a header: both parts are encoded like a form before they are base64. */

#include "gate-org-basic.h"
#include "gate-org-secret.h"

static void
test_read (void)
{
  static const struct
  {
    const char *pair;
    const char *client_id;
    const char *secret;
  } rows[] = {
    { "id:secret", "id", "secret" },
    { "id:", "id", "" },
    { "id:a:b", "id", "a:b" },
    { "i%3Ad:s%3At", "i:d", "s:t" },
    { "a+b:c+d", "a b", "c d" },
    { "a%2Bb:c%2Bd", "a+b", "c+d" },
    { "id:%25%26%3D%C3%A4", "id", "%&=\xc3\xa4" },
    { "id:-._~!*'()", "id", "-._~!*'()" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *encoded = g_base64_encode ((const guint8 *) rows[i].pair,
                                                  strlen (rows[i].pair));
      g_autofree char *header = g_strconcat (i % 2 == 0 ? "Basic " : "basic  ", encoded, NULL);
      g_autofree char *client_id = NULL;
      char *secret = NULL;

      g_test_message ("%s", rows[i].pair);
      g_assert_true (gate_org_basic_parse (header, &client_id, &secret));
      g_assert_cmpstr (client_id, ==, rows[i].client_id);
      g_assert_cmpstr (secret, ==, rows[i].secret);
      gate_org_secret_free (secret);
    }
}

static void
test_refused (void)
{
  static const char *const headers[] = {
    "", "Basic", "Basic ", "Basic  ", "Bearer aWQ6c2VjcmV0", "Basicx aWQ6c2VjcmV0",
    "Basic aWQ6c2VjcmV0 x", "Basic aWQ6c2VjcmV0=", "Basic aWQ6c2VjcmV", "Basic aWQ6\tc2Vj",
    "Basic ****", "Basic aWQ6c2VjcmV0,aWQ6c2VjcmV0",
    "Basic aWRzZWNyZXQ=", /* no colon */
    "Basic OnNlY3JldA==", /* no id */
    "Basic aWQ6JXp6",     /* %zz */
    "Basic aWQ6JQ==",     /* a lone % */
    "Basic aWQ6JTAw",     /* %00 */
    "Basic aWQ6AHg=",     /* NUL */
    "Basic aWQ6JWZm",     /* %ff */
    "Basic aWQ6/w==",     /* not UTF-8 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      char *client_id = NULL;
      char *secret = NULL;

      g_test_message ("%s", headers[i]);
      g_assert_false (gate_org_basic_parse (headers[i], &client_id, &secret));
      g_assert_null (client_id);
      g_assert_null (secret);
    }
}

/* Whatever comes, it is read or refused. */
static void
test_random (void)
{
  for (guint i = 0; i < 50000; i++)
    {
      guint8 bytes[64];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes);
      g_autofree char *encoded = NULL;
      g_autofree char *header = NULL;
      g_autofree char *client_id = NULL;
      char *secret = NULL;

      for (gsize j = 0; j < length; j++)
        bytes[j] = (guint8) (i % 2 == 0 ? g_test_rand_int_range (0, 256)
                                        : "%:+a0fF=&"[g_test_rand_int_range (0, 9)]);
      encoded = g_base64_encode (bytes, length);
      if (i % 5 == 0 && *encoded != '\0')
        encoded[(gsize) g_test_rand_int_range (0, (gint32) strlen (encoded))] = '.';
      header = g_strconcat ("Basic ", encoded, NULL);
      if (gate_org_basic_parse (header, &client_id, &secret))
        {
          g_assert_true (g_utf8_validate (client_id, -1, NULL) && *client_id != '\0');
          g_assert_true (g_utf8_validate (secret, -1, NULL));
        }
      else
        g_assert_true (client_id == NULL && secret == NULL);
      gate_org_secret_free (secret);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/basic/read", test_read);
  g_test_add_func ("/org/basic/refused", test_refused);
  g_test_add_func ("/org/basic/random", test_random);
  return g_test_run ();
}
