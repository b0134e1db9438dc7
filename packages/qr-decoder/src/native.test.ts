import { expect } from 'chai';
import encodeQR from 'qr';
import { createDecoder, type InternalOptions } from './decoder.js';
import { nativeDetector } from './native.js';

type Answer = { rawValue: string; format: string }[];
const scope = globalThis as { BarcodeDetector?: unknown };
const here = scope.BarcodeDetector;

/** Installs a fake BarcodeDetector that returns these results in order, the last one repeatedly. */
function browserWith(...answers: (() => Promise<Answer>)[]): void {
  scope.BarcodeDetector = class {
    detect = () => (answers.length > 1 ? answers.shift() : answers[0])!();
  };
}
const detecting =
  (rawValue: string, format = 'qr_code') =>
  async () => [{ rawValue, format }];
const nothing = async (): Promise<Answer> => [];

/** Texts of the self-test's pictures, decoded by our decoder. */
async function selfTestTexts(): Promise<(string | null)[]> {
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

describe('native BarcodeDetector', () => {
  afterEach(() => {
    if (here === undefined) delete scope.BarcodeDetector;
    else scope.BarcodeDetector = here;
  });

  it('is tested with a dark-on-light and an inverted code', async () => {
    expect(await selfTestTexts()).to.deep.equal(['cid', 'cid']);
  });

  it('is not used if it is missing, fails, times out, or misreads a test code', async () => {
    delete scope.BarcodeDetector;
    expect(await nativeDetector()).to.equal(null);
    const pending = () => new Promise<Answer>(() => {});
    const broken = () => Promise.reject(new DOMException('dead', 'NotSupportedError'));
    for (const answers of [
      [nothing],
      [broken],
      [pending],
      [detecting('cid'), nothing],
      [detecting('cid'), detecting('other')],
    ]) {
      browserWith(...answers);
      expect(await nativeDetector(), String(answers)).to.equal(null);
    }

    browserWith(detecting('cid', 'ean_13'));
    expect(await nativeDetector()).to.equal(null);
  });

  it('is not called again after a timeout', async () => {
    browserWith(detecting('cid'), detecting('cid'), () => new Promise<Answer>(() => {}));
    const native = (await nativeDetector())!;
    expect(await native(new ImageData(8, 8))).to.equal(null);
    const before = performance.now();
    expect(await native(new ImageData(8, 8))).to.equal(null);
    expect(performance.now() - before).to.be.below(500);
  });

  it('decodes frames that our own passes fail on; its empty texts are ignored', async () => {
    const worker = `
      self.BarcodeDetector = class {
        static calls = 0;
        async detect() {
          const calls = ++self.BarcodeDetector.calls;
          return [{ rawValue: calls < 3 ? 'cid' : calls === 3 ? 'read by the browser' : '', format: 'qr_code' }];
        }
      };
      await import(${JSON.stringify(new URL('./decoder.worker.js', import.meta.url).href)});`;
    // Queues messages until the worker module has loaded.
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
