/** Hostile host pages, for all engines. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './host-desk.js';
import {
  CLASSIC,
  circulation,
  type Headers,
  lib,
  MODULE,
  type Parts,
  plainName,
  root,
  type Site,
} from './host-site.js';

export interface Host {
  readonly name: string;
  readonly parts?: Parts;
  readonly headers?: Headers;
  /** Headers of bundle files. */
  readonly bundle?: Readonly<Record<string, Headers>>;
  /** A script of the page that runs before ours. */
  readonly script?: string;
  /** The page replaces its document once our elements are defined. The check to use is beside `#anew`. */
  readonly rewrites?: boolean;
  readonly zoomed?: boolean;
  /** Kinds of checks besides a wedge check. */
  readonly also?: readonly ('camera' | 'goskan' | 'paper')[];
  /** Runs in the page while the scanner is armed. */
  readonly during?: () => void | Promise<void>;
  /** Why the page cannot work in Chromium 109. */
  readonly not109?: string;
  /** Additional assertions after the checks, in Chromium. */
  readonly check?: (desk: Desk, site: Site) => Promise<void>;
}

const libraries = (jquery: number, bootstrap: number): Parts => ({
  head: `<link rel="stylesheet" href="/bootstrap${bootstrap}.css"><script src="/jquery${jquery}.js"></script><script src="/bootstrap${bootstrap}.js"></script>`,
});

/**
 * `ses`: freezes all intrinsic objects and prototypes, removes unknown ones and restricts errors and the
 * console.
 */
const SES = '<script src="/ses.js"></script>';
const NOT_109 = 'lockdown() of ses 2.3 itself throws there: TextEncoder.arguments cannot be deleted';
const LOCKDOWN = '<script type="module" src="/lockdown.js"></script>';
const isLockedDown = async ({ frame }: Desk): Promise<void> =>
  assert.ok(await frame.evaluate(() => Object.isFrozen(Array.prototype) && Object.isFrozen(Promise)));
const NEIGHBOURS = 'info scanner goskan fallback result'.split(' ').map((name) => `cid-${name}`);

const TRUSTED =
  "require-trusted-types-for 'script'; trusted-types lit-html cid-elements 'allow-duplicates'; report-uri /report";
const STRICT = `default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; ${TRUSTED}`;

