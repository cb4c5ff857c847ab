/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* RFC 9112, read strictly: what two readers could take for two different requests is refused
 * (F11, S57, S58 and H1 to H40). The library's own reader behind this sees only
 * a new head, written from the parts that were accepted. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-request-head.h"

#include "gate-request-target.h"
#include "gate-wipe.h"

#define MAX_METHOD_BYTES 16
#define MAX_REQUEST_LINE_BYTES (GATE_REQUEST_MAX_TARGET_BYTES + 64)

/* Fields that may come once only, and what becomes of them. */
typedef enum
{
  FIELD_HOST,
  FIELD_CONTENT_LENGTH,
  FIELD_TRANSFER_ENCODING,
  FIELD_CONTENT_ENCODING,
  FIELD_EXPECT,
  FIELD_ORIGIN,
  FIELD_SEC_FETCH_SITE,
  FIELD_CONTENT_TYPE,
  FIELD_AUTHORIZATION,
  FIELD_COOKIE,
  FIELD_IF_MATCH,
  N_SINGLE_FIELDS,
  FIELD_CONNECTION = N_SINGLE_FIELDS,
  FIELD_ACCEPT_LANGUAGE,
  N_FIELDS,
} Field;

static const char *const field_names[N_FIELDS] = {
  [FIELD_HOST] = "Host",
  [FIELD_CONTENT_LENGTH] = "Content-Length",
  [FIELD_TRANSFER_ENCODING] = "Transfer-Encoding",
  [FIELD_CONTENT_ENCODING] = "Content-Encoding",
  [FIELD_EXPECT] = "Expect",
  [FIELD_ORIGIN] = "Origin",
  [FIELD_SEC_FETCH_SITE] = "Sec-Fetch-Site",
  [FIELD_CONTENT_TYPE] = "Content-Type",
  [FIELD_AUTHORIZATION] = "Authorization",
  [FIELD_COOKIE] = "Cookie",
  [FIELD_IF_MATCH] = "If-Match",
  [FIELD_CONNECTION] = "Connection",
  [FIELD_ACCEPT_LANGUAGE] = "Accept-Language",
};

struct _GateRequestHead
{
  char *authority;

  gsize line_start;
  gsize scanned;
  guint n_headers;
  gsize headers_start;
  gboolean first_line_done;

  guint status;
  const char *reason;

  char *method;
  char *path;
  char *query;
  gboolean method_is_served;
  gboolean wants_close;
  char *fields[N_FIELDS];
  gsize body_length;
};

static gboolean
refuse_head (GateRequestHead *self,
             guint            status,
             const char      *reason)
{
  self->status = status;
  self->reason = reason;
  return FALSE;
}

