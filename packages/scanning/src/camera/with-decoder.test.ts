import { createDecoder, type Decoder } from '@cid-elements/qr-decoder';
import { expect } from 'chai';
import encodeQR from 'qr';
import { readImage } from '../image/read-image.js';
import { FakeCamera, FakeDevices, until } from '../testing/fake-camera.js';
import { Camera } from './camera.js';

const TEXT = 'https://example.org/training/m5/c4f1a2?qr_id=AbC123';

function paintCode(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  scale: number,
  dark = '#101418',
): void {
  const rows = encodeQR(TEXT, 'raw', { ecc: 'medium', border: 4 });
  rows.forEach((row, y) => {
    row.forEach((on, x) => {
      context.fillStyle = on ? dark : '#f4f1ea';
      context.fillRect(left + x * scale, top + y * scale, scale, scale);
    });
  });
}

describe('Camera and image with the real decoder', () => {
  let decoder: Decoder;
  before(async () => {
    decoder = await createDecoder({ effort: 'thorough' });
  });
  after(() => decoder.close());

  it('reads a code from the camera', async () => {
    const devices = new FakeDevices().install();
    devices.camera = new FakeCamera('moving', 1280, 720);
    // The code appears half a second after the start.
    setTimeout(() => {
      devices.camera.overlay = (context) => paintCode(context, 500, 250, 7);
    }, 500);
    const video = document.createElement('video');
    document.body.append(video);
    const texts: string[] = [];
    const camera = new Camera({ video, decoder: async () => decoder, onCode: (text) => texts.push(text) });
    try {
      await camera.start();
      await until(() => texts.length > 0, 'text');
      expect(texts).to.deep.equal([TEXT]);
    } finally {
      camera.stop();
      devices.restore();
      video.remove();
    }
  });

  for (const [name, dark, alpha] of [
    ['dark modules on a transparent background', '#101418', true],
    ['a small code in a large photograph', '#101418', false],
  ] as const) {
    it(`reads an image: ${name}`, async () => {
      const canvas = document.createElement('canvas');
      canvas.width = alpha ? 400 : 4_000;
      canvas.height = alpha ? 400 : 3_000;
      const context = canvas.getContext('2d')!;
      if (!alpha) {
        context.fillStyle = '#889';
        context.fillRect(0, 0, 4_000, 3_000);
      }
      paintCode(context, alpha ? 40 : 3_100, alpha ? 40 : 2_300, alpha ? 8 : 3, dark);
      if (alpha) {
        // Make the light modules transparent.
        const pixels = context.getImageData(0, 0, 400, 400);
        for (let i = 0; i < pixels.data.length; i += 4) if (pixels.data[i]! > 128) pixels.data[i + 3] = 0;
        context.putImageData(pixels, 0, 0);
      }
      const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), 'image/png'));
      const make = document.createElement;
      let drawn = 0;
      document.createElement = (name: string) => {
        if (name === 'canvas') drawn += 1;
        return make.call(document, name);
      };
      try {
        expect(await readImage(blob, decoder)).to.deep.equal({ text: TEXT });
      } finally {
        document.createElement = make;
      }
      expect(drawn, 'canvases created on the main thread').to.equal(0);
    });
  }

  it('drops the result of an aborted image', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 4_000;
    canvas.height = 3_000;
    canvas.getContext('2d')!.fillRect(0, 0, 4_000, 3_000);
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!)));
    const wanted = new AbortController();
    const reading = readImage(blob, decoder, wanted.signal);
    setTimeout(() => wanted.abort(), 100);
    expect(await reading).to.equal(null);
    // The worker must accept the next image.
    canvas.width = canvas.height = 400;
    paintCode(canvas.getContext('2d')!, 40, 40, 8);
    const next = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!)));
    expect(await readImage(next, decoder)).to.deep.equal({ text: TEXT });
  });
});
