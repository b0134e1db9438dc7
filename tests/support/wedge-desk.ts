/** An ILS-like desk in a real browser. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openChromium } from './browser.js';
import { openServer } from './server.js';

/** The page. Scripts run in order; `before` runs ahead of the wedge. */
const page = (before: string) => `<!doctype html><meta charset="utf-8"><title>Выдача</title>
<form id="circ" action="/circ"><input id="barcode" name="barcode" autofocus><button>Выдать</button></form>
<form id="patronsearch" action="/search" method="get"><input id="findborrower" name="q"></form>
<form id="edit"><input id="note" name="note" value="Кафка"><textarea id="memo"></textarea>
<input id="mail" type="email"><div id="rich" contenteditable></div></form>
<button id="own">Цифровой ID</button><iframe id="frame" src="/frame"></iframe>
<script src="/jquery.js"></script>
<script>
  window.recorded = [];
  const note = (where) => (event) => recorded.push(where + ' ' + event.type);
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
  // Typical key handling of a circulation page: autocomplete by GET, shortcuts, printing on Enter in an empty
  // field.
  $('#findborrower').on('input keyup', function () { if (this.value) $.get('/suggest', { term: this.value }); });
  $(document).on('keydown', (event) => recorded.push('jquery ' + event.type));
  $('form').on('submit', (event) => event.preventDefault());
  $('#circ').on('submit', () => $.get('/print'));
</script>`;

export interface Desk {
  page: Page;
  cdp: CDPSession;
  browser: Browser;
  url: string;
  /** Requested paths with queries, without our own files. */
  requested: string[];
  close(): Promise<void>;
}

/** The wedge as a classic script, bundled once per process. */
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

/** Opens a desk in a new profile, and in a new browser unless one is given. */
export async function openWedgeDesk(before = '', shared?: Browser): Promise<Desk> {
  bundled ??= bundle();
  const script = await bundled;
  const jquery = await readFile(fileURLToPath(import.meta.resolve('jquery3/dist/jquery.js')));
  const requested: string[] = [];
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
    if (!part && request.url !== '/favicon.ico') requested.push(request.url ?? '');
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
    requested,
    async close() {
      await (shared ? context : browser).close();
      await server.close();
    },
  };
}
