/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_JSON_ABSENT,
  GATE_JSON_NULL,
  GATE_JSON_BOOLEAN,
  GATE_JSON_INTEGER,
  GATE_JSON_DOUBLE,
  GATE_JSON_STRING,
  GATE_JSON_OBJECT,
  GATE_JSON_ARRAY,
} GateJsonKind;

typedef struct _GateJsonDocument GateJsonDocument;
typedef struct _GateJsonValue GateJsonValue;
typedef struct _GateJsonWriter GateJsonWriter;

/* A borrowed view of one value, made on the stack; PARENT and MEMBER give its place for messages.
 * It is valid as long as its document and its parent view. */
struct _GateJsonValue
{
  /*< private >*/
  gpointer             node;
  const GateJsonValue *parent;
  const char          *member;
  guint                index;
};

GateJsonDocument *gate_json_document_new         (const char          *text,
                                                  gsize                length,
                                                  const char          *name,
                                                  GError             **error);
GateJsonDocument *gate_json_document_new_scanned (const char          *text,
                                                  gsize                length,
                                                  const char          *name,
                                                  GError             **error);
void              gate_json_document_free        (GateJsonDocument    *self);
void              gate_json_document_get_root    (GateJsonDocument    *self,
                                                  GateJsonValue       *root);

GateJsonKind      gate_json_value_get_kind       (const GateJsonValue *value);
char             *gate_json_value_dup_path       (const GateJsonValue *value);
gboolean          gate_json_value_expect_object  (const GateJsonValue *value,
                                                  GError             **error);

GateJsonKind      gate_json_peek                 (const GateJsonValue *object,
                                                  const char          *member,
                                                  GateJsonValue       *out);
gboolean          gate_json_get_string           (const GateJsonValue *object,
                                                  const char          *member,
                                                  const char         **out,
                                                  GError             **error);
gboolean          gate_json_get_optional_string  (const GateJsonValue *object,
                                                  const char          *member,
                                                  const char         **out,
                                                  GError             **error);
gboolean          gate_json_get_optional_boolean (const GateJsonValue *object,
                                                  const char          *member,
                                                  gboolean             fallback,
                                                  gboolean            *out,
                                                  GError             **error);
gboolean          gate_json_get_optional_int     (const GateJsonValue *object,
                                                  const char          *member,
                                                  gint64               min,
                                                  gint64               max,
                                                  gint64               fallback,
                                                  gint64              *out,
                                                  GError             **error);
gboolean          gate_json_get_object           (const GateJsonValue *object,
                                                  const char          *member,
                                                  GateJsonValue       *out,
                                                  GError             **error);
gboolean          gate_json_get_optional_object  (const GateJsonValue *object,
                                                  const char          *member,
                                                  GateJsonValue       *out,
                                                  GError             **error);
gboolean          gate_json_get_array            (const GateJsonValue *object,
                                                  const char          *member,
                                                  GateJsonValue       *out,
                                                  GError             **error);
gboolean          gate_json_get_optional_array   (const GateJsonValue *object,
                                                  const char          *member,
                                                  GateJsonValue       *out,
                                                  GError             **error);
gboolean          gate_json_get_optional_strv    (const GateJsonValue *object,
                                                  const char          *member,
                                                  char              ***out,
                                                  GError             **error);

guint             gate_json_array_get_length     (const GateJsonValue *array);
void              gate_json_array_get_element    (const GateJsonValue *array,
                                                  guint                index,
                                                  GateJsonValue       *out);
const char       *gate_json_value_peek_string    (const GateJsonValue *value);

GateJsonWriter   *gate_json_writer_new           (void);
void              gate_json_writer_free          (GateJsonWriter      *self);
void              gate_json_writer_begin_object  (GateJsonWriter      *self,
                                                  const char          *member);
void              gate_json_writer_end_object    (GateJsonWriter      *self);
void              gate_json_writer_begin_array   (GateJsonWriter      *self,
                                                  const char          *member);
void              gate_json_writer_end_array     (GateJsonWriter      *self);
void              gate_json_writer_add_string    (GateJsonWriter      *self,
                                                  const char          *member,
                                                  const char          *value);
void              gate_json_writer_add_int       (GateJsonWriter      *self,
                                                  const char          *member,
                                                  gint64               value);
void              gate_json_writer_add_boolean   (GateJsonWriter      *self,
                                                  const char          *member,
                                                  gboolean             value);
void              gate_json_writer_add_strv      (GateJsonWriter      *self,
                                                  const char          *member,
                                                  const char * const  *values);
GBytes           *gate_json_writer_end           (GateJsonWriter      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonDocument, gate_json_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateJsonWriter, gate_json_writer_free)

G_END_DECLS
