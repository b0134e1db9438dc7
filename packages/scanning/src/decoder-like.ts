import type { PictureQuality, Point } from '@cid-elements/qr-decoder';

export type { PictureQuality, Point };

/** The part of the decoder's API that a code source uses. */

export interface DecoderLike {
  /** Neither keeps, transfers nor closes the image. */
  decode(
    image: ImageData | ImageBitmap | VideoFrame,
    effort?: 'glance' | 'frame' | 'thorough',
  ): Promise<{ text: string } | null>;
  /** Optional. Decodes an image file; `null` if the decoder cannot open the format. */
  picture?(
    file: Blob,
    signal?: AbortSignal,
  ): Promise<{ text: string } | { problem: 'no-code' | 'too-large' } | null>;
  /** Optional. While it is true the status is `reading`. */
  readonly codeSeen?: boolean;
  /** Optional. True if the next frame should be decoded without a pause; defaults to `codeSeen`. */
  readonly finderPatternsSeen?: boolean;
  /** Optional. Corners of the code in the last image, decoded or not; for its outline. */
  readonly corners?: readonly Point[] | null;
  /** Optional. How well a code can be seen in the last image; for advice. Null if it was decoded. */
  readonly quality?: PictureQuality | null;
  /** Optional. True once the decoder has failed or was closed. */
  readonly dead?: boolean;
}
