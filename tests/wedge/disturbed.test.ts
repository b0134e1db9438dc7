/** Damaged, mixed and interrupted scans with trusted key events: effects on fields, forms and requests. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  random,
  type Scanner,
  type Stroke,
  scan,
  USUAL_SCANNER,
} from '@cid-elements/scanning/testing/scanner-emulator';
import type { Browser } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { type } from '../support/keyboard.js';
import { inTurn } from '../support/quick.js';
import { type Desk, openWedgeDesk } from '../support/wedge-desk.js';

const REAL = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';
const usual: Scanner = { ...USUAL_SCANNER, msPerKey: 10 };

const strokesOf = (text: string, scanner: Partial<Scanner> = {}): Stroke[] =>
  scan(text, { ...usual, ...scanner }, random(text.length));

/** Scans without Shift: a colon arrives as a semicolon. */
const unshifted = (text: string, scanner: Partial<Scanner> = {}): Stroke[] =>
  strokesOf(text, scanner).map((stroke) =>
    stroke.key === ':' ? { ...stroke, key: ';', text: ';', shift: false } : stroke,
  );

const doubled = (text: string, at: number) => text.slice(0, at) + text.charAt(at) + text.slice(at);
const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1);

/** A different identifier each time, because a repeated scan is treated differently. */
const coded = (n: number) => REAL.replace('QWErty', `QWErt${n}`);

const DAMAGED: readonly [string, (n: number, scanner?: Partial<Scanner>) => Stroke[]][] = [
  ['Shift lost', (n, scanner) => unshifted(coded(n), scanner)],
  ['first key lost', (n, scanner) => strokesOf(coded(n).slice(1), scanner)],
  ['key 7 lost', (n, scanner) => strokesOf(without(coded(n), 7), scanner)],
  ['key 12 doubled', (n, scanner) => strokesOf(doubled(coded(n), 12), scanner)],
  ['two lost, one doubled', (n, scanner) => strokesOf(doubled(without(coded(n).slice(1), 9), 15), scanner)],
  ['the beginning went elsewhere', (n, scanner) => strokesOf(coded(n).slice(9), scanner)],
];

declare global {
  interface Window {
    submits: string[];
  }
}

