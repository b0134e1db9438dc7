import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { request } from 'undici';
import {
  file,
  folder,
  KEY,
  launchGateway,
  type RunningGateway,
  startGateway,
  withMax,
} from './testing/harness.js';

const root = folder();
for (const [path, content] of Object.entries({
  'package.json': 'SECRET',
  '.git/config': 'SECRET',
  'packages/a.js': 'SECRET',
  'examples/index.html': '<!doctype html>start',
  'examples/start.css': 'a{}',
  'examples/.env': 'SECRET',
  'examples/desk/index.html': '<!doctype html>desk',
  'examples/desk/desk.js': 'export {}',
  'examples/desk/.secret': 'SECRET',
  'examples/phone/index.html': '<!doctype html>phone',
  'examples/empty/readme.txt': 'hello',
  'dist/cid-elements.js': 'export {}',
  'dist/decoder.worker.js': 'export {}',
  'dist/decoder.wasm': '\0asm',
  'dist/large.js': `// ${'much of the same '.repeat(1000)}`,
})) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

let gateway: RunningGateway;
before(async () => {
  gateway = await startGateway({ CID_PAGES: root });
});
const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(gateway.url + path, { redirect: 'manual', ...init });

test('serves pages, scripts and wasm with their content types', async () => {
  const types: Record<string, string> = {
    '/': 'text/html; charset=utf-8',
    '/start.css': 'text/css; charset=utf-8',
    '/desk/': 'text/html; charset=utf-8',
    '/desk/index.html': 'text/html; charset=utf-8',
    '/desk/desk.js': 'text/javascript; charset=utf-8',
    '/phone/': 'text/html; charset=utf-8',
    '/phone/?scenario=right': 'text/html; charset=utf-8',
    '/dist/cid-elements.js': 'text/javascript; charset=utf-8',
    '/dist/decoder.wasm': 'application/wasm',
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get('content-type'), type, path);
    assert.equal(response.headers.get('cache-control'), 'no-cache', path);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff', path);
  }
  assert.equal((await get('/phone?scenario=right')).headers.get('location'), '/phone/?scenario=right');
  const redirect = await get('/desk');
  assert.deepEqual([redirect.status, redirect.headers.get('location')], [301, '/desk/']);
});

test('answers 304 for unchanged files', async () => {
  const etag = (await get('/dist/decoder.wasm')).headers.get('etag');
  assert.ok(etag);
  // Not `fetch`: its cache would request a fresh copy.
  const again = await request(`${gateway.url}/dist/decoder.wasm`, { headers: { 'if-none-match': etag } });
  assert.equal(again.statusCode, 304);
});

test('compresses the bundle by Accept-Encoding', async () => {
  const plain = await request(`${gateway.url}/dist/large.js`);
  const whole = (await plain.body.text()).length;
  for (const encoding of ['gzip', 'br']) {
    const sent = await request(`${gateway.url}/dist/large.js`, { headers: { 'accept-encoding': encoding } });
    assert.equal(sent.headers['content-encoding'], encoding);
    assert.equal(sent.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.ok((await sent.body.arrayBuffer()).byteLength < whole / 10, encoding);
    const etag = String(sent.headers.etag);
    const again = await request(`${gateway.url}/dist/large.js`, {
      headers: { 'accept-encoding': encoding, 'if-none-match': etag },
    });
    assert.equal(again.statusCode, 304);
  }
});

test('sends a strict CSP, with wasm allowed in the worker only', async () => {
  const page = await get('/desk/');
  const policy = page.headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "script-src 'self';",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html cid-elements 'allow-duplicates'",
  ]) {
    assert.ok(policy.includes(part), part);
  }
  assert.ok(!policy.includes('unsafe'));
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  assert.ok(page.headers.get('permissions-policy')?.includes('camera=(self)'));
  assert.equal(page.headers.get('strict-transport-security'), null);
  const worker = (await get('/dist/decoder.worker.js')).headers.get('content-security-policy') ?? '';
  assert.ok(worker.includes("script-src 'self' 'wasm-unsafe-eval'"));
});

test('serves nothing outside examples/ and dist/, no dotfiles and no listing', async () => {
  for (const path of [
    '/package.json',
    '/dist/../package.json',
    '/dist/..%2fpackage.json',
    '/dist/%2e%2e/package.json',
    '/dist/..%5cpackage.json',
    '/desk/..%2f..%2fpackage.json',
    '/desk//..%2f../package.json',
    '/examples/desk/index.html',
    '/packages/a.js',
    '/.git/config',
    '/.env',
    '/desk/.secret',
    '/desk/%2esecret',
    '/dist/',
    '/empty/',
    '/desk/none.html',
    '/desk/index.html%00.js',
    '/constructor',
  ]) {
    const response = await get(path);
    assert.ok([400, 404].includes(response.status), `${path} ${response.status}`);
    assert.ok(!(await response.text()).includes('SECRET'), path);
  }
  const post = await get('/desk/', { method: 'POST' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
});

test('has no training phone with the verifier max', async () => {
  const real = await startGateway(withMax('http://127.0.0.1:9', { CID_PAGES: root }));
  assert.ok(!real.output().includes('/phone/'));
  for (const path of [
    '/phone/',
    '/phone',
    '/phone/index.html',
    '/%70hone/',
    '/desk/..%2fphone/index.html',
    '/desk/../phone/',
    '//phone/',
    '/PHONE/',
  ]) {
    const response = await fetch(real.url + path, { redirect: 'manual' });
    assert.equal(response.status, 404, path);
    assert.ok(!(await response.text()).includes('phone'), path);
  }
  assert.equal((await fetch(`${real.url}/desk/`)).status, 200);
  const ready = (await (await fetch(`${real.url}/readyz`)).json()) as Record<string, unknown>;
  assert.equal(ready.verifier, 'max');
});

test('prints its addresses, on 0.0.0.0 each address of the network', async () => {
  const wide = await launchGateway({
    CID_PAGES: root,
    CID_HOST: '0.0.0.0',
    CID_CALLER_KEYS_FILE: file(KEY),
  });
  const { port } = new URL(wide.url);
  assert.ok(wide.output().includes(`http://127.0.0.1:${port}/desk/\n`));
  assert.ok(wide.output().includes(`http://127.0.0.1:${port}/phone/\n`));
  for (const [, url] of wide.output().matchAll(/(http:\/\/\S+\/desk\/)/g)) {
    assert.equal((await fetch(url ?? '')).status, 200, url);
  }
  assert.equal(await wide.stop(), 0);
});
