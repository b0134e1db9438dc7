import { expect } from 'chai';
import encodeQR from 'qr';
import { createDecoder, type InternalOptions } from './decoder.js';
import type { Decoder } from './types.js';
import { seeded } from './units.test-support.js';

const TEXT = 'https://www.gosuslugi.ru/m5/QwErTyUiOpA?p=f';
const CELL = 6; // px

type Modules = boolean[][];

const code = (): Modules =>
  encodeQR(TEXT, 'raw', { ecc: 'low', version: 4, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

/** Draws modules of `CELL * scale` px on a gray page; `blur` in modules. */
function picture(
  modules: Modules,
  blur = 0,
  over?: (pen: OffscreenCanvasRenderingContext2D) => void,
  scale = 1,
) {
  const side = modules.length * CELL;
  const card = new OffscreenCanvas(side + 8 * CELL, side + 8 * CELL);
  const pen = card.getContext('2d')!;
  pen.fillStyle = '#f4f1ea';
  pen.fillRect(0, 0, card.width, card.height);
  pen.translate(4 * CELL, 4 * CELL);
  pen.fillStyle = '#101418';
  modules.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(x * CELL, y * CELL, CELL, CELL);
    });
  });
  over?.(pen);
  const page = new OffscreenCanvas(640, 480);
  const context = page.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#c8ccd0';
  context.fillRect(0, 0, 640, 480);
  // Shifted copies, because not every engine supports canvas filters.
  const spread = Math.round(blur * CELL * scale);
  const width = card.width * scale;
  let copies = 0;
  for (let y = -spread; y <= spread; y += 2)
    for (let x = -spread; x <= spread; x += 2) {
      context.globalAlpha = 1 / ++copies;
      context.drawImage(card, 320 - width / 2 + x, 240 - width / 2 + y, width, width);
    }
  context.globalAlpha = 1;
  return context.getImageData(0, 0, 640, 480);
}

const isCorner = (x: number, y: number, n: number) =>
  (x < 8 && y < 8) || (x >= n - 8 && y < 8) || (x < 8 && y >= n - 8);

/** The finder patterns of a code with other modules between them. */
function lookAlike(module: (x: number, y: number) => boolean): Modules {
  const modules = code();
  const n = modules.length;
  return modules.map((row, y) => row.map((dark, x) => (isCorner(x, y, n) ? dark : module(x, y))));
}

/** A code with random modules between the finder patterns, more than it can correct. */
function damagedCode(): Modules {
  const random = seeded(3);
  const modules = code();
  for (let y = 9; y < modules.length - 9; y++)
    for (let x = 9; x < modules.length; x++) modules[y]![x] = random() < 0.5;
  return modules;
}

