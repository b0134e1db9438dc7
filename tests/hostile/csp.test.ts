/**
 * Tests every snippet of docs/csp.md: whole checks under the policy, without a violation report or an error.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { cameraCheck, type Desk, openHostDesk, wedgeCheck } from '../support/host-desk.js';
import { circulation, type Headers, MODULE, openHostSite, plainName, root } from '../support/host-site.js';
import { shared } from '../support/shared.js';

const LIMIT = { timeout: 120_000 };

/** Fenced blocks by the words after the fence, such as `http page` or `html frame`. */
const blocksOf = (file: string): Map<string, string> =>
  new Map(
    [...readFileSync(join(root, 'docs', file), 'utf8').matchAll(/^```(\w+ [\w-]+)\n(.*?)\n```$/gms)].map(
      ([, name = '', body = '']) => [name, body],
    ),
  );

const blocks = blocksOf('csp.md');
const used = new Set<string>();

const site = await shared(openHostSite());
const other = await shared(openHostSite());
const browser = await shared(openChromium({ camera: true }));

/** A block with the example servers replaced: `desk` by the page's origin, the others by another origin. */
function block(name: string): string {
  const body = blocks.get(name);
  assert.ok(body, `docs/csp.md has «${name}»`);
  used.add(name);
  return body
    .replaceAll('https://static.library.example', other.origin)
    .replaceAll('https://gateway.library.example', other.origin)
    .replaceAll('https://desk.library.example', site.origin);
}

function headers(...names: string[]): Headers {
  const all: Record<string, string> = {};
  for (const name of names) {
    const [key = '', ...value] = block(`http ${name}`).split(': ');
    const report = key === 'Content-Security-Policy' ? '; report-uri /report' : '';
    all[key] = value.join(': ') + report;
  }
  return all;
}

interface Way {
  page: string[];
  /** Headers of `decoder.worker.js`. */
  worker?: string[];
  /** Headers of the bundle on the other origin. */
  bundle?: string[];
  load?: string;
  check?: string;
  decoder: string;
}

async function pass(way: Way): Promise<void> {
  site.pages.set('/page', {
    body: circulation({ load: way.load ?? MODULE, ...(way.check && { check: way.check }) }),
    headers: headers(...way.page),
  });
  site.bundleHeaders.clear();
  if (way.worker) site.bundleHeaders.set('decoder.worker.js', headers(...way.worker));
  if (way.worker?.includes('worker-without-wasm'))
    site.bundleHeaders.set('*', { 'content-security-policy': "script-src 'self'; connect-src 'self'" });
  if (way.bundle) other.bundleHeaders.set('*', headers(...way.bundle));
  site.reports.length = 0;
  const desk = await openHostDesk(browser, `${site.origin}/page`);
  try {
    await wedgeCheck(desk);
    await cameraCheck(desk);
    assert.ok(
      desk.requests.some((url) => plainName(url).endsWith(way.decoder)),
      `it reads by ${way.decoder}`,
    );
    assert.deepEqual(desk.faults, []);
    // The refused WebAssembly in the worker is expected: it selects the plain decoder.
    const reports = site.reports.filter((report) => !report.includes('wasm-eval'));
    assert.deepEqual(reports, []);
    if (way.worker?.[0] !== 'worker-without-wasm') assert.deepEqual(site.reports, []);
  } finally {
    await desk.context.close();
  }
}

const WASM = '/zxing_reader.wasm';
const PLAIN = '/decoder.plain.js';

test('CSP: same origin, with wasm', LIMIT, () =>
  pass({ page: ['page', 'permissions'], worker: ['worker'], decoder: WASM }),
);
test('CSP: same origin, without wasm', LIMIT, () =>
  pass({ page: ['page'], worker: ['worker-without-wasm'], decoder: PLAIN }),
);
test('CSP: Trusted Types', LIMIT, () =>
  pass({ page: ['page-trusted-types'], worker: ['worker'], decoder: WASM }),
);
test('CSP: nonce', LIMIT, () =>
  pass({ page: ['page-nonce'], load: block('html page-nonce'), decoder: WASM }),
);
test('CSP: gateway on another origin', LIMIT, async () => {
  await pass({
    page: ['page-gateway'],
    check: `verifier="training" gateway="${other.origin}/"`,
    decoder: WASM,
  });
  assert.ok(other.checks.length >= 2, 'the gateway got the checks');
});
test('CSP: bundle on another origin', LIMIT, () =>
  pass({
    page: ['page-other-origin'],
    bundle: ['bundle-other-origin'],
    load: block('html page-other-origin'),
    decoder: WASM,
  }),
);

test('CSP: iframe with the camera', LIMIT, async () => {
  const body = circulation();
  site.bundleHeaders.clear();
  site.pages.set('/desk/', { body, headers: headers('permissions') });
  other.pages.set('/portal', {
    body: `<!doctype html><title>Портал</title>${block('html frame')}`,
    headers: headers('permissions-frame'),
  });
  const desk: Desk = await openHostDesk(browser, `${other.origin}/portal`);
  try {
    await desk.page.locator('iframe').waitFor();
    desk.frame = (await (await desk.page.$('iframe'))?.contentFrame()) ?? desk.frame;
    await cameraCheck(desk);
    assert.deepEqual(
      desk.faults.filter((fault) => !fault.includes('Blocked autofocusing')),
      [],
    );
  } finally {
    await desk.context.close();
  }
});

test('every snippet of docs/csp.md was used, and both languages have the same', () => {
  assert.deepEqual([...used].sort(), [...blocks.keys()].sort());
  assert.deepEqual(blocksOf('csp.ru.md'), blocks);
});
