/** Serves the scanning package, with the decoder below `/decoder/`, to a real Chromium with a fake camera. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { FAKE_CAMERA_ARGS, openChromium } from './browser.js';
import { contentType, openServer } from './server.js';

const SCANNING = new URL('../../../packages/scanning/dist/', import.meta.url);
const DECODER = new URL('../../../packages/qr-decoder/dist/', import.meta.url);

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
 * Serves the package and pages (path → HTML), also under all host names that end in `.test`.
 * @param camera arguments of Chromium; by default a fake camera with permission
 */
export async function openScanningSite(
  pages: Record<string, string>,
  camera: readonly string[] = FAKE_CAMERA_ARGS,
): Promise<Site> {
  const server = await openServer(async ({ pathname }, _request, response) => {
    const page = pages[pathname];
    const body = page ?? (await readFile(fileURLToPath(fileOf(pathname))));
    response.setHeader('content-type', page ? 'text/html' : contentType(pathname));
    response.setHeader('access-control-allow-origin', '*');
    response.end(body);
  });
  const browser = await openChromium({ args: [...camera, '--host-resolver-rules=MAP *.test 127.0.0.1'] });
  return {
    browser,
    port: server.port,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
