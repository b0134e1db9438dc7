import { expect } from 'chai';
import {
  pick,
  play,
  type Random,
  random,
  type Scanner,
  scan,
  someCode,
  someScanner,
  someTypist,
  typing,
  VirtualClock,
} from './emulator.js';
import { type Disarm, Wedge, type WedgeOptions } from './wedge.js';

const HEARD = [
  'keydown keypress keyup beforeinput input textInput paste',
  'compositionstart compositionupdate compositionend submit',
]
  .join(' ')
  .split(' ');

/** A page with three fields, that counts whatever it hears after the wedge, on window too. */
class Page {
  form = document.createElement('form');
  fields = [
    document.createElement('input'),
    document.createElement('input'),
    document.createElement('textarea'),
  ] as const;
  heard: string[] = [];
  texts: string[] = [];
  disarms: Disarm[] = [];
  unreadable = 0;
  clock = new VirtualClock();
  wedge: Wedge;
  #listening = new AbortController();

  constructor(options: Partial<WedgeOptions> = {}) {
    this.form.append(...this.fields);
    document.body.append(this.form);
    this.wedge = new Wedge({
      onScan: (text) => this.texts.push(text),
      onDisarm: (why) => this.disarms.push(why),
      onUnreadable: () => this.unreadable++,
      clock: this.clock,
      ...options,
    });
    const { signal } = this.#listening;
    for (const type of HEARD) {
      window.addEventListener(type, (event) => this.heard.push(`${event.type}`), { capture: true, signal });
    }
    this.form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.fields[0].focus();
  }

  play(text: string, scanner: Scanner, rng: Random): void {
    play(scan(text, scanner, rng), document, this.clock);
    this.clock.advance(2000);
  }

  get written(): string {
    return this.fields.map((field) => field.value).join('');
  }

  close(): void {
    this.wedge.close();
    this.#listening.abort();
    this.form.remove();
  }
}

const usual: Scanner = {
  msPerKey: 5,
  jitter: 0.2,
  prefix: '',
  suffix: 'enter',
  layout: 'us',
  caps: false,
  by: 'code',
};
/** The virtual clock makes all engines alike; the slower ones need not repeat everything. */
const MANY = navigator.userAgent.includes('Chrome/') ? 10_000 : 1000;
const CODE = 'https://www.gosuslugi.ru/m5/AbCdEf-Gh_Ij01289?p=f';

