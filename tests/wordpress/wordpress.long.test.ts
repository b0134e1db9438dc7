/**
 * The WordPress plugin in Debian's WordPress (wordpress, mariadb-server, php-cli, php-mysql, php-mbstring), with a database
 * of its own that listens on a socket alone.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../wordpress/plugin.php', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cid-wp-'));
const site = join(folder, 'site');
const socket = join(folder, 'db.sock');
let database: ChildProcess | undefined;

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

const php = (what: string) =>
  execFileSync('php', ['-d', 'display_errors=stderr', script, site, what], {
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
define('WP_HOME', 'http://127.0.0.1'); define('WP_SITEURL', 'http://127.0.0.1');
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
  const ended = database && new Promise((resolve) => database?.on('exit', resolve));
  database?.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

describe('The WordPress plugin', () => {
  it('prints the whole notice for an author, the check for staff alone, and leaves nothing', () => {
    const said = JSON.parse(php('use'));
    assert.deepEqual(said.settings.benefits, ['student', 'age']);
    assert.deepEqual([said.settings.act_link, said.settings.way], ['', 'goskan']);
    for (const html of [said.author, said.short]) {
      assert.match(html, /<cid-info config="[^"]*cid-elements\/v1\/library" lang="(ru|en)">/);
      assert.match(html, /«№ 1»/);
      assert.match(html, /Положение &quot;А&quot;/);
      assert.doesNotMatch(html, /CID[A-Z]|<script|javascript:|<a href="">/);
      assert.ok(html.length > 5_000, 'the text is there without scripts');
    }
    assert.match(said.author, /<cid-check verifier="goskan" benefits="student age"/);
    assert.equal(said.visitor, '');
    assert.equal(said.library.institution.contact, '+7 000');
    assert.deepEqual(said.library.benefits, ['student', 'age']);
    assert.match(said.scripts, /data-no-optimize="1"[^>]*dist\/cid-info\.classic\.js'/);
    assert.equal(said.left, false);
  });
});
