// The environment of the benchmark: bundles, a static server that counts sent bytes, and Debian's Chromium.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { chromium } from 'playwright-core';
import { bundleWorker } from '../../packages/qr-decoder/bundle-worker.mjs';
import { listenOnFreePort } from '../../scripts/listen.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const out = join(root, '.build/bench');
const here = join(root, 'tests/bench');
const decoder = join(root, 'packages/qr-decoder/dist');
/** Bundles of this run, in a separate folder because runs may be concurrent. */
const www = mkdtempSync(join(tmpdir(), 'cid-bench-'));
process.on('exit', () => rmSync(www, { recursive: true, force: true }));

const WASM_FILE = 'zxing-wasm/dist/reader/zxing_reader.wasm';
const modules = join(root, 'node_modules');
const nested = join(modules, 'barcode-detector/node_modules', WASM_FILE);
/** barcode-detector depends on its own version of zxing-wasm. */
const WASM = {
  '/zxing_reader.wasm': join(modules, WASM_FILE),
  '/barcode-detector.wasm': existsSync(nested) ? nested : join(modules, WASM_FILE),
};
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
};
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Options of Chromium for a fake camera, without a permission prompt. */
export const FAKE_CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** Bundles the pages and our decoder as a site would: minified, with the original file names. */
async function bundleAll() {
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    external: ['fs', 'path', 'crypto', '/ours/*'],
  };
  const pages = [
    'page.ts',
    'cold.ts',
    'speed.ts',
    'camera.ts',
    'record.ts',
    'zxing.worker.ts',
    'passes.worker.ts',
  ];
  await bundle({
    ...common,
    entryPoints: pages.map((name) => join(here, name)).filter((file) => existsSync(file)),
    outdir: join(www, 'bundle'),
  });
  if (!existsSync(join(decoder, 'decoder.js'))) return false;
  await bundle({
    ...common,
    entryPoints: [join(decoder, 'decoder.js'), join(root, 'packages/scanning/dist/camera/camera.js')].filter(
      (file) => existsSync(file),
    ),
    entryNames: '[name]',
    outdir: join(www, 'ours'),
  });
  await bundleWorker(join(www, 'ours'));
  for (const name of readdirSync(decoder).filter((file) => file.endsWith('.wasm')))
    writeFileSync(join(www, 'ours', name), readFileSync(join(decoder, name)));
  return true;
}

/** Key of the cached frames. It changes with the generator. */
function generatorKey() {
  const hash = createHash('sha256');
  for (const name of ['params', 'random', 'portrait', 'card', 'digital-id-card', 'webcam', 'generator'])
    hash.update(readFileSync(join(here, `${name}.ts`)));
  return hash.digest('hex').slice(0, 12);
}

/** Deletes cached frames of other generators after one day. */
function forgetOldFrames(current) {
  const folder = join(out, 'frames');
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (name !== current && Date.now() - statSync(join(folder, name)).mtimeMs > 86_400_000)
      rmSync(join(folder, name), { recursive: true, force: true });
}

const squeezed = new Map();
function squeeze(body, text) {
  const key = createHash('sha256').update(body).digest('hex');
  const file = join(out, 'brotli', key);
  if (!squeezed.has(key)) {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_MODE]: text ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
      };
      writeFileSync(file, brotliCompressSync(body, { params }));
    }
    squeezed.set(key, readFileSync(file));
  }
  return squeezed.get(key);
}

/**
 * Starts the server. The returned object has `brotli`, which switches compression, and `sent`, the bytes of
 * response bodies by path.
 * @param {{ photos?: string }} options
 */
export async function start({ photos } = {}) {
  const hasOurs = await bundleAll();
  const key = generatorKey();
  forgetOldFrames(key);
  const frames = join(out, 'frames', key);
  const host = { hasOurs, brotli: false, sent: new Map() };
  const inside = (folder, path) => {
    const file = normalize(join(folder, path));
    return file.startsWith(folder + sep) ? file : null;
  };
  const locate = (path) => {
    if (path.startsWith('/frames/')) return inside(frames, path.slice(8));
    if (path.startsWith('/clips/')) return inside(join(out, 'clips'), path.slice(7));
    if (path.startsWith('/photos/')) return photos ? inside(photos, path.slice(8)) : null;
    if (path in WASM) return WASM[path];
    if (path.endsWith('.html')) return inside(here, path);
    return inside(www, path);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const file = locate(path);
    const headers = {
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    if (request.method === 'PUT' && file && (path.startsWith('/frames/') || path.startsWith('/clips/'))) {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, Buffer.concat(parts));
        response.writeHead(204, headers).end();
      });
      return;
    }
    if (path === '/reset') {
      host.sent.clear();
      response.writeHead(204, headers).end();
      return;
    }
    if (path === '/') {
      response.writeHead(200, { ...headers, 'content-type': TYPES['.html'] });
      response.end('<!doctype html><title>bench</title><body>');
      return;
    }
    // A missing frame is not an error: it is drawn on demand.
    const missing = path.startsWith('/frames/') ? 204 : 404;
    if (!file || !existsSync(file)) {
      response.writeHead(missing, headers).end();
      return;
    }
    let body = readFileSync(file);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    if (host.brotli && ['.js', '.wasm', '.html', '.json'].includes(extname(file))) {
      body = squeeze(body, extname(file) !== '.wasm');
      headers['content-encoding'] = 'br';
    }
    host.sent.set(path, body.length);
    response.writeHead(200, { ...headers, 'content-type': type, 'content-length': body.length });
    response.end(body);
  });
  host.url = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  const browsers = new Set();
  host.launch = async (args = []) => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...ARGS, ...args] });
    browsers.add(browser);
    return browser;
  };
  /** Opens a new page with one of the bundles. */
  host.page = async (browser, script) => {
    const page = await (await browser.newContext()).newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    page.on('console', (line) => line.type() === 'error' && console.error(`page: ${line.text()}`));
    await page.goto(host.url);
    if (script) await page.addScriptTag({ url: `/bundle/${script}.js`, type: 'module' });
    return page;
  };
  host.close = async () => {
    for (const browser of browsers) await browser.close();
    server.close();
    server.closeAllConnections();
  };
  return host;
}
