import type { PictureQuality } from '../decoder-like.js';

/**
 * What the visitor or the clerk should change, because the code in view cannot be decoded: bring the phone
 * `closer`, `farther` away, hold it `steady`, wait for the `focus`, or mend that it is `dark` or covered by
 * `glare`.
 */
export type CameraAdvice = 'closer' | 'farther' | 'steady' | 'focus' | 'dark' | 'glare';

/** A movement blurs a code from this speed on, picture widths a second; from the lower one if edges are soft. */
const FAST_WIDTHS_PER_S = 0.3;
const BLURRING_WIDTHS_PER_S = 0.15;
const BLURRED_SHARPNESS = 0.65;
/** Gray of the lightest parts: below it the picture is too dark, or so dim that this may be the cause. */
const DARK_LIGHT = 64;
const DIM_LIGHT = 100;
/** Gray of white parts. */
const WHITE_LIGHT = 235;
/** Gray of the lightest parts if a lit screen is in view, for causes without a finder pattern. */
const SCREEN_LIGHT = 160;
/** Overexposed share of a code, and of a picture in which no code is found. */
const GLARE_SHARE = 0.12;
const GLARE_SHARE_WITHOUT_CODE = 0.2;
/** A smaller share is the cause if nothing else is. */
const SOME_GLARE_SHARE = 0.03;
/** Module size, px: below it dots cannot be separated; below the second it may be the cause. */
const TINY_MODULE_PX = 3.4;
const SMALL_MODULE_PX = 5;
/** A code of version 4 does not fit into a picture with fewer modules across. */
const CLOSE_MODULES_ACROSS = 36;
/** Sharpness of edges that are out of focus; lower where no code is found, because a photo has no edges. */
const SOFT_SHARPNESS = 0.45;
const SOFT_SHARPNESS_WITHOUT_CODE = 0.36;

/** The most likely reason why a picture was not decoded; undefined if it shows none. */
export function causeOf(quality: PictureQuality): CameraAdvice | undefined {
  const { finders, modulePx, light, overexposed, speed } = quality;
  const sharpness = quality.sharpness ?? 1;
  const found = finders > 0;
  if (light < DARK_LIGHT) return 'dark';
  if (!found && light < SCREEN_LIGHT) return undefined;
  if (speed > FAST_WIDTHS_PER_S || (speed > BLURRING_WIDTHS_PER_S && sharpness < BLURRED_SHARPNESS))
    return 'steady';
  if (overexposed >= (found ? GLARE_SHARE : GLARE_SHARE_WITHOUT_CODE)) return 'glare';
  // Noise looks like a single small finder pattern.
  if (finders > 1 && modulePx < TINY_MODULE_PX) return 'closer';
  if (found && quality.modulesAcross < CLOSE_MODULES_ACROSS) return 'farther';
  if (sharpness < (found ? SOFT_SHARPNESS : SOFT_SHARPNESS_WITHOUT_CODE)) return 'focus';
  if (!found) return undefined;
  // A hidden finder pattern beside white parts is probably under a reflection.
  if (light >= WHITE_LIGHT && (finders < 3 || overexposed >= SOME_GLARE_SHARE)) return 'glare';
  if (finders > 1 && modulePx < SMALL_MODULE_PX) return 'closer';
  return light < DIM_LIGHT ? 'dark' : undefined;
}

/**
 * The pictures of this time decide, on slow computers at least this number of the newest ones, up to a maximum
 * age. A window of a fixed number would be shorter than `SHOWN_AFTER_MS` on fast computers.
 */
const WINDOW_MS = 1_200;
const MIN_PICTURES = 15;
const MAX_AGE_MS = 6_000;
/** Passes take turns, so that only some pictures show the cause: minimum number, and share of all pictures. */
const MIN_VOTES = 3;
const MIN_VOTES_SHARE = 0.2;
/** A cause is shown after so long if it has this share of the votes, and hidden below the second share. */
const SHOWN_AFTER_MS = 600;
const SHOWN_SHARE = 0.7;
const HIDDEN_SHARE = 0.3;
/** Minimum time that an advice stays, so that it can be read. */
const MIN_SHOWN_MS = 1_500;
/** Without a finder pattern for so long, from the start or the last one, there is probably no phone in view. */
const ABSENT_MS = 10_000;

interface Picture {
  cause: CameraAdvice | undefined;
  at: number;
}

/** Decides about the advice from the quality of the pictures that were not decoded. */
export class Adviser {
  readonly #onChange: (advice: CameraAdvice | undefined) => void;
  #pictures: Picture[] = [];
  #advice: CameraAdvice | undefined;
  #shownAt = 0;
  #presentAt: number | undefined;

  constructor(onChange: (advice: CameraAdvice | undefined) => void) {
    this.#onChange = onChange;
  }

  get advice(): CameraAdvice | undefined {
    return this.#advice;
  }

  /** Call with each picture that was not decoded. `now`: ms. */
  consider(quality: PictureQuality, now: number): void {
    if (quality.finders > 0 || this.#presentAt === undefined) this.#presentAt = now;
    const isPresent = now - this.#presentAt < ABSENT_MS;
    this.#pictures.push({ cause: isPresent ? causeOf(quality) : undefined, at: now });
    const oldest = this.#pictures.at(-MIN_PICTURES)?.at ?? 0;
    const from = Math.max(Math.min(oldest, now - WINDOW_MS), now - MAX_AGE_MS);
    this.#pictures = this.#pictures.filter(({ at }) => at >= from);
    const shown = this.#advice;
    if (shown && now - this.#shownAt < MIN_SHOWN_MS) return;
    const votes = this.#pictures.filter(({ cause }) => cause);
    const isEnough = votes.length >= Math.max(MIN_VOTES, MIN_VOTES_SHARE * this.#pictures.length);
    const forCause = (cause: CameraAdvice | undefined) => votes.filter((vote) => vote.cause === cause);
    const shareOf = (cause: CameraAdvice) => (isEnough ? forCause(cause).length / votes.length : 0);
    const next = votes.at(-1)?.cause;
    const since = forCause(next)[0]?.at ?? now;
    if (next && next !== shown && now - since >= SHOWN_AFTER_MS && shareOf(next) >= SHOWN_SHARE)
      this.#show(next, now);
    else if (shown && shareOf(shown) < HIDDEN_SHARE) this.#show(undefined, now);
  }

  /** Call when a code was decoded. */
  withdraw(): void {
    this.#pictures = [];
    this.#show(undefined, 0);
  }

  /** Call when the camera stops. Does not call back, because the status tells. */
  forget(): void {
    this.#pictures = [];
    this.#presentAt = undefined;
    this.#advice = undefined;
  }

  #show(advice: CameraAdvice | undefined, now: number): void {
    if (advice === this.#advice) return;
    this.#advice = advice;
    this.#shownAt = now;
    this.#onChange(advice);
  }
}
