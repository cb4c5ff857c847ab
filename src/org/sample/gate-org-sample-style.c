/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-page.h"

/* clang-format off */
static const char style[] =
  ":root {\n"
  "  color-scheme: light dark;\n"
  "  --page: #eef3f1; --card: #ffffff; --text: #1c2b27; --quiet: #4b5c57; --line: #c9d6d1;\n"
  "  --accent: #0b6b57; --on-accent: #ffffff; --bad: #a3241b; --bad-card: #fdeceb;\n"
  "}\n"
  "@media (prefers-color-scheme: dark) {\n"
  "  :root {\n"
  "    --page: #14201d; --card: #1d2b27; --text: #e8f0ed; --quiet: #a9bbb5; --line: #38514a;\n"
  "    --accent: #6fd3bb; --on-accent: #0d211c; --bad: #ffaca5; --bad-card: #3a2120;\n"
  "  }\n"
  "}\n"
  "* { box-sizing: border-box; }\n"
  "body {\n"
  "  margin: 0; background: var(--page); color: var(--text); line-height: 1.5;\n"
  "  font-family: system-ui, Cantarell, sans-serif; overflow-wrap: anywhere;\n"
  "}\n"
  "main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; }\n"
  "header p { margin: 0; color: var(--quiet); }\n"
  "h1 { margin: 0.1rem 0 0.3rem; font-size: 1.8rem; line-height: 1.2; }\n"
  "h2 { margin: 0 0 0.6rem; font-size: 1.15rem; }\n"
  "section {\n"
  "  margin: 1.5rem 0; padding: 1.25rem; background: var(--card);\n"
  "  border: 1px solid var(--line); border-radius: 0.75rem;\n"
  "}\n"
  "section p:first-child { margin-top: 0; }\n"
  "section > :last-child { margin-bottom: 0; }\n"
  "section.error { background: var(--bad-card); border-color: var(--bad); }\n"
  "section.error h2 { color: var(--bad); }\n"
  "dl { margin: 0 0 1rem; }\n"
  "dt { margin-top: 0.6rem; color: var(--quiet); font-size: 0.9rem; }\n"
  "dd { margin: 0; }\n"
  "code, pre { font-family: ui-monospace, 'Noto Sans Mono', monospace; font-size: 0.92em; }\n"
  "pre { margin: 0; white-space: pre-wrap; }\n"
  "ul { margin: 0; padding-left: 1.2rem; }\n"
  "li { padding: 0.3rem 0; }\n"
  "a { color: var(--accent); }\n"
  ".buttons { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 1rem 0 0; }\n"
  ".buttons form { margin: 0; }\n"
  "button, .button {\n"
  "  display: inline-block; padding: 0.55rem 1.1rem; font: inherit; font-weight: 600;\n"
  "  color: var(--accent); background: transparent; border: 1px solid var(--accent);\n"
  "  border-radius: 0.5rem; text-decoration: none; cursor: pointer;\n"
  "}\n"
  ".button.suggested { color: var(--on-accent); background: var(--accent); }\n"
  ":focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }\n"
  "footer { color: var(--quiet); font-size: 0.9rem; }\n";
/* clang-format on */

/**
 * gate_org_sample_page_get_style:
 *
 * Returns: what the pages look like, in CSS
 */
const char *
gate_org_sample_page_get_style (void)
{
  return style;
}
