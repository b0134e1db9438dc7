// Emscripten's factory of zxing-wasm's reader; the JavaScript is written by build-reader.mjs.
export interface ZXingResults {
  size(): number;
  get(index: number): { isValid: boolean; format: string; text: string; bytes: Uint8Array };
  delete(): void;
}
export interface ZXingModule {
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  readBarcodesFromPixmap(address: number, width: number, height: number, options: object): ZXingResults;
}
declare const factory: (overrides: object) => Promise<ZXingModule>;
export default factory;
