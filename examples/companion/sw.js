/**
 * Keeps the window's own files, so that it opens without a network. From the network first: an update is there at the
 * next opening. Only files of these two folders are kept, under addresses without a query; a check is never kept.
 */
const KEPT = 'cid-companion';
const here = new URL('./', self.location.href);
const dist = new URL('../dist/', here);

const SHELL = [
  './',
  'companion.css',
  'companion.js',
  'companion.json',
  'manifest.webmanifest',
  'icons/icon.svg',
  'icons/icon-192.png',
];

/** The address a file is kept under, or nothing where it is none of ours. */
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
      await keep(address, response.clone());
      return response;
    }
  } catch {
    // No network: what was kept.
  }
  const kept = await caches.open(KEPT);
  return (await kept.match(address)) ?? Response.error();
}

/** The parts of a check, out of the bundle's own list: all but the decoder, which is kept once it was used. */
async function parts() {
  const { files } = await (await fetch(new URL('files.json', dist), { cache: 'no-cache' })).json();
  const later = ['training-', 'cid-info', 'decoder', 'zxing', 'reader'];
  return Object.keys(files).filter((name) => !later.some((part) => name.includes(part)));
}

self.addEventListener('install', (event) => {
  const one = async (address) => keep(address.href, await fetch(address, { cache: 'no-cache' }));
  const all = async () => {
    const names = await parts().catch(() => []);
    await Promise.allSettled([
      ...SHELL.map((path) => one(new URL(path, here))),
      ...names.map((name) => one(new URL(name, dist))),
    ]);
    await self.skipWaiting();
  };
  event.waitUntil(all());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const address = addressOf(event.request);
  if (address) event.respondWith(answer(event.request, address));
});
