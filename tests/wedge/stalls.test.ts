/** A blocked main thread during a scan or at its end, so that key events are handled late. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  random,
  type Scanner,
  scan,
  typing,
  USUAL_SCANNER,
} from '@cid-elements/scanning/testing/scanner-emulator';
import { type } from '../support/keyboard.js';
import { type Desk, openWedgeDesk } from '../support/wedge-desk.js';

const CODE = 'https://www.gosuslugi.ru/m5/AbCdEf-Gh_Ij01289?p=f';
const usual: Scanner = { ...USUAL_SCANNER, msPerKey: 10, prefix: ']Q3', layout: 'ru-mac' };
const STALL = 1500;
const LONG = process.env.CID_LONG === '1';

describe('a stalling main thread', () => {
  let desk: Desk;
  before(async () => {
    desk = await openWedgeDesk();
  });
  after(() => desk.close());

  const run = <T>(work: () => T) => desk.page.evaluate(work);

  /** Plays a scan to the armed page, whose main thread is blocked after `at` ms. */
  async function played(scanner: Partial<Scanner>, at: number): Promise<void> {
    await run(() => {
      document.getElementById('barcode')?.focus();
      window.wedge.start();
      window.recorded.length = 0;
      window.texts.length = 0;
    });
    await stallIn(at);
    await type(desk, scan(CODE, { ...usual, ...scanner }, random(1)));
    await settled();
  }

  const stallIn = (at: number) =>
    desk.page.evaluate(
      ([at, ms]) => {
        setTimeout(() => {
          const until = performance.now() + ms;
          while (performance.now() < until);
        }, at);
      },
      [at, STALL] as const,
    );

  const settled = async () => {
    await desk.page.waitForFunction(() => !window.wedge.armed, undefined, { timeout: 8000 }).catch(() => {});
    await sleep(200);
  };

  async function right(label: string): Promise<void> {
    assert.deepEqual(await run(() => window.texts), [CODE], label);
    assert.deepEqual(await run(() => window.recorded), [], label);
    assert.equal(await desk.page.inputValue('#barcode'), '', label);
    assert.equal(await run(() => document.activeElement?.id), 'barcode', label);
    await sleep(600);
  }

  const scanners = [
    { suffix: 'enter' },
    { suffix: 'tab' },
    { suffix: 'none' },
    { suffix: 'crlf', by: 'text', layout: 'ru' },
    { suffix: 'enter', by: 'insert', layout: 'us' },
    { suffix: 'tab', msPerKey: 1 },
    { suffix: 'none', msPerKey: 40 },
  ] as const;
  for (const [i, scanner] of scanners.entries()) {
    const speed = 'msPerKey' in scanner ? scanner.msPerKey : usual.msPerKey;
    const long = (CODE.length + 3) * speed;
    it(`reads the scan: ${JSON.stringify(scanner)}`, async () => {
      // The quick form blocks each scanner once, early or late.
      for (const share of LONG ? [0.3, 0.95] : [i % 2 ? 0.3 : 0.95]) {
        await played(scanner, long * share);
        await right(`stalled at ${share} of the stream`);
      }
    });
  }

  it('suppresses late keys and CR LF after a slow onCode callback', async () => {
    await run(() => {
      window.open_({
        onCode: (text: string) => {
          window.texts.push(text);
          const until = performance.now() + 1500;
          while (performance.now() < until);
        },
      });
      window.listen();
    });
    for (const suffix of ['crlf', 'ctrl-j'] as const) {
      await played({ suffix, msPerKey: 20 }, 60_000);
      await right(suffix);
    }
    await run(() => {
      window.open_({});
      window.listen();
    });
  });

  it('reads a scan that began before the armed time ended during a stall', async () => {
    await run(() => {
      window.open_({ armedMs: 1500 });
      window.listen();
      document.getElementById('barcode')?.focus();
      window.wedge.start();
      window.recorded.length = 0;
      window.texts.length = 0;
    });
    await stallIn(700);
    await sleep(900);
    await type(desk, scan(CODE, usual, random(1)));
    await settled();
    await right('expired');
    assert.deepEqual(await run(() => window.disarms.splice(0).at(-1)), 'scan');
  });

  it('unarmed: a stall does not release withheld keys of a scan, nor lose typed ones', async () => {
    await run(() => {
      window.open_({});
      window.wedge.guard(true);
      document.getElementById('note')?.focus();
      window.texts.length = 0;
    });
    await stallIn(150);
    await type(desk, scan(CODE, { ...usual, layout: 'us', prefix: '' }, random(1)));
    await sleep(STALL + 300);
    assert.deepEqual(await run(() => window.texts.splice(0)), [CODE]);
    assert.equal(await desk.page.inputValue('#note'), 'Кафка');
    await run(() => {
      (document.getElementById('note') as HTMLInputElement).value = '';
    });
    const rng = random(2);
    for (const text of [CODE, 'www.wikipedia.org', 'https://gosuslugi.ru/mfc', 'The quick brown fox']) {
      const strokes = typing(text, { median: 70, bursts: 0.3, held: 0.03 }, rng);
      const wanted = strokes.filter(({ kind }) => kind === 'down').map((stroke) => stroke.text);
      await type(desk, strokes);
      await sleep(700);
      assert.equal(await desk.page.inputValue('#note'), wanted.join(''));
      await desk.page.fill('#note', '');
    }
    assert.deepEqual(await run(() => window.texts), []);
  });
});
