/** A gateway process on a port of its own, and a browser whose pages are watched for what they must not do. */
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
  /** Ends with a slash. */
  readonly base: string;
  /** All that the process has written so far. */
  output(): string;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

export async function serve(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const gateway: ChildProcess = spawn(
    process.execPath,
    [join(root, 'packages/gateway/dist/main.js')],
    // Rollup's folder may be rebuilt under a test: another one can be named.
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

/** A gateway with the real verifier, which is never asked. */
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

/** Until then nothing watches an unarmed page for a scan: the part that does comes right behind the wedge. */
export async function guarded(page: Page): Promise<void> {
  await page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/cid-scan-reading')),
    undefined,
    { timeout: PATIENCE_MS },
  );
  // Once it has come, it runs within the page's next tasks.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
}

export interface Visit {
  readonly page: Page;
  /** What pages of this visit did wrong: violations of the policy, errors, requests to other origins. */
  readonly faults: string[];
  /** Goes to another page in the same tab, which costs a third of a new one. Faults are counted anew. */
  go(path: string): Promise<void>;
  /** Another tab of the same browser profile. */
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
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`asked ${url.origin}`);
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
