import type { LuminanceSource } from './generated/zxing-js.js';
import { writeLuma } from './luma.js';
import type { Effort, Engine, Frame, Setup } from './types.js';

async function wasmEngine(url: string): Promise<Engine> {
  const { ZXing } = await import('./zxing-wasm.js');
  const zxing = await ZXing.load(url);
  return {
    name: 'zxing-wasm',
    async read(frame: Frame, _effort: Effort) {
      writeLuma(frame, zxing.room(frame.width * frame.height));
      return zxing.read(frame.width, frame.height);
    },
  };
}

async function plainEngine(): Promise<Engine> {
  const zxing = await import('./generated/zxing-js.js');
  const reader = new zxing.QRCodeReader();
  const once = (source: LuminanceSource): string | null => {
    try {
      const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(source));
      return reader.decode(bitmap).getText() || null;
    } catch {
      return null;
    }
  };
  return {
    name: 'zxing-js',
    async read(frame: Frame) {
      const gray = new Uint8ClampedArray(frame.width * frame.height);
      writeLuma(frame, gray);
      const source = new zxing.RGBLuminanceSource(gray, frame.width, frame.height);
      return once(source) ?? once(source.invert());
    },
  };
}

/** An engine that runs here: zxing-wasm where wasm may be compiled, else zxing's JavaScript. */
export async function createEngine({ wasm, wasmUrl }: Setup): Promise<Engine> {
  if (wasm) {
    try {
      return await wasmEngine(wasmUrl);
    } catch {
      // Forbidden by the policy of this page, or not to be fetched: the plain one follows.
    }
  }
  return plainEngine();
}
