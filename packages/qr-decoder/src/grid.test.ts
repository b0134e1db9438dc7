import { expect } from 'chai';
import encodeQR from 'qr';
import { BUILDS, bytesAt, drawInto, floatsAt, type Units } from './units.test-support.js';

const VERSION = 4;
const MODULES = 33;
const SCALE = 5;
const LEFT = 40;
const SIDE = 256;

const ROWS = encodeQR('a fitted grid', 'raw', { ecc: 'medium', version: VERSION, border: 1 })
  .slice(1, -1)
  .map((row) => row.slice(1, -1));

/** Picture coordinate of a module coordinate. */
const px = (module: number) => LEFT + module * SCALE;

/** Sets the finder pattern centres, shifted by (dx, dy) px; returns the estimated modules a side. */
function measure(units: Units, dx = 0, dy = 0): number {
  const near = px(3.5);
  const far = px(MODULES - 3.5);
  return units.estimateDimension(near + dx, near + dy, far, near, near, far, SCALE, SCALE, SCALE, 1);
}

for (const [name, units] of BUILDS)
  describe(`grid, ${name}`, () => {
    beforeEach(() => drawInto(units, ROWS, SCALE, SIDE, LEFT));

    it('binarizes unevenly lit modules with a local threshold', () => {
      const gray = bytesAt(units, units.allocatePicture(SIDE, SIDE, 0), SIDE * SIDE);
      for (let y = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++) {
          const dark = ROWS[Math.floor((y - LEFT) / SCALE)]?.[Math.floor((x - LEFT) / SCALE)] ?? false;
          // From a third of the light at the left to all of it at the right.
          gray[y * SIDE + x] = (dark ? 60 : 230) * (1 / 3 + ((2 / 3) * x) / SIDE);
        }
      units.preparePicture();
      units.detectFinders(0, 1, 4, 0, 0);
      const info = new DataView(units.memory.buffer, units.passView(1), 12);
      const [address, row] = [info.getUint32(0, true), info.getInt32(4, true)];
      const bits = bytesAt(units, address, row * SIDE);
      let wrong = 0;
      ROWS.forEach((line, v) => {
        line.forEach((dark, u) => {
          if ((bits[Math.floor(px(v + 0.5)) * row + Math.floor(px(u + 0.5))] === 255) !== dark) wrong++;
        });
      });
      expect(wrong).to.be.lessThan(MODULES * MODULES * 0.01);
    });

    it('detects the three finder patterns and decodes', () => {
      expect(units.detectFinders(0, 1, 4, 1, 0)).to.be.greaterThan(2);
      expect(units.readTriples(6, 0)).to.equal(1);
    });

    it('correlates with a finder pattern only at its centre and in its polarity', () => {
      const at = (x: number, y: number, polarity = 1) =>
        units.finderCorrelation(x, y, SCALE, 0, 0, SCALE, polarity);
      expect(at(px(3.5), px(3.5))).to.be.greaterThan(0.95);
      expect(at(px(3.5), px(3.5), -1)).to.be.lessThan(-0.95);
      expect(at(px(16.5), px(16.5))).to.be.lessThan(0.6);
    });

    it('measures the module size along a direction', () => {
      expect(units.moduleSizeAlong(px(3.5), px(3.5), 1, 0, SCALE, 1)).to.be.closeTo(SCALE, 0.2);
      expect(units.moduleSizeAlong(px(3.5), px(3.5), Math.SQRT1_2, Math.SQRT1_2, SCALE, 1)).to.be.closeTo(
        SCALE * Math.SQRT2,
        0.4,
      );
    });

    it('estimates the number of modules a side', () => {
      expect(measure(units)).to.be.closeTo(MODULES, 1);
    });

    it('gives the drawn version the highest match score', () => {
      measure(units);
      const scores = [2, 3, 4, 5, 6].map((version) => {
        units.setVersion(version);
        expect(units.fitGrid(1)).to.equal(1);
        return units.matchScore(1, 0);
      });
      expect(scores[2]).to.be.greaterThan(0.9);
      for (const k of [0, 1, 3, 4]) expect(scores[k]).to.be.lessThan(0.8);
      units.setVersion(VERSION);
      units.fitGrid(1);
      expect(units.matchScore(-1, 0)).to.be.lessThan(-0.9);
      expect(units.gridIsInside()).to.equal(1);
    });

    it('accepts a grid that is cut off by a few modules, but not by more', () => {
      const isInside = (modules: number) => {
        measure(units, -LEFT - modules * SCALE, 0);
        units.setVersion(VERSION);
        units.fitGrid(1);
        return units.gridIsInside();
      };
      expect(isInside(5)).to.equal(1);
      expect(isInside(7)).to.equal(0);
    });

    it('accepts a turned grid that is cut off by a few modules, but not by more', () => {
      const half = SCALE * Math.SQRT1_2;
      const isInside = (modules: number) => {
        // The code's left corner is this far outside.
        const x = (u: number, v: number) => (u + v) * half - modules * SCALE;
        const y = (u: number, v: number) => (v - u) * half + SIDE / 2;
        const [near, far] = [3.5, MODULES - 3.5];
        units.estimateDimension(
          x(near, near),
          y(near, near),
          x(far, near),
          y(far, near),
          x(near, far),
          y(near, far),
          SCALE,
          SCALE,
          SCALE,
          1,
        );
        units.setVersion(VERSION);
        units.fitGrid(1);
        return units.gridIsInside();
      };
      expect(isInside(5)).to.equal(1);
      expect(isInside(7)).to.equal(0);
    });

    it('moves a displaced grid onto the code', () => {
      measure(units, 3, -3);
      units.setVersion(VERSION);
      units.fitGrid(1);
      expect(Math.abs(units.mapX(3.5, 3.5) - px(3.5))).to.be.greaterThan(2);
      expect(units.refineGrid(1, 14, 0)).to.be.greaterThan(0.9);
      expect(units.mapX(3.5, 3.5)).to.be.closeTo(px(3.5), 1);
      expect(units.mapY(3.5, 3.5)).to.be.closeTo(px(3.5), 1);
      expect(units.mapX(29.5, 29.5)).to.be.closeTo(px(29.5), 1);
    });

    it('refits the grid to the alignment pattern', () => {
      const centre = MODULES - 6.5;
      units.setVersion(VERSION);
      const at = units.scratch();
      floatsAt(units, at, 8).set([3.5, 3.5, MODULES - 3.5, 3.5, 3.5, MODULES - 3.5, centre, centre]);
      // One module too far along both axes.
      const [near, far, off] = [px(3.5), px(MODULES - 3.5), px(centre + 1)];
      measure(units);
      units.fitGrid(1);
      floatsAt(units, at + 32, 8).set([near, near, far, near, near, far, off, off]);
      units.solveHomography(at, at + 32);
      expect(units.mapX(centre, centre)).to.be.closeTo(off, 0.1);
      expect(units.alignToPattern(1, 3)).to.be.greaterThan(0.8);
      expect(units.mapX(centre, centre)).to.be.closeTo(px(centre), 0.75);
      expect(units.mapY(centre, centre)).to.be.closeTo(px(centre), 0.75);
    });

    it('samples light modules positive and dark ones negative', () => {
      measure(units);
      units.setVersion(VERSION);
      units.fitGrid(1);
      units.sampleModules(0.2, 4, 0);
      const samples = floatsAt(units, units.samples(), (MODULES + 2) ** 2);
      ROWS.forEach((row, v) => {
        row.forEach((dark, u) => {
          const value = samples[(v + 1) * (MODULES + 2) + u + 1]!;
          expect(dark ? -value : value, `${u} ${v}`).to.be.greaterThan(0.1);
        });
      });
    });

    it('infers a covered finder pattern at each corner', () => {
      const isCovered = {
        'top left': (u: number, v: number) => u < 8 && v < 8,
        'top right': (u: number, v: number) => u > MODULES - 9 && v < 8,
        'bottom left': (u: number, v: number) => u < 8 && v > MODULES - 9,
      };
      for (const [corner, covers] of Object.entries(isCovered)) {
        const covered = ROWS.map((row, v) => row.map((dark, u) => dark && !covers(u, v)));
        drawInto(units, covered, SCALE, SIDE, LEFT);
        units.detectFinders(0, 1, 8, 1, 0);
        expect(units.readTriples(8, 1), corner).to.equal(0);
        // As the passes `wide` and `wideAgain` do.
        expect(units.readInferred(1, 4, 1), corner).to.equal(1);
        expect(units.readInferred(3, 4, 2), corner).to.equal(1);
      }
    });

    it('infers none in the effort `frame` if three are clear', () => {
      units.detectFinders(0, 1, 8, 1, 0);
      units.detectFinders(0, 1, 4, 1, 0);
      expect(units.readInferred(1, 4, 1)).to.equal(0);
      expect(units.readInferred(3, 4, 2)).to.equal(1);
    });

    it('fits the perspective to the timing patterns', () => {
      measure(units);
      units.setVersion(VERSION);
      units.setPerspective(1.3, 0.8);
      units.fitGrid(0);
      expect(units.matchScore(1, 1)).to.be.lessThan(0.7);
      expect(units.fitTiming(1)).to.be.greaterThan(0.9);
      expect(units.matchScore(1, 1)).to.be.greaterThan(0.9);
    });

    it('decodes a tilted code whose diagonal is shorter than a side', () => {
      const tilted = { left: 20, top: 30, side: 460, u: [8, 0], v: [4.2, 6.5] } as const;
      const gray = bytesAt(units, units.allocatePicture(tilted.side, tilted.side, 0), tilted.side ** 2);
      gray.fill(230);
      for (let y = 0; y < tilted.side; y++)
        for (let x = 0; x < tilted.side; x++) {
          const row = (y - tilted.top) / tilted.v[1];
          const column = (x - tilted.left - row * tilted.v[0]) / tilted.u[0];
          if (ROWS[Math.floor(row)]?.[Math.floor(column)]) gray[y * tilted.side + x] = 25;
        }
      units.preparePicture();
      units.detectFinders(0, 1, 4, 1, 0);
      expect(units.readTriples(6, 1)).to.equal(1);
    });

    it('keeps the finder patterns of earlier passes until a restart', () => {
      const found = units.detectFinders(0, 1, 4, 1, 0);
      expect(found).to.be.greaterThan(2);
      bytesAt(units, units.preparePicture(), SIDE * SIDE).fill(230);
      expect(units.detectFinders(0, 1, 4, 1, 0)).to.equal(found);
      units.restart();
      expect(units.detectFinders(0, 1, 4, 1, 0)).to.equal(0);
    });
  });
