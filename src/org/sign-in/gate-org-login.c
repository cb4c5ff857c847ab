/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-login.h"

#include "gate-org-auth-server.h"
#include "gate-org-browser.h"
#include "gate-org-consent.h"
#include "gate-org-form.h"
#include "gate-org-login-page.h"
#include "gate-org-pages.h"
#include "gate-org-passwords.h"

#include <string.h>

#define MAX_NAME_BYTES 320
#define BUSY_S "5"

/* The page again, after an attempt that led nowhere. */
static void
answer_login_page (GateOrgCall               *call,
                   GateOrgAuthorizeRequest   *request,
                   const GateOrgLoginAttempt *attempt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgAuthorizeContext) context =
      gate_org_authorize_context_load (gate_org_call_get_store (call),
                                       request->client_id,
                                       NULL,
                                       &error);

  if (context != NULL)
    gate_org_login_page_answer_attempt (call, request, context, attempt);
  else if (error != NULL)
    gate_org_pages_answer_store_error (call, error);
  else
    gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_CLIENT);
}

/* One login while its password is being checked. */
typedef struct
{
  GateOrgCall *call;
  GateOrgAuthorizeRequest *request;
  char *name;
} Login;

static void
login_free (Login *login)
{
  g_object_unref (login->call);
  gate_org_authorize_request_unref (login->request);
  g_free (login->name);
  g_free (login);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Login, login_free)

static void
set_note (Login      *login,
          const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s for client %s", what, login->request->client_id);

  gate_org_call_set_note (login->call, text);
}

static void
refuse_login (Login *login)
{
  const GateOrgLoginAttempt attempt = { .status = 403, .name = login->name,
                            .error = GATE_ORG_PHRASE_WRONG_LOGIN };

  set_note (login, "login failed");
  answer_login_page (login->call, login->request, &attempt);
}

static void
remember_principal (GateOrgCall *call,
                    const char  *person_id)
{
  GateOrgPrincipal *principal = gate_org_principal_new ();

  principal->person_id = g_strdup (person_id);
  gate_org_call_take_principal (call, principal);
}

static gboolean
open_session (Login      *login,
              const char *person_id,
              GError    **error)
{
  GateOrgCall *call = login->call;
  GateOrgAuthorizeRequest *request = login->request;
  char *session_hash = gate_org_browser_log_in (call, person_id, error);

  if (session_hash == NULL)
    return FALSE;
  g_free (request->session_hash);
  request->session_hash = session_hash;
  g_free (request->person_id);
  request->person_id = g_strdup (person_id);
  gate_org_authorize_request_forget_pages (request);
  set_note (login, "logged in");
  remember_principal (call, person_id);
  return TRUE;
}

static void
make_wait (Login *login,
           gint64 wait_ms)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, (wait_ms + 999) / 1000);
  const GateOrgLoginAttempt attempt = { .status = 429,
                                        .name = login->name,
                                        .error = GATE_ORG_PHRASE_WAIT,
                                        .seconds = seconds };

  set_note (login, "login throttled");
  gate_org_call_add_header (login->call, "Retry-After", seconds);
  answer_login_page (login->call, login->request, &attempt);
}

/* The password was not checked, so nothing is said of it and nothing is counted. */
static void
answer_busy (Login *login)
{
  const GateOrgLoginAttempt attempt = { .status = 503,
                                        .name = login->name,
                                        .error = GATE_ORG_PHRASE_LOGIN_BUSY };

  set_note (login, "login not checked: no memory");
  gate_org_call_add_header (login->call, "Retry-After", BUSY_S);
  answer_login_page (login->call, login->request, &attempt);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Login) login = user_data;
  g_autofree char *person_id = NULL;
  gint64 wait_ms = 0;
  g_autoptr (GError) error = NULL;

  if (!gate_org_passwords_check_finish (GATE_ORG_PASSWORDS (source), result, &person_id, &wait_ms,
                                        &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
        answer_busy (login);
      else
        gate_org_pages_answer_store_error (login->call, error);
    }
  else if (wait_ms > 0)
    make_wait (login, wait_ms);
  else if (person_id == NULL)
    refuse_login (login);
  else if (!open_session (login, person_id, &error))
    gate_org_pages_answer_store_error (login->call, error);
  else
    gate_org_consent_go_on (login->call, login->request);
}

static gboolean
is_acceptable (const char *name,
               const char *password)
{
  if (name == NULL || password == NULL || strlen (name) > MAX_NAME_BYTES ||
      g_utf8_strlen (password, -1) > GATE_ORG_MAX_PASSWORD_CHARS)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* POST /login. */
void
gate_org_login_submit (GateOrgCall *call)
{
  g_auto (GateOrgForm) form = { NULL };
  g_autofree char *name = NULL;
  GateOrgAuthServer *auth_server = gate_org_call_get_auth_server (call);
  const char *password;
  Login *login;

  if (!gate_org_form_read (&form, call, TRUE))
    return;
  name = g_strdup (gate_org_parameters_get (form.fields, "username"));
  password = gate_org_parameters_get (form.fields, "password");
  if (!is_acceptable (name, password))
    {
      gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_FORM);
      return;
    }
  g_strstrip (name);
  if (*name == '\0' || *password == '\0')
    {
      const GateOrgLoginAttempt attempt = {
        .status = 400,
        .name = name,
        .name_error = *name == '\0' ? GATE_ORG_PHRASE_MISSING_NAME : GATE_ORG_PHRASE_NONE,
        .password_error = *password == '\0' ? GATE_ORG_PHRASE_MISSING_PASSWORD :
                                              GATE_ORG_PHRASE_NONE,
      };

      answer_login_page (call, form.request, &attempt);
      return;
    }
  login = g_new0 (Login, 1);
  login->call = g_object_ref (call);
  login->request = gate_org_authorize_request_ref (form.request);
  login->name = g_steal_pointer (&name);
  gate_org_call_defer (call);
  gate_org_passwords_check_async (gate_org_auth_server_get_passwords (auth_server),
                                  gate_org_auth_server_get_throttle (auth_server),
                                  gate_org_call_get_store (call), login->name, password,
                                  form.request->browser_hash, checked_cb, login);
}
