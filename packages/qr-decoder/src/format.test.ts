import { expect } from 'chai';
import { BUILDS, floatsAt, seeded, type Units } from './units.test-support.js';

/** ISO/IEC 18004, table C.1: the masked format information of the words 0 to 31. */
const STANDARD = [
  0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0, 0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f,
  0x6318, 0x6c41, 0x6976, 0x1689, 0x13be, 0x1ce7, 0x19d0, 0x0762, 0x0255, 0x0d0c, 0x083b, 0x355f, 0x3068,
  0x3f31, 0x3a06, 0x24b4, 0x2183, 0x2eda, 0x2bed,
];

/** Column and row of each bit of both copies in a code of `size` modules, the first bit first (figure 25). */
function places(size: number): [number, number][][] {
  const first: [number, number][] = [];
  for (let column = 0; column < 6; column++) first.push([column, 8]);
  first.push([7, 8], [8, 8], [8, 7]);
  for (let row = 5; row >= 0; row--) first.push([8, row]);
  const second: [number, number][] = [];
  for (let row = size - 1; row >= size - 7; row--) second.push([8, row]);
  for (let column = size - 8; column < size; column++) second.push([column, 8]);
  return [first, second];
}

/** Writes both copies into the soft modules, the bits at `flipped` (of 30) wrong. */
function write(units: Units, version: number, code: number, flipped: number[] = [], mirrored = false): void {
  units.setVersion(version);
  const size = 17 + 4 * version;
  const soft = floatsAt(units, units.softModules(), (size + 2) ** 2).fill(0);
  places(size).forEach((copy, c) => {
    copy.forEach(([column, row], i) => {
      const dark = ((code >> (14 - i)) & 1) ^ (flipped.includes(15 * c + i) ? 1 : 0);
      const [u, v] = mirrored ? [row, column] : [column, row];
      soft[(v + 1) * (size + 2) + u + 1] = dark ? -1 : 1;
    });
  });
}

for (const [name, units] of BUILDS)
  describe(`format information, ${name}`, () => {
    it('encodes all 32 words as in ISO/IEC 18004, table C.1', () => {
      expect(STANDARD.map((_, word) => units.formatCode(word))).to.deep.equal(STANDARD);
    });

    it('extracts the error correction level and the mask', () => {
      // The indicators 01, 00, 11, 10 mean L, M, Q, H.
      expect([0b01, 0b00, 0b11, 0b10].map((level) => units.levelOf(level << 3))).to.deep.equal([0, 1, 2, 3]);
      expect(units.maskOf(0b10101)).to.equal(0b101);
    });

    it('decodes all 32 words in small and large codes, upright and mirrored', () => {
      for (const version of [1, 4, 7, 40])
        for (const mirrored of [false, true])
          STANDARD.forEach((code, word) => {
            write(units, version, code, [], mirrored);
            units.readFormat(mirrored ? 1 : 0);
            expect(units.formatFound()).to.equal(word);
            expect(units.formatScore()).to.be.greaterThan(0.99);
          });
    });

    it('decodes all 32 words with three wrong bits in each copy', () => {
      const random = seeded(4);
      STANDARD.forEach((code, word) => {
        const wrong = new Set<number>();
        while (wrong.size < 6) wrong.add((wrong.size < 3 ? 0 : 15) + Math.floor(random() * 15));
        write(units, 5, code, [...wrong]);
        units.readFormat(0);
        expect(units.formatFound()).to.equal(word);
      });
    });

    it('decodes all 32 words when one copy is missing', () => {
      STANDARD.forEach((code, word) => {
        write(units, 3, code);
        const soft = floatsAt(units, units.softModules(), 31 ** 2);
        for (const [column, row] of places(29)[0]!) soft[(row + 1) * 31 + column + 1] = 0;
        units.readFormat(0);
        expect(units.formatFound()).to.equal(word);
      });
    });
  });
