export { createDecoder } from './decoder/decoder.js';
export type { Decoder, DecoderImage, DecoderOptions } from './decoder/types.js';
