/** Support: the scanning package, and the decoder below `/decoder/`, served to a real Chromium that has a fake camera. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { FAKE_CAMERA_ARGS, openChromium } from '../support/browser.js';

const SCANNING = new URL('../../../packages/scanning/dist/', import.meta.url);
const DECODER = new URL('../../../packages/qr-decoder/dist/', import.meta.url);
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

function fileOf(path: string): URL {
  const below = /^\/decoder\/(.*)/.exec(path)?.[1];
  return below ? new URL(below, DECODER) : new URL(`.${path}`, SCANNING);
}

export interface Site {
  browser: Browser;
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the package and these pages (path → HTML), for every host name that ends in `.test` too.
 *
 * @param camera Chromium's arguments: by default a fake camera that is always allowed
 */
export async function openSite(
  pages: Record<string, string>,
  camera: readonly string[] = FAKE_CAMERA_ARGS,
): Promise<Site> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = pages[path];
    try {
      const body = page ?? (await readFile(fileURLToPath(fileOf(path))));
      response.setHeader('content-type', page ? 'text/html' : (TYPES[extname(path)] ?? 'text/plain'));
      response.setHeader('access-control-allow-origin', '*');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openChromium({ args: [...camera, '--host-resolver-rules=MAP *.test 127.0.0.1'] });
  return {
    browser,
    port: (server.address() as AddressInfo).port,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
