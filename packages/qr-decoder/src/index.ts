export { createDecoder } from './decoder.js';
export type { Decoder, DecoderImage, DecoderOptions, PictureView, Point } from './types.js';
