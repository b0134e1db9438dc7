/** As much of a decoder as a source needs; `createDecoder` gives one. */

export interface DecoderLike {
  /** Neither keeps, transfers nor closes the image. */
  decode(
    image: ImageData | ImageBitmap | VideoFrame,
    effort?: 'glance' | 'frame' | 'thorough',
  ): Promise<{ text: string } | null>;
  /** Reads a picture file by itself; `null` when it cannot. For decoders that do. */
  picture?(
    file: Blob,
    signal?: AbortSignal,
  ): Promise<{ text: string } | { problem: 'no-code' | 'too-large' } | null>;
  /** Optional. True if the last image contained a code, decoded or not; the status is then `reading`. */
  readonly finderSeen?: boolean;
  /** Optional. True if the next frame should be decoded without a pause; defaults to `finderSeen`. */
  readonly cornersSeen?: boolean;
  /** It will never answer again. */
  readonly dead?: boolean;
}
