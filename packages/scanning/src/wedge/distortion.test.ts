import { expect } from 'chai';
import { continuesAsCode } from '../code-path.js';
import { isDistorted } from './distortion.js';
import { interpret } from './interpret.js';
import { codeOfChar, shiftPartner, usToRuPc } from './layouts.js';
import { STARTS } from './wedge-options.js';

const REAL = 'https://www.gosuslugi.ru/m5/QWErty0123456789ABCDef?p=f';
const START = 'https://www.gosuslugi.ru/m5/';

const without = (text: string, ...places: number[]) =>
  [...text].filter((_, i) => !places.includes(i)).join('');
const doubled = (text: string, i: number) => text.slice(0, i) + text.charAt(i) + text.slice(i);
const distorted = (text: string) => isDistorted(text, STARTS);

describe('isDistorted', () => {
  it('recognises one lost key at any position of the public start', () => {
    for (let i = 0; i < START.length; i++)
      expect(distorted(without(REAL, i)), without(REAL, i)).to.equal(true);
  });

  it('recognises one doubled key at any position of the public start', () => {
    for (let i = 0; i < START.length - 2; i++)
      expect(distorted(doubled(REAL, i)), doubled(REAL, i)).to.equal(true);
  });

  it('recognises one lost or additional Shift', () => {
    for (let i = 0; i < START.length - 2; i++) {
      const text = REAL.slice(0, i) + shiftPartner(REAL.charAt(i)) + REAL.slice(i + 1);
      expect(distorted(text), text).to.equal(true);
    }
  });

  it('recognises two and three combined faults', () => {
    for (const text of [
      without(REAL, 0, 1),
      without(REAL, 0, 1, 2),
      without(REAL, 3, 12, 20),
      doubled(without(REAL, 7), 15),
      without(REAL.replace(':', ';'), 10, 11),
      'htps;/www.gosuslugi.ru/m5/QWErty?p=f',
    ])
      expect(distorted(text), text).to.equal(true);
  });

  it('recognises a truncated start and a missing beginning', () => {
    for (const length of [4, 5, 8, 14, 20, 25, 26, 27])
      expect(distorted(REAL.slice(0, length))).to.equal(true);
    for (const from of [4, 5, 9, 12, 16])
      expect(distorted(REAL.slice(from)), REAL.slice(from)).to.equal(true);
  });

  it('rejects other hosts and paths', () => {
    for (const text of [
      'https://www.gosuslygi.ru/m5/QWErty?p=f',
      'https://gosuslygi.msk.ru/m5/QWErty?p=f',
      'https://www.gosuslugi.com/m5/QWErty?p=f',
      'https://lk.gosuslugi.ru/m5/QWErty?p=f',
      'https://m.gosuslugi.ru/m5/QWErty?p=f',
      'https://fake-gosuslugi.ru/m5/QWErty?p=f',
      'https://www.gosuslugi.ru.example.org/m5/QWErty?p=f',
      'https://www.gosuslugi.ru/main',
      'https://www.gosuslugi.ru/mfc/1',
      'https://www.gosuslugi.ru/help/faq',
      'https://max.ru/digitalid_bot?startapp=age_verification',
      'https://example.org/?u=https://www.gosuslugi.ru/m5/x',
      'https://library.example/catalogue/123',
      '4600112233445',
      'INV-00123',
      'HT0012345',
      'Ivanov Ivan',
      '',
      'h',
    ])
      expect(distorted(text), text).to.equal(false);
  });

  it('continuesAsCode requires digits and a slash after the start', () => {
    for (const start of STARTS) {
      expect(continuesAsCode(`${start}5/x`, start)).to.equal(true);
      expect(continuesAsCode(`${start}12/x`, start)).to.equal(true);
      for (const rest of ['', '5', '/x', 'ain', 'fc/1', '5x/'])
        expect(continuesAsCode(start + rest, start), rest).to.equal(false);
    }
  });

  it('recognises codes and damage under the Russian layout, with and without event.code', () => {
    const keysOf = (text: string, withCodes: boolean) =>
      [...text].map((char) => {
        const place = codeOfChar(char)!;
        return { text: usToRuPc(char)!, us: withCodes ? char : undefined, gap: 5, place };
      });
    for (const withCodes of [true, false]) {
      expect(interpret(keysOf(REAL, withCodes), STARTS)).to.deep.equal({ text: REAL, kind: 'code' });
      for (const text of [without(REAL, 0), REAL.replace(':', ';'), doubled(REAL, 9), REAL.slice(0, 18)])
        expect(interpret(keysOf(text, withCodes), STARTS).kind, text).to.equal('distorted');
    }
  });

  it('prefers text that begins as expected to event.code: keeps capitals without Shift', () => {
    const keys = [...REAL].map((char) => {
      const place = codeOfChar(char)!;
      const unshifted = char >= 'A' && char <= 'Z' ? char.toLowerCase() : char;
      return { text: char, us: place ? unshifted : undefined, gap: 5 };
    });
    expect(interpret(keys, STARTS)).to.deep.equal({ text: REAL, kind: 'code' });
    expect(
      interpret(
        keys.map((key) => ({ ...key, caps: true })),
        STARTS,
      ).text,
    ).to.equal(REAL);
  });
});
