/** Scans that are damaged, mixed with other input or disturbed by scripts. */
import { expect } from 'chai';
import {
  pick,
  play,
  random,
  type Scanner,
  type Stroke,
  scan,
  typing,
  USUAL_SCANNER as usual,
} from '../testing/scanner-emulator.js';
import { WedgePage as Page } from '../testing/wedge-page.js';
import { codeOfChar } from './layouts.js';
import { ScanBuffer } from './scan-buffer.js';
import type { WedgeOptions } from './wedge-options.js';

const REAL = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';

/** Kinds of damage; each transforms the strokes of REAL. */
const DAMAGES: Record<string, (strokes: Stroke[]) => Stroke[]> = {
  'Shift lost': (strokes) => strokes.map((stroke) => unshift(stroke)),
  'first key lost': (strokes) => lose(strokes, 0),
  'first three keys lost': (strokes) => lose(lose(lose(strokes, 0), 0), 0),
  'key 7 lost': (strokes) => lose(strokes, 7),
  'keys 5 and 14 lost': (strokes) => lose(lose(strokes, 14), 5),
  'the m lost': (strokes) => lose(strokes, REAL.indexOf('/m5') + 1),
  'key 9 doubled': (strokes) => double(strokes, 9),
  'keys 2 and 16 doubled': (strokes) => double(double(strokes, 16), 2),
};

/** Indexes of the keydowns that write a character. */
const chars = (strokes: Stroke[]) =>
  strokes.flatMap((stroke, i) => (stroke.kind === 'down' && stroke.key.length === 1 ? [i] : []));

/** Indexes of keydown and keyup of the n-th character. */
function pressOf(strokes: Stroke[], n: number): number[] {
  const down = chars(strokes)[n]!;
  const up = strokes.findIndex(
    (stroke, i) => i > down && stroke.kind === 'up' && stroke.key === strokes[down]!.key,
  );
  return [down, up];
}

function lose(strokes: Stroke[], n: number): Stroke[] {
  const press = pressOf(strokes, n);
  return strokes.filter((_, i) => !press.includes(i));
}

function double(strokes: Stroke[], n: number): Stroke[] {
  const press = pressOf(strokes, n).map((i) => strokes[i]!);
  const after = pressOf(strokes, n)[1]! + 1;
  return [...strokes.slice(0, after), ...press, ...strokes.slice(after)];
}

/** Removes Shift from the first shifted character. */
function unshift(stroke: Stroke): Stroke {
  return stroke.key === ':' || stroke.key === 'Ж'
    ? { ...stroke, shift: false, key: stroke.key === ':' ? ';' : 'ж', text: stroke.key === ':' ? ';' : 'ж' }
    : stroke;
}

