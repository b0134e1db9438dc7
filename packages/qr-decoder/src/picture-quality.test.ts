import { expect } from 'chai';
import { type ClearFinders, QualityMeter } from './picture-quality.js';
import type { Plane } from './reader.js';

const WIDTH = 640;
const HEIGHT = 480;
const NO_FINDERS: ClearFinders = { count: 0, modulePx: 0, left: 0, top: 0, right: 0, bottom: 0 };

/** A plane of the gray at each pixel. */
function plane(gray: (x: number, y: number) => number, width = WIDTH, height = HEIGHT): Plane {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = gray(x, y);
  return { width, height, data };
}

/** Vertical edges that take `edgePx`, each within one of the windows of 24 px from the left of the middle. */
const edges = (edgePx: number) =>
  plane((x) => {
    const at = (x - Math.floor(0.26 * WIDTH) + 240) % 48;
    const rise = (from: number) => Math.min(1, Math.max(0, (at - from) / edgePx));
    return 60 + 140 * (rise(2) - rise(26));
  });

const WHITE_QUARTER = plane(() => 0, WIDTH / 4, HEIGHT / 4);

const measure = (picture: Plane, quarter = WHITE_QUARTER, clear = NO_FINDERS) =>
  new QualityMeter().measure(picture, clear, quarter, 0);

describe('picture quality', () => {
  it('light is the gray of the lightest parts', () => {
    expect(measure(plane((x) => (x % 8 === 0 ? 210 : 30))).light).to.equal(210);
    expect(measure(plane(() => 12)).light).to.equal(12);
  });

  it('overexposed is the share of white cells, around a code if there is one', () => {
    const half = plane((x) => (x < WIDTH / 2 ? 255 : 90));
    expect(measure(half).overexposed).to.be.within(0.4, 0.6);
    const right: ClearFinders = { count: 3, modulePx: 6, left: 400, top: 150, right: 560, bottom: 310 };
    expect(measure(half, WHITE_QUARTER, right).overexposed).to.equal(0);
    const left: ClearFinders = { ...right, left: 60, right: 220 };
    expect(measure(half, WHITE_QUARTER, left).overexposed).to.equal(1);
  });

  it('sharpness falls with the width of edges, and is null without edges', () => {
    const [sharp, soft, blurred] = [1, 8, 20].map((edgePx) => measure(edges(edgePx)).sharpness!);
    expect(sharp).to.be.greaterThan(0.9);
    expect(soft).to.be.lessThan(0.4);
    expect(blurred).to.be.lessThan(soft!);
    expect(measure(plane(() => 128)).sharpness).to.equal(null);
  });

  it('speed is that of a card in front of an unmoved background, in picture widths a second', () => {
    const card = (left: number) =>
      plane((x, y) => {
        const inside = x >= left && x < left + 160 && y >= 100 && y < 380;
        return inside ? ((x - left) % 64 < 32 ? 30 : 220) : 90 + ((x >> 6) % 2) * 10;
      });
    const meter = new QualityMeter();
    const speedAt = (left: number, now: number) =>
      meter.measure(card(left), NO_FINDERS, WHITE_QUARTER, now).speed;
    expect(speedAt(200, 0)).to.equal(0);
    expect(speedAt(264, 100)).to.be.closeTo(1, 0.1);
    expect(speedAt(264, 200)).to.equal(0);
    expect(speedAt(200, 2_000), 'after a pause').to.equal(0);
  });

  it('a large finder pattern that the edge cuts off is measured', () => {
    // Modules of 8 px at a quarter of the size; the upper third is outside of the picture.
    const quarter = plane(
      (x, y) => {
        const ring = Math.max(Math.abs(x - 60), Math.abs(y - 8)) / 8;
        return ring < 1.5 || (ring >= 2.5 && ring < 3.5) ? 255 : 0;
      },
      WIDTH / 4,
      HEIGHT / 4,
    );
    const quality = measure(
      plane(() => 128),
      quarter,
    );
    expect(quality.finders).to.equal(1);
    expect(quality.modulePx).to.be.closeTo(32, 2);
  });

  it('a finder pattern in the last column is not repeated by the padding', () => {
    const columns = WIDTH / 4;
    // Dark, light, 3 dark, light, dark modules of 8 px down the last column.
    const isDark = (y: number) => [0, 2, 3, 4, 6].includes(Math.floor((y - 20) / 8));
    const padded = plane((x, y) => (x >= columns - 1 && isDark(y) ? 255 : 0), columns + 32, HEIGHT / 4);
    expect(
      measure(
        plane(() => 128),
        padded,
      ).finders,
    ).to.equal(0);
  });

  it('modulesAcross is measured along the shorter side', () => {
    const clear: ClearFinders = { count: 3, modulePx: 10, left: 100, top: 100, right: 300, bottom: 300 };
    const portrait = plane(() => 128, HEIGHT, WIDTH);
    expect(measure(portrait, WHITE_QUARTER, clear).modulesAcross).to.equal(48);
  });
});
