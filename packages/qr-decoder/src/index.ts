export { createDecoder } from './decoder.js';
export type { Decoder, DecoderImage, DecoderOptions } from './types.js';
