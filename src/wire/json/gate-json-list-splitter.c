/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Separates the elements of a list from the text around them, the envelope. The scanner tells it
 * where elements begin and end; it knows no grammar. An element inside one chunk is passed on
 * without a copy; one that crosses chunks is joined first. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-list-splitter.h"

#include "gate-error.h"

typedef enum
{
  IN_ENVELOPE,
  BETWEEN_ELEMENTS,
  IN_ELEMENT,
} Place;

struct _GateJsonListSplitter
{
  char *member;
  GateJsonEntityFunc func;
  gpointer user_data;
  Place place;
  const guint8 *run; /* the first byte of the chunk that is not kept yet */
  GString *envelope;
  GString *element;     /* the bytes of the element from earlier chunks */
  gboolean is_oversize; /* the element is over its limit */
  guint n_elements;
};

/* Returns how many bytes of the envelope are too many. */
static gsize
keep_envelope (GateJsonListSplitter *self,
               const guint8         *p)
{
  gsize length = (gsize) (p - self->run);
  gsize room = GATE_JSON_MAX_ENVELOPE_BYTES - self->envelope->len;

  g_string_append_len (self->envelope, (const char *) self->run, (gssize) MIN (length, room));
  return length - MIN (length, room);
}

static void
keep_element (GateJsonListSplitter *self,
              const guint8         *p)
{
  gsize length = (gsize) (p - self->run);

  if (length > GATE_JSON_MAX_ENTITY_BYTES - self->element->len)
    self->is_oversize = TRUE;
  else
    g_string_append_len (self->element, (const char *) self->run, (gssize) length);
}

/**
 * gate_json_list_splitter_new:
 * @member: name of the list in the root object
 * @func: (scope notified): gets each element
 * @user_data: for @func
 *
 * Returns: (transfer full): a new splitter
 */
GateJsonListSplitter *
gate_json_list_splitter_new (const char        *member,
                             GateJsonEntityFunc func,
                             gpointer           user_data)
{
  GateJsonListSplitter *self = g_new0 (GateJsonListSplitter, 1);

  self->member = g_strdup (member);
  self->func = func;
  self->user_data = user_data;
  self->envelope = g_string_new (NULL);
  self->element = g_string_new (NULL);
  return self;
}

void
gate_json_list_splitter_free (GateJsonListSplitter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->element, TRUE);
  g_string_free (self->envelope, TRUE);
  g_free (self->member);
  g_free (self);
}

const char *
gate_json_list_splitter_get_member (GateJsonListSplitter *self)
{
  return self->member;
}

gboolean
gate_json_list_splitter_is_in_list (GateJsonListSplitter *self)
{
  return self->place != IN_ENVELOPE;
}

void
gate_json_list_splitter_begin_chunk (GateJsonListSplitter *self,
                                     const guint8         *p)
{
  self->run = p;
}

/**
 * gate_json_list_splitter_end_chunk:
 * @p: behind the last scanned byte
 *
 * Returns: how many bytes before @p the envelope went over %GATE_JSON_MAX_ENVELOPE_BYTES, or 0
 */
gsize
gate_json_list_splitter_end_chunk (GateJsonListSplitter *self,
                                   const guint8         *p)
{
  if (self->place == IN_ENVELOPE)
    return keep_envelope (self, p);
  if (self->place == IN_ELEMENT)
    keep_element (self, p);
  return 0;
}

/**
 * gate_json_list_splitter_begin_list:
 * @p: behind the opening bracket
 *
 * Returns: how many bytes before @p the envelope went over %GATE_JSON_MAX_ENVELOPE_BYTES, or 0
 */
gsize
gate_json_list_splitter_begin_list (GateJsonListSplitter *self,
                                    const guint8         *p)
{
  self->place = BETWEEN_ELEMENTS;
  return keep_envelope (self, p);
}

/**
 * gate_json_list_splitter_end_list:
 * @p: the closing bracket
 */
void
gate_json_list_splitter_end_list (GateJsonListSplitter *self,
                                  const guint8         *p)
{
  self->place = IN_ENVELOPE;
  self->run = p;
}

/**
 * gate_json_list_splitter_begin_element:
 * @p: the first byte of an element
 */
void
gate_json_list_splitter_begin_element (GateJsonListSplitter *self,
                                       const guint8         *p)
{
  self->place = IN_ELEMENT;
  self->run = p;
  self->is_oversize = FALSE;
  g_string_truncate (self->element, 0);
}

/**
 * gate_json_list_splitter_end_element:
 * @p: behind its last byte
 * @error: the error of the receiver
 *
 * Returns: FALSE if the receiver wants no more
 */
gboolean
gate_json_list_splitter_end_element (GateJsonListSplitter *self,
                                     const guint8         *p,
                                     GError              **error)
{
  const char *text = (const char *) self->run;
  gsize length = (gsize) (p - self->run);

  self->place = BETWEEN_ELEMENTS;
  if (self->element->len > 0 || self->is_oversize)
    {
      keep_element (self, p);
      text = self->element->str;
      length = self->element->len;
    }
  if (self->is_oversize || length > GATE_JSON_MAX_ENTITY_BYTES)
    {
      text = NULL;
      length = 0;
    }
  return self->func (text, length, self->n_elements++, self->user_data, error);
}

char *
gate_json_list_splitter_dup_envelope (GateJsonListSplitter *self)
{
  return g_strndup (self->envelope->str, self->envelope->len);
}