describe('Wedge, faulty input', function () {
  this.timeout(60_000);
  let page: Page;
  let submitted: string[];
  const open = (options?: Partial<WedgeOptions>) => {
    page = new Page(options);
    submitted = [];
    page.form.addEventListener('submit', () => submitted.push(page.written));
    return page;
  };
  afterEach(() => page.close());

  const strokesOf = (scanner: Partial<Scanner> = {}) => scan(REAL, { ...usual, ...scanner }, random(1));

  for (const [name, damage] of Object.entries(DAMAGES)) {
    it(`armed, ${name}: reports distorted, stays armed and reads the next scan`, () => {
      open();
      for (const layout of ['us', 'ru'] as const) {
        page.wedge.start();
        play(damage(strokesOf({ layout })), document, page.clock);
        page.clock.advance(300);
        expect(page.problems.splice(0), layout).to.deep.equal(['distorted']);
        expect(page.texts).to.deep.equal([]);
        expect(page.wedge.armed).to.equal(true);
        play(strokesOf({ layout }), document, page.clock);
        page.clock.advance(2000);
        expect(page.texts.splice(0)).to.deep.equal([REAL]);
        expect(page.written).to.equal('');
      }
    });

    it(`unarmed, ${name}: keeps the identifier out of the field and reports distorted`, () => {
      open();
      page.wedge.guard(true);
      let n = 0;
      for (const msPerKey of [2, 10, 20]) {
        for (const layout of ['us', 'ru'] as const) {
          for (const by of ['code', 'text'] as const) {
            const label = `${msPerKey} ms, ${layout}, ${by}`;
            // A repeated damaged text would be reported as foreign.
            const text = `${REAL.slice(0, -4)}${n++}?p=f`;
            page.fields[0].value = 'Кафка';
            page.fields[0].setSelectionRange(5, 5);
            const strokes = scan(text, { ...usual, msPerKey, layout, by }, random(n));
            play(damage(strokes), document, page.clock);
            page.clock.advance(2000);
            expect(page.fields[0].value, label).to.equal('Кафка');
            expect(submitted, label).to.deep.equal([]);
            expect(page.problems.splice(0), label).to.deep.equal(['distorted']);
            expect(page.texts, label).to.deep.equal([]);
          }
        }
      }
    });
  }

  it('armed, truncated within the public start: reports distorted', () => {
    open();
    for (const length of [6, 12, 19, 26, 27]) {
      page.wedge.start();
      page.play(REAL.slice(0, length), usual, random(length));
      expect(page.problems.splice(0), `${length}`).to.deep.equal(['distorted']);
      expect(page.wedge.armed).to.equal(true);
    }
    expect(page.texts).to.deep.equal([]);
  });

  it('unarmed, beginning lost: keeps the identifier out of the field', () => {
    open();
    page.wedge.guard(true);
    for (const from of [1, 4, 9, 12]) {
      page.play(REAL.slice(from), { ...usual, msPerKey: 10 }, random(from));
      expect(page.written, `${from}`).to.equal('');
      expect(submitted).to.deep.equal([]);
      expect(page.problems.splice(0)).to.deep.equal(['distorted']);
    }
  });

  it('the same distorted text twice is reported as foreign', () => {
    open();
    page.wedge.start();
    const text = REAL.replace('gosuslugi', 'gosuslug');
    page.play(text, usual, random(1));
    expect(page.problems).to.deep.equal(['distorted']);
    page.play(text, usual, random(2));
    expect(page.texts).to.deep.equal([text]);
    expect(page.problems).to.deep.equal(['distorted']);
  });

  it('armed: reads a Digital ID code scanned 5 to 900 ms after a foreign code', () => {
    open();
    for (const between of [5, 40, 300, 900]) {
      for (const first of ['4600112233445', 'INV-00123', 'https://max.ru/digitalid_bot?startapp=x']) {
        page.wedge.start();
        play(scan(first, { ...usual, suffix: 'crlf' }, random(2)), document, page.clock);
        page.clock.advance(between);
        play(strokesOf(), document, page.clock);
        page.clock.advance(2000);
        expect(page.texts.splice(0), `${first}, ${between}`).to.deep.equal([first, REAL]);
        expect(page.wedge.armed).to.equal(false);
      }
    }
    expect(page.heard).to.deep.equal([]);
    expect(page.written).to.equal('');
  });

  it('armed: a foreign code restarts the armed time', () => {
    open({ armedMs: 3000 });
    page.wedge.start();
    page.clock.advance(2500);
    play(scan('4600112233445', usual, random(2)), document, page.clock);
    page.clock.advance(2500);
    play(strokesOf(), document, page.clock);
    expect(page.texts).to.deep.equal(['4600112233445', REAL]);
    expect(page.disarms).to.deep.equal(['scan']);
  });

  it('unarmed: passes barcodes and patron numbers unchanged, with Enter', () => {
    open();
    page.wedge.guard(true);
    const rng = random(77);
    const signs = '0123456789ABCDEFGHJKLMPSTUWabcdehlmprstuw-/.:';
    for (let i = 0; i < 500; i++) {
      let text = pick(rng, ['', '', 'HT', 'htt', 'TP', 'S', 'PS', 'http', 'W', 'RU', 'm5', 'gos']);
      for (let n = 4 + Math.floor(rng() * 12); n > 0; n--) text += pick(rng, [...signs]);
      const msPerKey = pick(rng, [1, 2, 5, 10, 20, 40]);
      page.play(text, { ...usual, msPerKey }, rng);
      expect(page.written, text).to.equal(text);
      expect(submitted.splice(0), text).to.deep.equal([text]);
      for (const field of page.fields) field.value = '';
    }
    expect(page.texts).to.deep.equal([]);
    expect(page.problems).to.deep.equal([]);
  });

  it('unarmed: passes scanned links to other pages unchanged', () => {
    open();
    page.wedge.guard(true);
    for (const text of [
      'https://www.gosuslugi.ru/main',
      'https://www.gosuslugi.ru/medic?from=x',
      'https://gosuslugi.ru/mfc',
      'https://www.gosuslugi.ru/help/faq/digital_id/20133',
      'https://gosuslugi.example.ru/m5/x',
    ]) {
      for (const msPerKey of [2, 10, 20, 40]) {
        page.play(text, { ...usual, msPerKey }, random(3));
        expect(page.written, text).to.equal(text);
        expect(submitted.splice(0), text).to.deep.equal([text]);
        page.fields[0].value = '';
      }
    }
    expect(page.texts).to.deep.equal([]);
    expect(page.problems).to.deep.equal([]);
  });

  it('unarmed: passes pasted links, suppresses a pasted code', () => {
    open();
    page.wedge.guard(true);
    for (const by of ['paste', 'insert'] as const) {
      for (const text of [
        'https://www.gosuslugi.ru/main',
        'https://www.gosuslugi.ru/medic',
        'https://vk.com/m5/1',
      ]) {
        const [stroke] = scan('x', { ...usual, by, suffix: 'none' }, random(4));
        play([{ ...stroke!, text }], document, page.clock);
        page.clock.advance(1000);
        expect(page.written, `${by} ${text}`).to.equal(text);
        page.fields[0].value = '';
      }
      const [stroke] = scan('x', { ...usual, by, suffix: 'none' }, random(4));
      play([{ ...stroke!, text: REAL }], document, page.clock);
      page.clock.advance(2000);
      expect(page.texts.splice(0), by).to.deep.equal([REAL]);
      expect(page.written).to.equal('');
    }
  });

  it('ignores STX, ETX, byte order mark and zero-width space around a code', () => {
    open();
    for (const text of [
      `\x02${REAL}\x03`,
      `\x02${REAL}\x03\r\n`,
      `\ufeff${REAL}`,
      `\u200b${REAL}\u200b`,
      `\x00${REAL}\x1d`,
    ]) {
      for (const by of ['paste', 'insert'] as const) {
        page.wedge.start();
        const [stroke] = scan('x', { ...usual, by, suffix: 'none' }, random(5));
        play(
          by === 'paste' ? [{ ...stroke!, text }] : [...text].map((char) => ({ ...stroke!, text: char })),
          document,
          page.clock,
        );
        page.clock.advance(2000);
        expect(page.texts.splice(0), JSON.stringify(text)).to.deep.equal([REAL]);
      }
    }
  });

  it('ignores malformed events without throwing, armed or not', () => {
    open();
    const errors: unknown[] = [];
    const failed = (event: ErrorEvent) => errors.push(event.message);
    window.addEventListener('error', failed);
    for (const armed of [false, true]) {
      if (armed) page.wedge.start();
      else page.wedge.guard(true);
      for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'textInput']) {
        const init = { bubbles: true, cancelable: true, composed: true };
        page.fields[0].dispatchEvent(new Event(type, init));
        page.fields[0].dispatchEvent(Object.assign(new Event(type, init), { key: 'h' }));
        page.fields[0].dispatchEvent(new UIEvent(type, init));
      }
      for (const type of ['compositionstart', 'compositionupdate', 'compositionend'])
        page.fields[0].dispatchEvent(new Event(type, { bubbles: true }));
    }
    window.removeEventListener('error', failed);
    expect(errors).to.deep.equal([]);
    play(strokesOf(), document, page.clock);
    expect(page.texts).to.deep.equal([REAL]);
  });

  it('ends a scan without terminator when event time stamps lag behind the clock', () => {
    open();
    for (const behindMs of [3_000, 60_000, 3_600_000]) {
      let ended = 0;
      const onSilence = () => {
        ended += 1;
        buffer.end();
      };
      const buffer = new ScanBuffer(page.clock, onSilence, () => false);
      for (const text of 'abcdef') {
        buffer.add({ text }, page.clock.now() - behindMs, true);
        page.clock.advance(5);
      }
      page.clock.advance(3_000);
      expect(ended, `${behindMs}`).to.equal(1);
    }
  });

  it('passes hand-typed addresses with typing errors', () => {
    open();
    page.wedge.guard(true);
    const rng = random(2027);
    for (let i = 0; i < 300; i++) {
      const text = pick(rng, [
        'htps://www.gosuslugi.ru/m5/AbC',
        'https;//gosuslugi.ru/m5/AbC',
        'https://wwww.gosuslugi.ru/mfc',
        'www.gosuslugi.ru/m5/AbC',
        'gosuslugi.ru/main',
      ]);
      const typist = { median: 55 + rng() * 150, bursts: rng() * 0.4, held: rng() < 0.2 ? 0.03 : 0 };
      const strokes = typing(text, typist, rng, rng() < 0.5 ? 'us' : 'ru');
      const wanted = strokes.filter(({ kind }) => kind === 'down').map((stroke) => stroke.text);
      play(strokes, document, page.clock);
      page.clock.advance(1000);
      expect(page.fields[0].value, `typing ${i}`).to.equal(wanted.join(''));
      page.fields[0].value = '';
    }
    expect(page.texts).to.deep.equal([]);
    expect(page.problems).to.deep.equal([]);
  });

  it('suppresses Quick Find only for the slash of an address typed outside of a field', () => {
    open();
    page.wedge.guard(true);
    page.fields[0].blur();
    const pressed = (key: string, code: string) =>
      !(document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, composed: true }),
      );
    const slashes = (text: string, gapMs: number) => {
      const prevented: boolean[] = [];
      for (const char of text) {
        page.clock.advance(gapMs);
        const stopped = pressed(char, codeOfChar(char)!.code);
        if (char === '/') prevented.push(stopped);
      }
      page.clock.advance(1000);
      return prevented;
    };
    for (const gapMs of [35, 60, 140, 250]) {
      expect(slashes(REAL.slice(0, 26), gapMs), `${gapMs} ms`).to.deep.equal([true, true, true]);
      expect(slashes(`${REAL.slice(1, 5)};//x/`, gapMs), `${gapMs} ms`).to.deep.equal([true, true, true]);
    }
    expect(slashes('/', 300)).to.deep.equal([false]);
    expect(slashes('g/i/', 300)).to.deep.equal([false, false]);
    page.fields[0].focus();
    play(typing('http://', 300, random(1)), document, page.clock);
    expect(page.fields[0].value).to.equal('http://');
  });
});
