import { expect } from 'chai';
import encodeQR from 'qr';
import { createDecoder, type InternalOptions } from './decoder.js';

const TEXT = 'https://www.gosuslugi.ru/m5/QwErTyUiOpA?p=f';

/** A dotted code over an imitated photograph: a gradient with dark and light discs of several sizes. */
function dottedCard(cell: number, degrees: number): ImageData {
  const rows = encodeQR(TEXT, 'raw', { ecc: 'low', version: 4, border: 1 });
  const count = rows.length - 2;
  const side = count * cell;
  const page = new OffscreenCanvas(640, 480);
  const pen = page.getContext('2d')!;
  pen.fillStyle = '#8a8f98';
  pen.fillRect(0, 0, 640, 480);
  pen.translate(320, 240);
  pen.rotate((degrees * Math.PI) / 180);
  pen.translate(-side / 2, -side / 2);
  pen.fillStyle = '#fff';
  pen.fillRect(-1.3 * cell, -1.3 * cell, side + 2.6 * cell, side + 2.6 * cell);
  const shade = pen.createLinearGradient(0, 0, side, side);
  shade.addColorStop(0, '#e0c8b0');
  shade.addColorStop(1, '#40506a');
  pen.fillStyle = shade;
  pen.fillRect(0, 0, side, side);
  for (let i = 0; i < 60; i++) {
    pen.fillStyle = i % 2 ? 'rgb(20 15 10 / 0.6)' : 'rgb(250 235 220 / 0.5)';
    pen.beginPath();
    pen.arc(((i * 37) % 100) * 0.01 * side, ((i * 61) % 100) * 0.01 * side, (1 + (i % 7)) * 0.4 * cell, 0, 7);
    pen.fill();
  }
  for (const [u, v] of [
    [0, 0],
    [count - 7, 0],
    [0, count - 7],
  ] as const) {
    pen.fillStyle = '#fff';
    pen.fillRect((u - 1) * cell, (v - 1) * cell, 9 * cell, 9 * cell);
  }
  const isFinder = (x: number, y: number) =>
    (x < 7 && y < 7) || (x >= count - 7 && y < 7) || (x < 7 && y >= count - 7);
  for (let y = 0; y < count; y++)
    for (let x = 0; x < count; x++) {
      const dark = rows[y + 1]![x + 1]!;
      pen.fillStyle = dark ? '#000' : '#fff';
      if (isFinder(x, y)) pen.fillRect(x * cell, y * cell, cell, cell);
      else {
        pen.beginPath();
        pen.arc((x + 0.5) * cell, (y + 0.5) * cell, 0.2 * cell, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  return pen.getImageData(0, 0, 640, 480);
}

for (const [name, options] of [
  ['wasm', {}],
  ['no wasm', { wasm: false }],
] as [string, InternalOptions][])
  describe(`decoder: dots over a photograph, ${name}`, () => {
    for (const [cell, degrees] of [
      [10, 0],
      [7, 20],
      [5, -35],
      [4, 0],
    ] as const)
      it(`decodes dots of ${0.4 * cell} px rotated by ${degrees}°`, async () => {
        const decoder = await createDecoder(options);
        try {
          expect((await decoder.decode(dottedCard(cell, degrees)))?.text).to.equal(TEXT);
        } finally {
          decoder.close();
        }
      });
  });
