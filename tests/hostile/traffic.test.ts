/**
 * Network traffic of the bundle: requests to its own origin only, and within a byte budget until a desk is
 * usable.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { arrive, cameraCheck, openHostDesk, press, showsText } from '../support/host-desk.js';
import { bundle, circulation, openHostSite, plainName } from '../support/host-site.js';
import { shared } from '../support/shared.js';

const LIMIT = { timeout: 120_000 };

const site = await shared(openHostSite());
const browser = await shared(openChromium({ camera: true }));

/** URLs that are compared or displayed, but never requested: invitation codes have the host `max.ru`. */
const KNOWN = ['http://www.w3.org/', 'https://www.gosuslugi.ru', 'https://gosuslugi.ru', 'https://max.ru/'];

test('the bundle names no third-party server', () => {
  for (const [name, content] of bundle) {
    const text = content.toString('latin1');
    for (const cdn of ['jsdelivr', 'unpkg', 'fastly', 'cdnjs', 'esm.sh', 'skypack', 'googleapis', '//cdn'])
      assert.ok(!text.includes(cdn), `${name} names ${cdn}`);
    if (!name.endsWith('.js')) continue;
    const addresses = text.match(/https?:\/\/[\w.-]*[\w/.-]*/g) ?? [];
    const foreign = addresses.filter(
      (address) =>
        !/^https?:\/\/$/.test(address) &&
        !address.includes('.invalid') &&
        !KNOWN.some((known) => address.startsWith(known)),
    );
    assert.deepEqual(foreign, [], name);
  }
});

test("a complete camera check requests only the page's own origin", LIMIT, async () => {
  site.pages.set('/page', { body: circulation({ check: 'verifier="training" gateway="/"' }) });
  const desk = await openHostDesk(browser, `${site.origin}/page`);
  try {
    await cameraCheck(desk);
    const others = desk.requests.filter((url) => new URL(url).origin !== site.origin);
    assert.deepEqual(others, []);
    assert.ok(desk.requests.some((url) => plainName(url).endsWith('/decoder.worker.js')));
    assert.deepEqual(desk.faults, []);
  } finally {
    await desk.context.close();
  }
});

const DECODER = ['decoder.worker', 'decoder.plain', 'zxing_reader'];

/** With the `gzip` command, because Node's zlib gives about 1 % more bytes. */
const gzip = (input: Buffer | undefined): number =>
  execFileSync('gzip', ['-9', '-c'], { input: input ?? '' }).length;

/** Bytes of our requested files, gzip -9, without the decoder. */
function weigh(requested: readonly string[]): { total: number; list: string } {
  const names = [...new Set(requested)]
    .filter((path) => path.startsWith('/cid/'))
    .map((path) => path.slice(5))
    .filter((name) => !DECODER.some((part) => name.includes(part)));
  const sizes = names.map((name) => [name, gzip(bundle.get(name))] as const);
  return {
    total: sizes.reduce((sum, [, size]) => sum + size, 0),
    list: sizes.map(([name, size]) => `${name} ${size}`).join(', '),
  };
}

/**
 * Bytes that a desk needs until it is shown, and until it is used.
 * @param held pattern of a request that is never answered; the check must work without it
 */
async function cost(t: TestContext, check: string, used: string, expectedText: string, held?: RegExp) {
  site.pages.set('/page', { body: circulation({ check }) });
  site.requested.length = 0;
  let ask = () => {};
  const requested = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const desk = await openHostDesk(browser, `${site.origin}/page`, async (context) => {
    if (held) await context.route(held, () => ask());
  });
  const quiet = () => (held ? requested : desk.page.waitForLoadState('networkidle'));
  try {
    await arrive(desk, 'choice');
    await quiet();
    const shown = weigh(site.requested);
    t.diagnostic(`at rest ${shown.total} bytes: ${shown.list}`);
    await press(desk, 'F8');
    await arrive(desk, used);
    await showsText(desk, expectedText);
    await quiet();
    const inUse = weigh(site.requested);
    t.diagnostic(`in use ${inUse.total} bytes: ${inUse.list}`);
    return { shown: shown.total, inUse: inUse.total };
  } finally {
    await desk.context.close();
  }
}

/** Bytes, gzip -9. */
const BUDGET = 25_000;

test('the default desk stays within its byte budget until the first step of Goskan', LIMIT, async (t) => {
  const { inUse } = await cost(t, 'attorney-until="2999-01-01"', 'working', 'Статус подтверждён');
  assert.ok(inUse <= BUDGET, `${inUse} bytes`);
});

test('the scanner desk stays within its byte budget until it can be armed', LIMIT, async (t) => {
  // The guard and the scan reader are loaded right afterwards; a desk can be armed without them.
  const reading = /cid-scan-reading/;
  const { shown } = await cost(t, 'verifier="training" gateway="/"', 'capture', 'Сканер готов', reading);
  assert.ok(shown <= BUDGET, `${shown} bytes`);
});
