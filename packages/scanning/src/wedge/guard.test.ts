import { expect } from 'chai';
import {
  pick,
  play,
  random,
  scan,
  someCode,
  someScanner,
  someTypist,
  typing,
  USUAL_SCANNER as usual,
} from '../testing/scanner-emulator.js';
import { CODE, MANY, WedgePage as Page } from '../testing/wedge-page.js';
import type { WedgeOptions } from './wedge-options.js';

describe('Wedge, unarmed', function () {
  this.timeout(180_000);
  let page: Page;
  const open = (options?: Partial<WedgeOptions>) => {
    page = new Page(options);
    return page;
  };
  afterEach(() => page.close());

  it(`passes ${MANY} random typings unchanged`, () => {
    open();
    page.wedge.guard(true);
    const rng = random(4);
    const pieces = [
      'https://',
      'https://www.gosuslugi.ru/m5/AbC',
      'http',
      'h',
      'ht',
      'www.',
      '0012345',
      'https://www.gosuslugi.ru/m',
      'https://gosuslugi.ru/m5/',
      'wwwwwwww',
      'rjkktrwbz gbctv htpevt ht',
    ];
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789 .,:/?=]QABCDEF';
    for (let i = 0; i < MANY; i++) {
      let text = '';
      for (let n = Math.floor(rng() * 12); n > 0; n--) text += pick(rng, [...letters]);
      const piece = pick(rng, pieces);
      if (rng() < 0.6) text = rng() < 0.5 ? piece : piece + text;
      const strokes = typing(text, someTypist(rng), rng, rng() < 0.5 ? 'us' : 'ru');
      const wanted = strokes.filter(({ kind }) => kind === 'down').map((stroke) => stroke.text);
      page.heard.length = 0;
      play(strokes, document, page.clock);
      page.clock.advance(rng() < 0.5 ? 30 : 1000);
      expect(page.fields[0].value, `typing ${i}`).to.equal(wanted.join(''));
      const downs = page.heard.filter((type) => type === 'keydown').length;
      expect(downs, `typing ${i}`).to.equal(wanted.length);
      page.fields[0].value = '';
    }
    expect(page.texts).to.deep.equal([]);
  });

  it('catches a fast scan by its first characters in any layout', () => {
    open();
    page.wedge.guard(true);
    const rng = random(5);
    for (let i = 0; i < 500; i++) {
      const code = someCode(rng);
      const scanner = { ...someScanner(rng), msPerKey: pick(rng, [1, 2, 5, 10, 20]) };
      page.fields[0].value = 'Кафка';
      page.fields[0].setSelectionRange(2, 3);
      page.heard.length = 0;
      page.play(code, scanner, rng);
      const label = `scan ${i}: ${JSON.stringify(scanner)}`;
      expect(page.texts.length === 1 && page.texts[0] === code, label).to.equal(true);
      expect(page.fields[0].value, label).to.equal('Кафка');
      expect(page.heard.includes('submit'), label).to.equal(false);
      const alt = scanner.by === 'alt' ? 5 : 1;
      expect(page.heard.filter((type) => type === 'keydown').length, label).to.be.at.most(12 * alt);
      page.texts.length = 0;
    }
  });

  it('passes hand-typed bursts, key rollover and auto-repeat within the public start', () => {
    open();
    page.wedge.guard(true);
    const rng = random(14);
    let keys = 0;
    for (let i = 0; i < MANY / 20; i++) {
      const layout = pick(rng, ['us', 'ru', 'ru-mac'] as const);
      const fast = { median: 60 + rng() * 60, bursts: 0.2 + rng() * 0.3, held: rng() < 0.5 ? 0.05 : 0 };
      const strokes = typing(pick(rng, [CODE, `https://gosuslugi.ru/mfc${i}`]), fast, rng, layout);
      const wanted = strokes.filter(({ kind }) => kind === 'down').map((stroke) => stroke.text);
      keys += wanted.length;
      page.heard.length = 0;
      play(strokes, document, page.clock);
      page.clock.advance(1000);
      expect(page.fields[0].value, `typing ${i}`).to.equal(wanted.join(''));
      expect(page.heard.filter((type) => type === 'keydown').length, `typing ${i}`).to.equal(wanted.length);
      expect(page.heard.filter((type) => type === 'keyup').length, `typing ${i}`).to.be.at.least(1);
      page.fields[0].value = '';
    }
    expect(page.texts).to.deep.equal([]);
    expect(keys).to.be.above(MANY);
  });

  it('passes a burst with key rollover that begins like a scan', () => {
    open();
    page.wedge.guard(true);
    const keys = typing('https://', 100, random(1)).filter(({ kind }) => kind === 'down');
    // Gaps between keydowns. Each key is released while the next one is down.
    const gaps = [100, 15, 12, 30, 33, 36, 32, 40];
    const rolled = keys.flatMap((key, i) => {
      const before = keys[i - 1];
      const down = { ...key, wait: (gaps[i] ?? 0) - 2 };
      return before ? [down, { ...before, kind: 'up' as const, wait: 2 }] : [down];
    });
    play(rolled, document, page.clock);
    expect(page.fields[0].value).to.equal('https://');
    expect(page.texts).to.deep.equal([]);
  });

  it('catches an irregular scan of up to 40 ms a key, but not hand typing of that speed with key rollover', () => {
    open();
    page.wedge.guard(true);
    const rng = random(17);
    for (let i = 0; i < MANY / 50; i++) {
      const scanner = {
        ...someScanner(rng),
        msPerKey: 25 + rng() * 15,
        by: pick(rng, ['code', 'text'] as const),
      };
      page.play(CODE, scanner, rng);
      expect(page.texts.splice(0), JSON.stringify(scanner)).to.deep.equal([CODE]);
      expect(page.written).to.equal('');
    }
    const faster = { median: 40, bursts: 0.8, held: 0 };
    for (let i = 0; i < MANY / 50; i++) {
      play(typing(CODE, faster, rng), document, page.clock);
      page.clock.advance(1000);
      expect(page.fields[0].value).to.equal(CODE);
      page.fields[0].value = '';
    }
    expect(page.texts).to.deep.equal([]);
  });

  it('returns held keys within 100 ms, before the next key and before Enter', () => {
    open();
    page.wedge.guard(true);
    const rng = random(18);
    play(scan('htt', { ...usual, suffix: 'none' }, rng), document, page.clock);
    expect(page.fields[0].value).to.equal('ht');
    page.clock.advance(100);
    expect(page.fields[0].value).to.equal('htt');
    page.fields[0].value = '';
    const seen: string[] = [];
    page.form.addEventListener('submit', () => seen.push(page.fields[0].value), { once: true });
    play(scan('htt', usual, rng), document, page.clock);
    expect(seen).to.deep.equal(['htt']);
    page.fields[0].value = '';
    for (const code of ['HT0012345', 'htt200-17']) {
      play(scan(code, { ...usual, suffix: 'none' }, rng), document, page.clock);
      expect(page.fields[0].value).to.equal(code);
      page.fields[0].value = '';
    }
  });

  it('reads keys that arrive as keypress only, also doubled letters', () => {
    open();
    page.wedge.guard(true);
    const strokes = scan(CODE, { ...usual, by: 'text', suffix: 'none' }, random(19));
    const chars = strokes.filter(({ kind, key }) => kind === 'down' && key !== 'Shift');
    play(
      chars.map((stroke) => ({ ...stroke, wait: 5, kind: 'char' as const })),
      document,
      page.clock,
    );
    page.clock.advance(2000);
    expect(page.texts).to.deep.equal([CODE]);
    expect(page.written).to.equal('');
  });

  it('catches a slow, steady scan when the public start is complete', () => {
    open();
    page.wedge.guard(true);
    const rng = random(6);
    for (const by of ['code', 'text', 'insert'] as const) {
      page.play(CODE, { ...usual, msPerKey: pick(rng, [60, 80, 120]), jitter: 0.05, by }, rng);
      expect(page.texts).to.deep.equal([CODE]);
      expect(page.written).to.equal('');
      page.texts.length = 0;
    }
  });

  it('passes a foreign scan and its Enter', () => {
    open();
    page.wedge.guard(true);
    const rng = random(7);
    for (const text of [
      'https://www.gosuslugi.ru/help',
      'https://example.org/book/12',
      'http',
      '4600112233445',
    ]) {
      for (const layout of ['us', 'ru'] as const) {
        let submits = 0;
        const count = () => submits++;
        page.form.addEventListener('submit', count);
        page.play(text, { ...usual, layout }, rng);
        page.form.removeEventListener('submit', count);
        const wanted = scan(text, { ...usual, layout, suffix: 'none' }, rng)
          .filter(({ kind, key }) => kind === 'down' && key !== 'Shift')
          .map((stroke) => stroke.text)
          .join('');
        expect(page.fields[0].value).to.equal(wanted);
        expect(submits).to.equal(1);
        page.fields[0].value = '';
      }
    }
    expect(page.texts).to.deep.equal([]);
  });

  it('catches a scan with a programmed prefix at any speed and removes the prefix from the field', () => {
    open({ prefix: '~$' });
    page.wedge.guard(true);
    const rng = random(8);
    for (const msPerKey of [1, 10, 60, 120]) {
      page.heard.length = 0;
      page.play(CODE, { ...usual, msPerKey, jitter: 0, prefix: '~$' }, rng);
      expect(page.texts).to.deep.equal([CODE]);
      expect(page.written).to.equal('');
      expect(page.heard.filter((type) => type === 'beforeinput').length).to.be.at.most(2);
      page.texts.length = 0;
    }
  });
});
