import factory, { type ZXingModule } from './generated/zxing-glue.js';

/**
 * Options of zxing-wasm. Formats: `QRCode` would include Micro QR, whose smallest version has no error correction:
 * it was read in random modules. Binarizer: 0 LocalAverage, 1 GlobalHistogram, 2 FixedThreshold, 3 BoolCast.
 */
export const OPTIONS = {
  formats: 'QRCodeModel1,QRCodeModel2',
  tryHarder: true,
  tryRotate: false,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: false,
  binarizer: 0,
  isPure: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  minLineCount: 2,
  maxNumberOfSymbols: 1,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: 0,
  textMode: 0,
  characterSet: 0,
  tryCode39ExtendedMode: false,
};

/** zxing-cpp on gray pixels in its own memory. */
export class ZXing {
  #module: ZXingModule;
  #address = 0;
  #room = 0;

  private constructor(module: ZXingModule) {
    this.#module = module;
  }

  /** Streaming compilation if the server sends `application/wasm`; else compiles after the download. */
  static async load(url: string): Promise<ZXing> {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ) => {
      const whole = async () => {
        const response = await fetch(url, { credentials: 'same-origin' });
        if (!response.ok) throw new Error('The decoder wasm was not found.');
        return WebAssembly.instantiate(await response.arrayBuffer(), imports);
      };
      const streamed = async () => {
        const response = await fetch(url, { credentials: 'same-origin' });
        if (!response.ok) throw new Error('The decoder wasm was not found.');
        const type = response.headers.get('content-type') ?? '';
        if (!type.startsWith('application/wasm')) {
          return WebAssembly.instantiate(await response.arrayBuffer(), imports);
        }
        return WebAssembly.instantiateStreaming(response, imports);
      };
      streamed()
        .catch(whole)
        .then(({ instance }) => done(instance), failed);
      return {};
    };
    let failed: (reason: unknown) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      failed = reject;
    });
    return new ZXing(await Promise.race([factory({ instantiateWasm, print() {}, printErr() {} }), failure]));
  }

  /** Buffer of `bytes` gray pixels, to be filled before `read`. */
  room(bytes: number): Uint8Array {
    if (bytes > this.#room) {
      if (this.#address) this.#module._free(this.#address);
      this.#address = this.#module._malloc(bytes);
      this.#room = this.#address ? bytes : 0;
      if (!this.#address) throw new Error('The decoder is out of memory.');
    }
    return this.#module.HEAPU8.subarray(this.#address, this.#address + bytes);
  }

  read(width: number, height: number, options: Partial<typeof OPTIONS> = {}): string | null {
    const results = this.#module.readBarcodesFromPixmap(this.#address, width, height, {
      ...OPTIONS,
      ...options,
    });
    try {
      for (let i = 0; i < results.size(); i++) {
        const { isValid, text } = results.get(i);
        if (isValid && text.length > 0) return text;
      }
      return null;
    } finally {
      results.delete();
    }
  }
}
