/** Tests every snippet of the guides for sites and updates as it is printed there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { block } from '../support/guide.js';
import { openRepositorySite, pagesOf, root } from '../support/repository-site.js';
import { shared } from '../support/shared.js';

const doc = (name: string) => readFile(`${root}docs/${name}.md`, 'utf8');
const LANGUAGES = ['html', 'sh', 'css'];

const browser = await shared(openChromium());

for (const name of ['site', 'updating', 'theming'])
  test(`has the same snippets in both languages: ${name}`, async () => {
    const [en, ru] = [await doc(name), await doc(`${name}.ru`)];
    for (const language of LANGUAGES) assert.deepEqual(block(en, language), block(ru, language));
    const all = LANGUAGES.flatMap((language) => block(en, language)).length;
    assert.equal(en.split('\n```').length - 1, 2 * all, 'no other snippet is skipped');
  });

/** A page of a site with its own content around the pasted snippet. */
const around = (pasted: string) =>
  `<!doctype html><html lang="ru"><meta charset="utf-8"><title>x</title><body><header>Меню сайта</header><main><h1>Льготы</h1>${pasted}</main><footer>Подвал</footer></body></html>`;

async function look(pasted: string, extra: Readonly<Record<string, string>> = {}) {
  const site = await openRepositorySite({
    pages: {
      '/page': around(pasted),
      '/cid/library.json': await readFile(`${root}examples/site/library.json`, 'utf8'),
      ...extra,
    },
  });
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => line.type() !== 'log' && faults.push(line.text()));
  await page.goto(`${site.origin}/page`);
  await page.waitForFunction(() => document.querySelector('cid-info')?.shadowRoot?.querySelector('.about'));
  const close = async () => {
    await page.close();
    await site.close();
    assert.deepEqual(
      faults.filter((line) => !line.includes('404')),
      [],
    );
  };
  return { page, close };
}

test('site: the pasted snippet shows the library and prints on one sheet without the page around it', async () => {
  const [configured, attributes] = block(await doc('site'), 'html');
  for (const [pasted, name] of [
    [configured, 'Книгоградская районная библиотека'],
    [attributes, 'Районная библиотека'],
  ] as const) {
    const { page, close } = await look(pasted ?? '');
    assert.ok(await page.getByText(name, { exact: true }).first().isVisible());
    assert.ok(await page.getByText('Меню сайта').isVisible());
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.getByText(name, { exact: true }).first().isVisible());
    for (const rest of ['Меню сайта', 'Подвал']) assert.ok(await page.getByText(rest).isHidden());
    assert.equal(pagesOf(await page.pdf({ format: 'A4' })), 1);
    await page.evaluate(() => document.querySelector('cid-info')?.removeAttribute('poster'));
    await page.getByText('Меню сайта').waitFor();
    await page.evaluate(() => document.querySelector('cid-info')?.setAttribute('poster', ''));
    await page.getByText('Меню сайта').waitFor({ state: 'hidden' });
    await page.evaluate(() => document.querySelector('cid-info')?.remove());
    assert.ok(await page.getByText('Меню сайта').isVisible(), 'the page is restored after printing');
    await close();
  }
});

test('site: the commands write a page and a fragment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cid-site-'));
  try {
    const [page, fragment] = block(await doc('site'), 'sh').map((command) => {
      const [, out = ''] = /--out (\S+)/.exec(command) ?? [];
      execFileSync('sh', ['-euc', command.replace(out, join(folder, out))], { cwd: root });
      return readFileSync(join(folder, out), 'utf8');
    });
    assert.ok(page?.startsWith('<!doctype html>') && page.includes('Книгоградская районная библиотека'));
    assert.ok(fragment?.startsWith('<cid-info config="/cid/library.json"') && fragment.includes('<h2>'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('updating: the script runs with its integrity hash, and not with another', async () => {
  const [pasted = ''] = block(await doc('updating'), 'html');
  const [, path = ''] = /src="([^"]+)"/.exec(pasted) ?? [];
  const { files } = JSON.parse(await readFile(`${root}dist/files.json`, 'utf8'));
  assert.ok(path.startsWith('/cid/dist/'));
  const served: Record<string, string> = {};
  for (const name of Object.keys(files).filter((name) => name.startsWith('cid-info')))
    served[`/cid/dist/${name}`] = await readFile(`${root}dist/${name}`, 'utf8');
  const { integrity } = files[path.split('/').at(-1) ?? ''];
  const { close } = await look(`<cid-info></cid-info>${pasted.replace('sha384-…', integrity)}`, served);
  await close();

  const wrong = files['cid-info.js'].integrity;
  const site = await openRepositorySite({
    pages: { ...served, '/page': around(`<cid-info></cid-info>${pasted.replace('sha384-…', wrong)}`) },
  });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/page`, { waitUntil: 'networkidle' });
  assert.equal(await page.evaluate(() => customElements.get('cid-info')), undefined);
  await page.close();
  await site.close();
});

test('theming: each snippet changes the style that it names', async () => {
  const css = block(await doc('theming'), 'css').join('\n');
  const { page, close } = await look(
    `<style>${css.replaceAll('cid-check', 'cid-info')} cid-info::part(info) { outline: 3px solid red; }</style><cid-info></cid-info><script src="/dist/cid-info.classic.js"></script>`,
  );
  const [accent, outline] = await page.evaluate(() => {
    const root = document.querySelector('cid-info')!.shadowRoot!;
    const style = getComputedStyle(root.querySelector('.info')!);
    return [style.getPropertyValue('--accent'), style.outlineWidth];
  });
  assert.equal(accent, '#7a1f2b');
  assert.equal(outline, '3px');
  await close();
});
