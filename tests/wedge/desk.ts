/** Support: an ILS-like desk in a real browser, and a scanner whose keys are trusted (DevTools protocol). */

import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stroke } from '@cid-elements/scanning/testing/scanner-emulator';
import { codeOfChar } from '@cid-elements/scanning/wedge/layouts';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { openServer } from '../support/server.js';

/** Scripts of the page, in the order of their registration; `before` runs ahead of the wedge. */
const page = (before: string) => `<!doctype html><meta charset="utf-8"><title>Выдача</title>
<form id="circ" action="/circ"><input id="barcode" name="barcode" autofocus><button>Выдать</button></form>
<form id="patronsearch" action="/search" method="get"><input id="findborrower" name="q"></form>
<form id="edit"><input id="note" name="note" value="Кафка"><textarea id="memo"></textarea>
<input id="mail" type="email"><div id="rich" contenteditable></div></form>
<button id="own">Цифровой ID</button><iframe id="frame" src="/frame"></iframe>
<script src="/jquery.js"></script>
<script>
  window.heard = [];
  const note = (where) => (event) => heard.push(where + ' ' + event.type);
  const TYPES = ['keydown', 'keypress', 'keyup', 'beforeinput', 'textInput', 'input', 'paste', 'compositionstart',
    'compositionupdate', 'compositionend', 'change', 'submit'];
</script>
<script>${before}</script>
<script src="/wedge.js"></script>
<script>
  window.texts = []; window.disarms = []; window.problems = [];
  window.open_ = (options) => {
    window.wedge?.dispose();
    window.wedge = new Wedge({
      onCode: (text) => { texts.push(text); window.focusThen = document.activeElement.id; },
      onDisarm: (why) => disarms.push(why), onStatus: (_, problem) => problem && problems.push(problem), ...options });
  };
  open_({ own: document.getElementById('own') });
  let ears = new AbortController();
  window.listen = () => {
    ears.abort();
    ears = new AbortController();
    const { signal } = ears;
    for (const type of TYPES) {
      window.addEventListener(type, note('window'), { capture: true, signal });
      document.addEventListener(type, note('document'), { signal });
      for (const field of document.querySelectorAll('input, textarea, div')) field.addEventListener(type, note('field'), { signal });
    }
  };
  listen();
  // What a circulation page does with keys: an autocomplete by GET, hot keys, a print on a stray Enter.
  $('#findborrower').on('input keyup', function () { if (this.value) $.get('/suggest', { term: this.value }); });
  $(document).on('keydown', (event) => heard.push('jquery ' + event.type));
  $('form').on('submit', (event) => event.preventDefault());
  $('#circ').on('submit', () => $.get('/print'));
</script>`;

export interface Desk {
  page: Page;
  cdp: CDPSession;
  browser: Browser;
  url: string;
  /** Paths with queries the page asked the server for, but for its own parts. */
  asked: string[];
  close(): Promise<void>;
}

/** The wedge as a classic script, bundled once a process. */
let bundled: Promise<Uint8Array> | undefined;

async function bundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { Wedge } from '@cid-elements/scanning/wedge/wedge';`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'Lib',
    footer: { js: 'window.Wedge = Lib.Wedge;' },
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** A desk in a profile of its own, in a browser of its own unless one is given. */
export async function openDesk(before = '', shared?: Browser): Promise<Desk> {
  bundled ??= bundle();
  const script = await bundled;
  const jquery = await readFile(fileURLToPath(import.meta.resolve('jquery3/dist/jquery.js')));
  const asked: string[] = [];
  const html = 'text/html; charset=utf-8';
  const parts = new Map<string, [string, string | Uint8Array]>([
    ['/', [html, page(before)]],
    ['/frame', [html, '<!doctype html><input id="inner">']],
    ['/other', [html, '<!doctype html><input id="other" autofocus>']],
    ['/wedge.js', ['text/javascript', script]],
    ['/jquery.js', ['text/javascript', jquery]],
  ]);
  const server = await openServer((_url, request, response) => {
    const part = parts.get(request.url ?? '');
    if (!part && request.url !== '/favicon.ico') asked.push(request.url ?? '');
    response.setHeader('content-type', part?.[0] ?? 'text/plain');
    response.end(part?.[1] ?? '');
  });
  const url = server.origin;
  const browser = shared ?? (await openChromium());
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const tab = await context.newPage();
  await tab.goto(`${url}/`);
  const cdp = await context.newCDPSession(tab);
  return {
    page: tab,
    cdp,
    browser,
    url,
    asked,
    async close() {
      await (shared ? context : browser).close();
      await server.close();
    },
  };
}

const MODIFIER = { alt: 1, ctrl: 2, shift: 8 };
const NAMED: Record<string, number> = {
  Enter: 13,
  Tab: 9,
  Shift: 16,
  Control: 17,
  Alt: 18,
  Home: 36,
  Escape: 27,
};

function virtualKey({ key, code, text }: Stroke): number {
  const named = NAMED[key];
  if (named !== undefined) return named;
  const us = code.startsWith('Key') ? code.slice(3) : code.startsWith('Digit') ? code.slice(5) : '';
  if (us !== '') return us.charCodeAt(0);
  if (code.startsWith('Numpad')) return 96 + Number(code.slice(6));
  return codeOfChar(text) && text >= 'a' && text <= 'z' ? text.toUpperCase().charCodeAt(0) : 0;
}

/**
 * Sends the strokes as a keyboard would: without waiting for the page, each stamped with the time it was due, so that
 * a busy machine does not change the scanner's rhythm.
 * Returns by how many ms it was late at worst: no scanner stops like that in the middle of a code.
 */
export async function type(
  { page, cdp }: Pick<Desk, 'page' | 'cdp'>,
  strokes: readonly Stroke[],
): Promise<number> {
  const sent: Promise<unknown>[] = [];
  const { timeOrigin } = performance;
  let due = performance.now();
  let late = 0;
  for (const stroke of strokes) {
    due += stroke.wait;
    if (due - performance.now() > 1) await sleep(due - performance.now());
    late = Math.max(late, performance.now() - due);
    const { kind, key, code, text } = stroke;
    if (kind === 'insert') sent.push(cdp.send('Input.insertText', { text }));
    else if (kind === 'paste') await paste(page, cdp, text);
    else {
      const modifiers =
        (stroke.alt ? MODIFIER.alt : 0) +
        (stroke.ctrl ? MODIFIER.ctrl : 0) +
        (stroke.shift ? MODIFIER.shift : 0);
      const types = kind === 'up';
      const withText = !types && text !== '' && !stroke.alt && !stroke.ctrl;
      sent.push(
        cdp.send('Input.dispatchKeyEvent', {
          type: kind === 'char' ? 'char' : types ? 'keyUp' : withText ? 'keyDown' : 'rawKeyDown',
          key: kind === 'char' ? '' : key,
          code,
          modifiers,
          timestamp: (timeOrigin + due) / 1000,
          windowsVirtualKeyCode: virtualKey(stroke),
          ...(stroke.repeat ? { autoRepeat: true } : {}),
          ...(withText ? { text, unmodifiedText: text } : {}),
        }),
      );
    }
  }
  await Promise.all(sent);
  return late;
}

async function paste(page: Page, cdp: CDPSession, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  const key = { key: 'v', code: 'KeyV', modifiers: MODIFIER.ctrl, windowsVirtualKeyCode: 86 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key, commands: ['paste'] });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