describe('faulty scans with trusted key events', () => {
  let browser: Browser;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser?.close());

  let desk: Desk;
  beforeEach(async () => {
    desk = await openWedgeDesk('', browser);
    await run(() => {
      window.submits = [];
      window.addEventListener(
        'submit',
        (event) => {
          const data = new FormData(event.target as HTMLFormElement);
          for (const value of data.values()) window.submits.push(String(value));
        },
        true,
      );
      document.getElementById('barcode')?.focus();
    });
  });
  afterEach(() => desk.close());

  const run = <T>(work: () => T) => desk.page.evaluate(work);
  const barcode = () => desk.page.inputValue('#barcode');

  it('unarmed, 10 and 20 ms a key: no part of the identifier reaches field, submit or request, and it is reported', async () => {
    await run(() => window.wedge.guard(true));
    let n = 0;
    for (const [i, [name, strokes]] of DAMAGED.entries()) {
      // The quick form runs each damage at one of the two speeds.
      for (const msPerKey of inTurn([10, 20], 2, i)) {
        const label = `${name}, ${msPerKey} ms`;
        const late = await type(desk, strokes(n++, { msPerKey }));
        await sleep(1300);
        const problems = await run(() => window.problems.splice(0));
        // The machine stalled, so the keys were not sent like those of a scanner. Repeat.
        if (late > 150 && problems.length === 0) {
          await run(() => {
            (document.getElementById('barcode') as HTMLInputElement).value = '';
          });
          continue;
        }
        assert.deepEqual(problems, ['distorted'], label);
        assert.equal(await barcode(), '', label);
        assert.deepEqual(await run(() => window.submits.splice(0)), [], label);
        assert.deepEqual(await run(() => window.texts.splice(0)), [], label);
      }
    }
    assert.deepEqual(desk.requested, []);
  });

  it('armed: asks to scan again and reads the next scan', async () => {
    let n = 0;
    for (const [name, strokes] of DAMAGED) {
      await run(() => window.wedge.start());
      await type(desk, strokes(n++));
      await sleep(100);
      assert.deepEqual(await run(() => window.problems.splice(0)), ['distorted'], name);
      assert.equal(await run(() => window.wedge.armed), true, name);
      await type(desk, strokesOf(REAL));
      await sleep(100);
      assert.deepEqual(await run(() => window.texts.splice(0)), [REAL], name);
      await sleep(1100);
    }
    assert.equal(await barcode(), '');
    assert.deepEqual(await run(() => window.recorded), []);
  });

  it('armed: reads the Digital ID 5 and 300 ms after a book barcode', async () => {
    for (const between of [5, 300]) {
      await run(() => window.wedge.start());
      await type(desk, strokesOf('4600112233445', { suffix: 'crlf' }));
      await sleep(between);
      await type(desk, strokesOf(REAL));
      await sleep(100);
      assert.deepEqual(await run(() => window.texts.splice(0)), ['4600112233445', REAL]);
      assert.equal(await run(() => window.wedge.armed), false);
      await sleep(1100);
    }
    assert.equal(await barcode(), '');
    assert.deepEqual(desk.requested, []);
  });

  it('unarmed: passes and submits barcodes and ordinary links', async () => {
    await run(() => window.wedge.guard(true));
    for (const text of [
      '4600112233445',
      'HT0012345',
      'https://www.gosuslugi.ru/main',
      'https://vk.com/m5/1',
    ]) {
      await type(desk, strokesOf(text, { msPerKey: 5 }));
      await sleep(700);
      assert.equal(await barcode(), text);
      assert.deepEqual(await run(() => window.submits.splice(0)), [text]);
      await desk.page.fill('#barcode', '');
    }
    assert.deepEqual(await run(() => [window.texts, window.problems]), [[], []]);
  });

  it('input by scripts, paste and composition during a scan does not disturb it', async () => {
    const meddle = () =>
      run(() => {
        const field = document.getElementById('barcode') as HTMLInputElement;
        const init = { bubbles: true, cancelable: true, composed: true };
        window.setInterval(() => {
          field.dispatchEvent(new KeyboardEvent('keydown', { ...init, key: 'x', code: 'KeyX' }));
          field.dispatchEvent(new KeyboardEvent('keypress', { ...init, key: 'x', code: 'KeyX' }));
          field.dispatchEvent(new Event('keydown', init));
          field.dispatchEvent(Object.assign(new Event('keydown', init), { key: 'y' }));
          field.dispatchEvent(new Event('beforeinput', init));
          field.dispatchEvent(new Event('compositionstart', init));
          field.dispatchEvent(new ClipboardEvent('paste', init));
        }, 25);
      });
    const errors: string[] = [];
    desk.page.on('pageerror', (error) => errors.push(error.message));
    await run(() => window.wedge.start());
    await type(desk, strokesOf('abc', { suffix: 'none' }).slice(0, 2));
    await sleep(1500);
    await meddle();
    await run(() => window.wedge.start());
    await type(desk, strokesOf(REAL, { msPerKey: 20 }));
    await sleep(200);
    assert.deepEqual(await run(() => window.texts), [REAL]);
    assert.deepEqual(errors, []);
  });

  it('keeps capitals that arrive without Shift', async () => {
    await run(() => window.wedge.start());
    const strokes = strokesOf(REAL).filter(({ key }) => key !== 'Shift');
    await type(
      desk,
      strokes.map((stroke) => ({ ...stroke, shift: false })),
    );
    await sleep(200);
    assert.deepEqual(await run(() => window.texts), [REAL]);
  });
});
