export { createDecoder } from './decoder.js';
export type { Decoder, DecoderImage, DecoderOptions, PictureQuality, Point } from './types.js';
