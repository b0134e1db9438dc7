/**
 * Packs the tarballs and uses them in separate projects: install, build, open in Chromium and read a code by
 * camera.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { trainingCode } from '@cid-elements/core';
import type { Browser } from 'playwright-core';
import encodeQR from 'qr';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { contentType, openServer } from '../support/server.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cid-packages-'));

function run(command: string, args: string[], cwd: string): void {
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' },
  });
  assert.equal(done.status, 0, `${command} ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
}

/** Adds the tarballs to a copy of the project, then installs and builds it. */
function buildProject(name: string): string {
  const project = join(folder, name);
  cpSync(join(root, 'tests/packages/projects', name), project, { recursive: true });
  const file = join(project, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.dependencies ??= {};
  for (const tarball of readdirSync(join(folder, 'npm'))) {
    const [, short] = /^cid-elements-(.*)-\d+\.\d+\.\d+\.tgz$/.exec(tarball) ?? [];
    if (short !== 'gateway') manifest.dependencies[`@cid-elements/${short}`] = `file:../npm/${tarball}`;
  }
  writeFileSync(file, JSON.stringify(manifest));
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], project);
  run('npm', ['run', 'build'], project);
  return join(project, 'dist');
}

/** A plain static server. */
const serve = (home: string) =>
  openServer(({ pathname }, _request, response) => {
    const path = join(home, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const body = readFileSync(path);
    response.setHeader('content-type', contentType(path));
    response.end(body);
  });

/**
 * Replaces the camera by a picture of a code. Reading it proves that the bundler has included worker and
 * wasm.
 */
function showCode(modules: readonly (readonly boolean[])[]): void {
  const SCALE = 8;
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  setInterval(() => {
    if (!context) return;
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'black';
    for (const [y, row] of modules.entries())
      for (const [x, dark] of row.entries())
        if (dark) context.fillRect(100 + x * SCALE, 40 + y * SCALE, SCALE, SCALE);
  }, 60);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
}

export function testProjects(names: readonly string[]): void {
  let browser: Browser;
  before(async () => {
    const { packAll } = await import(new URL('../../../scripts/release/packages.mjs', import.meta.url).href);
    const { writeTypings } = await import(
      new URL('../../../scripts/release/typings.mjs', import.meta.url).href
    );
    writeTypings();
    packAll(join(folder, 'npm'), { repository: 'https://repository.invalid/cid-elements' });
    browser = await openChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const name of names)
    it(`builds with the packages, reads a code and receives cid-done: ${name}`, async () => {
      const dist = buildProject(name);
      // The bundle must not contain the path of its build folder.
      const named = spawnSync(
        'grep',
        ['-rlF', '--include=*.js', '--exclude-dir=node_modules', folder, dist],
        {
          encoding: 'utf8',
        },
      );
      assert.equal(named.stdout, '');
      const site = await serve(dist);
      const page = await browser.newPage();
      const failed: string[] = [];
      try {
        page.on('pageerror', (error) => failed.push(String(error)));
        page.on('console', (line) => line.type() === 'error' && failed.push(line.text()));
        page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
        const text = trainingCode('right', 'age', Date.now()).text;
        await page.addInitScript(showCode, encodeQR(text, 'raw', { border: 2 }) as boolean[][]);
        await page.goto(`${site.origin}/`);
        // The first camera start needs a click.
        await page.getByRole('button', { name: 'Включить камеру' }).click();
        await page.waitForFunction(() => document.body.dataset.read, undefined, { timeout: PATIENCE_MS });
        assert.equal(await page.evaluate(() => document.body.dataset.read), String(text.length));
        await page.keyboard.press('F9');
        await page.waitForSelector('cid-check[state="paper"]');
        // Without a bundler the modules of a step are loaded one by one.
        await page.getByRole('button', { name: 'Документ принят' }).waitFor();
        await page.keyboard.press('Escape');
        await page.waitForFunction(() => document.body.dataset.done);
        assert.deepEqual(
          failed.filter((line) => !line.endsWith('/favicon.ico')),
          [],
        );
      } catch (error) {
        // Report failed requests instead of the timeout that they caused.
        throw failed.length > 0 ? new Error(failed.join('\n'), { cause: error }) : error;
      } finally {
        await page.close();
        await site.close();
      }
    });
}
