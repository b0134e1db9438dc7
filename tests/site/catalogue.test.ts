/** The catalogue page under enforced CSPs of VuFind and Koha, without violation reports. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { openRepositorySite, root } from '../support/repository-site.js';
import { shared } from '../support/shared.js';

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

const POLICIES = {
  VuFind: `default-src 'none'; script-src http: https: 'nonce-{{nonce}}'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; worker-src blob:; ${TRUSTED_TYPES}`,
  'VuFind with strict-dynamic': `default-src 'none'; script-src 'strict-dynamic' 'nonce-{{nonce}}'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; worker-src blob:; ${TRUSTED_TYPES}`,
  Koha: `default-src 'self'; script-src 'self' 'nonce-{{nonce}}'; style-src 'self' 'nonce-{{nonce}}'; img-src 'self' data:; font-src 'self'; object-src 'none'; ${TRUSTED_TYPES}`,
};

const page = await readFile(`${root}examples/catalogue/index.html`, 'utf8');
const browser = await shared(openChromium());

for (const [name, policy] of Object.entries(POLICIES))
  for (const [script, lang] of [
    ['cid-info.classic.js', 'ru'],
    ['cid-info.classic.js', 'en'],
    ['cid-elements.classic.js', 'ru'],
  ] as const)
    test(`${name}, ${lang}, ${script}: renders without CSP violations`, async () => {
      const asIs = page.replace('lang="ru"', `lang="${lang}"`).replace('cid-info.classic.js', script);
      // Lit creates a Trusted Types policy; `<cid-info>` alone needs none.
      const allowed =
        script === 'cid-elements.classic.js'
          ? policy.replace("trusted-types 'none'", 'trusted-types lit-html')
          : policy;
      const site = await openRepositorySite({
        policy: allowed,
        pages: { '/examples/catalogue/index.html': asIs },
      });
      const tab = await browser.newPage();
      tab.setDefaultTimeout(PATIENCE_MS);
      const faults: string[] = [];
      tab.on('pageerror', (error) => faults.push(error.message));
      tab.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
      await tab.addInitScript(() => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        document.addEventListener('securitypolicyviolation', (event) =>
          seen.push(`${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      await tab.goto(`${site.origin}/examples/catalogue/index.html`);
      const title = lang === 'ru' ? 'Цифровой ID в библиотеке' : 'Digital ID at the library';
      await tab.getByRole('heading', { name: title }).waitFor();
      assert.ok(await tab.getByText('Книгоградская районная библиотека').first().isVisible());
      const background = await tab.evaluate(
        () =>
          getComputedStyle(document.querySelector('cid-info')!.shadowRoot!.querySelector('.steps > li')!)
            .backgroundColor,
      );
      assert.equal(background, 'rgb(243, 245, 247)', 'our style sheet is applied');
      await tab.waitForTimeout(200);
      const seen = await tab.evaluate(() => (window as typeof window & { seen: string[] }).seen);
      const outside = site.requested.filter((path) => path !== '/favicon.ico');
      await tab.close();
      await site.close();
      assert.deepEqual(seen, []);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(
        faults.filter((line) => !line.includes('404')),
        [],
      );
      assert.ok(outside.includes(`/dist/${script}`));
    });

test('a script without a nonce is reported', async () => {
  const bad = page.replace('</body>', '<script>document.title = "x";</script></body>');
  const site = await openRepositorySite({ policy: POLICIES.Koha, pages: { '/bad': bad } });
  const tab = await browser.newPage();
  await tab.goto(`${site.origin}/bad`);
  await tab.waitForTimeout(300);
  await tab.close();
  await site.close();
  assert.ok(site.reports.length > 0);
});
