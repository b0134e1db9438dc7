import { expect } from 'chai';
import { BUILDS, floatsAt, type Units } from './units.test-support.js';

type Point = readonly [number, number];

function solve(units: Units, modules: Point[], pixels: Point[]): boolean {
  const at = units.scratch();
  floatsAt(units, at, 8).set(modules.flat());
  floatsAt(units, at + 32, 8).set(pixels.flat());
  return units.solveHomography(at, at + 32) !== 0;
}

const SQUARE: Point[] = [
  [0, 0],
  [10, 0],
  [0, 10],
  [10, 10],
];

for (const [name, units] of BUILDS)
  describe(`homography, ${name}`, () => {
    const expectMapped = ([u, v]: Point, [x, y]: Point) => {
      expect(units.mapX(u, v)).to.be.closeTo(x, 0.002);
      expect(units.mapY(u, v)).to.be.closeTo(y, 0.002);
    };

    it('maps a square onto itself', () => {
      expect(solve(units, SQUARE, SQUARE)).to.equal(true);
      expectMapped([3, 7], [3, 7]);
    });

    it('maps a scaled, rotated and shifted square', () => {
      // Twice the size, turned by 90°, moved by (100, 50).
      const turned = SQUARE.map(([u, v]): Point => [100 - 2 * v, 50 + 2 * u]);
      expect(solve(units, SQUARE, turned)).to.equal(true);
      expectMapped([2.5, 4], [92, 55]);
    });

    it('recovers a perspective projection from four points', () => {
      const project = ([u, v]: Point): Point => {
        const w = 0.004 * u - 0.002 * v + 1;
        return [(7 * u + 1.5 * v + 40) / w, (-0.8 * u + 6 * v + 25) / w];
      };
      const corners: Point[] = [
        [3.5, 3.5],
        [33.5, 3.5],
        [3.5, 33.5],
        [30.5, 30.5],
      ];
      expect(solve(units, corners, corners.map(project))).to.equal(true);
      for (const point of [
        [0, 0],
        [18, 6],
        [37, 37],
        [12.25, 31],
      ] as const)
        expectMapped(point, project(point));
    });

    it('returns false for collinear points and keeps the previous projection', () => {
      expect(solve(units, SQUARE, SQUARE)).to.equal(true);
      const line: Point[] = [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ];
      expect(solve(units, line, SQUARE)).to.equal(false);
      expectMapped([4, 6], [4, 6]);
    });
  });
