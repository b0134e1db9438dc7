// The QR reader of @zxing/library and nothing else; the JavaScript is written by build-reader.mjs.
export interface LuminanceSource {
  invert(): LuminanceSource;
}
export declare class RGBLuminanceSource implements LuminanceSource {
  constructor(luminances: Uint8ClampedArray, width: number, height: number);
  invert(): LuminanceSource;
}
export declare class HybridBinarizer {
  constructor(source: LuminanceSource);
}
export declare class BinaryBitmap {
  constructor(binarizer: HybridBinarizer);
}
export declare class QRCodeReader {
  decode(bitmap: BinaryBitmap): { getText(): string };
}
