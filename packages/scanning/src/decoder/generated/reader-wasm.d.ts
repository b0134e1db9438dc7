// Our own reader (assembly/) as wasm, base64; written by scripts/build-passes.mjs.
declare const base64: string;
export default base64;