describe('wedge', function () {
  this.timeout(180_000);
  let page: Page;
  const open = (options?: Partial<WedgeOptions>) => {
    page = new Page(options);
    return page;
  };
  afterEach(() => page.close());

  it(`armed: ${MANY} random scans, no character leaked, no wrong text`, () => {
    open();
    const rng = random(3);
    for (let i = 0; i < MANY; i++) {
      const code = someCode(rng);
      const scanner = someScanner(rng);
      const field = pick(rng, page.fields);
      field.focus();
      page.wedge.arm();
      play(scan(code, scanner, rng), document, page.clock);
      page.clock.advance(2000);
      const label = `scan ${i}: ${JSON.stringify(scanner)}`;
      // Compared by ===: a failure must not print ten thousand texts.
      expect(page.texts.length === 1 && page.texts[0] === code, label).to.equal(true);
      expect(page.heard, label).to.deep.equal([]);
      expect(page.written, label).to.equal('');
      expect(document.activeElement === field && !page.wedge.armed, label).to.equal(true);
      page.texts.length = 0;
    }
    expect(page.disarms.length).to.equal(MANY);
    expect(page.disarms.every((why) => why === 'scan')).to.equal(true);
  });

  it(`unarmed: ${MANY} random typings, nothing swallowed`, () => {
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

  it('unarmed: a fast scan is caught by its first characters, whatever the layout', () => {
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

  it('unarmed: bursts, overlapping keys and keys held down inside the public address are a hand', () => {
    open();
    page.wedge.guard(true);
    const rng = random(14);
    let many = 0;
    for (let i = 0; i < MANY / 20; i++) {
      const layout = pick(rng, ['us', 'ru', 'ru-mac'] as const);
      const fast = { median: 60 + rng() * 60, bursts: 0.2 + rng() * 0.3, held: rng() < 0.5 ? 0.05 : 0 };
      const strokes = typing(pick(rng, [CODE, `https://gosuslugi.ru/mfc${i}`]), fast, rng, layout);
      const wanted = strokes.filter(({ kind }) => kind === 'down').map((stroke) => stroke.text);
      many += wanted.length;
      page.heard.length = 0;
      play(strokes, document, page.clock);
      page.clock.advance(1000);
      expect(page.fields[0].value, `typing ${i}`).to.equal(wanted.join(''));
      expect(page.heard.filter((type) => type === 'keydown').length, `typing ${i}`).to.equal(wanted.length);
      expect(page.heard.filter((type) => type === 'keyup').length, `typing ${i}`).to.be.at.least(1);
      page.fields[0].value = '';
    }
    expect(page.texts).to.deep.equal([]);
    expect(many).to.be.above(MANY);
  });

  it('unarmed: an irregular scan of up to 40 ms a key is caught; a hand of the same speed rolls its keys', () => {
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

  it('unarmed: keys held for nothing are given back within 100 ms, before the next key and before Enter', () => {
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

  it('unarmed: letters told by keypress alone are each seen, doubled ones too', () => {
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

  it('after a scan: late Alt + digits stay out as well', () => {
    open();
    const strokes = scan(`${CODE}z`, { ...usual, by: 'alt', suffix: 'none' }, random(20));
    const last = strokes.map(({ kind, key }) => kind + key).lastIndexOf('downAlt');
    page.wedge.arm();
    play([...strokes.slice(0, last), ...scan('', usual, random(1))], document, page.clock);
    expect(page.texts).to.deep.equal([CODE]);
    play(strokes.slice(last), document, page.clock);
    expect(page.heard).to.deep.equal([]);
  });

  it('unarmed: a slow, steady scan is caught at the end of the public start', () => {
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

  it('unarmed: a scan that is no code reaches the page whole, Enter included', () => {
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

  it('unarmed with a prefix: exact at any speed, only the prefix escapes and is taken back', () => {
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

  it('Esc, the pointer, time and disarm() let go, and say why', () => {
    open({ armedMs: 5000 });
    page.wedge.arm();
    play([...typing('x', 100, random(1))], document, page.clock);
    page.clock.advance(1000);
    page.fields[0].dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }),
    );
    page.wedge.arm();
    page.fields[1].dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    page.wedge.arm();
    page.clock.advance(5000);
    page.wedge.arm();
    page.wedge.disarm();
    expect(page.disarms).to.deep.equal(['escape', 'click', 'timeout', 'stop']);
    expect(page.written).to.equal('');
  });

  it('a scan cut short by Esc or by the end of the time stays out of the page', () => {
    open({ armedMs: 5000 });
    const rng = random(9);
    const strokes = scan(CODE, { ...usual, msPerKey: 60 }, rng);
    page.wedge.arm();
    play(strokes.slice(0, 40), document, page.clock);
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }),
    );
    play(strokes.slice(40), document, page.clock);
    expect(page.heard).to.deep.equal([]);
    page.clock.advance(1000);
    page.wedge.arm();
    page.clock.advance(4500);
    page.play(CODE, { ...usual, msPerKey: 60 }, rng);
    expect(page.texts).to.deep.equal([CODE]);
    expect(page.written).to.equal('');
  });

  it('armed: a Tab by hand, shortcuts and function keys are left to the page', () => {
    open();
    page.wedge.arm();
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

  it('armed: other codes are reported as they are, stray typing before a scan is not part of it', () => {
    open();
    const rng = random(10);
    for (const text of [
      '4600112233445',
      'INV-00123',
      'https://example.org/?u=https://www.gosuslugi.ru/m5/x',
    ]) {
      for (const layout of ['us', 'ru'] as const) {
        page.wedge.arm();
        page.play(text, { ...usual, layout }, rng);
        expect(page.texts).to.deep.equal([text]);
        page.texts.length = 0;
      }
    }
    page.wedge.arm();
    play(typing('x', 100, rng), document, page.clock);
    page.clock.advance(400);
    page.play(CODE, usual, rng);
    expect(page.texts).to.deep.equal([CODE]);
  });

  it('armed again at once: the next scan is read, the terminator of the last is not heard', () => {
    open();
    const rng = random(13);
    page.wedge.arm();
    play(scan(CODE, usual, rng), document, page.clock);
    page.wedge.arm();
    play(scan(CODE, { ...usual, suffix: 'tab' }, rng).slice(-2), document, page.clock);
    play(scan(`${CODE}2`, usual, rng), document, page.clock);
    expect(page.texts).to.deep.equal([CODE, `${CODE}2`]);
    expect(page.heard).to.deep.equal([]);
  });

  it('after a scan: late keys stay out; a hand in our own element is heard after 300 ms, elsewhere after 500', () => {
    const own = document.createElement('button');
    open({ own });
    page.form.append(own);
    const down = (target: Element, key: string) =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: `Digit${key}`, bubbles: true, cancelable: true }),
      );
    const scanned = (suffix: Scanner['suffix'] = 'enter') => {
      page.wedge.arm();
      play(scan(CODE, { ...usual, suffix }, random(15)), document, page.clock);
      if (suffix === 'none') page.clock.advance(560);
      expect(page.texts.splice(0)).to.deep.equal([CODE]);
    };
    scanned();
    page.clock.advance(200);
    expect(down(own, '1')).to.equal(false);
    page.clock.advance(310);
    expect(down(own, '2')).to.equal(true);
    page.clock.advance(1000);
    // A hand's keys do not prolong the time.
    scanned();
    for (const heard of [false, false, true, true]) {
      page.clock.advance(200);
      expect(down(page.fields[0], '1')).to.equal(heard);
    }
    page.clock.advance(1000);
    // The scanner's do: the rest of a scan that was cut off.
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

  it('armed: a scan that stops in the middle of the public start is waited for', () => {
    open();
    for (const [prefix, chars] of [
      ['', 5],
      [']Q3', 2],
      [']Q3', 20],
    ] as const) {
      page.wedge.arm();
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

  it('armed: number pad without Num Lock, a book by its digits alone', () => {
    open();
    for (let i = 0; i < 20; i++) {
      page.wedge.arm();
      page.play('4600112233445', { ...usual, by: 'numpad' }, random(i));
      expect(page.texts.splice(0)).to.deep.equal(['4600112233445']);
    }
    expect(page.heard).to.deep.equal([]);
  });

  it('a burst no layout explains is unreadable, and the wedge goes on waiting', () => {
    open();
    page.wedge.arm();
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
    expect(page.unreadable).to.equal(1);
    expect(page.wedge.armed).to.equal(true);
    expect(page.texts).to.deep.equal([]);
  });

  it('leaves nothing in RegExp and nothing listening after close()', () => {
    open();
    'nothing'.match(/no(t)hing/);
    page.wedge.arm();
    page.play(CODE, usual, random(11));
    expect(page.texts.length).to.equal(1);
    const legacy = RegExp as unknown as Record<string, string>;
    expect(legacy.$_ ?? legacy.input).to.equal('nothing');
    page.wedge.close();
    page.wedge.arm();
    expect(page.wedge.armed).to.equal(false);
    page.play('abc', usual, random(12));
    expect(page.fields[0].value).to.equal('abc');
  });
});
