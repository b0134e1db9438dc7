import { expect } from 'chai';
import encodeQR from 'qr';
import { BUILDS, floatsAt, seeded, type Units } from './units.test-support.js';

const VERSION = 4;
const MODULES = 33;
const ROW = MODULES + 2;

/** ±1 a module, light positive, with the light margin. */
const TRUTH = new Float32Array(ROW * ROW).fill(1);
encodeQR('an equalizer', 'raw', { ecc: 'low', version: VERSION, border: 1 })
  .slice(1, -1)
  .forEach((row, v) => {
    row.slice(1, -1).forEach((dark, u) => {
      TRUTH[(v + 1) * ROW + u + 1] = dark ? -1 : 1;
    });
  });

/** Simulates a camera: each module mixed with its left and upper neighbour, an offset, and noise. */
function distort(polarity: number, left: number, up: number, offset: number, noise: number): Float32Array {
  const random = seeded(7);
  return TRUTH.map((value, i) => {
    const mixed = value + left * (TRUTH[i - 1] ?? 1) + up * (TRUTH[i - ROW] ?? 1) + offset;
    return polarity * (mixed + noise * (random() + random() + random() - 1.5));
  });
}

/** Share of the modules whose soft value has the wrong sign. */
function wrongShare(units: Units): number {
  const soft = floatsAt(units, units.softModules(), ROW * ROW);
  return TRUTH.filter((value, i) => value * soft[i]! <= 0).length / TRUTH.length;
}

it('the builds with and without SIMD compute the same soft values', () => {
  const samples = distort(1, 0.7, 0.6, 0.3, 0.3);
  const red = distort(1, 0.2, 0.1, 0, 0.9);
  const blue = distort(-1, 0.1, 0.2, 0, 0.9);
  for (const [wide, colour] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const [first, ...others] = BUILDS.map(([, units]) => {
      units.setVersion(VERSION);
      units.layOutFunctionPatterns();
      floatsAt(units, units.samples(), ROW * ROW).set(samples);
      floatsAt(units, units.samplesRed(), ROW * ROW).set(red);
      floatsAt(units, units.samplesBlue(), ROW * ROW).set(blue);
      units.copySamples(1);
      units.trainEqualizer(1, colour, 0, 0);
      units.trainEqualizer(1, colour, wide, 1);
      return floatsAt(units, units.softModules(), ROW * ROW).slice();
    });
    for (const soft of others) expect(soft, `wide ${wide}, colour ${colour}`).to.deep.equal(first);
    expect(others).to.have.length(1);
  }
});

for (const [name, units] of BUILDS)
  describe(`equalizer, ${name}`, () => {
    function train(polarity: number, samples: Float32Array, wide: number) {
      units.setVersion(VERSION);
      units.layOutFunctionPatterns();
      floatsAt(units, units.samples(), ROW * ROW).set(samples);
      units.copySamples(polarity);
      const before = wrongShare(units);
      units.trainEqualizer(polarity, 0, wide, 0);
      const trained = wrongShare(units);
      units.trainEqualizer(polarity, 0, wide, 1);
      return { before, trained, again: wrongShare(units) };
    }

    it('keeps the signs of undistorted samples', () => {
      for (const polarity of [1, -1])
        expect(train(polarity, distort(polarity, 0, 0, 0, 0), 0)).to.deep.equal({
          before: 0,
          trained: 0,
          again: 0,
        });
    });

    it('removes an offset', () => {
      const { before, trained } = train(1, distort(1, 0, 0, 1.3, 0.2), 0);
      expect(before).to.be.greaterThan(0.3);
      expect(trained).to.be.lessThan(0.01);
    });

    it('reduces interference of neighbouring modules in both polarities', () => {
      for (const polarity of [1, -1]) {
        const { before, trained, again } = train(polarity, distort(polarity, 0.7, 0.6, 0, 0.3), 0);
        expect(before).to.be.greaterThan(0.08);
        expect(trained).to.be.lessThan(before / 2);
        // Decision-directed training must not increase the error rate.
        expect(again).to.be.at.most(trained + 0.005);
      }
    });

    it('the wide window does not increase the errors after decision-directed training', () => {
      const samples = distort(1, 0.8, 0.7, 0.2, 0.2);
      expect(train(1, samples, 1).again).to.be.at.most(train(1, samples, 0).again);
    });
  });
