import { expect } from 'chai';
import { BUILDS, bytesAt, type Units } from './units.test-support.js';

const SIDE = 160;
const CENTRE = SIDE / 2;
/** px */
const MODULE = 9;

/** Sets a gray picture: `isDark` receives the distance from its centre, modules, along both axes. */
function picture(units: Units, isDark: (u: number, v: number) => boolean): void {
  const address = units.allocatePicture(SIDE, SIDE, 0);
  const gray = bytesAt(units, address, SIDE * SIDE);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      gray[y * SIDE + x] = isDark((x + 0.5 - CENTRE) / MODULE, (y + 0.5 - CENTRE) / MODULE) ? 20 : 230;
  units.preparePicture();
}

const isFinder = (radius: number) => radius < 1.5 || (radius > 2.5 && radius < 3.5);
const square = (u: number, v: number) => isFinder(Math.max(Math.abs(u), Math.abs(v)));
const circle = (u: number, v: number) => isFinder(Math.hypot(u, v));
/** A square pattern whose modules are discs that do not touch. */
const inDots = (u: number, v: number) =>
  square(Math.round(u), Math.round(v)) && Math.hypot(u - Math.round(u), v - Math.round(v)) < 0.44;
/** A square pattern turned by 45°, with dark data beside it. */
const turned = (u: number, v: number) => {
  const [a, b] = [(u + v) * Math.SQRT1_2, (v - u) * Math.SQRT1_2];
  const radius = Math.max(Math.abs(a), Math.abs(b));
  return square(a, b) || (radius > 4.8 && radius < 6.2);
};

for (const [name, units] of BUILDS)
  describe(`finder-measure, ${name}`, () => {
    const correlation = () => units.finderCorrelation(CENTRE, CENTRE, MODULE, 0, 0, MODULE, 1);
    const size = (dx: number, dy: number, coarse: number) =>
      units.moduleSizeAlong(CENTRE, CENTRE, dx, dy, coarse, 1);

    it('correlates with square and with circular finder patterns', () => {
      for (const pattern of [square, circle]) {
        picture(units, pattern);
        expect(correlation()).to.be.greaterThan(0.95);
      }
      picture(units, (u, v) => Math.hypot(u, v) < 3.5);
      expect(correlation()).to.be.lessThan(0.5);
    });

    it('measures the module of a finder pattern in dots across their gaps', () => {
      picture(units, inDots);
      expect(size(1, 0, MODULE)).to.be.closeTo(MODULE, 1);
      expect(size(0, 1, MODULE)).to.be.closeTo(MODULE, 1);
    });

    it('measures a turned pattern, of which the rows give a module that is too large', () => {
      picture(units, turned);
      expect(size(Math.SQRT1_2, Math.SQRT1_2, MODULE * Math.SQRT2)).to.be.closeTo(MODULE, 0.3);
    });

    it('finds the quality of a pattern that is tilted away from the camera', () => {
      // Shortened to 0.6 along a diagonal of the picture.
      picture(units, (u, v) => {
        const [a, b] = [((u + v) * Math.SQRT1_2) / 0.6, (v - u) * Math.SQRT1_2];
        const turn = 0.4;
        return square(a * Math.cos(turn) - b * Math.sin(turn), a * Math.sin(turn) + b * Math.cos(turn));
      });
      const quality = (tilted: number) => units.finderQuality(CENTRE, CENTRE, MODULE * 0.8, 1, tilted);
      expect(quality(0)).to.be.lessThan(0.7);
      expect(quality(1)).to.be.greaterThan(0.85);
    });
  });
