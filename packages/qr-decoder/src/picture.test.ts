import { expect } from 'chai';
import { BUILDS, bytesAt, seeded, type Units } from './units.test-support.js';

const WIDTH = 61;
const HEIGHT = 47;

function takePicture(units: Units, gray: (x: number, y: number) => number): void {
  const plane = bytesAt(units, units.allocatePicture(WIDTH, HEIGHT, 0), WIDTH * HEIGHT);
  plane.forEach((_, i) => {
    plane[i] = gray(i % WIDTH, Math.floor(i / WIDTH));
  });
  units.preparePicture();
}

for (const [name, units] of BUILDS)
  describe(`picture, ${name}`, () => {
    it('interpolates between the pixels of even and odd columns', () => {
      // A plane: bilinear interpolation is exact on it.
      takePicture(units, (x, y) => 3 * x + y);
      for (let x = 0.5; x < WIDTH - 1; x += 0.25)
        for (const y of [0.5, 7.25, 20.75, 45.5])
          expect(units.grayAt(x, y), `${x}, ${y}`).to.be.closeTo(3 * (x - 0.5) + y - 0.5, 0.01);
    });

    it('goes on with its edge outside', () => {
      takePicture(units, (x, y) => 3 * x + y);
      expect(units.grayAt(-20, 10.5)).to.be.closeTo(10, 0.01);
      expect(units.grayAt(20.5, -9)).to.be.closeTo(60, 0.01);
      expect(units.grayAt(500, 500)).to.be.closeTo(3 * (WIDTH - 1) + HEIGHT - 1, 0.1);
    });
  });

describe('picture: the build with vectors and the one without', () => {
  const scores = (units: Units, version: number): number[] => {
    const random = seeded(version);
    takePicture(units, () => Math.floor(random() * 256));
    // Askew, and partly outside.
    const places = new Float32Array([3.5, 3.5, 20, 3.5, 3.5, 20, 20, 20, -4, 6, 43, 3, 8, 40, 52, 49]);
    const at = units.scratch();
    bytesAt(units, at, places.byteLength).set(new Uint8Array(places.buffer));
    units.setVersion(version);
    expect(units.solveHomography(at, at + 32)).to.equal(1);
    units.layOutDots();
    return [
      units.matchScore(1, 0),
      units.matchScore(-1, 1),
      units.dotTimingScore(0),
      units.dotTimingScore(1),
      units.dotAlignmentScore(9.5, 11.25),
      units.dotEnergy(2),
      units.dotEnergy(3),
    ];
  };

  for (const version of [3, 4, 7, 10])
    it(`score the same grid of version ${version} alike`, () => {
      const [first, second] = BUILDS.map(([, units]) => scores(units, version));
      first!.forEach((score, i) => {
        expect(score, `score ${i}`).to.be.closeTo(second![i]!, 0.002);
        expect(Number.isFinite(score)).to.equal(true);
      });
    });
});
