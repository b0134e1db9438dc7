import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { trainingCode } from '@cid-elements/core';
import {
  random,
  type Scanner,
  type Stroke,
  scan,
  typing,
} from '@cid-elements/scanning/testing/scanner-emulator';
import { usToRuPc } from '@cid-elements/scanning/wedge/layouts';
import { guarded } from '../support/gateway.js';
import { block } from '../support/guide.js';
import { type } from '../support/keyboard.js';
import { LONG } from '../support/quick.js';
import { shared } from '../support/shared.js';
import {
  checkWhole,
  findNoTrace,
  focusOf,
  type Moment,
  moment,
  type Place,
  pasted,
  phase,
  scanner,
  TRAINING,
  waitOutScan,
} from './checks.js';
import {
  type Age,
  fields,
  fromRoot,
  type Koha,
  type KohaOptions,
  launch,
  openKoha,
  openTab,
  type Tab,
  traces,
} from './desk.js';

const CHECKOUT = '/cgi-bin/koha/circ/circulation.pl?borrowernumber=7';
const SEARCH = '/cgi-bin/koha/circ/circulation.pl';

const browser = await shared(launch());

let koha: Koha | undefined;
let tab: Tab;
afterEach(async () => {
  await tab.context.close();
  await koha?.close();
  koha = undefined;
});