/* RFC 9110, section 5.6.2. */
static gboolean
is_token (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0' ||
        (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-.^_`|~", text[i]) == NULL))
      return FALSE;
  return length > 0;
}

static gboolean
has_controls (const char *line,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (line[i]) && line[i] != '\t')
      return TRUE;
  return FALSE;
}

static gboolean
take_method (GateRequestHead *self,
             const char      *method,
             gsize            length)
{
  static const char *const served[] = { "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", NULL };
  static const char *const known[] = { "TRACE", "CONNECT", "PATCH", NULL };

  if (!is_token (method, length) || length > MAX_METHOD_BYTES)
    return refuse_head (self, 400, "not a method");
  self->method = g_strndup (method, length);
  self->method_is_served = g_strv_contains (served, self->method);
  if (!self->method_is_served && !g_strv_contains (known, self->method))
    return refuse_head (self, 501, "an unknown method");
  return TRUE;
}

static gboolean
take_version (GateRequestHead *self,
              const char      *version,
              gsize            length)
{
  if (length != strlen ("HTTP/1.1") || strncmp (version, "HTTP/", strlen ("HTTP/")) != 0 ||
      !g_ascii_isdigit (version[5]) || version[6] != '.' || !g_ascii_isdigit (version[7]))
    return refuse_head (self, 400, "not a version of HTTP");
  if (version[5] != '1' || version[7] > '1')
    return refuse_head (self, 505, "another version of HTTP");
  self->wants_close = version[7] == '0';
  return TRUE;
}

static gboolean
parse_request_line (GateRequestHead *self,
                    const char      *line,
                    gsize            length)
{
  const char *end = line + length;
  const char *first = memchr (line, ' ', length);
  const char *second = first != NULL ? memchr (first + 1, ' ', (gsize) (end - first - 1)) : NULL;
  guint status;

  if (second == NULL || memchr (second + 1, ' ', (gsize) (end - second - 1)) != NULL)
    return refuse_head (self, 400, "not a request line");
  if (!take_version (self, second + 1, (gsize) (end - second - 1)) ||
      !take_method (self, line, (gsize) (first - line)))
    return FALSE;
  /* “OPTIONS *” asks about no path. */
  if (second - first == 2 && first[1] == '*' && strcmp (self->method, "OPTIONS") == 0)
    self->method_is_served = FALSE;
  /* Their targets have forms of their own; they are refused when the head is complete. */
  if (!self->method_is_served)
    {
      self->path = g_strdup ("*");
      return TRUE;
    }
  status = gate_request_target_parse (first + 1, (gsize) (second - first - 1), self->authority,
                                  &self->path, &self->query, &self->reason);
  return status == 0 || refuse_head (self, status, self->reason);
}

static gboolean
take_length (GateRequestHead *self,
             const char      *value)
{
  gsize length = strlen (value);

  if (length == 0 || strspn (value, "0123456789") != length)
    return refuse_head (self, 400, "not a length");
  if (length > 7 || g_ascii_strtoull (value, NULL, 10) > GATE_REQUEST_MAX_BODY_BYTES)
    return refuse_head (self, 413, "the body is too long");
  self->body_length = g_ascii_strtoull (value, NULL, 10);
  return TRUE;
}

static gboolean
take_field (GateRequestHead *self,
            Field            field,
            const char      *value,
            gsize            length)
{
  g_autofree char *text = g_strndup (value, length);

  if (self->fields[field] != NULL && field < N_SINGLE_FIELDS)
    return refuse_head (self, 400, "a header that may come once came twice");
  if (field == FIELD_CONTENT_LENGTH && !take_length (self, text))
    return FALSE;
  if (field == FIELD_CONNECTION)
    {
      g_autofree char *lower = g_ascii_strdown (text, -1);

      self->wants_close = self->wants_close || strstr (lower, "close") != NULL;
    }
  if (self->fields[field] == NULL)
    self->fields[field] = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
parse_header (GateRequestHead *self,
              const char      *line,
              gsize            length)
{
  const char *end = line + length;
  const char *colon = memchr (line, ':', length);
  const char *value = colon != NULL ? colon + 1 : end;
  gsize name_length = colon != NULL ? (gsize) (colon - line) : 0;

  if (++self->n_headers > GATE_REQUEST_MAX_HEADERS)
    return refuse_head (self, 431, "too many headers");
  if (!is_token (line, name_length))
    return refuse_head (self, 400, "not a header");
  while (value < end && (*value == ' ' || *value == '\t'))
    value++;
  while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  if (!g_utf8_validate_len (value, (gsize) (end - value), NULL))
    return refuse_head (self, 400, "a header is not UTF-8");
  for (int field = 0; field < N_FIELDS; field++)
    if (strlen (field_names[field]) == name_length &&
        g_ascii_strncasecmp (field_names[field], line, name_length) == 0)
      return take_field (self, (Field) field, value, (gsize) (end - value));
  return TRUE;
}

static gboolean
check_complete (GateRequestHead *self)
{
  const char *host = self->fields[FIELD_HOST];
  const char *expect = self->fields[FIELD_EXPECT];
  gboolean needs_length;

  if (host == NULL)
    return refuse_head (self, 400, "no Host");
  if (g_ascii_strcasecmp (host, self->authority) != 0)
    return refuse_head (self, 421, "the Host is not ours");
  if (!self->method_is_served)
    return refuse_head (self, 405, "this method is not served");
  if (self->fields[FIELD_TRANSFER_ENCODING] != NULL)
    return refuse_head (self, 411, "a body needs a Content-Length");
  if (self->fields[FIELD_CONTENT_ENCODING] != NULL)
    return refuse_head (self, 415, "an encoded body");
  if (expect != NULL && g_ascii_strcasecmp (expect, "100-continue") != 0)
    return refuse_head (self, 417, "an unknown expectation");
  needs_length = strcmp (self->method, "PUT") == 0 || strcmp (self->method, "POST") == 0;
  if (needs_length && self->fields[FIELD_CONTENT_LENGTH] == NULL)
    return refuse_head (self, 411, "a body needs a Content-Length");
  return TRUE;
}

static gboolean
check_unfinished_line (GateRequestHead *self,
                       const char      *line,
                       gsize            length)
{
  if (self->first_line_done)
    return TRUE;
  if (length > MAX_METHOD_BYTES && memchr (line, ' ', MAX_METHOD_BYTES + 1) == NULL)
    return refuse_head (self, 400, "not a method");
  if (length > MAX_REQUEST_LINE_BYTES)
    return refuse_head (self, 414, "the address is too long");
  if (has_controls (line, length > 0 && line[length - 1] == '\r' ? length - 1 : length))
    return refuse_head (self, 400, "a control character");
  return TRUE;
}

/* A whole line without its end; FALSE when refused. */
static gboolean
parse_line (GateRequestHead *self,
            const char      *line,
            gsize            length)
{
  if (length == 0 || line[length - 1] != '\r')
    return refuse_head (self, 400, "a line that does not end in CRLF");
  length--;
  if (has_controls (line, length))
    return refuse_head (self, 400, "a control character");
  if (self->first_line_done)
    return length == 0 || parse_header (self, line, length);
  if (!check_unfinished_line (self, line, length) || !parse_request_line (self, line, length))
    return FALSE;
  self->first_line_done = TRUE;
  return TRUE;
}

/**
 * gate_request_head_new:
 * @authority: our own address and port, e.g. "127.0.7.1:8080"
 *
 * Returns: (transfer full): a head that has read nothing yet
 */
GateRequestHead *
gate_request_head_new (const char *authority)
{
  GateRequestHead *self = g_new0 (GateRequestHead, 1);

  self->authority = g_strdup (authority);
  return self;
}

/**
 * gate_request_head_reset:
 * @self: a head
 *
 * Makes it ready for the next request of the same connection.
 */
void
gate_request_head_reset (GateRequestHead *self)
{
  char *authority = self->authority;

  g_free (self->method);
  g_free (self->path);
  gate_wipe_free (self->query); /* it may have a code */
  for (int field = 0; field < N_FIELDS; field++)
    g_free (self->fields[field]);
  memset (self, 0, sizeof *self);
  self->authority = authority;
}

/**
 * gate_request_head_free:
 * @self: (transfer full): a head
 */
void
gate_request_head_free (GateRequestHead *self)
{
  gate_request_head_reset (self);
  g_free (self->authority);
  g_free (self);
}

/**
 * gate_request_head_scan:
 * @self: a head that is neither done nor refused
 * @bytes: all that came of this request until now
 * @length: how many
 *
 * Returns: how it stands; bytes behind the head are left alone
 */
GateRequestHeadState
gate_request_head_scan (GateRequestHead *self,
                        const char      *bytes,
                        gsize            length)
{
  const char *line_end;

  while ((line_end = memchr (bytes + self->scanned, '\n', length - self->scanned)) != NULL)
    {
      const char *line = bytes + self->line_start;
      gboolean is_last = self->first_line_done && line_end == line + 1 && *line == '\r';

      if (!parse_line (self, line, (gsize) (line_end - line)))
        return GATE_REQUEST_HEAD_REFUSED;
      self->scanned = self->line_start = (gsize) (line_end + 1 - bytes);
      if (self->headers_start == 0)
        self->headers_start = self->scanned;
      if (self->scanned - self->headers_start > GATE_REQUEST_MAX_HEADER_BYTES)
        refuse_head (self, 431, "the headers are too long");
      else if (is_last)
        return check_complete (self) ? GATE_REQUEST_HEAD_DONE : GATE_REQUEST_HEAD_REFUSED;
      if (self->status != 0)
        return GATE_REQUEST_HEAD_REFUSED;
    }
  self->scanned = length;
  if (!check_unfinished_line (self, bytes + self->line_start, length - self->line_start) ||
      (self->first_line_done && length - self->headers_start > GATE_REQUEST_MAX_HEADER_BYTES &&
       !refuse_head (self, 431, "the headers are too long")))
    return GATE_REQUEST_HEAD_REFUSED;
  return GATE_REQUEST_HEAD_MORE;
}

guint
gate_request_head_get_status (GateRequestHead *self)
{
  return self->status;
}

const char *
gate_request_head_get_reason (GateRequestHead *self)
{
  return self->reason;
}

/**
 * gate_request_head_get_method:
 * @self: a head
 *
 * Returns: (nullable): the method, %NULL when it was not read
 */
const char *
gate_request_head_get_method (GateRequestHead *self)
{
  return self->method;
}

/**
 * gate_request_head_get_path:
 * @self: a head
 *
 * Returns: (nullable): the path, undecoded; %NULL when it was not read
 */
const char *
gate_request_head_get_path (GateRequestHead *self)
{
  return self->path;
}

/**
 * gate_request_head_get_query:
 * @self: a head
 *
 * Returns: (nullable): what follows the question mark, undecoded; %NULL without one
 */
const char *
gate_request_head_get_query (GateRequestHead *self)
{
  return self->query;
}

gsize
gate_request_head_get_length (GateRequestHead *self)
{
  return self->line_start;
}

gsize
gate_request_head_get_body_length (GateRequestHead *self)
{
  return self->body_length;
}

gboolean
gate_request_head_wants_close (GateRequestHead *self)
{
  return self->wants_close;
}

/**
 * gate_request_head_wants_continue:
 * @self: a head that is done
 *
 * Returns: whether the client waits for a word before it sends the body
 */
gboolean
gate_request_head_wants_continue (GateRequestHead *self)
{
  return self->fields[FIELD_EXPECT] != NULL && self->body_length > 0;
}

/**
 * gate_request_head_get_header:
 * @self: a head that is done
 * @name: a field that the listener passes on, e.g. "Cookie"
 *
 * Returns: (nullable): its value as it came, %NULL when absent
 */
const char *
gate_request_head_get_header (GateRequestHead *self,
                              const char      *name)
{
  for (int field = 0; field < N_FIELDS; field++)
    if (g_ascii_strcasecmp (field_names[field], name) == 0)
      return self->fields[field];
  return NULL;
}

/**
 * gate_request_head_is_from_elsewhere:
 * @self: a head that is done
 *
 * Returns: whether another origin's page sent it, as far as the browser tells (Origin,
 *   Sec-Fetch-Site)
 */
gboolean
gate_request_head_is_from_elsewhere (GateRequestHead *self)
{
  const char *origin = self->fields[FIELD_ORIGIN];
  const char *site = self->fields[FIELD_SEC_FETCH_SITE];

  if (origin != NULL && (!g_str_has_prefix (origin, "http://") ||
                         strcmp (origin + strlen ("http://"), self->authority) != 0))
    return TRUE;
  return site != NULL && strcmp (site, "same-origin") != 0 && strcmp (site, "none") != 0;
}

/**
 * gate_request_head_dup_clean:
 * @self: a head that is done
 *
 * Returns: (transfer full): a head for the library: the same method, our address, a length. Target
 *   and fields stay in @self
 */
GString *
gate_request_head_dup_clean (GateRequestHead *self)
{
  GString *clean = g_string_sized_new (128);

  g_string_append_printf (clean, "%s / HTTP/1.1\r\nHost: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n", self->method, self->authority, self->body_length);
  return clean;
}
