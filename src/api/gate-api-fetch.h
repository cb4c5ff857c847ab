/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"
#include "gate-json.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_API_PAGING_NONE,     /* the response is the whole list, or the one requested page */
  GATE_API_PAGING_NEXT_URI, /* as long as a response names a next page, or counts more pages */
  GATE_API_PAGING_NUMBERS,  /* we count pageSize and pageNumber */
} GateApiPaging;

/* The paging and the entities of a list. */
typedef struct
{
  GateApiPaging paging;
  guint         max_entities; /* 0: as many as of any list */
  gboolean      in_language;
  gpointer    (*decode)          (const GateJsonValue *value,
                                  GError             **error);
  const char *(*get_id)          (gpointer             item);
  void        (*found_duplicate) (gpointer             first);
} GateApiListKind;

void         gate_api_fetch_async  (GateApi                *api,
                                    const GateApiListKind  *kind,
                                    const char * const     *segments,
                                    const char             *query,
                                    GateApiBatchFunc        batch,
                                    gpointer                batch_data,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data);
GateApiList *gate_api_fetch_finish (GateApi                *api,
                                    GAsyncResult           *result,
                                    GError                **error);

G_END_DECLS
