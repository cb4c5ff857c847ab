// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// A browser without a window: keeps cookies by host as browsers do (not by port), shows pages, fills
// in and sends their forms, and stops at an address that belongs to an application.

import assert from 'node:assert/strict';
import { parse } from 'node-html-parser';

const MAX_REDIRECTS = 10;
// Allow does nothing before its page was there for so long.
const READING_TIME_MS = 750;

export class Page {
  constructor (url, status, headers, text)
  {
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.root = parse (text);
  }

  get words ()
  {
    return this.root.querySelector ('main')?.structuredText ?? this.root.structuredText;
  }

  // The form that holds a button of that label, and the button.
  find (label)
  {
    for (const form of this.root.querySelectorAll ('form'))
      for (const button of form.querySelectorAll ('button'))
        if (label.test (button.textContent.trim ()))
          return { form, button };
    return assert.fail (`no button ${label} on ${this.url}:\n${this.words}`);
  }

  has (label)
  {
    return this.root.querySelectorAll ('button').some ((each) => label.test (each.textContent.trim ()));
  }

  link (label)
  {
    const found = this.root.querySelectorAll ('a').find ((each) => label.test (each.textContent.trim ()));

    assert.ok (found, `no link ${label} on ${this.url}:\n${this.words}`);
    return new URL (found.getAttribute ('href').replaceAll ('&amp;', '&'), this.url).href;
  }
}

// What a browser would send of a form, as name and value pairs.
function filledIn (form, button, values, unticked)
{
  const pairs = [];

  for (const field of form.querySelectorAll ('input'))
    {
      const name = field.getAttribute ('name');
      const type = field.getAttribute ('type') ?? 'text';
      const value = field.getAttribute ('value') ?? (type === 'checkbox' ? 'on' : '');

      if (!name)
        continue;
      if (type === 'checkbox' || type === 'radio')
        {
          if (field.hasAttribute ('checked') && !unticked.includes (value))
            pairs.push ([name, value]);
        }
      else
        pairs.push ([name, values[type] ?? values[name] ?? value]);
    }
  for (const field of form.querySelectorAll ('select'))
    {
      const chosen = field.querySelector ('option[selected]') ?? field.querySelector ('option');
      pairs.push ([field.getAttribute ('name'), values[field.getAttribute ('name')] ??
                                                chosen?.getAttribute ('value') ?? '']);
    }
  if (button.getAttribute ('name'))
    pairs.push ([button.getAttribute ('name'), button.getAttribute ('value') ?? '']);
  return pairs;
}

export class Browser {
  jar = new Map ();

  cookies (url)
  {
    const { hostname, pathname } = new URL (url);
    const fitting = [...(this.jar.get (hostname) ?? new Map ())]
      .filter (([, cookie]) => pathname.startsWith (cookie.path));

    return fitting.map (([name, cookie]) => `${name}=${cookie.value}`).join ('; ');
  }

  keep (url, headers)
  {
    const { hostname } = new URL (url);

    for (const line of headers.getSetCookie ())
      {
        const [pair, ...attributes] = line.split (';').map ((each) => each.trim ());
        const [name, ...value] = pair.split ('=');
        const jar = this.jar.get (hostname) ?? new Map ();
        const path = attributes.find ((each) => /^path=/i.test (each))?.slice (5) ?? '/';

        this.jar.set (hostname, jar);
        if (attributes.some ((each) => /^max-age=0$/i.test (each)) || value.join ('=') === '')
          jar.delete (name);
        else
          jar.set (name, { value: value.join ('='), path });
      }
  }

  // Follows redirects until there is a page or an address that UNTIL accepts; gives either.
  async go (url, { method = 'GET', body, headers = {}, until = () => false } = {})
  {
    for (let step = 0; step < MAX_REDIRECTS; step++)
      {
        const cookie = this.cookies (url);
        const answer = await fetch (url, {
          method,
          body,
          redirect: 'manual',
          headers: { 'accept-language': 'en', ...(cookie ? { cookie } : {}), ...headers },
        });
        this.keep (url, answer.headers);
        const location = answer.headers.get ('location');
        if (location === null || answer.status < 300 || answer.status > 399)
          return new Page (url, answer.status, answer.headers, await answer.text ());
        assert.equal (method === 'POST' ? answer.status : 303, 303, 'a POST is answered with 303');
        url = new URL (location, url).href;
        if (until (url))
          return new URL (url);
        method = 'GET';
        body = undefined;
        headers = {};
      }
    return assert.fail (`too many redirects, the last to ${url}`);
  }

  async press (page, label, { values = {}, unticked = [], until, headers = {} } = {})
  {
    const { form, button } = page.find (label);
    const body = new URLSearchParams (filledIn (form, button, values, unticked));
    const action = new URL (form.getAttribute ('action') ?? '', page.url).href;

    assert.equal ((form.getAttribute ('method') ?? 'get').toLowerCase (), 'post');
    return this.go (action, {
      method: 'POST',
      body: body.toString (),
      headers: { 'content-type': 'application/x-www-form-urlencoded',
                 'origin': new URL (page.url).origin, 'sec-fetch-site': 'same-origin', ...headers },
      until,
    });
  }

  isLogin (page)
  {
    return page instanceof Page && page.root.querySelector ('input[type=password]') !== null;
  }

  // From an authorization request to what the application is told, or to the page in between.
  async signIn (url, { user, password, until, answer = /^Allow$/, unticked = [] })
  {
    let page = await this.go (url, { until });

    if (this.isLogin (page))
      page = await this.press (page, /Log In|Sign In/i, { values: { text: user, email: user, password }, until });
    if (page instanceof Page && answer !== null && page.has (answer))
      {
        await new Promise ((read) => setTimeout (read, READING_TIME_MS));
        page = await this.press (page, answer, { unticked, until });
      }
    return page;
  }
}
