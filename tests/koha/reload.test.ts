/**
 * A scan that continues across a page reload. Every checkout of Koha posts a form and loads a new page: the
 * first keys go to the old page and the rest to the new one, which has not seen the start of the code.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { random, type Scanner, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import { usToRuMac, usToRuPc } from '@cid-elements/scanning/wedge/layouts';
import { block } from '../support/guide.js';
import { type } from '../support/keyboard.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';
import { pasted, phase, scanner, TRAINING } from './checks.js';
import {
  fields,
  fromRoot,
  type Koha,
  type KohaOptions,
  launch,
  openKoha,
  openTab,
  type Tab,
} from './desk.js';

const CHECKOUT = '/cgi-bin/koha/circ/circulation.pl?borrowernumber=7';
const ANSWER_MS = 900;
const ID = 'K9mNpQ3sT5vWxY2zA4bC';
const REAL = `https://www.gosuslugi.ru/m5/${ID}?p=f`;
const POLICY = block(await fromRoot('docs/koha.md'), 'csp')[0] ?? '';

let koha: Koha;
let tab: Tab;
const browser = await shared(launch());
afterEach(async () => {
  await tab.context.close();
  await koha.close();
});

async function open(options: Partial<KohaOptions> = {}, path = CHECKOUT): Promise<void> {
  koha = await openKoha({
    age: '25',
    userJs: await pasted(),
    policy: POLICY,
    answerMs: ANSWER_MS,
    ...options,
  });
  tab = await openTab(browser);
  await tab.page.goto(`${koha.origin}${path}`);
  await tab.page.waitForFunction(() => Reflect.has(window, Symbol.for('cid-submit-guard')));
}

/** Asserts that no request or field contains four consecutive characters of the identifier, in any layout. */
async function assertNothingSent(): Promise<void> {
  const requested = [...koha.requested, ...tab.requests].map((line) => {
    try {
      return decodeURIComponent(line.replaceAll('+', ' '));
    } catch {
      return line;
    }
  });
  const kept = (await fields(tab.page)).join('\n');
  for (const typed of [ID, usToRuPc(ID) ?? ID, usToRuMac(ID) ?? ID])
    for (let at = 0; at + 4 <= typed.length; at++) {
      const part = typed.slice(at, at + 4);
      assert.ok(!requested.some((line) => line.includes(part)), 'no part of the identifier was sent');
      assert.ok(!kept.includes(part), 'no part of the identifier is in a field');
    }
}

const posted = () => koha.requested.filter((line) => line.startsWith('POST'));

describe('A scan during the reload after a checkout', () => {
  for (const [afterMs, layout] of [
    [700, 'us'],
    [800, 'ru'],
    [900, 'us'],
    [1_000, 'ru'],
  ] as const)
    it(`a code scanned ${afterMs} ms after the barcode is not submitted, layout ${layout}`, async () => {
      await open();
      await tab.page.focus('#barcode');
      const loaded = tab.page.waitForNavigation();
      await type(tab, scan('30126000123456', scanner(), random(1)));
      await sleep(afterMs);
      await type(tab, scan(REAL, scanner({ msPerKey: 12, layout }), random(afterMs)));
      await loaded;
      await sleep(700);
      assert.equal(posted().length, 1, 'only the checkout of the clerk');
      assert.match(posted()[0] ?? '', /barcode=30126000123456/);
      await assertNothingSent();
      assert.deepEqual(koha.reports, []);
    });

  it('a code scanned after pressing the check key during the submit is not submitted', async () => {
    await open({ userJs: await pasted(TRAINING) });
    await phase(tab, 'choice');
    await tab.page.focus('#barcode');
    const loaded = tab.page.waitForNavigation();
    await type(tab, scan('30126000123456', scanner(), random(1)));
    await sleep(500);
    await tab.page.keyboard.press('F8');
    await sleep(200);
    await type(tab, scan(REAL, scanner({ msPerKey: 12 }), random(5)));
    await loaded;
    await sleep(700);
    assert.equal(posted().length, 1, JSON.stringify(posted().slice(1)));
    await assertNothingSent();
  });
});

