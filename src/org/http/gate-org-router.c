/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Exact: a path is compared as it came, byte for byte. Only a variable segment is decoded, alone,
 * so that "%2f" in it can never become a separator (H15 to H20). A UUID in capitals is the same
 * UUID. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-router.h"

#include "gate-text.h"

static gsize
segment_length (const char *text)
{
  return strcspn (text, "/");
}

/* Both stand at the start of a segment. */
static gboolean
path_matches (const char *template,
              const char *path)
{
  while (TRUE)
    {
      gsize wanted = segment_length (template);
      gsize found = segment_length (path);

      if (*template != '{' && (wanted != found || strncmp (template, path, wanted) != 0))
        return FALSE;
      if (template[wanted] != path[found])
        return FALSE;
      if (path[found] == '\0')
        return TRUE;
      template += wanted + 1;
      path += found + 1;
    }
}

static gboolean
is_plain_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static char *
decode_segment (const char *segment,
                gsize       length)
{
  g_autofree char *text = g_uri_unescape_segment (segment, segment + length, "/");

  if (text == NULL || *text == '\0' || strcmp (text, ".") == 0 || strcmp (text, "..") == 0 ||
      !is_plain_text (text))
    return NULL;
  gate_text_lower_uuid (text);
  return g_steal_pointer (&text);
}

/* NULL when a variable segment is empty, a dot segment or no plain text in UTF-8. */
static char **
decode_segments (const char *template,
                 const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  while (TRUE)
    {
      gsize length = segment_length (path);

      if (*template == '{')
        {
          g_autofree char *text = decode_segment (path, length);

          if (text == NULL)
            return NULL;
          g_strv_builder_add (builder, text);
        }
      if (path[length] == '\0')
        return g_strv_builder_end (builder);
      template += segment_length (template) + 1;
      path += length + 1;
    }
}

static void
add_method (GString    *methods,
            const char *method)
{
  g_auto (GStrv) present = g_strsplit (methods->str, ", ", -1);

  if (g_strv_contains ((const char *const *) present, method))
    return;
  if (methods->len > 0)
    g_string_append (methods, ", ");
  g_string_append (methods, method);
}

static char *
list_methods (const GateOrgRoute *routes,
              const char         *path)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (const GateOrgRoute *route = routes; route->method != NULL; route++)
    if (path_matches (route->path, path))
      {
        add_method (methods, route->method);
        if (strcmp (route->method, "GET") == 0)
          add_method (methods, "HEAD");
      }
  return methods->len > 0 ? g_string_free (g_steal_pointer (&methods), FALSE) : NULL;
}

static const GateOrgRoute *
find_route (const GateOrgRoute *routes,
            const char         *method,
            const char         *path)
{
  for (const GateOrgRoute *route = routes; route->method != NULL; route++)
    if (strcmp (route->method, method) == 0 && path_matches (route->path, path))
      return route;
  return NULL;
}

/**
 * gate_org_router_find_kind:
 * @routes: a table that ends with an entry without method
 * @path: raw, as on the wire
 *
 * Returns: the kind of the routes of the path, of any method; the API's when there is no route
 */
GateOrgEndpointKind
gate_org_router_find_kind (const GateOrgRoute *routes,
                           const char         *path)
{
  for (const GateOrgRoute *route = routes; route->method != NULL; route++)
    if (path_matches (route->path, path))
      return route->kind;
  return GATE_ORG_ENDPOINT_API;
}

/**
 * gate_org_router_match:
 * @routes: a table that ends with an entry without method
 * @method: as on the wire; HEAD is served by the route of GET when it has none of its own
 * @path: raw, as on the wire, without the query
 * @route: (out) (transfer none): the route, when found
 * @segments: (out) (transfer full): the decoded variable segments, when found
 * @allowed_methods: (out) (transfer full): for the header Allow, when only the method is wrong
 *
 * Returns: what was found
 */
GateOrgRouteResult
gate_org_router_match (const GateOrgRoute  *routes,
                       const char          *method,
                       const char          *path,
                       const GateOrgRoute **route,
                       char              ***segments,
                       char               **allowed_methods)
{
  const GateOrgRoute *found = find_route (routes, method, path);

  *route = NULL;
  *segments = NULL;
  *allowed_methods = NULL;
  if (found == NULL && strcmp (method, "HEAD") == 0)
    found = find_route (routes, "GET", path);
  if (found == NULL)
    *allowed_methods = list_methods (routes, path);
  if (*allowed_methods != NULL)
    return GATE_ORG_ROUTE_OTHER_METHOD;
  if (found == NULL)
    return GATE_ORG_ROUTE_NOT_FOUND;
  *segments = decode_segments (found->path, path);
  if (*segments == NULL)
    return GATE_ORG_ROUTE_NOT_FOUND;
  *route = found;
  return GATE_ORG_ROUTE_FOUND;
}
