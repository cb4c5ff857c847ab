// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// Starts the local organization as a process of its own and reports in TAP, for clients in
// JavaScript. A test is a function that throws when it fails.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { openSync, closeSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 20000;
const END_MS = 20000;
const BAD_WORDS = ['Sanitizer', 'runtime error:', 'CRITICAL', 'WARNING **'];

export class Skip extends Error {}

export class Tap {
  count = 0;
  failed = 0;

  async run (name, test)
  {
    this.count++;
    try
      {
        await test ();
        console.log (`ok ${this.count} - ${name}`);
      }
    catch (error)
      {
        if (error instanceof Skip)
          {
            console.log (`ok ${this.count} - ${name} # SKIP ${error.message}`);
            return;
          }
        this.failed++;
        // Of a failed test meson shows what comes on the standard error.
        console.error (error);
        console.log (`not ok ${this.count} - ${name}`);
      }
  }

  // What a library leaves running must not keep the test alive.
  end ()
  {
    console.log (`1..${this.count}`);
    process.exit (this.failed ? 1 : 0);
  }
}

// Until the predicate holds; the poll is short, the deadline is what counts.
export async function waitFor (what, predicate, milliseconds = 20000)
{
  const deadline = Date.now () + milliseconds;

  for (;;)
    {
      const value = await predicate ();
      if (value)
        return value;
      assert.ok (Date.now () < deadline, `not within ${milliseconds} ms: ${what}`);
      await new Promise ((resolve) => setTimeout (resolve, 20));
    }
}

export class Organization {
  constructor (...options)
  {
    this.folder = mkdtempSync (join (tmpdir (), 'gate-conformance-'));
    this.data = join (this.folder, 'data');
    this.logFile = join (this.folder, 'log');
    this.options = options;
  }

  async start (signIn = 'admin')
  {
    const log = openSync (this.logFile, 'a');
    this.process = spawn (process.env.GATEHOUSE_ORG,
                          ['--data', this.data, '--populate', 'sample', '--rate-limit', '0',
                           ...(signIn ? ['--sign-in', signIn] : []), ...this.options],
                          { stdio: ['ignore', 'pipe', log] });
    closeSync (log);
    this.ended = new Promise ((resolve) => this.process.once ('exit', (status) => resolve (status)));
    const lines = createInterface ({ input: this.process.stdout });
    const line = await Promise.race ([
      new Promise ((resolve) => lines.once ('line', resolve)),
      this.ended.then (() => null),
      new Promise ((resolve) => setTimeout (resolve, START_MS, null).unref ()),
    ]);
    assert.ok (line, `the organization did not start: ${this.log ()}`);
    this.ready = JSON.parse (line);
    this.issuer = this.ready.login;
    this.token = this.ready.token;
    return this;
  }

  log ()
  {
    return readFileSync (this.logFile, 'utf8');
  }

  async stop ()
  {
    this.process.kill ('SIGTERM');
    const status = await Promise.race ([
      this.ended,
      new Promise ((resolve) => setTimeout (resolve, END_MS, 'not in time').unref ()),
    ]);
    const log = this.log ();
    for (const word of BAD_WORDS)
      assert.ok (!log.includes (word), log.slice (-6000));
    assert.equal (status, 0, log.slice (-3000));
  }

  // Ends it and says in TAP whether it ended well.
  async end (tap)
  {
    await tap.run ('the organization ends cleanly', () => this.stop ());
    this.process.kill ('SIGKILL');
    rmSync (this.folder, { recursive: true, force: true });
  }

  // One call of the API, past every library that is tried here.
  async ask (method, path, body, token = this.token)
  {
    const answer = await fetch (this.ready.api + path, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}),
                 ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify (body),
    });
    const text = await answer.text ();
    return { status: answer.status, body: text ? JSON.parse (text) : null };
  }
}
