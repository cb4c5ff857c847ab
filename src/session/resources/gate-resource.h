/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-knowledge.h"

G_BEGIN_DECLS

/* Only forward declarations, because views include this header and must not use the two types. */
typedef struct _GateApi GateApi;
typedef struct _GateConnection GateConnection;

typedef enum
{
  GATE_RESOURCE_IDLE,    /* never loaded, or dropped */
  GATE_RESOURCE_LOADING, /* a request is running */
  GATE_RESOURCE_READY,   /* the newest answer is the content */
  GATE_RESOURCE_REFUSED, /* a permission or a scope is missing: there is no content */
  GATE_RESOURCE_FAILED,  /* the newest request failed; the content, if any, is older */
} GateResourceState;

/* A list or a few objects that are read from an organization. Abstract; each concrete resource adds
 * its content.
 *
 * A newer load replaces an older one, and the answer of the older one is dropped. A failed load
 * keeps the old content; only a refusal (401, 403) removes it.
 *
 * Properties (read-only): state (uint GateResourceState), age (GDateTime or NULL: when the content
 * was read; NULL means that there is no content), error-sentence (string or NULL: why the newest
 * load failed), missing (string or NULL: the permission that opens it, when it was refused),
 * knowledge (uint GateKnowledge: whether the content is all there is), n-loaded (uint: entries that
 * the load under way has delivered so far), empty (boolean: the content is an empty list).
 *
 * Signals: loaded (): the content is new, after a load or a poll. poll-failed (const GError *). */
#define GATE_TYPE_RESOURCE (gate_resource_get_type ())
G_DECLARE_DERIVABLE_TYPE (GateResource, gate_resource, GATE, RESOURCE, GObject)

struct _GateResourceClass
{
  GObjectClass parent_class;

  /* What people call the list, marked for translation; NULL for what is no list. */
  const char *title;
  /* The permission that opens it; NULL when everybody may read it. */
  const char *permission;
  /* The sentence for people who may not read it, marked for translation; NULL: a general one. */
  const char *refusal;

  /* Sends the requests. Calls CALLBACK once, on the main context, never before this returns. */
  void     (*load_async)  (GateResource         *self,
                           GateApi              *api,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
  /* Takes the answer as the new content. Never called for a load that was replaced. */
  gboolean (*load_finish) (GateResource         *self,
                           GObject              *source,
                           GAsyncResult         *result,
                           GError              **error);
  /* Drops the data that a failed or cancelled load has delivered so far; may be NULL. */
  void     (*abandon)     (GateResource         *self);
  /* Drops the content. */
  void     (*clear)       (GateResource         *self);
};

GateResourceState gate_resource_get_state          (GateResource   *self);
gboolean          gate_resource_is_loading         (GateResource   *self);
gboolean          gate_resource_is_busy            (GateResource   *self);
gboolean          gate_resource_has_content        (GateResource   *self);
gboolean          gate_resource_is_stale           (GateResource   *self);
GDateTime        *gate_resource_get_age            (GateResource   *self);
const GError     *gate_resource_get_error          (GateResource   *self);
const char       *gate_resource_get_error_sentence (GateResource   *self);
const char       *gate_resource_get_missing        (GateResource   *self);
GateKnowledge     gate_resource_get_knowledge      (GateResource   *self);
char             *gate_resource_dup_gaps           (GateResource   *self);
guint             gate_resource_get_n_loaded       (GateResource   *self);
gboolean          gate_resource_is_empty           (GateResource   *self);
gint64            gate_resource_get_load_time_us   (GateResource   *self);

void              gate_resource_set_connection     (GateResource   *self,
                                                    GateConnection *connection);
void              gate_resource_refresh            (GateResource   *self);
void              gate_resource_poll               (GateResource   *self);
gboolean          gate_resource_polls_with         (GateResource   *self,
                                                    GCancellable   *cancellable);
void              gate_resource_cancel             (GateResource   *self);
void              gate_resource_fail               (GateResource   *self,
                                                    const GError   *error);
void              gate_resource_confirm_refusal    (GateResource   *self);
void              gate_resource_forget             (GateResource   *self);

G_END_DECLS
