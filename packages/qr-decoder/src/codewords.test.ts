import { expect } from 'chai';
import encodeQR from 'qr';
import { parse } from './bitstream.js';
import { BUILDS, bytesAt, floatsAt, seeded, type Units } from './units.test-support.js';

const LEVELS = ['low', 'medium', 'quartile', 'high'] as const;

/** Writes a code's modules into the soft modules of its version. */
function write(units: Units, rows: boolean[][]): Float32Array {
  const size = rows.length;
  units.setVersion((size - 17) / 4);
  const soft = floatsAt(units, units.softModules(), (size + 2) ** 2).fill(1);
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      soft[(y + 1) * (size + 2) + x + 1] = dark ? -1 : 1;
    });
  });
  return soft;
}

/** Without the quiet zone. */
function modules(text: string, ecc: (typeof LEVELS)[number], version: number): boolean[][] {
  return encodeQR(text, 'raw', { ecc, version, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
}

function read(units: Units): { text: string; version: number; level: number } | null {
  if (!units.readSoftModules()) return null;
  const info = new DataView(units.memory.buffer, units.resultInfo(), 12);
  const [length, version, level] = [0, 4, 8].map((at) => info.getInt32(at, true)) as [number, number, number];
  const text = parse(bytesAt(units, units.dataBytes(), length), version)?.text;
  return text === undefined ? null : { text, version, level };
}

for (const [name, units] of BUILDS)
  describe(`codewords, ${name}`, () => {
    it('computes codewords, blocks and parity as in ISO/IEC 18004, tables 1 and 9', () => {
      // Blocks and parity: 5-Q and 40-H.
      expect([1, 2, 6, 7, 14, 21, 40].map((v) => units.codewordsOf(v))).to.deep.equal([
        26, 44, 172, 196, 581, 1156, 3706,
      ]);
      expect([units.blocksOf(5, 2), units.parityOf(5, 2)]).to.deep.equal([4, 18]);
      expect([units.blocksOf(40, 3), units.parityOf(40, 3)]).to.deep.equal([81, 30]);
    });

    it('computes alignment pattern centres as in ISO/IEC 18004, table E.1', () => {
      const centres = (version: number) =>
        Array.from({ length: units.alignmentCount(version) }, (_, i) => units.alignmentCentre(version, i));
      expect(centres(1)).to.deep.equal([]);
      expect(centres(2)).to.deep.equal([6, 18]);
      expect(centres(7)).to.deep.equal([6, 22, 38]);
      expect(centres(32)).to.deep.equal([6, 34, 60, 86, 112, 138]);
      expect(centres(36)).to.deep.equal([6, 24, 50, 76, 102, 128, 154]);
      expect(centres(40)).to.deep.equal([6, 30, 58, 86, 114, 142, 170]);
    });

    it('leaves as many data modules as each version has codewords', () => {
      for (let version = 1; version <= 40; version++) {
        units.setVersion(version);
        units.layOutFunctionPatterns();
        const size = 17 + 4 * version;
        let data = 0;
        for (let i = 0; i < (size + 2) ** 2; i++) if (!(units.cellKind(i) & 4)) data++;
        // At most seven remainder bits.
        expect(Math.floor(data / 8), `version ${version}`).to.equal(units.codewordsOf(version));
      }
    });

    it('applies the eight mask conditions of the standard', () => {
      const conditions: ((i: number, j: number) => boolean)[] = [
        (i, j) => (i + j) % 2 === 0,
        (i) => i % 2 === 0,
        (_, j) => j % 3 === 0,
        (i, j) => (i + j) % 3 === 0,
        (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
        (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
        (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
        (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
      ];
      conditions.forEach((masked, mask) => {
        for (let i = 0; i < 12; i++)
          for (let j = 0; j < 12; j++)
            expect(Boolean(units.isMasked(mask, j, i)), `${mask} ${i} ${j}`).to.equal(masked(i, j));
      });
    });

    it('decodes every version at every error correction level', () => {
      for (let version = 1; version <= 40; version++)
        LEVELS.forEach((ecc, level) => {
          const text = `${version}${ecc[0]}`;
          write(units, modules(text, ecc, version));
          expect(read(units)).to.deep.equal({ text, version, level });
        });
    });

    it('decodes a mirrored code', () => {
      const rows = modules('mirrored', 'medium', 3);
      write(
        units,
        rows.map((_, y) => rows.map((row) => row[y]!)),
      );
      expect(read(units)?.text).to.equal('mirrored');
    });

    it('takes the version from the fitted grid when the version bits are damaged', () => {
      const random = seeded(5);
      for (const version of [7, 12, 21, 40]) {
        const soft = write(units, modules('unversioned', 'low', version));
        const size = 17 + 4 * version;
        for (let j = 0; j < 6; j++)
          for (let i = 0; i < 3; i++)
            for (const [column, row] of [
              [j, size - 11 + i],
              [size - 11 + i, j],
            ] as const)
              soft[(row + 1) * (size + 2) + column + 1] = random() - 0.5;
        expect(read(units)?.text, `version ${version}`).to.equal('unversioned');
      }
    });

    it('corrects more wrong codewords when their soft values are low', () => {
      const damage = (doubtful: boolean) => {
        const soft = write(units, modules('four blocks of eighteen', 'quartile', 5));
        // About eleven codewords of each block: nine can be corrected as errors, eighteen as erasures.
        for (let row = 10; row < 27; row++)
          for (let column = 10; column < 27; column++) {
            const at = (row + 1) * 39 + column + 1;
            soft[at] = -soft[at]! * (doubtful ? 0.05 : 1);
          }
        return read(units)?.text;
      };
      expect(damage(false)).to.equal(undefined);
      expect(damage(true)).to.equal('four blocks of eighteen');
    });

    it('rejects random modules', () => {
      const random = seeded(6);
      for (let round = 0; round < 300; round++) {
        const version = 1 + (round % 10);
        units.setVersion(version);
        const soft = floatsAt(units, units.softModules(), (19 + 4 * version) ** 2);
        for (let i = 0; i < soft.length; i++) soft[i] = random() * 2 - 1;
        expect(units.readSoftModules()).to.equal(0);
      }
    });
  });
