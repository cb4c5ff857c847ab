/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api.h"

#include "gate-api-private.h"

#include <string.h>

struct _GateApi
{
  GObject parent_instance;

  GateHttp        *http;
  GUri            *address;
  GateTokenSource *token_source;
  gboolean         is_proven; /* the service answered at ADDRESS */
};

G_DEFINE_FINAL_TYPE (GateApi, gate_api, G_TYPE_OBJECT)

static void
gate_api_dispose (GObject *object)
{
  GateApi *self = GATE_API (object);

  g_clear_object (&self->http);
  g_clear_object (&self->token_source);
  G_OBJECT_CLASS (gate_api_parent_class)->dispose (object);
}

static void
gate_api_finalize (GObject *object)
{
  GateApi *self = GATE_API (object);

  g_clear_pointer (&self->address, g_uri_unref);
  G_OBJECT_CLASS (gate_api_parent_class)->finalize (object);
}

static void
gate_api_class_init (GateApiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_api_dispose;
  G_OBJECT_CLASS (klass)->finalize = gate_api_finalize;
}

static void
gate_api_init (GateApi *self)
{
}

/**
 * gate_api_new:
 * @http: the HTTP client
 * @base_address: the validated address of the API, without `/api/v2`
 * @token_source: gives the access tokens
 *
 * Returns: (transfer full): one organization's API
 */
GateApi *
gate_api_new (GateHttp        *http,
              GUri            *base_address,
              GateTokenSource *token_source)
{
  GateApi *self;

  g_return_val_if_fail (GATE_IS_HTTP (http), NULL);
  g_return_val_if_fail (base_address != NULL, NULL);
  g_return_val_if_fail (GATE_IS_TOKEN_SOURCE (token_source), NULL);

  self = g_object_new (GATE_TYPE_API, NULL);
  self->http = g_object_ref (http);
  self->address = g_uri_ref (base_address);
  self->token_source = g_object_ref (token_source);
  return self;
}

GUri *
gate_api_get_address (GateApi *self)
{
  g_return_val_if_fail (GATE_IS_API (self), NULL);

  return self->address;
}

GateHttp *
gate_api_get_http (GateApi *self)
{
  return self->http;
}

GateTokenSource *
gate_api_get_token_source (GateApi *self)
{
  return self->token_source;
}

gboolean
gate_api_is_proven (GateApi *self)
{
  return self->is_proven;
}

void
gate_api_set_proven (GateApi *self)
{
  self->is_proven = TRUE;
}

/**
 * gate_api_take_proof:
 * @self: an API
 * @before: (nullable): the API that it replaces
 *
 * What @before knows of its address holds for @self too when the address is the same.
 */
void
gate_api_take_proof (GateApi *self,
                     GateApi *before)
{
  g_autofree char *address = NULL;
  g_autofree char *address_before = NULL;

  g_return_if_fail (GATE_IS_API (self));

  if (before == NULL)
    return;
  address = g_uri_to_string (self->address);
  address_before = g_uri_to_string (before->address);
  if (g_str_equal (address, address_before))
    self->is_proven = before->is_proven;
}

/* Whether TEXT starts with MIN to MAX letters; moves TEXT behind them. */
static gboolean
skip_letters (const char **text,
              gsize        min,
              gsize        max)
{
  gsize n = 0;

  while (g_ascii_isalpha ((*text)[n]))
    n++;
  *text += n;
  return n >= min && n <= max;
}

/**
 * gate_api_dup_language:
 * @locale: the name of a locale, e.g. `de_AT.UTF-8`
 *
 * Returns: (transfer full): the same as an Accept-Language value, e.g. `de-at`; `en-us` for a
 *   locale without a language
 */
char *
gate_api_dup_language (const char *locale)
{
  const char *p = locale;
  g_autofree char *language = NULL;

  if (!skip_letters (&p, 2, 3))
    return g_strdup ("en-us");
  if (*p == '_')
    {
      p++;
      if (!skip_letters (&p, 2, 2))
        return g_strdup ("en-us");
    }
  language = g_ascii_strdown (locale, p - locale);
  return g_strdelimit (g_steal_pointer (&language), "_", '-');
}
