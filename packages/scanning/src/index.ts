export type { Decoder, DecoderImage, DecoderOptions } from '@cid-elements/qr-decoder';
export { createDecoder } from '@cid-elements/qr-decoder';
