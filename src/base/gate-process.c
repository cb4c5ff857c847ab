/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The memory of both programs holds secrets. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/**
 * gate_process_write_no_core:
 *
 * Keeps the kernel, and what it hands cores to (systemd-coredump, apport), from storing the memory
 * of this process. Programs that it starts inherit this, and may raise their limit again.
 */
void
gate_process_write_no_core (void)
{
  struct rlimit limit = { 0, 0 };

  getrlimit (RLIMIT_CORE, &limit);
  limit.rlim_cur = 0;
  setrlimit (RLIMIT_CORE, &limit);
}

/**
 * gate_process_shut_out:
 *
 * Keeps other processes of the same user from reading the memory of this one, and the kernel from
 * writing it anywhere. Not for a program with a window: portals look into the /proc of whoever
 * calls them, and refuse a process where they may not.
 */
void
gate_process_shut_out (void)
{
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
