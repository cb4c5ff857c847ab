/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-form.h"

#include "gate-org-auth-server.h"
#include "gate-org-browser.h"
#include "gate-org-media-type.h"
#include "gate-org-pages.h"
#include "gate-org-secret.h"

static gboolean
refuse_form (GateOrgCall  *call,
             guint         status,
             GateOrgPhrase phrase,
             const char   *reason)
{
  g_autofree char *note = g_strconcat ("form refused: ", reason, NULL);

  gate_org_call_set_note (call, note);
  gate_org_pages_answer_error (call, status, phrase);
  return FALSE;
}

/* Every browser says from which origin a form comes; who does not say it is none (S16). */
static gboolean
check_origin (GateOrgCall *call)
{
  if (gate_org_call_get_header (call, "Origin") == NULL)
    return refuse_form (call, 403, GATE_ORG_PHRASE_ERROR_ELSEWHERE, "no Origin");
  if (gate_org_call_is_from_elsewhere (call) ||
      g_strcmp0 (gate_org_call_get_header (call, "Sec-Fetch-Site"), "none") == 0)
    return refuse_form (call, 403, GATE_ORG_PHRASE_ERROR_ELSEWHERE, "from another origin");
  return TRUE;
}

static gboolean
find_request (GateOrgForm *form,
              GateOrgCall *call,
              gboolean     is_login)
{
  const char *handle = gate_org_parameters_get (form->fields, "request");
  const char *token = gate_org_parameters_get (form->fields, "token");
  const char *shown = is_login ? NULL : gate_org_parameters_get (form->fields, "shown");
  g_autofree char *browser_hash = gate_org_browser_dup_hash (call);
  g_autofree char *expected = NULL;

  if (handle == NULL || token == NULL || (shown == NULL && !is_login))
    return refuse_form (call, 400, GATE_ORG_PHRASE_ERROR_FORM, "no handle, token or page");
  form->request = gate_org_authorize_request_store_find (
      gate_org_auth_server_get_requests (gate_org_call_get_auth_server (call)),
      handle,
      browser_hash,
      g_get_monotonic_time ());
  if (form->request == NULL)
    return refuse_form (call, 400, GATE_ORG_PHRASE_ERROR_OVER, "no such request of this browser");
  expected = gate_org_authorize_request_dup_form_token (form->request, shown);
  if (!gate_org_secret_hashes_match (expected, token))
    return refuse_form (call, 403, GATE_ORG_PHRASE_ERROR_OVER, "a wrong token");
  if (shown != NULL && !gate_org_shown_page_read (&form->page, shown))
    return refuse_form (call, 400, GATE_ORG_PHRASE_ERROR_FORM, "an unreadable page");
  return TRUE;
}

/**
 * gate_org_form_read:
 * @form: cleared, to be filled
 * @call: a POST to one of our pages
 * @is_login: whether it is the login form
 *
 * Takes a form only from a page of ours, of the same browser, about a request that is under way
 * (S10, S16).
 *
 * Returns: FALSE when it is refused; the call has been answered then
 */
gboolean
gate_org_form_read (GateOrgForm *form,
                    GateOrgCall *call,
                    gboolean     is_login)
{
  GBytes *body = gate_org_call_get_body (call);
  g_autoptr (GError) error = NULL;

  if (!check_origin (call))
    return FALSE;
  if (!gate_org_media_type_is_form (gate_org_call_get_header (call, "Content-Type")))
    return refuse_form (call, 415, GATE_ORG_PHRASE_ERROR_MEDIA_TYPE, "not a form");
  if (gate_org_call_get_query (call) != NULL)
    return refuse_form (call, 400, GATE_ORG_PHRASE_ERROR_FORM, "a query behind a form");
  form->fields = gate_org_parameters_parse (g_bytes_get_data (body, NULL),
                                            (gssize) g_bytes_get_size (body), NULL,
                                            GATE_ORG_MAX_FIELDS, &error);
  if (form->fields == NULL)
    return refuse_form (call, 400, GATE_ORG_PHRASE_ERROR_FORM, "unreadable fields");
  return find_request (form, call, is_login);
}

/**
 * gate_org_form_clear:
 * @form: a form
 */
void
gate_org_form_clear (GateOrgForm *form)
{
  g_clear_pointer (&form->fields, gate_org_parameters_free);
  g_clear_pointer (&form->request, gate_org_authorize_request_unref);
  gate_org_shown_page_clear (&form->page);
}
