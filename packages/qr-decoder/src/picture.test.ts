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

    it('extends the edge pixels outside of the picture', () => {
      takePicture(units, (x, y) => 3 * x + y);
      expect(units.grayAt(-20, 10.5)).to.be.closeTo(10, 0.01);
      expect(units.grayAt(20.5, -9)).to.be.closeTo(60, 0.01);
      expect(units.grayAt(500, 500)).to.be.closeTo(3 * (WIDTH - 1) + HEIGHT - 1, 0.1);
    });
  });

describe('picture: the builds with and without SIMD', () => {
  const scores = (units: Units, version: number): number[] => {
    const random = seeded(version);
    takePicture(units, () => Math.floor(random() * 256));
    // Rotated, and partly outside of the picture.
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
    it(`give a grid of version ${version} equal scores`, () => {
      const [first, second] = BUILDS.map(([, units]) => scores(units, version));
      first!.forEach((score, i) => {
        expect(score, `score ${i}`).to.be.closeTo(second![i]!, 0.002);
        expect(Number.isFinite(score)).to.equal(true);
      });
    });

  it('give equal correlations with a finder pattern', () => {
    const [first, second] = BUILDS.map(([, units]) => {
      const random = seeded(5);
      takePicture(units, () => Math.floor(random() * 256));
      return [
        units.finderCorrelation(30, 20, 4, 0, 0, 4, 1),
        units.finderCorrelation(30.3, 21.7, 2.5, 1.5, -1.2, 2.8, -1),
        // Partly outside of the picture.
        units.finderCorrelation(3, 44, 3, 1, -1, 3, 1),
      ];
    });
    first!.forEach((value, i) => {
      expect(value, `place ${i}`).to.be.closeTo(second![i]!, 0.0005);
    });
  });

  for (const [name, zoom, radius] of [
    ['full size', 1, 4],
    ['doubled', 2, 8],
    ['halved', -1, 2],
  ] as const)
    it(`smooth and binarize a picture to equal bytes, ${name}`, () => {
      const [first, second] = BUILDS.map(([, units]) => {
        const random = seeded(9);
        takePicture(units, (x, y) => (((x >> 2) + (y >> 2)) % 2 ? 200 - random() * 90 : 40 + random() * 90));
        units.detectFinders(0, zoom, radius, 1, 0);
        return [0, 1].map((bits) => {
          const [address, row, height] = new Int32Array(units.memory.buffer, units.passView(bits), 3);
          return bytesAt(units, address!, row! * height!).slice();
        });
      });
      for (const plane of [0, 1]) {
        expect(new Set(first![plane]!).size).to.be.greaterThan(1);
        expect(first![plane]!.every((value, i) => value === second![plane]![i])).to.equal(true);
      }
    });
});
