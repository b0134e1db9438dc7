/**
 * The WordPress plugin in Debian's WordPress (packages wordpress, mariadb-server, php-cli, php-mysql,
 * php-mbstring), with a separate database that listens on a socket only.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { openServer } from '../support/server.js';

const script = fileURLToPath(new URL('../../wordpress/plugin.php', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cid-wp-'));
const site = join(folder, 'site');
const socket = join(folder, 'db.sock');
let database: ChildProcess | undefined;
let server: ChildProcess | undefined;

async function startDatabase(): Promise<void> {
  const common = ['--no-defaults', `--datadir=${join(folder, 'db')}`, '--user=root'];
  execFileSync('mysql_install_db', [...common, '--auth-root-authentication-method=normal'], {
    stdio: 'ignore',
  });
  database = spawn('mariadbd', [...common, `--socket=${socket}`, '--skip-networking'], { stdio: 'ignore' });
  for (let tries = 0; tries < 120; tries++) {
    try {
      execFileSync('mysql', [`--socket=${socket}`, '-e', 'CREATE DATABASE wp'], { stdio: 'ignore' });
      return;
    } catch {
      await sleep(500);
    }
  }
  throw new Error('MariaDB did not start.');
}

const php = (...what: string[]) =>
  execFileSync('php', ['-d', 'display_errors=stderr', script, site, ...what], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

before(async () => {
  await startDatabase();
  cpSync('/usr/share/wordpress', site, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.endsWith('wp-config.php'),
  });
  writeFileSync(
    join(site, 'wp-config.php'),
    `<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); $table_prefix = 'wp_';
define('WP_HOME', 'http://' . $_SERVER['HTTP_HOST']); define('WP_SITEURL', WP_HOME);
define('ABSPATH', __DIR__ . '/'); require_once ABSPATH . 'wp-settings.php';
`,
  );
  const { wordpressPlugin } = await import(
    new URL('../../../scripts/release/wordpress.mjs', import.meta.url).href
  );
  const files: Map<string, Uint8Array> = await wordpressPlugin('9.8.7', new Map());
  for (const [name, content] of files) {
    const path = join(site, 'wp-content/plugins', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  php('install');
});
after(async () => {
  server?.kill();
  const ended = database && new Promise((resolve) => database?.on('exit', resolve));
  database?.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** PHP's built-in server with the site. */
async function serve(): Promise<string> {
  const free = await openServer(() => {});
  await free.close();
  server = spawn('php', ['-S', `127.0.0.1:${free.port}`, '-t', site], { stdio: 'ignore' });
  for (let tries = 0; tries < 60; tries++) {
    if (await fetch(free.origin).catch(() => undefined)) return free.origin;
    await sleep(500);
  }
  throw new Error('PHP did not serve.');
}

/** The notice on a page of a theme: its text, its overflow and its errors. */
async function look(browser: Browser, url: string, width: number, scripts: boolean, picture: string) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    locale: 'ru',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url);
  if (scripts) await page.locator('cid-info .about').waitFor();
  const notice = page.locator('cid-info');
  const words = await (scripts ? notice.locator('.info') : notice).innerText();
  const box = await notice.boundingBox();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.screenshot({ path: picture, fullPage: true });
  await context.close();
  return { words, box, wide, faults };
}

describe('The WordPress plugin', () => {
  it('shows the notice in three themes, wide and narrow, with and without scripts', async () => {
    const { post, themes } = JSON.parse(php('page'));
    assert.ok(themes.length >= 3, themes.join());
    const origin = await serve();
    const pictures = join(root, '.build/wordpress');
    mkdirSync(pictures, { recursive: true });
    const browser = await openChromium();
    for (const theme of themes) {
      php('theme', theme);
      for (const width of [1280, 375])
        for (const scripts of [true, false]) {
          const where = `${theme}-${width}${scripts ? '' : '-no-scripts'}`;
          const seen = await look(
            browser,
            `${origin}/?p=${post}`,
            width,
            scripts,
            join(pictures, `${where}.png`),
          );
          assert.match(seen.words, /Цифровой ID в библиотеке|Digital ID at the library/, where);
          assert.ok(seen.words.length > 1_500, `${where}: ${seen.words.length} characters`);
          assert.deepEqual([seen.wide, seen.faults], [0, []], where);
          assert.ok((seen.box?.width ?? 0) >= 280, `${where}: ${seen.box?.width} px wide`);
        }
    }
    await browser.close();
  });

  it('prints the whole notice for authors, the check for staff only, and leaves no data behind', () => {
    const results = JSON.parse(php('use'));
    assert.deepEqual(results.settings.benefits, ['student', 'age']);
    assert.deepEqual([results.settings.act_link, results.settings.way], ['', 'goskan']);
    for (const html of [results.author, results.short]) {
      assert.match(html, /<cid-info config="[^"]*cid-elements\/v1\/library" lang="(ru|en)">/);
      assert.match(html, /«№ 1»/);
      assert.match(html, /Положение &quot;А&quot;/);
      assert.doesNotMatch(html, /CID[A-Z]|<script|javascript:|<a href="">/);
      assert.ok(html.length > 5_000, 'the text is there without scripts');
    }
    assert.match(results.author, /<cid-check verifier="goskan" benefits="student age"/);
    assert.equal(results.visitor, '');
    assert.equal(results.library.institution.contact, '+7 000');
    assert.deepEqual(results.library.benefits, ['student', 'age']);
    const [meant, open] = results.gateway;
    assert.match(
      meant.check,
      /<cid-check verifier="gateway" [^>]*gateway="https:\/\/gateway\.example\.invalid\/%D1%88\/" config="[^"]*cid-elements\/v1\/library"/,
    );
    assert.deepEqual(meant.library.ways, ['goskan', 'gateway']);
    assert.deepEqual([meant.library.gatewayAct.title, meant.errors], ['Приказ "7"', []]);
    assert.ok(meant.info.length > open.info.length, 'the notice mentions the gateway');
    assert.match(open.check, /<cid-check verifier="gateway" [^>]*gateway=""/);
    assert.equal(open.library.ways, undefined);
    assert.match(open.errors.join(), /нет адреса шлюза/);
    assert.match(results.scripts, /data-no-optimize="1"[^>]*dist\/cid-info\.classic\.js'/);
    assert.equal(results.left, false);
  });
});
