/**
 * Contents of a release and reproducibility of its archives. The site's zip is served by a plain static
 * server.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openChromium } from '../support/browser.js';

type Tree = Map<string, Uint8Array>;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cid-release-'));
const script = (name: string) => import(new URL(`../../../scripts/release/${name}`, import.meta.url).href);
const text = (tree: Tree, name: string): string => Buffer.from(tree.get(name) ?? []).toString();

let site: Tree;
before(async () => {
  const { siteTree } = await script('site.mjs');
  site = await siteTree();
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('archives', () => {
  const date = new Date('2026-02-03T04:05:06Z');

  it('are reproducible for any file order and time zone', async () => {
    const { writeZip } = await script('archive.mjs');
    const tree: Tree = new Map([
      ['b/second.txt', Buffer.from('two')],
      ['a.txt', Buffer.from('one')],
    ]);
    const zone = process.env.TZ;
    const written = ['UTC', 'Asia/Kamchatka'].map((name, at) => {
      process.env.TZ = name;
      const file = join(folder, `${at}.zip`);
      writeZip(file, at === 0 ? tree : new Map([...tree].reverse()), date);
      return readFileSync(file);
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    assert.ok(written[0]?.equals(written[1] ?? Buffer.alloc(0)));
  });

  it('differ when a file differs', async () => {
    const { writeZip } = await script('archive.mjs');
    const written = ['one', 'two'].map((content) => {
      const file = join(folder, `${content}.zip`);
      writeZip(file, new Map([['a.txt', Buffer.from(content)]]), date);
      return readFileSync(file);
    });
    assert.ok(!written[0]?.equals(written[1] ?? Buffer.alloc(0)));
  });
});

describe('the zip for a site', () => {
  it('holds what its README lists', () => {
    for (const name of [
      'README.md',
      'LICENSE',
      'NOTICES.md',
      'cid/index.html',
      'cid/library.json',
      'cid/fragment.html',
      'cid/page.html',
      'cid/dist/cid-elements.js',
      'cid/dist/cid-elements.classic.js',
      'cid/dist/cid-submit-guard.js',
      'cid/dist/themes/contrast.css',
      'cid/dist/files.json',
      'cid/companion/companion.json',
      'cid/desk/index.html',
      'cid/phone/index.html',
      'cid/manual/ru/cid-check.html',
      'cid/manual/en/configuration.html',
      'examples/koha/intranet-user.js',
      'guides/koha.ru.md',
      'guides/koha.md',
    ])
      assert.ok(site.has(name), name);
    for (const name of site.keys()) assert.doesNotMatch(name, /node_modules|\.test\.|\/src\/|tsconfig/);
  });

  it('has every file that its pages reference', () => {
    const pages = [...site.keys()].filter((name) => name.startsWith('cid/') && name.endsWith('.html'));
    assert.ok(pages.length >= 6);
    for (const page of pages)
      for (const [, address = ''] of text(site, page).matchAll(/\s(?:href|src|config)="([^"#]*)"/g)) {
        const [path = ''] = address.split('?');
        // Skip external links, mail addresses and the sample's own regulation and branches.
        if (/^[a-z]+:|^$/.test(path) || (path.startsWith('/') && !path.startsWith('/cid/'))) continue;
        const target = path.startsWith('/') ? path.slice(1) : posix.join(dirname(page), path);
        assert.ok(site.has(target) || site.has(posix.join(target, 'index.html')), `${page} → ${address}`);
      }
  });

  it('has guides without dead links', () => {
    for (const name of site.keys()) {
      if (!name.endsWith('.md') || name.startsWith('examples/')) continue;
      for (const [, target = ''] of text(site, name).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (!name.startsWith('guides/') || /^[a-z]+:/.test(target)) continue;
        const path = posix.join(dirname(name), target);
        assert.ok(
          [...site.keys()].some((one) => one === path || one.startsWith(`${path}/`)),
          `${name} → ${target}`,
        );
      }
    }
  });
});

describe('the plugins', () => {
  it('hold the submit guard, and a notice for each choice of benefits', async () => {
    const { kohaPlugin } = await script('koha.mjs');
    const { wordpressPlugin } = await script('wordpress.mjs');
    const koha: Tree = kohaPlugin('1.2.3', new Date(0));
    const home = 'Koha/Plugin/Org/CidElements/Desk';
    assert.match(text(koha, `${home}/submit-guard.js`), /cid-submit-guard/);
    const routes = Object.keys(JSON.parse(text(koha, `${home}/staticapi.json`)));
    for (const route of routes) assert.ok(koha.has(home + route), route);
    assert.ok(routes.includes('/dist/1.2.3/cid-elements.js'));
    const wordpress: Tree = await wordpressPlugin('1.2.3', new Map());
    assert.equal([...wordpress.keys()].filter((name) => name.includes('/fragments/')).length, 28);
    const fragment = (name: string) => text(wordpress, `cid-elements/fragments/${name}.html`);
    assert.notEqual(fragment('ru-gateway-age'), fragment('ru-age'), 'the fragment mentions the gateway');
    assert.doesNotMatch(fragment('ru-gateway-age'), /CIDPERMIT/);
    assert.match(text(wordpress, 'cid-elements/cid-elements.php'), /Version:\s+1\.2\.3/);
  });
});

describe('versions', () => {
  it('are the same everywhere, with a section in CHANGELOG.md', () => {
    const manifest = (path: string) => JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const { version, workspaces } = manifest('.');
    for (const path of workspaces) {
      const { name, version: own, dependencies = {} } = manifest(path);
      assert.equal(own, version, name);
      for (const [dependency, range] of Object.entries(dependencies))
        if (dependency.startsWith('@cid-elements/')) assert.equal(range, version, `${name}: ${dependency}`);
    }
    assert.match(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), new RegExp(`^## \\[?${version}\\]?`, 'm'));
  });
});

describe('the unpacked zip on a plain server', () => {
  let server: ChildProcess;
  let origin = '';
  let browser: Browser;
  before(async () => {
    for (const [name, content] of site) {
      mkdirSync(dirname(join(folder, 'site', name)), { recursive: true });
      writeFileSync(join(folder, 'site', name), content);
    }
    server = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1'], {
      cwd: join(folder, 'site'),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    origin = await new Promise((resolve, reject) => {
      let output = '';
      server.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [, port] = /port (\d+)/.exec(output) ?? [];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      server.on('error', reject);
    });
    browser = await openChromium();
  });
  after(async () => {
    await browser?.close();
    server?.kill();
  });

  it('completes a training check from the start page', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${origin}/cid/`);
    await page.getByRole('link', { name: /Потренироваться/ }).click();
    const phone = page.frameLocator('iframe');
    await phone.getByRole('button', { name: 'Поднести к сканеру' }).waitFor();
    await page.locator('#barcode').press('F8');
    await page.locator('cid-check[state="capture"]').waitFor();
    // On a busy machine the simulated scanner keys can be too irregular, so the scan is repeated.
    const face = page.locator('cid-check[state="face"]');
    for (let tries = 0; tries < 5 && !(await face.isVisible()); tries++) {
      if (await page.locator('cid-check[state="choice"]').isVisible())
        await page.locator('#barcode').press('F8');
      await phone.getByRole('button', { name: 'Поднести к сканеру' }).click();
      await face.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await face.waitFor();
    await page.getByRole('button', { name: 'Лицо совпадает' }).click();
    await page.getByRole('button', { name: 'Следующий посетитель' }).click();
    await page.getByText('Тренировка окончена').waitFor();
    assert.equal(await page.locator('#barcode').inputValue(), '');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('shows the manual with working examples', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('response', (response) => response.status() >= 400 && errors.push(response.url()));
    await page.goto(`${origin}/cid/manual/`);
    await page.waitForURL('**/cid/manual/ru/index.html');
    await page.getByRole('link', { name: '<cid-check>' }).first().click();
    await page.locator('#example[state="choice"]').waitFor();
    await page.getByRole('link', { name: 'Начало' }).click();
    await page.getByRole('heading', { name: 'Цифровой ID: файлы на месте' }).waitFor();
    assert.deepEqual(errors, []);
    await page.close();
  });

  for (const name of ['README.md', 'README.ru.md'])
    it(`runs the shortest embedding of ${name} as pasted`, async () => {
      const [, pasted = ''] = /```html\n(.*?)```/s.exec(readFileSync(join(root, name), 'utf8')) ?? [];
      const page = await browser.newPage();
      const logged: string[] = [];
      page.on('console', (line) => line.type() === 'log' && logged.push(line.text()));
      await page.route(`${origin}/pasted`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="ru"><meta charset="utf-8"><body>${pasted}`,
        }),
      );
      await page.goto(`${origin}/pasted`);
      await page.locator('cid-check[state="choice"]').waitFor();
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Документ принят' }).click();
      await page.locator('cid-check[state="result"]').waitFor();
      await page.getByRole('button', { name: 'Следующий посетитель' }).click();
      await page.locator('cid-check[state="choice"]').waitFor();
      assert.deepEqual(logged, ['accepted']);
      await page.close();
    });

  it("shows the visitors' page without scripts, and the notice with them", async () => {
    const off = await browser.newContext({ javaScriptEnabled: false });
    const plain = await off.newPage();
    await plain.goto(`${origin}/cid/page.html`);
    await plain.getByRole('heading', { level: 1 }).waitFor();
    await off.close();
    const page = await browser.newPage();
    await page.goto(`${origin}/cid/fragment.html`);
    await page.waitForFunction(() => document.querySelector('cid-info')?.shadowRoot?.querySelector('h2'));
    await page.close();
  });

  it('has the folder that its README names', () => {
    for (const [, path = ''] of text(site, 'README.md').matchAll(
      /`((?:cid|guides|examples)(?:\/[\w.-]+)*)`/g,
    ))
      assert.ok(existsSync(join(folder, 'site', path)), path);
  });
});
