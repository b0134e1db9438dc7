// The reader for measuring (assembly/measure.ts) as wasm, base64; written by build-reader.mjs.
declare const base64: string;
export default base64;
