import type { PictureView } from '../decoder-like.js';

/**
 * What the visitor or the clerk should change, because the code in view cannot be decoded: bring the phone
 * `closer`, `farther` away, hold it `steady`, wait for the `focus`, or mend that it is `dark` or covered by
 * `glare`.
 */
export type CameraAdvice = 'closer' | 'farther' | 'steady' | 'focus' | 'dark' | 'glare';

/** Picture widths a second, and sharpness of edges, of a code that a movement blurs. */
const FAST = 0.15;
const BLURRED = 0.65;
/** Gray of the lightest parts: below it the picture is too dark, or so dim that this may be the cause. */
const DARK_LIGHT = 64;
const DIM_LIGHT = 100;
/** Gray of white parts. */
const WHITE_LIGHT = 235;
/** Overexposed share of a code, and of a picture in which no code is found. */
const GLARE_SHARE = 0.12;
const GLARE_SHARE_WITHOUT_CODE = 0.2;
/** A smaller share is the cause if nothing else is. */
const SOME_GLARE_SHARE = 0.03;
/** Module size, px: below it dots cannot be separated; below the second it may be the cause. */
const TINY_MODULE_PX = 3.4;
const SMALL_MODULE_PX = 5;
/** Modules that fit into the picture's height if the code is too large to be seen whole. */
const CLOSE_HEIGHT_MODULES = 36;
/** Sharpness of edges that are out of focus; lower where no code is found, because a photo has no edges. */
const SOFT = 0.45;
const SOFT_WITHOUT_CODE = 0.36;

/** The most likely reason why a picture was not decoded; undefined if it shows none. */
export function causeOf(view: PictureView): CameraAdvice | undefined {
  const { finders, modulePx, light, overexposed, sharpness } = view;
  const found = finders > 0;
  if (view.speed > FAST && sharpness !== null && sharpness < BLURRED) return 'steady';
  if (light < DARK_LIGHT) return 'dark';
  if (overexposed >= (found ? GLARE_SHARE : GLARE_SHARE_WITHOUT_CODE)) return 'glare';
  if (found && modulePx < TINY_MODULE_PX) return 'closer';
  if (found && modulePx * CLOSE_HEIGHT_MODULES > view.height) return 'farther';
  if (sharpness !== null && sharpness < (found ? SOFT : SOFT_WITHOUT_CODE)) return 'focus';
  if (!found) return light < DIM_LIGHT ? 'dark' : undefined;
  // A hidden finder pattern beside white parts is probably under a reflection.
  if (light >= WHITE_LIGHT && (finders < 3 || overexposed >= SOME_GLARE_SHARE)) return 'glare';
  if (modulePx < SMALL_MODULE_PX) return 'closer';
  return light < DIM_LIGHT ? 'dark' : undefined;
}

/** Pictures of the last 1.2 s decide. */
const WINDOW_MS = 1_200;
/** Passes take turns, so that only some pictures show the cause: minimum number, and share of all pictures. */
const MIN_VOTES = 3;
const MIN_VOTES_SHARE = 0.2;
/** A cause is shown if it has this share of the votes for so long, and hidden below the second share. */
const SHOWN_SHARE = 0.7;
const SHOWN_AFTER_MS = 600;
const HIDDEN_SHARE = 0.3;
/** Minimum time that an advice stays, so that it can be read. */
const MIN_SHOWN_MS = 1_500;
/** Without a finder pattern or a movement for this long there is probably no phone in view. */
const ABSENT_MS = 10_000;

/** Decides about the advice from the views of the pictures that were not decoded. */
export class Adviser {
  readonly #onChange: (advice: CameraAdvice | undefined) => void;
  #causes: { cause: CameraAdvice | undefined; at: number }[] = [];
  #advice: CameraAdvice | undefined;
  #shownAt = 0;
  #presentAt: number | undefined;

  constructor(onChange: (advice: CameraAdvice | undefined) => void) {
    this.#onChange = onChange;
  }

  get advice(): CameraAdvice | undefined {
    return this.#advice;
  }

  /** Call with each picture that was not decoded. */
  consider(view: PictureView, now: number): void {
    if (view.finders > 0 || view.speed > FAST) this.#presentAt = now;
    this.#presentAt ??= now;
    const present = now - this.#presentAt < ABSENT_MS;
    this.#causes = this.#causes.filter(({ at }) => now - at < WINDOW_MS);
    this.#causes.push({ cause: present ? causeOf(view) : undefined, at: now });
    const votes = this.#causes.filter(({ cause }) => cause);
    const isEnough = votes.length >= Math.max(MIN_VOTES, MIN_VOTES_SHARE * this.#causes.length);
    const lasts = now - (this.#causes[0]?.at ?? now) >= SHOWN_AFTER_MS;
    const shareOf = (cause: CameraAdvice | undefined) =>
      isEnough ? votes.filter((vote) => vote.cause === cause).length / votes.length : 0;
    const shown = this.#advice;
    if (shown && now - this.#shownAt < MIN_SHOWN_MS) return;
    const next = votes.at(-1)?.cause;
    if (next !== shown && lasts && shareOf(next) >= SHOWN_SHARE) this.#show(next, now);
    else if (shown && shareOf(shown) < HIDDEN_SHARE) this.#show(undefined, now);
  }

  /** Call when a code was decoded, and when the camera stops. */
  reset(): void {
    this.#causes = [];
    this.#presentAt = undefined;
    this.#show(undefined, 0);
  }

  #show(advice: CameraAdvice | undefined, now: number): void {
    if (advice === this.#advice) return;
    this.#advice = advice;
    this.#shownAt = now;
    this.#onChange(advice);
  }
}
