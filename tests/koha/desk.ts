/**
 * Serves an imitation of Koha's staff client with the paste-in file, printed as Koha prints IntranetUserJS.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { bodyOf, contentType, openServer } from '../support/server.js';

const root = new URL('../../../', import.meta.url);
export const fromRoot = (path: string) => readFile(new URL(path, root), 'utf8');
const lib = (name: string) => fileURLToPath(import.meta.resolve(name));

const LIBRARIES = {
  '17-1': ['jquery1/dist/jquery.js', 'bootstrap3/dist/css/bootstrap.css', 'bootstrap3/dist/js/bootstrap.js'],
  '17-2': ['jquery2/dist/jquery.js', 'bootstrap3/dist/css/bootstrap.css', 'bootstrap3/dist/js/bootstrap.js'],
  '25': [
    'jquery3/dist/jquery.js',
    'bootstrap5/dist/css/bootstrap.css',
    'bootstrap5/dist/js/bootstrap.bundle.js',
  ],
} as const;
export type Age = keyof typeof LIBRARIES;

export interface Koha {
  readonly origin: string;
  readonly port: number;
  /** Requests to the server, without libraries and our own files. */
  readonly requested: string[];
  /** CSP violation reports. */
  readonly reports: string[];
  close(): Promise<void>;
}

export interface KohaOptions {
  readonly age: Age;
  /** Content of the system preference IntranetUserJS. */
  readonly userJs: string;
  /** A Content-Security-Policy with the placeholder `{{nonce}}`. */
  readonly policy?: string;
  /** Delay of the answer to a posted form, ms. */
  readonly answerMs?: number;
}

/**
 * Koha 25's question above the barcode field when a checkout needs a confirmation. The field is disabled
 * meanwhile.
 */
const CONFIRM = `<div id="circ_needsconfirmation" class="alert alert-warning audio-alert-action focus" tabindex="-1">
  <h3>Подтвердите выдачу</h3>
  <form method="post" action="/cgi-bin/koha/circ/circulation.pl">
    <input type="hidden" name="op" value="cud-checkout" /><input type="hidden" name="barcode" value="30126000123456" />
    <input type="hidden" name="borrowernumber" value="7" /><input type="hidden" name="issueconfirmed" value="1" />
    <button type="submit" class="btn approve" accesskey="y">Да, выдать (Y)</button>
  </form>
</div>`;

/** Applies the states of a checkout page that the query parameters select. */
function inState(html: string, parameters: URLSearchParams): string {
  if (parameters.has('confirm'))
    return html
      .replace('<!-- NEEDSCONFIRMATION -->', CONFIRM)
      .replace('id="barcode"', 'id="barcode" disabled');
  if (parameters.has('fallback'))
    return html.replace('id="itemSearchFallback"', 'id="itemSearchFallback" data-show');
  return html;
}

export async function openKoha({ age, userJs, policy, answerMs = 0 }: KohaOptions): Promise<Koha> {
  const requested: string[] = [];
  const reports: string[] = [];
  const [jquery, css, bootstrap] = LIBRARIES[age];
  const files: Record<string, string> = {
    '/lib/jquery.js': lib(jquery),
    '/lib/bootstrap.css': lib(css),
    '/lib/bootstrap.js': lib(bootstrap),
    '/desk.js': fileURLToPath(new URL('tests/koha/pages/desk.js', root)),
    '/desk-25.js': fileURLToPath(new URL('tests/koha/pages/desk-25.js', root)),
  };
  const page = (name: string) => fromRoot(`tests/koha/pages/${name}-${age.slice(0, 2)}.html`);
  const { origin, port, close } = await openServer(async ({ pathname, searchParams }, request, response) => {
    const body = await bodyOf(request);
    if (pathname === '/report') {
      reports.push(body);
      response.end();
      return;
    }
    const file = pathname.startsWith('/cid/dist/')
      ? fileURLToPath(new URL(`dist/${pathname.slice(10)}`, root))
      : files[pathname];
    if (file) {
      response.setHeader('content-type', contentType(file));
      response.end(await readFile(file));
      return;
    }
    if (pathname === '/favicon.ico') {
      response.end();
      return;
    }
    requested.push(`${request.method} ${request.url} ${body}`);
    if (pathname.endsWith('/mainpage.pl') && request.method === 'GET' && !request.headers.cookie) {
      response.setHeader('content-type', contentType('/'));
      response.setHeader('set-cookie', 'CGISESSID=1; HttpOnly');
      response.end(
        '<!doctype html><body id="main_auth"><form method="post"><input name="login_userid"><input name="login_password" type="password"><button>Вход</button></form>',
      );
      return;
    }
    if (pathname === '/api/v1/patrons') {
      response.setHeader('content-type', 'application/json');
      response.end('[]');
      return;
    }
    if (!pathname.startsWith('/cgi-bin/koha/')) throw new Error('no such page');
    if (pathname.endsWith('/ysearch.pl')) {
      response.setHeader('content-type', 'application/json');
      response.end('[]');
      return;
    }
    if (request.method === 'POST' && answerMs) await sleep(answerMs);
    const patron = searchParams.has('borrowernumber') || body.includes('borrowernumber=');
    const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
    const html = inState(
      await page(pathname.endsWith('/circulation.pl') && patron ? 'circulation' : 'search'),
      searchParams,
    );
    response.setHeader('content-type', contentType('/'));
    response.setHeader('cache-control', 'no-store');
    if (policy) {
      response.setHeader(
        'content-security-policy',
        `${policy.replaceAll('{{nonce}}', nonce)}; report-uri /report`,
      );
    }
    response.end(html.replaceAll('{{nonce}}', nonce).replace('/* IntranetUserJS */', () => userJs));
  });
  return { origin, port, requested, reports, close };
}

export const launch = () => openChromium({ args: ['--host-resolver-rules=MAP koha.test 127.0.0.1'] });

declare global {
  interface Window {
    kept: string[];
    done: string[];
  }
}

/** A tab that records storage, console output and requests. */
export interface Tab {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly context: BrowserContext;
  readonly requests: string[];
  readonly consoleLines: string[];
  readonly errors: string[];
}

export async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' });
  await context.addInitScript(() => {
    window.kept = [];
    window.done = [];
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      window.kept.push(`${key}=${value} ${new Error().stack}`);
      setItem.call(this, key, value);
    };
    document.addEventListener('cid-done', (event) =>
      window.done.push(JSON.stringify((event as CustomEvent).detail)),
    );
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const requests: string[] = [];
  const consoleLines: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) =>
    requests.push(`${request.method()} ${request.url()} ${request.postData()}`),
  );
  page.on('console', (message) => consoleLines.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, cdp: await context.newCDPSession(page), context, requests, consoleLines, errors };
}

/** All places in a page where typed characters can end up, including open shadow roots. */
export function traces(page: Page): Promise<string> {
  return page.evaluate(() => {
    const out: string[] = [location.href, document.cookie, String(history.length)];
    const walk = (root: Document | ShadowRoot) => {
      out.push(root instanceof ShadowRoot ? root.innerHTML : root.documentElement.outerHTML);
      for (const element of root.querySelectorAll('*')) {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
          out.push(element.value);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    out.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    out.push(RegExp.$_, RegExp['$&']);
    return out.join('\n');
  });
}

/** The values of all fields of the page. */
export function fields(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden], [type=checkbox]), textarea'),
    ].map((field) => field.value),
  );
}
