/**
 * Caches the files of the companion for offline use, network first, so that updates apply at the next load.
 * Only files of these two folders are cached, under URLs without a query; checks are never cached.
 */
const KEPT = 'cid-companion';
const here = new URL('./', self.location.href);
const dist = new URL('../dist/', here);

const SHELL = [
  './',
  'companion.css',
  'companion.js',
  'companion.json',
  'setup.html',
  'setup.css',
  'scanner-test.svg',
  'manifest.webmanifest',
  'icons/icon.svg',
  'icons/icon-192.png',
];

/** The cache key of a request, or nothing if the file is not cached. */
function addressOf(request) {
  const url = new URL(request.url);
  const ours = [here, dist].some(({ href }) => url.href.startsWith(href));
  return ours && request.method === 'GET' ? url.origin + url.pathname : undefined;
}

async function keep(address, response) {
  if (!response.ok || response.redirected) return;
  const kept = await caches.open(KEPT);
  await kept.put(address, response);
}

async function answer(request, address) {
  try {
    const response = await fetch(request);
    if (response.status < 500) {
      // The response is valid even if it cannot be cached.
      await keep(address, response.clone()).catch(() => {});
      return response;
    }
  } catch {
    // Offline: use the cache.
  }
  const kept = await caches.match(address, { cacheName: KEPT }).catch(() => undefined);
  return kept ?? Response.error();
}

/**
 * Caches the parts of a check from the bundle's file list, except the decoder, which is cached on use. File
 * names contain the version: cached files are not fetched again, and files no longer listed are deleted.
 */
async function keepParts() {
  const { files } = await (await fetch(new URL('files.json', dist), { cache: 'no-cache' })).json();
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const { href } = new URL(request.url);
    if (href.startsWith(dist.href) && !Object.hasOwn(files, href.slice(dist.href.length)))
      await kept.delete(request);
  }
  const later = ['training-', 'cid-info', 'decoder', 'zxing', 'reader'];
  const names = Object.keys(files).filter((name) => !later.some((part) => name.includes(part)));
  await Promise.allSettled(
    names.map(async (name) => (await kept.match(new URL(name, dist))) ?? fetchAndKeep(new URL(name, dist))),
  );
}

const fetchAndKeep = async (address) => keep(address.href, await fetch(address, { cache: 'no-cache' }));

self.addEventListener('install', (event) => {
  const all = [...SHELL.map((path) => fetchAndKeep(new URL(path, here))), keepParts()];
  event.waitUntil(Promise.allSettled(all).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const address = addressOf(event.request);
  if (!address) return;
  event.respondWith(answer(event.request, address));
  // A new version may have new parts, which must be fetched while online.
  if (event.request.mode === 'navigate') event.waitUntil(keepParts().catch(() => {}));
});
