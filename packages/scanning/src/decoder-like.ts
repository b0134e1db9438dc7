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
  /** Whether a code was in the last image, read or not, for decoders that tell: the status says `reading` then. */
  readonly finderSeen?: boolean;
  /** Whether the last image deserves another look at once, for decoders that tell; otherwise what `finderSeen` says. */
  readonly cornersSeen?: boolean;
  /** It will never answer again. */
  readonly dead?: boolean;
}
