/** Starts a gateway process, and opens its pages in a browser that records faults. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PATIENCE_MS } from './browser.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Served {
  /** With a trailing slash. */
  readonly base: string;
  /** The output of the process so far. */
  output(): string;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

export async function serve(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const gateway: ChildProcess = spawn(
    process.execPath,
    [join(root, 'packages/gateway/dist/main.js')],
    // A test can name another folder, because dist/ may be rebuilt during its run.
    { env: { CID_PAGES: root, ...process.env, CID_PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  gateway.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stderr.write(chunk);
  });
  const base = await new Promise<string>((resolve, reject) => {
    gateway.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /start\s+(http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    gateway.on('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
  });
  return {
    base,
    output: () => output,
    async close() {
      if (gateway.exitCode !== null) return;
      const ended = once(gateway, 'exit');
      gateway.kill();
      await ended;
    },
  };
}

/** A gateway with the real verifier, which gets no checks. */
export async function serveMax(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'cid-pages-'));
  const token = join(folder, 'token');
  writeFileSync(token, 'not-a-real-token');
  const served = await serve({
    CID_VERIFIER: 'max',
    CID_MAX_TOKEN_FILE: token,
    CID_MAX_URL: 'http://127.0.0.1:9/',
  });
  return {
    ...served,
    async close() {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the guard of an unarmed page, which is loaded after the wedge. */
export async function guarded(page: Page): Promise<void> {
  await page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/cid-scan-reading')),
    undefined,
    { timeout: PATIENCE_MS },
  );
  // After loading, the guard starts within the next tasks.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
}

export interface Visit {
  readonly page: Page;
  /** Faults of the pages: CSP violations, errors, requests to other origins. */
  readonly faults: string[];
  /** Navigates in the same tab, which takes a third of the time of a new one. Resets the faults. */
  go(path: string): Promise<void>;
  /** Opens another tab of the same browser profile. */
  tab(path: string): Promise<Page>;
  close(): Promise<void>;
}

export async function visit(
  browser: Browser,
  { base }: Served,
  path: string,
  options: BrowserContextOptions & { before?: (page: Page) => Promise<void> } = {},
): Promise<Visit> {
  const { before, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...rest });
  const faults: string[] = [];
  const { origin } = new URL(base);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`requested ${url.origin}`);
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const tab = async (where: string): Promise<Page> => {
    const page = await context.newPage();
    await before?.(page);
    await page.goto(base + where);
    return page;
  };
  const page = await tab(path);
  const go = async (where: string): Promise<void> => {
    faults.length = 0;
    await page.goto(base + where);
  };
  return { page, faults, go, tab, close: () => context.close() };
}
