import type { LuminanceSource } from './generated/zxing-js.js';
import { type Look, Reader } from './reader.js';
import type { Effort, Engine, Frame, Setup } from './types.js';
import type { ZXing } from './zxing-wasm.js';

const look = (
  channel: number,
  zoom: number,
  radius: number,
  smooth: number,
  most: number,
  depth: number,
): Look => ({
  channel,
  zoom,
  radius,
  smooth,
  most,
  depth,
});

/** The first look finds most; each of the others finds what the ones before it do not. */
const LOOKS: Record<Effort, Look[]> = {
  frame: [look(4, 1, 4, 1, 6, 0), look(0, 2, 4, 1, 8, 1), look(0, 1, 8, 1, 8, 1)],
  thorough: [
    look(4, 1, 4, 1, 8, 1),
    look(0, 2, 4, 1, 10, 1),
    look(0, 1, 8, 1, 10, 2),
    look(0, 1, 2, 0, 10, 2),
    look(0, -1, 2, 1, 10, 2),
    look(0, 2, 2, 1, 10, 2),
    look(0, 1, 2, 1, 10, 2),
    look(3, 1, 4, 1, 10, 2),
  ],
};

/** Another reader of gray pixels, tried after our first look. */
interface Second {
  name: string;
  read(gray: Uint8Array, width: number, height: number): string | null;
}

function combine(reader: Reader, second: Promise<Second | null>, name: string): Engine {
  let loaded: Second | null | undefined;
  second.then((value) => {
    loaded = value;
  });
  return {
    get name() {
      return loaded?.name ?? name;
    },
    async read(frame: Frame, effort: Effort) {
      reader.take(frame);
      const { width, height } = frame;
      let asked = false;
      const ask = (): string | null => {
        asked = true;
        return loaded ? loaded.read(reader.gray(), width, height) : null;
      };
      for (const way of LOOKS[effort]) {
        const text = reader.look(way) ?? (!asked && loaded ? ask() : null);
        if (text) return text;
      }
      if (asked) return null;
      // Still compiling: nothing but the first picture ever waits for it.
      await second;
      return ask();
    },
  };
}

async function wasmEngine(url: string): Promise<Engine> {
  const { default: base64 } = await import('./generated/reader-wasm.js');
  const reader = Reader.fromBase64(base64);
  const second = import('./zxing-wasm.js')
    .then(({ ZXing }) => ZXing.load(url))
    .then((zxing: ZXing) => ({
      name: 'zxing-wasm',
      read(gray: Uint8Array, width: number, height: number) {
        zxing.room(gray.length).set(gray);
        return zxing.read(width, height);
      },
    }))
    // Not to be had: our own reader reads alone.
    .catch(() => null);
  return combine(reader, second, 'zxing-wasm');
}

async function plainEngine(): Promise<Engine> {
  const reader = new Reader(await import('./generated/reader-js.js'));
  const second = import('./generated/zxing-js.js').then((zxing) => {
    const qr = new zxing.QRCodeReader();
    const once = (source: LuminanceSource): string | null => {
      try {
        const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(source));
        return qr.decode(bitmap).getText() || null;
      } catch {
        return null;
      }
    };
    return {
      name: 'zxing-js',
      read(gray: Uint8Array, width: number, height: number) {
        const source = new zxing.RGBLuminanceSource(Uint8ClampedArray.from(gray), width, height);
        return once(source) ?? once(source.invert());
      },
    };
  });
  return combine(
    reader,
    second.catch(() => null),
    'zxing-js',
  );
}

/** An engine that runs here: wasm where it may be compiled, else JavaScript. */
export async function createEngine({ wasm, wasmUrl }: Setup): Promise<Engine> {
  if (wasm) {
    try {
      return await wasmEngine(wasmUrl);
    } catch {
      // The policy that rules this script forbids wasm.
    }
  }
  return plainEngine();
}
