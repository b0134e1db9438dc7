import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { serve } from '../support/gateway.js';
import { block } from '../support/guide.js';
import { fromRoot, launch, openKoha, openTab } from './desk.js';

const LANGUAGES = ['sh', 'js', 'csp', 'json', 'text'];

function inTemporary(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'cid-guide-'));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Folder with the unpacked zip for a site. */
const unpacked = mkdtempSync(join(tmpdir(), 'cid-zip-'));
before(async () => {
  const { siteTree } = await import(new URL('../../../scripts/release/site.mjs', import.meta.url).href);
  for (const [name, content] of (await siteTree()) as Map<string, Uint8Array>) {
    mkdirSync(dirname(join(unpacked, name)), { recursive: true });
    writeFileSync(join(unpacked, name), content);
  }
});
after(() => rmSync(unpacked, { recursive: true, force: true }));

const shell = (script: string, env: Record<string, string>) =>
  execFileSync('sh', ['-euc', script], { cwd: unpacked, env: { ...process.env, ...env } });

for (const name of ['koha', 'companion']) {
  it(`has the same snippets in both languages: ${name}`, async () => {
    const [en, ru] = await Promise.all([fromRoot(`docs/${name}.md`), fromRoot(`docs/${name}.ru.md`)]);
    for (const language of LANGUAGES) assert.deepEqual(block(en, language), block(ru, language));
    assert.equal(
      en.split('\n```').length - 1,
      2 * LANGUAGES.flatMap((language) => block(en, language)).length,
      'no snippet of another language is left out',
    );
  });
}

describe('Koha guide', () => {
  it('its commands install and remove the plugin', async () => {
    const [install, remove] = block(await fromRoot('docs/koha.md'), 'sh');
    inTemporary((KOHA) => {
      shell(install ?? '', { KOHA });
      for (const side of ['intranet', 'opac']) {
        const files = readdirSync(join(KOHA, side, 'htdocs/cid/dist'));
        assert.ok(files.includes('cid-elements.classic.js') && files.includes('cid-info.classic.js'));
      }
      shell(remove ?? '', { KOHA });
      assert.ok(!existsSync(join(KOHA, 'intranet/htdocs/cid')) && !existsSync(join(KOHA, 'opac/htdocs/cid')));
    });
  });

  it('includes the current submit guard', async () => {
    const { withSubmitGuard } = await import(
      new URL('../../../scripts/submit-guard.mjs', import.meta.url).href
    );
    const userJs = await fromRoot('examples/koha/intranet-user.js');
    assert.equal(userJs, withSubmitGuard(userJs), 'node scripts/submit-guard.mjs writes it');
  });

  it('shows valid settings, and the OPAC shows the notes under the CSP', async () => {
    const guide = await fromRoot('docs/koha.md');
    let userJs = await fromRoot('examples/koha/intranet-user.js');
    for (const line of block(guide, 'js')) {
      const start = line.slice(0, line.indexOf('=') + 1);
      const at = userJs.indexOf(start);
      assert.ok(at >= 0, start);
      userJs = userJs.slice(0, at) + line + userJs.slice(userJs.indexOf(';', at) + 1);
    }
    const policy = block(guide, 'csp')[0] ?? '';
    const browser = await launch();
    const desk = await openKoha({ age: '25', userJs, policy });
    const tab = await openTab(browser);
    await tab.page.goto(`${desk.origin}/cgi-bin/koha/circ/circulation.pl?borrowernumber=7`);
    await tab.page.waitForSelector('cid-check[state="choice"]');
    await desk.close();
    await tab.context.close();

    const opac = await openKoha({ age: '25', userJs: await fromRoot('examples/koha/opac-user.js'), policy });
    const reader = await openTab(browser);
    const homeBlock = await fromRoot('examples/koha/opac-main-user-block.html');
    await reader.page.route(/opac-main/, async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace('<form', () => `${homeBlock}<form`);
      await route.fulfill({ response, body: html });
    });
    await reader.page.goto(`${opac.origin}/cgi-bin/koha/opac-main.pl`);
    await reader.page.waitForFunction(() => {
      const info = document.querySelector('cid-info');
      return (info?.shadowRoot?.textContent?.length ?? 0) > 500;
    });
    assert.deepEqual([reader.errors, opac.reports], [[], []]);
    await opac.close();
    await browser.close();
  });
});

describe('Companion guide', () => {
  it('its command publishes the folder on a site', async () => {
    const [install] = block(await fromRoot('docs/companion.md'), 'sh');
    inTemporary((SITE) => {
      shell(install ?? '', { SITE });
      for (const file of ['companion/index.html', 'companion/sw.js', 'dist/cid-elements.js'])
        assert.ok(existsSync(join(SITE, 'cid', file)), file);
    });
  });

  it('shows valid window settings', async () => {
    const guide = await fromRoot('docs/companion.md');
    const served = await serve();
    const browser = await openChromium();
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.route('**/companion.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: block(guide, 'json')[0] ?? '' }),
    );
    await page.goto(`${served.base}companion/`);
    // `auto-start` has begun the first step of Goskan.
    const check = page.locator('cid-check[state="working"]');
    await check.waitFor();
    assert.equal(await check.getAttribute('benefits'), 'student age');
    assert.equal(await page.textContent('#trouble'), '');
    await page.goto(`${served.base}companion/${block(guide, 'text')[0]}`);
    await page.locator('cid-check[state="capture"][verifier="training"]:not([discreet])').waitFor();
    assert.equal(await page.textContent('#trouble'), '');
    await browser.close();
    await served.close();
  });
});