async function open(options: KohaOptions, path = CHECKOUT, host?: string): Promise<void> {
  koha = await openKoha(options);
  tab = await openTab(browser);
  await tab.page.goto(`${host ? `http://${host}:${koha.port}` : koha.origin}${path}`);
  await guarded(tab.page);
}

const place = (): Place => ({ tab, requested: koha?.requested ?? [] });
const keys = (strokes: readonly Stroke[]) => type(tab, strokes);
const reaches = (wanted: string) => phase(tab, wanted);
const state = () => tab.page.evaluate(() => document.querySelector('cid-check')?.getAttribute('state'));
const focused = () => focusOf(tab);
const scanIsOver = () => waitOutScan(tab);
const now = () => moment(place());
const wholeCheck = (with_: Scanner) => checkWhole(place(), with_);
const assertNoTrace = (code: string, since: Moment) => findNoTrace(place(), code, since);

/** The CSP of the guide. */
const POLICY = block(await fromRoot('docs/koha.md'), 'csp')[0] ?? '';

const AGES: readonly Age[] = ['17-1', '17-2', '25'];

for (const [turn, age] of AGES.entries()) {
  const policy = age === '25' ? { policy: POLICY } : {};
  let cases = 0;
  /** Runs a case for every version in the long form, and for one version in turn in the quick form. */
  const inOne = (name: string, check: () => Promise<void>) => {
    if (LONG || cases++ % AGES.length === turn) it(name, check);
  };
  describe(`Koha ${age}`, () => {
    it('shows the check after the patron, idle, without moving the focus', async () => {
      await open({ age, userJs: await pasted(), ...policy });
      await reaches('choice');
      const found = await tab.page.evaluate(() => {
        const check = document.querySelector('cid-check');
        return {
          count: document.querySelectorAll('cid-check').length,
          column: check?.parentElement?.className,
          after: check?.previousElementSibling?.className,
          width: Math.round(check?.getBoundingClientRect().width ?? 0),
          overflow: (check?.shadowRoot?.firstElementChild?.scrollWidth ?? 0) - (check?.clientWidth ?? 0),
        };
      });
      const place = age === '25' ? ['col-sm-6', 'circmessage attention'] : [found.column, 'patroninfo'];
      assert.deepEqual([found.count, found.column, found.after], [1, ...place]);
      assert.ok(found.width > 100 && found.overflow <= 0, JSON.stringify(found));
      assert.equal(await focused(), 'barcode');
      assert.deepEqual(tab.errors, []);
      assert.deepEqual(koha?.reports, []);
    });

    for (const [name, with_] of [
      ['a US layout', scanner()],
      ['a Russian layout and two terminators', scanner({ layout: 'ru', suffix: 'crlf', msPerKey: 20 })],
    ] as const) {
      (name === 'a US layout' ? it : inOne)(
        `completes a check by ${name} without a key reaching Koha`,
        async () => {
          await open({ age, userJs: await pasted(TRAINING), ...policy });
          await reaches('choice');
          await wholeCheck(with_);
          assert.deepEqual(tab.errors, []);
          assert.deepEqual(koha?.reports, []);
        },
      );
    }

    inOne('guards a page that has a search box and no check', async () => {
      await open({ age, userJs: await pasted(), ...policy }, SEARCH);
      await tab.page.waitForFunction(() => document.activeElement?.localName === 'input');
      const since = now();
      const code = trainingCode('right', 'age', Date.now()).text;
      await keys(scan(code, scanner({ layout: 'ru' }), random(3)));
      await tab.page.waitForSelector('#cid-notice');
      await scanIsOver();
      assert.ok((await fields(tab.page)).every((value) => value === ''));
      const requested = koha?.requested.slice(since.requested) ?? [];
      // Before the guard recognised the code, at most a dozen characters were typed, which are the common
      // start of all codes.
      const shared = usToRuPc('https://id.') ?? '';
      for (const line of requested) {
        const term = decodeURIComponent(line.slice(line.indexOf('=') + 1).trim());
        assert.ok(
          line.includes('/ysearch.pl?term=') && shared.startsWith(term),
          'only a beginning was requested',
        );
      }
      assert.equal(tab.page.url(), `${koha?.origin}${SEARCH}`);
      const id = code.slice(code.indexOf('/m5/') + 4, -4);
      assert.ok(
        !`${await traces(tab.page)}${requested}${tab.consoleLines}`.includes(usToRuPc(id.slice(0, 10)) ?? id),
      );
    });

    inOne('passes item barcodes and hand typing', async () => {
      await open({ age, userJs: await pasted(TRAINING), ...policy });
      await tab.page.focus('#barcode');
      await keys(scan('30126000123456', scanner({ suffix: 'none' }), random(5)));
      await tab.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('#barcode')?.value === '30126000123456',
      );
      await tab.page.fill('#barcode', '');
      await keys(typing('https', { median: 180, bursts: 0, held: 0 }, random(5)));
      await tab.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('#barcode')?.value === 'https',
      );
    });

    inOne('keeps nothing across a checkout, which reloads the page', async () => {
      await open({ age, userJs: await pasted(TRAINING), ...policy });
      await reaches('choice');
      await tab.page.focus('#barcode');
      await tab.page.keyboard.press('F8');
      await reaches('capture');
      await tab.page.keyboard.press('Escape');
      await reaches('choice');
      await tab.page.focus('#barcode');
      await tab.page.keyboard.type('30126000123456');
      await Promise.all([tab.page.waitForNavigation(), tab.page.keyboard.press('Enter')]);
      await reaches('choice');
      const kept = await tab.page.evaluate(() => window.kept);
      assert.ok(
        kept.every((line) => line.startsWith('previousPatrons=')),
        'only the page itself keeps something',
      );
      const other = await tab.page.evaluate(async () => [
        document.cookie,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        sessionStorage.length,
        Object.keys(localStorage).join(),
      ]);
      assert.deepEqual(other, ['', 0, 0, 0, 'previousPatrons']);
    });

    inOne('passes Alt+Q, U, R, W to Koha, armed or not', async () => {
      await open({ age, userJs: await pasted(TRAINING), ...policy });
      await reaches('choice');
      const wanted = { q: 'search-form', u: 'findborrower', r: 'ret_barcode', w: 'ren_barcode' };
      for (const armed of [false, true]) {
        for (const [key, field] of Object.entries(wanted)) {
          await tab.page.focus('#barcode');
          if (armed) {
            await tab.page.keyboard.press('F8');
            await reaches('capture');
          }
          await tab.page.keyboard.press(`Alt+${key}`);
          await tab.page.waitForFunction((id) => document.activeElement?.id === id, field);
          if (armed) {
            await tab.page.keyboard.press('Escape');
            await reaches('choice');
          }
        }
      }
    });

    inOne('a held Enter at the end of a check prints no slip', async () => {
      await open({ age, userJs: await pasted(TRAINING), ...policy });
      await reaches('choice');
      await tab.page.focus('#barcode');
      await tab.page.keyboard.press('F9');
      await reaches('paper');
      await scanIsOver();
      await tab.page.keyboard.press('1');
      await reaches('result');
      await scanIsOver();
      const since = now();
      // The first press ends the check; key repeat then goes to the focused field.
      await tab.page.evaluate(() => {
        const inner = (root: ParentNode): HTMLElement | undefined => {
          for (const element of root.querySelectorAll<HTMLElement>('*')) {
            if (element.matches('button[data-key="1"]')) return element;
            const found = element.shadowRoot && inner(element.shadowRoot);
            if (found) return found;
          }
          return undefined;
        };
        inner(document.querySelector('cid-check')?.shadowRoot ?? document)?.focus();
      });
      await tab.page.keyboard.down('Enter');
      await tab.page.waitForFunction(() => window.done.length > 0);
      assert.equal(await focused(), 'barcode');
      for (let i = 0; i < 5; i++) await tab.page.keyboard.down('Enter');
      await tab.page.keyboard.up('Enter');
      await tab.page.waitForTimeout(300);
      assert.deepEqual(koha?.requested.slice(since.requested), []);
      // A new key press is the clerk's own and must work.
      await tab.page.keyboard.press('Enter');
      await tab.page.waitForTimeout(300);
      assert.match(koha?.requested.slice(since.requested).join() ?? '', /printslip/);
    });
  });
}

