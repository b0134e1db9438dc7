import { expect } from 'chai';
import { BUILDS, bytesAt, type Units } from './units.test-support.js';

const SIDE = 320;
const CENTRE = SIDE / 2;
/** px */
const MODULE = 7;
const LIGHT = 220;
const DARK = 30;

/** Sets a picture of finder patterns; `surroundings` is the gray outside of them, by place. */
function draw(units: Units, surroundings: (x: number, y: number) => number, centres = [CENTRE]): void {
  const gray = bytesAt(units, units.allocatePicture(SIDE, SIDE, 0), SIDE * SIDE);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const across = Math.min(...centres.map((centre) => Math.abs(x + 0.5 - centre)));
      const radius = Math.max(across, Math.abs(y + 0.5 - CENTRE)) / MODULE;
      const isLight = radius > 1.5 && radius < 2.5;
      gray[y * SIDE + x] = radius > 3.5 ? surroundings(x, y) : isLight ? LIGHT : DARK;
    }
  units.preparePicture();
}

for (const [name, units] of BUILDS)
  describe(`finder, ${name}`, () => {
    /** Number of finder patterns, and the first one. */
    const detect = (ringless: number) => {
      const count = units.detectFinders(0, 1, 8, 1, ringless);
      const [x, y, module] = new Float32Array(units.memory.buffer, units.finderAt(0), 3);
      return { count, x: x!, y: y!, module: module! };
    };

    it('detects a pattern on a light page', () => {
      draw(units, () => LIGHT);
      const { count, x, y, module } = detect(0);
      expect(count).to.equal(1);
      expect(x).to.be.closeTo(CENTRE, 0.5);
      expect(y).to.be.closeTo(CENTRE, 0.5);
      expect(module).to.be.closeTo(MODULE, 0.3);
    });

    for (const [place, surroundings] of [
      ['on a page as dark as its outer ring', () => DARK],
      ['with such a page at two sides', (x, y) => (x < CENTRE || y < CENTRE ? DARK : LIGHT)],
    ] as [string, (x: number, y: number) => number][])
      it(`detects a pattern ${place}, if ringless ones are searched`, () => {
        draw(units, surroundings);
        expect(detect(0).count).to.equal(0);
        draw(units, surroundings);
        const { count, x, y, module } = detect(1);
        expect(count).to.equal(1);
        expect(x).to.be.closeTo(CENTRE, 0.5);
        expect(y).to.be.closeTo(CENTRE, 0.5);
        expect(module).to.be.closeTo(MODULE, 0.3);
      });

    it('detects several patterns in one row', () => {
      const centres = [50, 125, 200, 270];
      for (const [page, ringless] of [
        [LIGHT, 0],
        [DARK, 1],
      ]) {
        draw(units, () => page!, centres);
        expect(units.detectFinders(0, 1, 8, 1, ringless!)).to.equal(centres.length);
        const places = centres.map((_, i) => new Float32Array(units.memory.buffer, units.finderAt(i), 1)[0]!);
        centres.forEach((centre) => {
          expect(places.some((place) => Math.abs(place - centre) < 1)).to.equal(true);
        });
      }
    });

    it('detects nothing in a light ring of other proportions', () => {
      const gray = bytesAt(units, units.allocatePicture(SIDE, SIDE, 0), SIDE * SIDE).fill(DARK);
      for (let y = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++) {
          const radius = Math.max(Math.abs(x + 0.5 - CENTRE), Math.abs(y + 0.5 - CENTRE)) / MODULE;
          if (radius > 2 && radius < 5) gray[y * SIDE + x] = LIGHT;
        }
      units.preparePicture();
      expect(detect(1).count).to.equal(0);
    });
  });
