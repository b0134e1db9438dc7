import { expect } from 'chai';
import encodeQR from 'qr';
import { createDecoder, type InternalOptions } from './decoder.js';
import { nativeDetector } from './native.js';

type Answer = { rawValue: string; format: string }[];
const scope = globalThis as { BarcodeDetector?: unknown };
const here = scope.BarcodeDetector;

/** A browser whose detector answers so to the bitmaps it is shown, one after another. */
function browserWith(...answers: (() => Promise<Answer>)[]): void {
  scope.BarcodeDetector = class {
    detect = () => (answers.length > 1 ? answers.shift() : answers[0])!();
  };
}
const says =
  (rawValue: string, format = 'qr_code') =>
  async () => [{ rawValue, format }];
const nothing = async (): Promise<Answer> => [];

/** The self-test's own pictures, read by our decoder. */
async function shown(): Promise<(string | null)[]> {
  const decoder = await createDecoder();
  const texts: (string | null)[] = [];
  scope.BarcodeDetector = class {
    async detect(image: ImageBitmap): Promise<Answer> {
      const text = (await decoder.decode(image))?.text ?? null;
      texts.push(text);
      return text === null ? [] : [{ rawValue: text, format: 'qr_code' }];
    }
  };
  expect(await nativeDetector()).to.be.a('function');
  decoder.close();
  return texts;
}

describe('the browser’s own detector', () => {
  afterEach(() => {
    if (here === undefined) delete scope.BarcodeDetector;
    else scope.BarcodeDetector = here;
  });

  it('is shown a code as it is and inverted', async () => {
    expect(await shown()).to.deep.equal(['cid', 'cid']);
  });

  it('is not trusted where it is absent, dead, blind to one of the two, or says something else', async () => {
    delete scope.BarcodeDetector;
    expect(await nativeDetector()).to.equal(null);
    const deaf = () => new Promise<Answer>(() => {});
    const broken = () => Promise.reject(new DOMException('dead', 'NotSupportedError'));
    for (const answers of [
      [nothing],
      [broken],
      [deaf],
      [says('cid'), nothing],
      [says('cid'), says('other')],
    ]) {
      browserWith(...answers);
      expect(await nativeDetector(), String(answers)).to.equal(null);
    }

    browserWith(says('cid', 'ean_13'));
    expect(await nativeDetector()).to.equal(null);
  });

  it('is never waited for again once it did not answer', async () => {
    browserWith(says('cid'), says('cid'), () => new Promise<Answer>(() => {}));
    const native = (await nativeDetector())!;
    expect(await native(new ImageData(8, 8))).to.equal(null);
    const before = performance.now();
    expect(await native(new ImageData(8, 8))).to.equal(null);
    expect(performance.now() - before).to.be.below(500);
  });

  it('is asked what our own passes could not read, beside them, and never believed on an empty text', async () => {
    const worker = `
      self.BarcodeDetector = class {
        static asked = 0;
        async detect() {
          const asked = ++self.BarcodeDetector.asked;
          return [{ rawValue: asked < 3 ? 'cid' : asked === 3 ? 'read by the browser' : '', format: 'qr_code' }];
        }
      };
      await import(${JSON.stringify(new URL('./decoder.worker.js', import.meta.url).href)});`;
    // A worker whose messages wait until its module is there.
    const url = URL.createObjectURL(
      new Blob(
        [
          `const early = []; self.onmessage = (e) => early.push(e); ${worker} early.forEach((e) => self.onmessage(e));`,
        ],
        {
          type: 'text/javascript',
        },
      ),
    );
    const decoder = await createDecoder({ workerUrl: url } as InternalOptions);
    for (
      const end = Date.now() + 5_000;
      !decoder.engine.includes('zxing-wasm + native') && Date.now() < end;
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(decoder.engine).to.equal('cid-wasm + zxing-wasm + native');
    const code = encodeQR('read by us', 'raw', { border: 4 });
    const picture = new ImageData(code.length * 6, code.length * 6);
    const pixels = new Uint32Array(picture.data.buffer).fill(0xffffffff);
    for (let i = 0; i < pixels.length; i++) {
      const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
      if (code[Math.floor(y / 6)]![Math.floor(x / 6)]) pixels[i] = 0xff000000;
    }
    expect(await decoder.decode(picture)).to.deep.equal({ text: 'read by us' });
    expect(await decoder.decode(new ImageData(64, 64))).to.deep.equal({ text: 'read by the browser' });
    expect(await decoder.decode(new ImageData(64, 64))).to.equal(null);
    decoder.close();
    URL.revokeObjectURL(url);
  });
});
