/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-wait-notice.h"

#include <glib/gi18n-lib.h>

static void
seconds_cb (GateRateWait *wait,
            GParamSpec   *pspec,
            GateNotice   *notice)
{
  guint seconds = gate_rate_wait_get_seconds (wait);

  /* Translators: a time follows, such as “4:38”. */
  gate_notice_set_message (notice, seconds > 0 ? _ ("The organization asks to wait:") : NULL);
  gate_notice_set_countdown (notice, seconds);
}

/**
 * gate_wait_notice_follow:
 * @notice: a notice for nothing else
 * @wait: how long requests wait
 *
 * From now on @notice tells of @wait, for as long as there is one.
 */
void
gate_wait_notice_follow (GateNotice   *notice,
                         GateRateWait *wait)
{
  g_return_if_fail (GATE_IS_NOTICE (notice));
  g_return_if_fail (GATE_IS_RATE_WAIT (wait));

  g_signal_connect_object (wait, "notify::seconds", G_CALLBACK (seconds_cb), notice, 0);
  seconds_cb (wait, NULL, notice);
}
