import { expect } from 'chai';
import encodeQR, { type ErrorCorrection } from 'qr';
import { parse } from './bitstream.js';
import { BUILDS, bytesAt, floatsAt, seeded, type Units } from './units.test-support.js';

const TEXT = 'https://www.gosuslugi.ru/m5/QwErTyUiOpA?p=f';

const code = (version: number, ecc: ErrorCorrection): boolean[][] =>
  encodeQR(TEXT, 'raw', { ecc, version, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

/** Writes the soft value of every module: `change` receives 1 (light) or -1, column and row. */
function write(
  units: Units,
  change: (value: number, column: number, row: number) => number,
  rows = code(4, 'low'),
): void {
  const size = rows.length;
  units.setVersion((size - 17) / 4);
  const soft = floatsAt(units, units.softModules(), (size + 2) ** 2).fill(1);
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      soft[(y + 1) * (size + 2) + x + 1] = change(dark ? -1 : 1, x, y);
    });
  });
}

function read(units: Units, softly: boolean): string | undefined {
  if (!units.readWithKnownText(softly ? 1 : 0)) return undefined;
  const info = new DataView(units.memory.buffer, units.resultInfo(), 8);
  return parse(bytesAt(units, units.dataBytes(), info.getInt32(0, true)), info.getInt32(4, true))?.text;
}

/** Gaussian noise by twelve uniform numbers. */
function gaussian(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

for (const [name, units] of BUILDS)
  describe(`ordered statistics, ${name}`, () => {
    /** Glare over the rows below `top`, which leaves their modules without contrast. */
    const glare = (top: number) => {
      const random = seeded(3);
      write(units, (value, _, row) => (row < top ? value : (random() - 0.5) * 0.04));
    };

    it('corrects a code of which glare covers more than the erasures allow', () => {
      glare(19);
      expect(read(units, false)).to.equal(undefined);
      expect(read(units, true)).to.equal(TEXT);
    });

    it('decodes nothing if the readable modules do not determine the text', () => {
      for (let top = 9; top < 15; top++) {
        glare(top);
        expect(read(units, true), `row ${top}`).to.equal(undefined);
      }
    });

    // One, four and four blocks.
    for (const [ecc, version, noise] of [
      ['low', 4, 0.85],
      ['quartile', 5, 1.1],
      ['medium', 6, 0.85],
    ] as const)
      it(`corrects noise that bytewise correction does not, never to another text: ${version}, ${ecc}`, () => {
        const random = seeded(4);
        const rows = code(version, ecc);
        const decoded = [0, 0];
        for (let round = 0; round < 60; round++) {
          write(units, (value) => value + noise * gaussian(random), rows);
          for (const softly of [false, true]) {
            const text = read(units, softly);
            if (text === undefined) continue;
            expect(text).to.equal(TEXT);
            decoded[softly ? 1 : 0]!++;
          }
        }
        const [bytewise, softly] = decoded as [number, number];
        expect(softly).to.be.above(bytewise + 10);
        expect(softly, 'some rounds must be too noisy').to.be.below(60);
      });

    it('rejects a code with the known prefix and random modules elsewhere', () => {
      const random = seeded(5);
      // The known text fills the right half of this version.
      for (let round = 0; round < 60; round++) {
        write(units, (value, column, row) =>
          column >= 17 || row === 6 || row === 8 || column === 8 ? value : random() < 0.5 ? 1 : -1,
        );
        expect(read(units, true)).to.equal(undefined);
      }
    });
  });