/** Truncated codes after a reload: cut at different positions from the host on. */
const TAILS: Record<string, string> = {
  'from inside the host': REAL.slice(REAL.indexOf('suslugi')),
  'from the path on': REAL.slice(REAL.indexOf('/m5/')),
  'from inside the identifier': REAL.slice(REAL.indexOf(ID) + 5),
  'without its question mark': `${ID.slice(4)}p=f`,
  'whose end is cut': 'https://www.gosuslugi.ru/m5/K9mNpQ3',
};

const SCANNERS: Record<string, Partial<Scanner>> = {
  'US layout': {},
  'Russian layout': { layout: 'ru' },
  'Russian layout of macOS': { layout: 'ru-mac' },
  'Caps Lock': { caps: true },
  'two terminators, 40 ms a key': { suffix: 'crlf', msPerKey: 40 },
};

const WITHOUT_BUNDLE = { "const dist = '/cid/dist/';": "const dist = '/nowhere/';" };

describe('A truncated code on a page with only the submit guard', () => {
  // The quick form tests every second kind of scanner.
  for (const [by, with_] of inTurn(Object.entries(SCANNERS), 2))
    it(`is neither submitted nor kept, wherever it was cut: ${by}`, async () => {
      await open({ userJs: await pasted(WITHOUT_BUNDLE) });
      for (const tail of Object.values(TAILS)) {
        await tab.page.evaluate(() => document.querySelector('#cid-notice')?.remove());
        await tab.page.focus('#barcode');
        await type(tab, scan(tail, scanner({ msPerKey: 12, ...with_ }), random(3)));
        await tab.page.waitForSelector('#cid-notice');
        // A pause, so that the next code counts as a separate scan.
        await sleep(700);
      }
      assert.deepEqual(posted(), []);
      assert.ok(!koha.requested.some((line) => line.includes('printslip')), 'no slip is printed either');
      await assertNothingSent();
      assert.match((await tab.page.textContent('#cid-notice')) ?? '', /стёрт/);
    });

  it('is not sent to the suggestions of the patron search', async () => {
    await open({ userJs: await pasted(WITHOUT_BUNDLE) });
    await tab.page.focus('#findborrower');
    await type(tab, scan(REAL, scanner({ msPerKey: 12, suffix: 'none' }), random(3)));
    await sleep(900);
    await assertNothingSent();
    assert.equal(await tab.page.inputValue('#findborrower'), '');
  });

  it('is not submitted by a script calling form.submit()', async () => {
    await open({ userJs: await pasted(WITHOUT_BUNDLE) });
    await Promise.all([
      tab.page.waitForNavigation(),
      tab.page.evaluate((value) => {
        const field = document.querySelector<HTMLInputElement>('#barcode');
        if (field) field.value = value;
        document.querySelector<HTMLFormElement>('#mainform')?.submit();
      }, REAL),
    ]);
    await assertNothingSent();
  });

  it('numbers, names, titles and notes pass', async () => {
    await open({
      userJs: await pasted(WITHOUT_BUNDLE),
      answerMs: 0,
    });
    const sent = async (field: string, value: string) => {
      await tab.page.goto(`${koha.origin}${CHECKOUT}`);
      await tab.page.evaluate((id) => {
        document.querySelector('.tab-pane.active')?.classList.remove('active');
        document.querySelector(`#${id}`)?.closest('.tab-pane')?.classList.add('active');
      }, field);
      await tab.page.fill(`#${field}`, value);
      const before = koha.requested.length;
      await Promise.all([tab.page.waitForNavigation(), tab.page.press(`#${field}`, 'Enter')]);
      const line = decodeURIComponent(koha.requested.slice(before).join().replaceAll('+', ' '));
      assert.ok(line.includes(value), `${field}: ${value}`);
    };
    await sent('barcode', '30126000123456');
    await sent('barcode', 'Б-12/м5.7');
    await sent('findborrower', 'Соль, з. а');
    await sent('findborrower', 'ivan@example.ru');
    await sent('search-form', 'госуслуги gosuslugi p=1');
    await sent('search-form', 'https://library.example/m/5?id=1');
  });
});
