// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// The distribution's Chromium, driven by playwright-core; what it complains about; and two judges of
// a page, axe-core and html-validate.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const axe = createRequire (import.meta.url) ('axe-core');
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const PATIENCE_MS = 30000;
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 900, height: 900 };
const LOOKS = [['light', 'light', WIDE], ['dark', 'dark', WIDE], ['narrow', 'light', NARROW]];
const judge = new HtmlValidate ({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: { 'long-title': 'off', 'require-sri': 'off', 'doctype-style': ['error', { style: 'uppercase' }] },
});

export function findChromium ()
{
  return PATHS.find ((path) => existsSync (path));
}

export async function launchChromium ()
{
  return chromium.launch ({ executablePath: findChromium (),
                            args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

// A browser of its own (cookies and all) that keeps account of what went wrong in it.
export class Person {
  complaints = [];
  hosts = new Set ();
  documents = new Map ();

  static async enter (browser, locale = 'en-US', more = {})
  {
    const self = new Person ();

    self.context = await browser.newContext ({ locale, viewport: WIDE, ...more });
    self.context.on ('request', (request) => self.hosts.add (new URL (request.url ()).hostname));
    self.context.on ('response', (response) => self.keep (response));
    self.page = await self.newPage ();
    return self;
  }

  async newPage ()
  {
    const page = await this.context.newPage ();

    page.setDefaultTimeout (PATIENCE_MS);
    page.on ('console', (message) => {
      // A refusal with its own status is none of the page's faults.
      if (message.type () === 'error' && !/the server responded with a status of 4/.test (message.text ()))
        this.complaints.push (message.text ());
    });
    page.on ('pageerror', (error) => this.complaints.push (String (error)));
    return page;
  }

  // The document as it came, which the browser's own differs from.
  keep (response)
  {
    const type = response.headers ()['content-type'] ?? '';

    if (type.startsWith ('text/html'))
      this.documents.set (response.url (), response.text ().catch (() => null));
  }

  async leave ()
  {
    await this.context.close ();
  }

  async press (name, page = this.page)
  {
    await page.getByRole ('button', { name, exact: true }).click ();
  }

  async logIn (userName, password, page = this.page)
  {
    await page.locator ('input[type=text]').fill (userName);
    await page.locator ('input[type=password]').fill (password);
    await page.locator ('button[type=submit]').first ().click ();
  }
}

const describe = (violation) =>
  `${violation.id}: ${violation.help}: ${violation.nodes.map ((node) => node.html).join (' | ')}`;

async function judgeByAxe (page)
{
  if (!await page.evaluate (() => 'axe' in globalThis))
    await page.evaluate (axe.source);
  const { violations } = await page.evaluate (() => globalThis.axe.run ());

  return violations.map (describe);
}

// axe-core and html-validate find nothing on the page as it stands, in light, dark and narrow; and it
// is no wider than its window. Pictures of it go where those of the window are. In another language
// its colours are the same, so once is enough for axe-core.
export async function inspect (person, name, { inAllLooks = true } = {})
{
  const { page } = person;
  const folder = process.env.GATEHOUSE_SCREENSHOTS;
  const problems = [];
  const source = await person.documents.get (page.url ());

  assert.ok (source, `the document of ${page.url ()} did not come by`);
  for (const result of (await judge.validateString (source, name)).results)
    problems.push (...result.messages.map ((each) => `${each.ruleId} at ${each.line}: ${each.message}`));
  for (const [look, colorScheme, viewport] of LOOKS)
    {
      await page.emulateMedia ({ colorScheme });
      await page.setViewportSize (viewport);
      if (inAllLooks || look === 'light')
        problems.push (...(await judgeByAxe (page)).map ((each) => `${look}: ${each}`));
      const width = await page.evaluate (() => document.documentElement.scrollWidth);
      if (width > viewport.width)
        problems.push (`${look}: ${width} px wide`);
      if (folder)
        {
          mkdirSync (folder, { recursive: true });
          await page.screenshot ({ path: join (folder, `web-${name}-${look}.png`), fullPage: true });
        }
    }
  await page.emulateMedia ({ colorScheme: 'light' });
  await page.setViewportSize (WIDE);
  assert.deepEqual (problems, [], `${name}: ${page.url ()}`);
}
