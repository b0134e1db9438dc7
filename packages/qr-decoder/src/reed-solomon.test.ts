import { expect } from 'chai';
import { BUILDS, bytesAt, seeded, type Units } from './units.test-support.js';

/** ISO/IEC 18004, annex I: the codewords of "01234567" in version 1-M, the last ten of them parity. */
const STANDARD = '10200C566180EC11EC11EC11EC11EC11A524D4C1ED36C7872C55';

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));

/** Product in GF(256) by shifting, without the tables of the code under test. */
function times(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y; y >>= 1, x = x & 128 ? ((x << 1) ^ 0x11d) & 255 : x << 1) if (y & 1) product ^= x;
  return product;
}

/** A block of `length` bytes with `parity` parity bytes, by polynomial division. */
function encode(length: number, parity: number, random: () => number): Uint8Array {
  let generator = [1];
  for (let i = 0, root = 1; i < parity; i++, root = times(root, 2)) {
    const next = new Array<number>(generator.length + 1).fill(0);
    generator.forEach((value, k) => {
      next[k] = next[k]! ^ value;
      next[k + 1] = next[k + 1]! ^ times(value, root);
    });
    generator = next;
  }
  const block = Uint8Array.from({ length }, (_, i) => (i < length - parity ? random() * 256 : 0));
  const rest = block.slice();
  for (let i = 0; i < length - parity; i++) {
    const factor = rest[i]!;
    for (let k = 0; k < generator.length; k++) rest[i + k] = rest[i + k]! ^ times(generator[k]!, factor);
  }
  block.set(rest.subarray(length - parity), length - parity);
  return block;
}

/** Distinct positions below `length`. */
function positions(count: number, length: number, random: () => number): number[] {
  const all = new Set<number>();
  while (all.size < count) all.add(Math.floor(random() * length));
  return [...all];
}

function correct(units: Units, block: Uint8Array, parity: number, erasures: number[]) {
  const at = units.scratch();
  bytesAt(units, at, block.length).set(block);
  bytesAt(units, at + 512, erasures.length).set(erasures);
  const errors = units.correctErrors(at, block.length, parity, at + 512, erasures.length);
  return { errors, block: bytesAt(units, at, block.length).slice() };
}

for (const [name, units] of BUILDS)
  describe(`reed-solomon, ${name}`, () => {
    it('leaves the error-free block of the standard unchanged', () => {
      const block = fromHex(STANDARD);
      expect(correct(units, block, 10, [])).to.deep.equal({ errors: 0, block });
    });

    it('corrects every mix of errors and erasures that ten parity bytes allow', () => {
      const random = seeded(1);
      const right = fromHex(STANDARD);
      for (let errors = 0; errors <= 5; errors++)
        for (let erasures = 0; erasures <= 10 - 2 * errors; erasures++) {
          const wrong = right.slice();
          const where = positions(errors + erasures, right.length, random);
          for (const at of where) wrong[at] = wrong[at]! ^ (1 + Math.floor(random() * 255));
          const answer = correct(units, wrong, 10, where.slice(errors));
          expect(answer, `${errors} errors, ${erasures} erasures`).to.deep.equal({ errors, block: right });
        }
    });

    it('decodes when correct bytes are marked as erasures', () => {
      const right = fromHex(STANDARD);
      const wrong = right.slice();
      wrong[3] = 0;
      expect(correct(units, wrong, 10, [0, 1, 2, 25])).to.deep.equal({ errors: 1, block: right });
    });

    it('corrects blocks of several lengths and parities of the standard', () => {
      const random = seeded(2);
      for (const [length, parity] of [
        [26, 7],
        [44, 28],
        [86, 18],
        [121, 30],
        [153, 30],
      ] as const)
        for (let round = 0; round < 20; round++) {
          const right = encode(length, parity, random);
          const erasures = Math.floor(random() * parity);
          const errors = Math.floor((parity - erasures) / 2);
          const wrong = right.slice();
          const where = positions(errors + erasures, length, random);
          for (const at of where) wrong[at] = wrong[at]! ^ (1 + Math.floor(random() * 255));
          const answer = correct(units, wrong, parity, where.slice(errors));
          expect(answer, `${length}, ${parity}`).to.deep.equal({ errors, block: right });
        }
    });

    it('rejects blocks with more errors than can be corrected', () => {
      const random = seeded(3);
      let rejected = 0;
      for (let round = 0; round < 200; round++) {
        const wrong = encode(100, 20, random);
        for (const at of positions(30, 100, random))
          wrong[at] = wrong[at]! ^ (1 + Math.floor(random() * 255));
        if (correct(units, wrong, 20, []).errors < 0) rejected++;
      }
      expect(rejected).to.equal(200);
    });
  });
