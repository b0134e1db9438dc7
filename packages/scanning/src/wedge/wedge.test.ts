import { expect } from 'chai';
import {
  pick,
  play,
  random,
  type Scanner,
  scan,
  someCode,
  someScanner,
  typing,
  USUAL_SCANNER as usual,
} from '../testing/scanner-emulator.js';
import { CODE, MANY, WedgePage as Page } from '../testing/wedge-page.js';
import type { WedgeOptions } from './wedge-options.js';

describe('Wedge, armed', function () {
  this.timeout(180_000);
  let page: Page;
  const open = (options?: Partial<WedgeOptions>) => {
    page = new Page(options);
    return page;
  };
  afterEach(() => page.close());

  it(`reads ${MANY} random scans without a character reaching the page`, () => {
    open();
    const rng = random(3);
    for (let i = 0; i < MANY; i++) {
      const code = someCode(rng);
      const scanner = someScanner(rng);
      const field = pick(rng, page.fields);
      field.focus();
      page.wedge.start();
      play(scan(code, scanner, rng), document, page.clock);
      page.clock.advance(2000);
      const label = `scan ${i}: ${JSON.stringify(scanner)}`;
      // Compared by ===, so that a failure does not print all texts.
      expect(page.texts.length === 1 && page.texts[0] === code, label).to.equal(true);
      expect(page.heard, label).to.deep.equal([]);
      expect(page.written, label).to.equal('');
      expect(document.activeElement === field && !page.wedge.armed, label).to.equal(true);
      page.texts.length = 0;
    }
    expect(page.disarms.length).to.equal(MANY);
    expect(page.disarms.every((why) => why === 'scan')).to.equal(true);
  });

  it('suppresses late Alt + number pad keys after a scan', () => {
    open();
    const strokes = scan(`${CODE}z`, { ...usual, by: 'alt', suffix: 'none' }, random(20));
    const last = strokes.map(({ kind, key }) => kind + key).lastIndexOf('downAlt');
    page.wedge.start();
    play([...strokes.slice(0, last), ...scan('', usual, random(1))], document, page.clock);
    expect(page.texts).to.deep.equal([CODE]);
    play(strokes.slice(last), document, page.clock);
    expect(page.heard).to.deep.equal([]);
  });

  it('disarms on Escape, pointerdown, timeout and stop(), and reports the reason', () => {
    open({ armedMs: 5000 });
    page.wedge.start();
    play([...typing('x', 100, random(1))], document, page.clock);
    page.clock.advance(1000);
    page.fields[0].dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }),
    );
    page.wedge.start();
    page.fields[1].dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    page.wedge.start();
    page.clock.advance(5000);
    page.wedge.start();
    page.wedge.stop();
    expect(page.disarms).to.deep.equal(['escape', 'click', 'timeout', 'stop']);
    expect(page.written).to.equal('');
  });

  it('suppresses the rest of a scan that Escape or the timeout interrupted', () => {
    open({ armedMs: 5000 });
    const rng = random(9);
    const strokes = scan(CODE, { ...usual, msPerKey: 60 }, rng);
    page.wedge.start();
    play(strokes.slice(0, 40), document, page.clock);
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }),
    );
    play(strokes.slice(40), document, page.clock);
    expect(page.heard).to.deep.equal([]);
    page.clock.advance(1000);
    page.wedge.start();
    page.clock.advance(4500);
    page.play(CODE, { ...usual, msPerKey: 60 }, rng);
    expect(page.texts).to.deep.equal([CODE]);
    expect(page.written).to.equal('');
  });

  it('passes a single Tab, shortcuts and function keys to the page', () => {
    open();
    page.wedge.start();
    const down = (key: string, init: KeyboardEventInit = {}) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...init }),
      );
    expect(down('Tab')).to.equal(true);
    expect(down('Tab', { shiftKey: true })).to.equal(true);
    expect(down('F5')).to.equal(true);
    expect(down('q', { code: 'KeyQ', altKey: true })).to.equal(true);
    expect(down('c', { code: 'KeyC', ctrlKey: true })).to.equal(true);
    expect(page.heard).to.deep.equal(Array(5).fill('keydown'));
    expect(down('Enter')).to.equal(false);
    expect(down('Backspace')).to.equal(false);
    expect(page.wedge.armed).to.equal(true);
  });

  it('reports foreign codes unchanged, without stray keys before them', () => {
    open();
    const rng = random(10);
    for (const text of [
      '4600112233445',
      'INV-00123',
      'https://example.org/?u=https://www.gosuslugi.ru/m5/x',
    ]) {
      for (const layout of ['us', 'ru'] as const) {
        page.wedge.start();
        page.play(text, { ...usual, layout }, rng);
        expect(page.texts).to.deep.equal([text]);
        page.texts.length = 0;
      }
    }
    page.wedge.start();
    play(typing('x', 100, rng), document, page.clock);
    page.clock.advance(400);
    page.play(CODE, usual, rng);
    expect(page.texts).to.deep.equal([CODE]);
  });

  it('restarted at once: ignores the last terminator and reads the next scan', () => {
    open();
    const rng = random(13);
    page.wedge.start();
    play(scan(CODE, usual, rng), document, page.clock);
    page.wedge.start();
    play(scan(CODE, { ...usual, suffix: 'tab' }, rng).slice(-2), document, page.clock);
    play(scan(`${CODE}2`, usual, rng), document, page.clock);
    expect(page.texts).to.deep.equal([CODE, `${CODE}2`]);
    expect(page.heard).to.deep.equal([]);
  });

  it('suppresses late keys after a scan for 300 ms in the own element, 500 ms elsewhere', () => {
    const own = document.createElement('button');
    open({ own });
    page.form.append(own);
    const down = (target: Element, key: string) =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: `Digit${key}`, bubbles: true, cancelable: true }),
      );
    const scanned = (suffix: Scanner['suffix'] = 'enter') => {
      page.wedge.start();
      play(scan(CODE, { ...usual, suffix }, random(15)), document, page.clock);
      if (suffix === 'none') page.clock.advance(560);
      expect(page.texts.splice(0)).to.deep.equal([CODE]);
    };
    scanned();
    page.clock.advance(200);
    expect(down(own, '1')).to.equal(false);
    // Keyboard shortcuts of the check must work right after the scan.
    for (const key of ['F8', 'F9', 'Escape']) expect(down(own, key)).to.equal(true);
    page.clock.advance(310);
    expect(down(own, '2')).to.equal(true);
    page.clock.advance(1000);
    // Keys pressed by a person do not prolong the time.
    scanned();
    for (const heard of [false, false, true, true]) {
      page.clock.advance(200);
      expect(down(page.fields[0], '1')).to.equal(heard);
    }
    page.clock.advance(1000);
    // Keys at the scanner's speed do: they are the rest of an interrupted scan.
    scanned();
    for (let i = 0; i < 200; i++) {
      page.clock.advance(20);
      expect(down(page.fields[0], '1')).to.equal(false);
    }
    page.clock.advance(1000);
    scanned('none');
    expect(down(own, '1')).to.equal(true);
    expect(down(page.fields[0], '1')).to.equal(false);
  });

  it('waits for a scan that pauses within the public start', () => {
    open();
    for (const [prefix, chars] of [
      ['', 5],
      [']Q3', 2],
      [']Q3', 20],
    ] as const) {
      page.wedge.start();
      const strokes = scan(CODE, { ...usual, msPerKey: 1, prefix, jitter: 0 }, random(16));
      const downs = strokes.filter(({ kind, key }) => kind === 'down' && key !== 'Shift');
      const at = strokes.indexOf(downs[Math.max(3, chars)] as (typeof strokes)[0]);
      play(strokes.slice(0, at), document, page.clock);
      page.clock.advance(1800);
      play(strokes.slice(at), document, page.clock);
      page.clock.advance(2000);
      expect(page.texts.splice(0)).to.deep.equal([CODE]);
      expect(page.heard).to.deep.equal([]);
    }
  });

  it('reads number pad keys without Num Lock in a barcode of digits', () => {
    open();
    for (let i = 0; i < 20; i++) {
      page.wedge.start();
      page.play('4600112233445', { ...usual, by: 'numpad' }, random(i));
      expect(page.texts.splice(0)).to.deep.equal(['4600112233445']);
    }
    expect(page.heard).to.deep.equal([]);
  });

  it('reports unreadable for text that fits no layout, and stays armed', () => {
    open();
    page.wedge.start();
    play(
      [
        {
          wait: 5,
          kind: 'paste',
          key: '',
          code: '',
          text: '\ufffd\ufffd\ufffd\ufffd',
          shift: false,
          alt: false,
          ctrl: false,
          caps: false,
        },
      ],
      document,
      page.clock,
    );
    expect(page.problems).to.deep.equal(['unreadable']);
    expect(page.wedge.armed).to.equal(true);
    expect(page.texts).to.deep.equal([]);
  });

  it('leaves no text in RegExp and no listener after dispose()', () => {
    open();
    'nothing'.match(/no(t)hing/);
    page.wedge.start();
    page.play(CODE, usual, random(11));
    expect(page.texts.length).to.equal(1);
    expect(RegExp.input).to.equal('nothing');
    page.wedge.dispose();
    page.wedge.start();
    expect(page.wedge.armed).to.equal(false);
    page.play('abc', usual, random(12));
    expect(page.fields[0].value).to.equal('abc');
  });
});
