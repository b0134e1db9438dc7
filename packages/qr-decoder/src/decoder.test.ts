import { expect } from 'chai';
import encodeQR from 'qr';
import { createDecoder, type InternalOptions } from './decoder.js';
import type { Decoder } from './types.js';

const TEXT = 'https://example.org/training/m5/c4f1a2?qr_id=AbC123';

interface Look {
  scale?: number;
  invert?: boolean;
  degrees?: number;
  mirror?: boolean;
  text?: string;
}

function picture({
  scale = 6,
  invert = false,
  degrees = 0,
  mirror = false,
  text = TEXT,
}: Look = {}): ImageData {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const code = new OffscreenCanvas(rows.length * scale, rows.length * scale);
  const pen = code.getContext('2d')!;
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      pen.fillStyle = dark !== invert ? '#101418' : '#f4f1ea';
      pen.fillRect(x * scale, y * scale, scale, scale);
    });
  });
  const page = new OffscreenCanvas(640, 480);
  const context = page.getContext('2d')!;
  context.fillStyle = invert ? '#303438' : '#c8ccd0';
  context.fillRect(0, 0, 640, 480);
  context.translate(320, 240);
  context.rotate((degrees * Math.PI) / 180);
  if (mirror) context.scale(-1, 1);
  context.drawImage(code, -code.width / 2, -code.height / 2);
  return context.getImageData(0, 0, 640, 480);
}

/** A Micro QR code of version M1, "39". It has no error correction, so random modules can look like it. */
const MICRO_QR = `
#######.#..
#.....#.##.
#.###.#.#.#
#.###.#..##
#.###.#....
#.....#.#..
#######....
........#.#
##.....##.#
.#...##....
.#.#....#.#`;

function microPicture(): ImageData {
  const page = new OffscreenCanvas(320, 240);
  const context = page.getContext('2d')!;
  context.fillStyle = '#f4f1ea';
  context.fillRect(0, 0, 320, 240);
  context.fillStyle = '#101418';
  MICRO_QR.trim()
    .split('\n')
    .forEach((row, y) => {
      for (let x = 0; x < row.length; x++)
        if (row[x] === '#') context.fillRect(100 + 8 * x, 70 + 8 * y, 8, 8);
    });
  return context.getImageData(0, 0, 320, 240);
}

const kinds: [string, InternalOptions, string][] = [
  ['wasm in the worker', {}, 'cid-wasm + zxing-wasm'],
  ['no wasm, in the worker', { wasm: false }, 'cid-js + zxing-js'],
  ['no worker', { worker: false, wasm: false }, 'cid-js + zxing-js'],
];

declare global {
  /** Set by the test runner: the long form of every test. */
  var longTests: boolean;
}

