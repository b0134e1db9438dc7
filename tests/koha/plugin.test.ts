/** The released Koha plugin, run by Debian's perl and served by Debian's Mojolicious to a browser. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import { type } from '../support/keyboard.js';
import { phase, scanner } from './checks.js';
import { fields, launch, openTab } from './desk.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const own = join(root, 'tests/koha/plugin');
const folder = mkdtempSync(join(tmpdir(), 'cid-kpz-'));
const VERSION = '9.8.7';

let plugin: Map<string, Uint8Array>;
before(async () => {
  const { kohaPlugin } = await import(new URL('../../../scripts/release/koha.mjs', import.meta.url).href);
  plugin = kohaPlugin(VERSION, new Date(0));
  for (const [name, content] of plugin) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Bootstrap and jQuery below `/lib/`, where the page loads them. */
function libraries(): string {
  const lib = join(folder, 'lib');
  mkdirSync(lib, { recursive: true });
  for (const [name, from] of [
    ['jquery.js', 'jquery3/dist/jquery.js'],
    ['bootstrap.css', 'bootstrap5/dist/css/bootstrap.css'],
    ['bootstrap.js', 'bootstrap5/dist/js/bootstrap.bundle.js'],
  ] as const)
    execFileSync('cp', [fileURLToPath(import.meta.resolve(from)), join(lib, name)]);
  return lib;
}

async function startKoha(): Promise<{ origin: string; stop(): void }> {
  const page = join(root, 'tests/koha/pages/circulation-25.html');
  const child = spawn('perl', [join(own, 'server.pl'), folder, page, libraries()], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => child.emit('outputLine', line));
  const origin = await new Promise<string>((resolve, reject) => {
    child.on('outputLine', (line: string) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error('the server did not start')));
  });
  return { origin, stop: () => child.kill() };
}

describe('The Koha plugin', () => {
  it("implements Koha's plugin interface in Perl", () => {
    const tap = execFileSync('perl', [join(own, 'plugin.pl'), folder], { encoding: 'utf8' });
    assert.ok(!/^not ok/m.test(tap), tap);
    assert.match(tap, /^1\.\.\d{2,}$/m);
  });

  it("serves a working check, guard and wasm under Koha's CSP", async () => {
    const koha = await startKoha();
    const browser = await launch();
    const tab = await openTab(browser);
    try {
      await tab.page.goto(`${koha.origin}/cgi-bin/koha/circ/circulation.pl?borrowernumber=7`);
      await phase(tab, 'choice');
      const files = await tab.page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      const ours = files.filter((name) => name.includes('/api/v1/contrib/'));
      assert.ok(ours.some((name) => name.includes(`/dist/${VERSION}/cid-elements.js`)));
      // The wasm has a generic media type. URLs with a query are never requested, because Koha refuses them.
      const wasm = [...plugin.keys()].find((name) => name.endsWith('.wasm'))?.replace(/^.*\/Desk\//, '');
      const response = await fetch(`${koha.origin}/api/v1/contrib/cidelements/static/${wasm}`);
      assert.equal(response.headers.get('content-type'), 'application/octet-stream');
      assert.ok(WebAssembly.validate(await response.arrayBuffer()));
      assert.deepEqual(
        ours.filter((name) => name.includes('?')),
        [],
      );
      await tab.page.focus('#barcode');
      await type(tab, scan('sTy0123456789ABCDef?p=f', scanner(), random(1)));
      await tab.page.waitForSelector('[role="alert"]:has-text("стёрт"), #cid-notice:has-text("стёрт")');
      assert.ok((await fields(tab.page)).every((value) => value === ''));
      assert.deepEqual(tab.errors, []);
      assert.ok(
        !tab.consoleLines.some((line) => /Content Security Policy|Failed to load/.test(line)),
        tab.consoleLines.join('\n'),
      );
    } finally {
      await tab.context.close();
      await browser.close();
      koha.stop();
    }
  });
});