for (const [name, options] of [
  ['wasm', {}],
  ['no wasm', { wasm: false }],
] as [string, InternalOptions][])
  describe(`decoder: codeSeen, ${name}`, () => {
    let decoder: Decoder;
    const decode = async (image: ImageData) => {
      const result = await decoder.decode(image, 'frame');
      return { text: result?.text ?? null, seen: decoder.codeSeen };
    };
    before(async () => {
      decoder = await createDecoder(options);
    });
    after(() => decoder.close());

    it('is true for a decoded code', async () => {
      expect(await decode(picture(code()))).to.deep.equal({ text: TEXT, seen: true });
    });

    it('is set by a glance as well', async () => {
      expect(await decoder.decode(picture(code()), 'glance')).to.deep.equal({ text: TEXT });
      expect(decoder.codeSeen).to.equal(true);
      expect(await decoder.decode(picture([]), 'glance')).to.equal(null);
      expect(decoder.codeSeen).to.equal(false);
    });

    it('is true for an out-of-focus code with most of the data covered', async () => {
      const covered = picture(code(), 0.5, (pen) => {
        pen.fillStyle = '#b08070';
        pen.fillRect(9 * CELL, 9 * CELL, 16 * CELL, 24 * CELL);
      });
      expect(await decode(covered)).to.deep.equal({ text: null, seen: true });
    });

    it('is true for a code with glare on one finder pattern and most of the data', async () => {
      const hidden = picture(code(), 0, (pen) => {
        pen.fillStyle = '#fff';
        pen.beginPath();
        pen.arc(24 * CELL, 20 * CELL, 15 * CELL, 0, 7);
        pen.fill();
      });
      expect(await decode(hidden)).to.deep.equal({ text: null, seen: true });
    });

    it('is false for a blank page, a checkerboard, stripes and noise', async () => {
      const random = seeded(5);
      const pages = [
        picture([]),
        picture(
          Array.from({ length: 33 }, (_, y) =>
            Array.from({ length: 33 }, (_, x) => (x >> 3) % 2 === (y >> 3) % 2),
          ),
        ),
        picture(Array.from({ length: 33 }, () => Array.from({ length: 33 }, (_, x) => x % 2 === 0))),
        picture(Array.from({ length: 33 }, () => Array.from({ length: 33 }, () => random() < 0.5))),
      ];
      for (const page of pages) expect(await decode(page)).to.deep.equal({ text: null, seen: false });
    });

    it('is false for three finder patterns without timing or data between them', async () => {
      const random = seeded(9);
      for (const modules of [
        lookAlike(() => false),
        lookAlike((x) => x % 2 === 0),
        lookAlike(() => random() < 0.5),
      ])
        expect(await decode(picture(modules))).to.deep.equal({ text: null, seen: false });
    });

    it('is false for a look-alike after each of the passes that a glance runs', async () => {
      const random = seeded(9);
      const modules = lookAlike(() => random() < 0.5);
      for (const scale of [0.6, 0.8, 1, 1.2]) {
        const image = picture(modules, 0, undefined, scale);
        for (let i = 0; i < 6; i++) {
          expect(await decoder.decode(image, 'glance')).to.equal(null);
          expect(decoder.codeSeen, `scale ${scale}, glance ${i}`).to.equal(false);
        }
      }
    });

    it('is false for three finder patterns with timing but without a format word', async () => {
      const random = seeded(4);
      const modules = lookAlike((x, y) => {
        if (x === 6 || y === 6) return (x + y) % 2 === 0;
        return x !== 8 && y !== 8 && random() < 0.5;
      });
      expect(await decode(picture(modules, 0.3))).to.deep.equal({ text: null, seen: false });
    });

    it('is false for the middle of an Aztec code, which resembles an inverted finder pattern', async () => {
      const random = seeded(7);
      const modules = Array.from({ length: 27 }, (_, y) =>
        Array.from({ length: 27 }, (_, x) => {
          const ring = Math.max(Math.abs(x - 13), Math.abs(y - 13));
          return ring < 6 ? ring % 2 === 0 : random() < 0.5;
        }),
      );
      for (const scale of [0.55, 0.6, 0.65, 1]) {
        const answer = await decode(picture(modules, 0, undefined, scale));
        expect(answer, `scale ${scale}`).to.deep.equal({ text: null, seen: false });
      }
    });

    it('is true for two patterns with a damaged corner, false for one', async () => {
      const cornerless = (count: number) =>
        picture(
          lookAlike(() => false),
          0,
          (pen) => {
            pen.fillStyle = '#f4f1ea';
            pen.fillRect(0, 25 * CELL, 9 * CELL, 9 * CELL);
            if (count === 1) pen.fillRect(25 * CELL, 0, 9 * CELL, 9 * CELL);
            pen.fillRect(0, 0, 2.9 * CELL, 2.9 * CELL);
            pen.fillRect(30.1 * CELL, 0, 2.9 * CELL, 2.9 * CELL);
          },
        );
      for (const count of [2, 1]) {
        const answer = await decode(cornerless(count));
        expect(answer, `patterns: ${count}`).to.deep.equal({ text: null, seen: count === 2 });
      }
    });

    it('is true for a damaged code with glare on a part of it, false with a small spot', async () => {
      const spotted = (radius: number) =>
        picture(damagedCode(), 0, (pen) => {
          pen.fillStyle = '#fff';
          pen.beginPath();
          pen.arc(27 * CELL, 27 * CELL, radius * CELL, 0, 7);
          pen.fill();
        });
      expect(await decode(spotted(6.5))).to.deep.equal({ text: null, seen: true });
      expect(await decode(spotted(3))).to.deep.equal({ text: null, seen: false });
    });

    it('is true for a damaged code with glare on a timing pattern', async () => {
      const covered = picture(damagedCode(), 0, (pen) => {
        pen.fillStyle = '#fff';
        pen.fillRect(9 * CELL, 0, 15 * CELL, 12 * CELL);
      });
      expect(await decode(covered)).to.deep.equal({ text: null, seen: true });
    });

    it('is false for a sharp picture of a code in dots damaged beyond correction', async () => {
      const dotted = (modules: Modules) =>
        picture(
          lookAlike(() => false),
          0,
          (pen) =>
            modules.forEach((row, y) => {
              row.forEach((dark, x) => {
                if (isCorner(x, y, row.length)) return;
                pen.beginPath();
                pen.fillStyle = dark ? '#101418' : '#f4f1ea';
                pen.arc((x + 0.5) * CELL, (y + 0.5) * CELL, 0.2 * CELL, 0, 7);
                pen.fill();
              });
            }),
          2,
        );
      expect(await decode(dotted(code()))).to.deep.equal({ text: TEXT, seen: true });
      expect(await decode(dotted(damagedCode()))).to.deep.equal({ text: null, seen: false });
    });

    it('is false for a sharp picture of a code damaged beyond correction', async () => {
      expect(await decode(picture(damagedCode()))).to.deep.equal({ text: null, seen: false });
    });
  });