for (const [name, options, engine] of kinds) {
  describe(`decoder: ${name}`, () => {
    let decoder: Decoder;
    before(async () => {
      decoder = await createDecoder(options);
    });
    after(() => decoder.close());

    it('lists the loaded readers in engine, our own first', async () => {
      for (const end = Date.now() + 15_000; !decoder.engine.includes(engine) && Date.now() < end; )
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(decoder.engine.startsWith(engine)).to.equal(true);
    });

    const looks: Record<string, Look> = {
      plain: {},
      small: { scale: 3 },
      inverted: { invert: true },
      'turned by 30°': { degrees: 30 },
      'upside down': { degrees: 180 },
      mirrored: { mirror: true },
      'in Cyrillic': { text: 'Читательский билет № 42' },
    };
    for (const [look, settings] of Object.entries(looks)) {
      it(`decodes a code: ${look}`, async () => {
        expect(await decoder.decode(picture(settings))).to.deep.equal({ text: settings.text ?? TEXT });
      });
    }

    it('decodes a clear code with one glance and a small one within eight', async () => {
      expect(await decoder.decode(picture(), 'glance')).to.deep.equal({ text: TEXT });
      expect(decoder.codeSeen).to.equal(true);
      const tiny = picture({ scale: 2 });
      const glances: boolean[] = [];
      for (let i = 0; i < 8; i++) glances.push((await decoder.decode(tiny, 'glance')) !== null);
      expect(glances).to.include((await decoder.decode(tiny)) !== null);
      expect(await decoder.decode(new ImageData(64, 64), 'glance')).to.equal(null);
      expect(decoder.codeSeen).to.equal(false);
    });

    it('knows the corners of a code after a glance, decoded or not', async () => {
      await decoder.decode(picture({ degrees: 90 }), 'glance');
      expect(decoder.quality, 'of a decoded picture').to.equal(null);
      // 33 modules of 6 px in the middle, turned: its upper left corner is at the upper right.
      const [topLeft, topRight] = decoder.corners!;
      expect(topLeft!.x * 640).to.be.closeTo(320 + 99, 3);
      expect(topLeft!.y * 480).to.be.closeTo(240 - 99, 3);
      expect(topRight!.x * 640).to.be.closeTo(320 + 99, 3);
      expect(topRight!.y * 480).to.be.closeTo(240 + 99, 3);
      await decoder.decode(new ImageData(640, 480), 'glance');
      expect(decoder.corners).to.equal(null);
    });

    it('measures how well a code can be seen that it does not decode', async () => {
      const image = picture();
      // Everything but the finder patterns is covered.
      for (let y = 141; y < 339; y++)
        for (let x = 221; x < 419; x++)
          if ((x >= 269 && x < 371) || (y >= 189 && y < 291))
            image.data.fill(255, 4 * (640 * y + x), 4 * (640 * y + x) + 4);
      expect(await decoder.decode(image, 'glance')).to.equal(null);
      const { finders, modulePx, light, overexposed, modulesAcross } = decoder.quality!;
      expect(finders).to.equal(3);
      expect(modulePx).to.be.closeTo(6, 0.5);
      expect(light).to.be.greaterThan(240);
      expect(overexposed).to.be.greaterThan(0.1);
      expect(modulesAcross).to.be.closeTo(80, 7);
      await decoder.decode(image);
      expect(decoder.quality, 'with another effort').to.equal(null);
    });

    it('does not modify an ImageData', async () => {
      const image = picture();
      const before = image.data.slice();
      await decoder.decode(image);
      expect(image.data.length).to.equal(640 * 480 * 4);
      expect(image.data.every((value, i) => value === before[i])).to.equal(true);
    });

    it('decodes an ImageBitmap without closing it', async () => {
      const bitmap = await createImageBitmap(picture());
      expect(await decoder.decode(bitmap)).to.deep.equal({ text: TEXT });
      expect([bitmap.width, bitmap.height]).to.deep.equal([640, 480]);
      expect(await decoder.decode(bitmap)).to.deep.equal({ text: TEXT });
      bitmap.close();
    });

    it('decodes a VideoFrame without closing it, if the browser supports it', async () => {
      if (typeof VideoFrame !== 'function') return;
      const bitmap = await createImageBitmap(picture());
      const frame = new VideoFrame(bitmap, { timestamp: 0 });
      expect(await decoder.decode(frame)).to.deep.equal({ text: TEXT });
      expect(frame.codedWidth).to.equal(640);
      frame.close();
    });

    it('decodes a transparent picture on a white background', async () => {
      const code = encodeQR(TEXT, 'raw', { border: 2 });
      const canvas = new OffscreenCanvas(400, 400);
      const pen = canvas.getContext('2d')!;
      code.forEach((row, y) => {
        row.forEach((dark, x) => {
          if (dark) pen.fillRect(20 + x * 6, 20 + y * 6, 6, 6);
        });
      });
      const { width, height } = canvas;
      const pixels = pen.getImageData(0, 0, width, height);
      const before = pixels.data.slice();
      expect(await decoder.decode(pixels)).to.deep.equal({ text: TEXT });
      expect(pixels.data.every((value, i) => value === before[i])).to.equal(true);
      expect(await decoder.decode(canvas.transferToImageBitmap())).to.deep.equal({ text: TEXT });
    });

    it('resolves concurrent calls with the text of their own picture', async () => {
      const texts = Array.from({ length: 6 }, (_, i) => `https://example.org/training/m5/${i}`);
      const answers = await Promise.all(texts.map((text) => decoder.decode(picture({ text }))));
      expect(answers.map((answer) => answer?.text)).to.deep.equal(texts);
    });

    it('resolves to null for blank, closed and missing pictures', async () => {
      expect(await decoder.decode(new ImageData(1, 1))).to.equal(null);
      expect(await decoder.decode(new ImageData(7, 3))).to.equal(null);
      expect(await decoder.decode(new ImageData(640, 480))).to.equal(null);
      const closed = await createImageBitmap(new ImageData(8, 8));
      closed.close();
      expect(await decoder.decode(closed)).to.equal(null);
      expect(await decoder.decode(null as never)).to.equal(null);
      expect(await decoder.decode(picture())).to.deep.equal({ text: TEXT });
    });

    it('data covered: sets codeSeen; data and timing covered: sets finderPatternsSeen only', async () => {
      const seen = () => [decoder.finderPatternsSeen, decoder.codeSeen];
      await decoder.decode(new ImageData(640, 480));
      expect(seen()).to.deep.equal([false, false]);
      const cover = (image: ImageData, left: number, top: number) => {
        for (let y = top; y < 300; y++) image.data.fill(128, (y * 640 + left) * 4, (y * 640 + 460) * 4);
        return image;
      };
      // Data covered; finder and timing patterns visible.
      await decoder.decode(cover(picture(), 275, 195));
      expect(seen()).to.deep.equal([true, true]);
      // Data and timing covered; finder patterns visible.
      await decoder.decode(cover(picture(), 180, 180));
      expect(seen()).to.deep.equal([true, false]);
    });

    it('does not decode Micro QR', async () => {
      await decoder.decode(picture());
      for (const effort of ['glance', 'frame', 'thorough'] as const)
        expect(await decoder.decode(microPicture(), effort), effort).to.equal(null);
    });

    it('decodes a picture of twelve megapixels', async () => {
      // The short run uses the full size with wasm only.
      const side = globalThis.longTests || name === 'wasm in the worker' ? 1_000 : 500;
      const canvas = new OffscreenCanvas(4 * side, 3 * side);
      const context = canvas.getContext('2d')!;
      context.drawImage(await createImageBitmap(picture()), 0, 0, 4 * side, 3 * side);
      expect(await decoder.decode(canvas.transferToImageBitmap())).to.deep.equal({ text: TEXT });
      // Plain JavaScript is slow on a shared processor.
    }).timeout(90_000);

    it('resolves pending and later calls to null after close', async () => {
      const other = await createDecoder(options);
      const underWay = other.decode(picture());
      other.close();
      expect(await underWay).to.equal(null);
      expect(await other.decode(picture())).to.equal(null);
    });
  });
}

describe('decoder: loading', () => {
  it('requests no third-party URL', async () => {
    const decoder = await createDecoder();
    await decoder.decode(picture());
    decoder.close();
    const foreign = performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).origin !== location.origin && !name.startsWith('blob:'));
    expect(foreign).to.deep.equal([]);
  });

  it('decodes when the zxing wasm file is missing', async () => {
    const decoder = await createDecoder({ wasmUrl: new URL('./none.wasm', import.meta.url) });
    expect(await decoder.decode(picture())).to.deep.equal({ text: TEXT });
    expect(decoder.engine).to.match(/^cid-wasm( \+ native)?$/);
    decoder.close();
  });

  it('either decodes or rejects when the worker file is missing', async () => {
    let failed = false;
    const decoder = await createDecoder({ workerUrl: new URL('./none.js', import.meta.url) }).catch(() => {
      failed = true;
      return null;
    });
    expect(decoder === null).to.equal(failed);
    decoder?.close();
  });
});