export const HOSTS: readonly Host[] = [
  {
    name: 'a strict policy with Trusted Types, wasm allowed to the worker alone',
    headers: { 'content-security-policy': STRICT },
    bundle: {
      'decoder.worker.js': {
        'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
      },
    },
    also: ['camera', 'goskan', 'paper'],
    check: async ({ requests }) =>
      assert.ok(
        requests.some((url) => plainName(url).endsWith('/zxing_reader.wasm')),
        'the wasm decoder',
      ),
  },
  {
    name: 'a policy that forbids wasm to the worker as well',
    headers: { 'content-security-policy': STRICT },
    bundle: { '*': { 'content-security-policy': "script-src 'self'; connect-src 'self'" } },
    also: ['camera'],
    check: async ({ requests }) =>
      assert.ok(
        requests.some((url) => plainName(url).endsWith('/decoder.plain.js')),
        'the plain decoder',
      ),
  },
  {
    name: 'Koha’s own example of a policy, with a nonce',
    headers: {
      'content-security-policy':
        "default-src 'self'; script-src 'self' 'nonce-abc123'; style-src 'self' 'nonce-abc123'; img-src 'self' data:; font-src 'self'; object-src 'none'; report-uri /report",
    },
    parts: {
      load: `<script nonce="abc123">{ const s = document.createElement('script'); s.src = '/cid/cid-elements.classic.js'; s.nonce = 'abc123'; document.head.append(s); }</script>`,
    },
    also: ['camera', 'goskan'],
  },
  { name: 'Bootstrap 3, jQuery 1', parts: libraries(1, 3), also: ['goskan'] },
  { name: 'Bootstrap 3, jQuery 2', parts: libraries(2, 3) },
  { name: 'Bootstrap 5, jQuery 3', parts: libraries(3, 5), also: ['paper'] },
  {
    name: 'enumerable members on the prototypes, as Prototype and MooTools had them',
    parts: { check: 'verifier="training" gateway="/" config="/library.json"' },
    script: `
      for (const proto of [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype]) {
        proto.each = function (run) { return run(this); };
        proto.extend = proto.clone = proto.inspect = function () { return this; };
        proto.legacy = 'enumerable';
      }
      Array.prototype.toJSON = function () { return '[legacy]'; };
      String.prototype.toJSON = function () { return '"' + this + '"'; };
      Array.prototype.first = Array.prototype.last = function () { return this[0]; };
      Element.prototype.addClassName = Element.prototype.hide = Element.prototype.show = function () {};`,
    also: ['camera', 'goskan', 'paper'],
    check: async (_, site) => {
      const { code, benefit } = JSON.parse(site.checks.at(-1)?.body ?? '{}');
      assert.ok(code.startsWith('https://') && benefit === 'student', 'the gateway gets plain JSON');
    },
  },
  {
    name: 'ses, lockdown() before our bundle',
    not109: NOT_109,
    parts: {
      head: SES,
      check: 'verifier="training" gateway="/" config="/library.json"',
      after: '<cid-attorney></cid-attorney>',
      load: LOCKDOWN + MODULE,
    },
    also: ['camera', 'goskan', 'paper'],
    check: async (desk, site) => {
      await isLockedDown(desk);
      assert.equal(site.checks.length > 0 && JSON.parse(site.checks.at(-1)?.body ?? '{}').benefit, 'student');
      await desk.frame.evaluate((names) => {
        for (const name of names) document.body.append(document.createElement(name));
      }, NEIGHBOURS);
      for (const name of NEIGHBOURS)
        await desk.frame.locator(`${name}[state]`).waitFor({ state: 'attached' });
    },
  },
  {
    name: 'ses, lockdown() before our classic script',
    not109: NOT_109,
    parts: { head: `${SES}<script src="/lockdown.js"></script>`, load: CLASSIC },
    also: ['goskan', 'paper'],
    check: isLockedDown,
  },
  {
    name: 'ses, lockdown() right after our bundle',
    not109: NOT_109,
    parts: { head: SES, load: MODULE + LOCKDOWN },
    also: ['camera', 'goskan', 'paper'],
    check: isLockedDown,
  },
  {
    name: 'ses, lockdown() in the middle of a check',
    not109: NOT_109,
    parts: { head: SES },
    during: () => (window as typeof window & { lockdown?: () => void }).lockdown?.(),
    also: ['camera', 'goskan', 'paper'],
    check: isLockedDown,
  },
  {
    name: '* { all: unset !important }',
    parts: { head: '<link rel="stylesheet" href="/unset.css">' },
    also: ['camera', 'goskan', 'paper'],
    check: async ({ frame }) => {
      const seen = await frame.evaluate(() => {
        const check = document.querySelector('cid-check');
        const inner = check?.shadowRoot?.querySelector('button.way');
        return {
          display: check && getComputedStyle(check).display,
          height: inner?.getBoundingClientRect().height ?? 0,
        };
      });
      assert.equal(seen.display, 'block');
      assert.ok(seen.height >= 44, `a button of ${seen.height} px`);
    },
  },
  {
    name: '<base href> of another site',
    parts: {
      head: '<base href="https://elsewhere.invalid/">',
      check: 'verifier="training" gateway="/" config="/library.json"',
      load: '<script type="module" src="{{origin}}/cid/cid-elements.js"></script>',
    },
    also: ['camera', 'goskan'],
  },
  {
    name: 'two versions of our bundle',
    parts: { load: `${MODULE}<script type="module" src="/cid-copy/cid-elements.js"></script>` },
    also: ['camera', 'goskan', 'paper'],
  },
  {
    name: 'our bundle twice, module and classic',
    parts: { load: MODULE + CLASSIC + MODULE },
    also: ['goskan'],
  },
  {
    name: 'a page that writes itself with document.write',
    parts: {
      check: 'verifier="training" hidden',
      before: `<script src="/write.js"></script>`,
      load: '',
    },
    also: ['goskan'],
  },
  {
    name: 'a page that is written anew after it was loaded',
    rewrites: true,
    parts: { after: '<script src="/rewrite.js"></script>' },
    also: ['paper'],
  },
  {
    name: 'zoom: 1.5',
    zoomed: true,
    parts: { head: '<link rel="stylesheet" href="/zoom.css">' },
    also: ['camera', 'goskan', 'paper'],
  },
  {
    name: 'a page that takes the focus every second',
    script: `setInterval(() => document.querySelector('#barcode')?.focus(), 1000);`,
    also: ['camera', 'goskan', 'paper'],
  },
  {
    name: 'a page that moves the element, and wraps its whole body, in the middle of a check',
    during: () => {
      const check = document.querySelector('cid-check');
      const place = document.createElement('section');
      document.body.prepend(place);
      if (check) place.append(check);
      const wrap = document.createElement('div');
      wrap.append(...document.body.childNodes);
      document.body.append(wrap);
    },
    also: ['camera', 'goskan'],
  },
  {
    name: 'a page with listeners for every key, registered after ours',
    script: `
      window.keys = [];
      addEventListener('load', () => customElements.whenDefined('cid-check').then(() => setTimeout(() => {
        const note = (event) => { keys.push(event.key); };
        for (const target of [window, document, document.querySelector('#barcode')])
          for (const type of ['keydown', 'keypress', 'keyup']) target.addEventListener(type, note, true);
        window.listening = true;
      }, 500)));`,
    during: async () => {
      while (!('listening' in window)) await new Promise((resolve) => setTimeout(resolve, 50));
      (window as typeof window & { keys: string[] }).keys.length = 0;
    },
    check: async ({ frame }) =>
      assert.deepEqual(await frame.evaluate(() => (window as typeof window & { keys: string[] }).keys), []),
  },
  {
    name: 'a page that removed attachInternals and the console',
    script: `
      Element.prototype.attachInternals = HTMLElement.prototype.attachInternals = function () { throw new Error('no'); };
      window.console = { log() {} };`,
    parts: { check: 'verifier="training" benefits="student nonsense"', load: MODULE + CLASSIC },
    also: ['goskan', 'paper'],
  },
];