describe('Settings of the paste-in file', () => {
  const on = (branch: string) => ({ 'const branches = [];': `const branches = ['${branch}'];` });

  for (const age of ['17-2', '25'] as Age[]) {
    it(`is active at its own branch only (Koha ${age})`, async () => {
      await open({ age, userJs: await pasted(on('CENTR')) });
      await reaches('choice');
      await tab.context.close();
      await koha?.close();
      koha = await openKoha({ age, userJs: await pasted(on('DETSK')) });
      tab = await openTab(browser);
      for (const path of [CHECKOUT, SEARCH]) {
        await tab.page.goto(`${koha.origin}${path}`);
        await tab.page.waitForTimeout(200);
        assert.equal(await tab.page.locator('cid-check, cid-scanner').count(), 0);
      }
      assert.ok(!tab.requests.join().includes('/cid/'), 'the bundle is not requested either');
    });
  }

  it('matches a branch by name (Koha 17)', async () => {
    await open({ age: '17-2', userJs: await pasted(on('Центральная')) });
    await reaches('choice');
  });

  for (const path of [CHECKOUT, SEARCH]) {
    it(`reads a slow scanner by its prefix on ${path}`, async () => {
      const userJs = await pasted({ "verifier: 'goskan',": "verifier: 'goskan', 'scanner-prefix': '~$'," });
      await open({ age: '17-2', userJs }, path);
      await tab.page.locator('.head-searchbox').focus();
      const code = 'https://www.gosuslugi.ru/m5/aB3dE5gH7jK9mN1pQ3sT5v?p=f';
      await keys(scan(code, scanner({ msPerKey: 100, layout: 'ru', prefix: '~$' }), random(1)));
      await tab.page.waitForSelector('#cid-notice');
      await scanIsOver();
      assert.ok((await fields(tab.page)).every((value) => value === ''));
      assert.ok(!(koha?.requested ?? []).some((line) => line.startsWith('POST')));
    });
  }

  it('applies attributes of a branch', async () => {
    const userJs = await pasted({
      'const atBranch = {};':
        "const atBranch = { CENTR: { benefits: 'age', 'attorney-until': '2030-01-31' } };",
    });
    await open({ age: '25', userJs });
    await reaches('choice');
    const check = tab.page.locator('cid-check');
    assert.equal(await check.getAttribute('benefits'), 'age');
    assert.equal(await check.getAttribute('attorney-until'), '2030-01-31');
  });

  it('with Goskan keeps a scanned code out of Koha and shows that no scanner is needed', async () => {
    await open({ age: '25', userJs: await pasted(), policy: POLICY });
    await reaches('choice');
    await tab.page.focus('#barcode');
    const since = now();
    const code = 'https://www.gosuslugi.ru/m5/aB3dE5gH7jK9mN1pQ3sT5v?p=f';
    await keys(scan(code, scanner({ msPerKey: 2 }), random(1)));
    await tab.page.waitForSelector('#cid-notice');
    await scanIsOver();
    assert.match((await tab.page.textContent('#cid-notice')) ?? '', /Госкан/);
    assert.deepEqual(
      await fields(tab.page),
      (await fields(tab.page)).map(() => ''),
    );
    assert.equal(await state(), 'choice');
    await assertNoTrace(code, since);
    assert.deepEqual(koha?.reports, []);
  });

  for (const [menu, lang] of [
    ['Выдача', 'ru'],
    ['Circulation', 'en'],
  ] as const) {
    it(`follows the language of the menu «${menu}», not the patron's script`, async () => {
      koha = await openKoha({ age: '17-2', userJs: await pasted() });
      tab = await openTab(browser);
      await tab.page.route(`**${CHECKOUT}`, async (route) => {
        const response = await route.fetch();
        const html = (await response.text()).replace(
          'circulation-home.pl">Выдача',
          `circulation-home.pl">${menu}`,
        );
        await route.fulfill({ response, body: html });
      });
      await tab.page.goto(`${koha.origin}${CHECKOUT}`);
      await guarded(tab.page);
      await reaches('choice');
      assert.equal(await tab.page.getAttribute('html', 'lang'), 'default');
      assert.equal(await tab.page.getAttribute('cid-check', 'lang'), lang);
      await tab.page.focus('#barcode');
      await keys(scan('https://www.gosuslugi.ru/m5/aB3dE5gH7jK9mN1pQ3sT5v?p=f', scanner(), random(1)));
      await tab.page.waitForSelector('#cid-notice');
      const notice = await tab.page.textContent('#cid-notice');
      assert.match(notice ?? '', lang === 'ru' ? /Госкан/ : /Goskan/);
    });
  }

  it('warns in one line on plain http, and still checks', async () => {
    await open({ age: '25', userJs: await pasted(TRAINING) }, CHECKOUT, 'koha.test');
    assert.equal(await tab.page.evaluate(() => window.isSecureContext), false);
    await reaches('choice');
    assert.match((await tab.page.textContent('#cid-http')) ?? '', /http.*камер/);
    assert.equal(await tab.page.locator('#cid-http').count(), 1);
    await wholeCheck(scanner());
  });

  it('reports a bundle that is missing', async () => {
    koha = await openKoha({
      age: '25',
      userJs: await pasted({ "const dist = '/cid/dist/';": "const dist = '/nowhere/';" }),
    });
    tab = await openTab(browser);
    await tab.page.goto(`${koha.origin}${CHECKOUT}`);
    await tab.page.waitForSelector('#cid-notice');
    assert.match((await tab.page.textContent('#cid-notice')) ?? '', /бумажный документ/);
    assert.ok(tab.consoleLines.some((line) => line.includes('IntranetUserJS')));
  });
});
