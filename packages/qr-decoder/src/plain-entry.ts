/**
 * Entry of `decoder.plain.js`, which is loaded only if a policy forbids wasm: our reader as JavaScript, and
 * the QR reader of
 * @zxing/library.
 */
import * as ownReader from './generated/reader-js.js';
import {
  BinaryBitmap,
  HybridBinarizer,
  type LuminanceSource,
  QRCodeReader,
  RGBLuminanceSource,
} from './generated/zxing-js.js';
import type { Plane, SecondReader } from './reader.js';

const qr = new QRCodeReader();

function readOnce(source: LuminanceSource): string | null {
  try {
    return qr.decode(new BinaryBitmap(new HybridBinarizer(source))).getText() || null;
  } catch {
    return null;
  }
}

const secondReader: SecondReader = {
  name: 'zxing-js',
  read({ data, width, height }: Plane) {
    const source = new RGBLuminanceSource(Uint8ClampedArray.from(data), width, height);
    return readOnce(source) ?? readOnce(source.invert());
  },
};

export { ownReader, secondReader };