const LIBRARIES = {
  '/jquery1.js': 'jquery1/dist/jquery.js',
  '/jquery2.js': 'jquery2/dist/jquery.js',
  '/jquery3.js': 'jquery3/dist/jquery.js',
  '/bootstrap3.css': 'bootstrap3/dist/css/bootstrap.css',
  '/bootstrap3.js': 'bootstrap3/dist/js/bootstrap.js',
  '/bootstrap5.css': 'bootstrap5/dist/css/bootstrap.css',
  '/bootstrap5.js': 'bootstrap5/dist/js/bootstrap.bundle.js',
};

/** Read by path, because the package does not export the file. */
const SES_FILE = readFileSync(join(root, 'node_modules/ses/dist/ses.umd.js'), 'utf8');

/** Serves a host page and returns its URL. @param first a script that runs before the host's own */
export function serveHost(
  site: Site,
  { parts = {}, headers, bundle = {}, script }: Host,
  first = '',
): string {
  for (const [path, name] of Object.entries(LIBRARIES)) site.pages.set(path, { body: lib(name) });
  site.pages.set('/ses.js', { body: SES_FILE });
  site.pages.set('/lockdown.js', { body: 'lockdown();' });
  site.pages.set('/host.js', { body: first + (script ?? '') });
  site.pages.set('/unset.css', { body: '* { all: unset !important; } body { display: block !important; }' });
  site.pages.set('/zoom.css', { body: 'html { zoom: 1.5; }' });
  site.pages.set('/library.json', { body: '{ "institution": { "name": "Библиотека" } }' });
  site.pages.set('/write.js', {
    body: `document.querySelector('cid-check')?.remove();
      document.write('<cid-check verifier="training"></cid-check><script src="/cid/cid-elements.classic.js"><\\/script>');
      addEventListener('load', () => document.querySelector('#place').remove());`,
  });
  site.pages.set('/rewrite.js', {
    body: `addEventListener('load', () => customElements.whenDefined('cid-check').then(() => {
        document.open();
        document.write('<p id="anew">Заново</p><input id="barcode"><cid-check verifier="training"></cid-check>');
        document.close();
      }));`,
  });
  const full = { ...parts, head: `<script src="/host.js"></script>${parts.head ?? ''}` };
  if (parts.head?.startsWith('<base')) full.head = `<script src="/host.js"></script>${parts.head}`;
  site.pages.set('/page', {
    body: circulation(full).replaceAll('{{origin}}', site.origin),
    ...(headers && { headers }),
  });
  site.bundleHeaders.clear();
  for (const [name, value] of Object.entries(bundle)) site.bundleHeaders.set(name, value);
  site.reports.length = 0;
  return `${site.origin}/page`;
}
