/** Drives whole checks, then searches all places where the decoded text must not be. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { trainingCode, type Visitor } from '@cid-elements/core';
import type { Page } from 'playwright-core';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { serve } from '../support/gateway.js';
import { shared } from '../support/shared.js';

const folder = mkdtempSync(join(tmpdir(), 'cid-canary-'));
const served = await shared(serve({ CID_STORE: `file:${join(folder, 'store.db')}` }));
const browser = await shared(openChromium());
after(() => rmSync(folder, { recursive: true, force: true }));

/** Installed before the page's scripts. Records events that bubble, console output, storage and requests. */
function listen(): void {
  const seen: string[] = [];
  Object.assign(window, { seen });
  const note = (what: string, value: unknown) => {
    const walk = (item: unknown, depth: number): string => {
      if (depth > 3 || item === null || typeof item !== 'object') return String(item);
      if (item instanceof Node || item instanceof Window) return '';
      return Object.entries(item as Record<string, unknown>)
        .map(([key, inner]) => `${key}=${walk(inner, depth + 1)}`)
        .join(' ');
    };
    seen.push(`${what}: ${walk(value, 0)}`);
  };
  // The static `RegExp` properties are polled, because Playwright's own calls overwrite them.
  setInterval(() => {
    for (const name of ['$_', 'input', 'lastMatch', 'leftContext', 'rightContext', '$1']) {
      const held = `RegExp.${name}=${Reflect.get(RegExp, name)}`;
      if (!seen.includes(held)) seen.push(held);
    }
  }, 5);
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event: Event) {
    // `cid-scan` carries the text by contract, so it must neither bubble nor be composed.
    if (event.type !== 'cid-scan' || event.bubbles || event.composed)
      note(`event ${event.type}`, (event as CustomEvent).detail);
    return dispatch.call(this, event);
  };
  for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const) {
    const own = console[name];
    console[name] = (...all: unknown[]) => {
      note(`console.${name}`, all);
      own.apply(console, all);
    };
  }
  for (const name of ['setItem'] as const) {
    const own = Storage.prototype[name];
    Storage.prototype[name] = function (key: string, value: string) {
      note('storage', [key, value]);
      own.call(this, key, value);
    };
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name].bind(history);
    history[name] = (data: unknown, unused: string, url?: string | URL | null) => {
      note(`history.${name}`, [data, String(url)]);
      own(data, unused, url);
    };
  }
  new MutationObserver((records) => {
    for (const record of records) {
      note('dom', [
        record.attributeName,
        record.oldValue,
        (record.target as Element).outerHTML ?? record.target.textContent,
      ]);
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
    attributeOldValue: true,
  });
}

/** All state of the page that outlives the check. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts: string[] = [...(window as typeof window & { seen: string[] }).seen];
    const walk = (node: ParentNode) => {
      for (const element of node.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) parts.push(`${name}=${value}`);
        if (element instanceof HTMLInputElement) parts.push(element.value);
        if (element.shadowRoot) {
          parts.push(element.shadowRoot.innerHTML);
          walk(element.shadowRoot);
        }
      }
    };
    walk(document);
    parts.push(
      document.documentElement.outerHTML,
      document.title,
      location.href,
      document.cookie,
      window.name,
    );
    parts.push(
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
    );
    parts.push(...performance.getEntries().map(({ name }) => name));
    for (const { name } of (await indexedDB.databases?.()) ?? []) parts.push(`indexedDB ${name}`);
    for (const name of await caches.keys()) parts.push(`cache ${name}`);
    for (const name of [
      '$_',
      'input',
      'lastMatch',
      'lastParen',
      'leftContext',
      'rightContext',
      '$1',
      '$2',
      '$3',
    ]) {
      parts.push(`RegExp.${name}=${Reflect.get(RegExp, name)}`);
    }
    return parts.join('\n');
  });

/** Parts of a code that are long enough not to occur by chance. */
function traces(code: string): string[] {
  const id = code.slice(code.indexOf('/m5/') + 4, code.indexOf('?'));
  return [id, id.slice(0, 12), id.slice(-12), encodeURIComponent(code), id.toLowerCase(), id.toUpperCase()];
}

const keysOf = (text: string): string[] => [...text];

async function wedge(page: Page, text: string): Promise<void> {
  for (const char of keysOf(text)) await page.keyboard.press(char === ' ' ? 'Space' : char);
  await page.keyboard.press('Enter');
}

const VISITORS: Visitor[] = ['right', 'not-confirmed', 'expired', 'no-network', 'foreign', 'real-code'];

for (const visitor of VISITORS) {
  test(`a check of «${visitor}» leaves no code in page, events, console, storage, URLs, RegExp or server`, async () => {
    const context = await browser.newContext();
    await context.addInitScript(listen);
    const page = await context.newPage();
    const requested: string[] = [];
    page.on('request', (request) =>
      requested.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`),
    );
    await page.goto(`${served.base}desk/?verifier=training`);
    // The desk sets its verifier after a request to its server; before that F8 would begin a check with
    // Goskan.
    const state = (name: string) =>
      page.locator(`cid-check[verifier="training"][state="${name}"]`).waitFor({ timeout: PATIENCE_MS });
    await state('choice');
    const left = 30_000 - (Date.now() % 30_000);
    if (left < 6_000) await page.waitForTimeout(left + 100);
    const code = trainingCode(visitor, 'student', Date.now(), `canary-${visitor}`).text;
    await page.locator('#barcode').focus();
    await page.keyboard.press('F8');
    await page.getByText('Сканер готов').first().waitFor();
    await page.locator('#barcode').focus();
    await wedge(page, code);
    await state(visitor === 'right' ? 'face' : 'result');
    const during = await everything(page);
    if (visitor === 'right') await page.getByRole('button', { name: 'Лицо совпадает' }).click();
    await state('result');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    const afterwards = await everything(page);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
    const places: Record<string, string> = {
      'the page during the check': during,
      'the page after it': afterwards,
      'addresses and headers': requested.join('\n'),
      'what the server wrote': served.output(),
      "the server's files": files.join('\n'),
    };
    for (const [place, content] of Object.entries(places)) {
      for (const trace of traces(code))
        assert.ok(!content.includes(trace), `${place} holds a trace of the code`);
    }
    // Proves that the search works: a planted code is found.
    await page.evaluate((text) => document.body.setAttribute('data-planted', text), code);
    assert.ok((await everything(page)).includes(code), 'the search finds a planted code');
    await context.close();
  });
}

test('the search for leaks in RegExp finds a planted one', async () => {
  const page = await browser.newPage();
  await page.addInitScript(listen);
  await page.goto(`${served.base}desk/`);
  await page.evaluate(() => {
    setInterval(() => /planted-\d+/.exec('planted-12345'), 1);
  });
  await page.waitForTimeout(300);
  assert.ok((await everything(page)).includes('planted-12345'));
  await page.close();
});
