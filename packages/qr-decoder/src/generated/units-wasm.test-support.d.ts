// The reader's steps one by one as wasm, base64, for unit tests; written by build-reader.mjs.
declare const base64: string;
export default base64;
