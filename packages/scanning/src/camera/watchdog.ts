import { Health, type Look } from './health.js';

interface WatchdogOptions {
  /** The track has ended, whether or not the browser said so. */
  onEnded(): void;
  /** No picture comes, or the same one again and again; `giveUp` after several failed restarts. */
  onDead(giveUp: boolean): void;
  /** The stream is black even after a restart, or is no longer. */
  onBlack(black: boolean): void;
}

/** Time between two looks, ms; and while something looks wrong. */
const LOOK_INTERVAL_MS = 1_000;
const ALERT_INTERVAL_MS = 250;
/** How long a stream may take to its first picture, and later to a new one, ms. Doubled with every failed restart. */
const FIRST_PICTURE_MS = 6_000;
const NEW_PICTURE_MS = 3_000;
const MAX_PATIENCE_MS = 60_000;
/** How long pictures may be identical to the last bit until the stream counts as frozen, ms. */
const SAME_PICTURES_MS = 10_000;
/** How long a stream is black until it is restarted, and until it is restarted again, ms. */
const BLACK_MS = 3_000;
const BLACK_RESTART_MS = 30_000;
/** Failed restarts before it gives up. */
const MAX_RESTARTS = 3;

/** Detects live streams that deliver no usable picture to a playing <video>. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #health = new Health();
  #video: HTMLVideoElement | null = null;
  #track: MediaStreamTrack | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows at each restart: an answer that began in an earlier one is dropped. */
  #generation = 0;
  #pictures = 0;
  #lastPicture = 0;
  #lastChange = 0;
  #blackSince = 0;
  #restartsInVain = 0;
  #sameAccepted = false;
  #blackRestarts = 0;
  /** The stream is black now: nothing to decode. */
  black = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  watch(video: HTMLVideoElement, track: MediaStreamTrack | undefined): void {
    this.rest();
    this.#video = video;
    this.#track = track;
    this.#pictures = 0;
    this.#lastPicture = this.#lastChange = performance.now();
    this.#timer = setTimeout(this.#tick, ALERT_INTERVAL_MS);
  }

  picture(): void {
    this.#pictures += 1;
    this.#lastPicture = performance.now();
  }

  /** Stops watching; the count of restarts is kept. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#generation += 1;
    this.#video = null;
    this.#track = undefined;
    this.#health.forget();
    this.#blackSince = 0;
    this.black = false;
  }

  /** Resets the count of restarts. */
  reset(): void {
    this.rest();
    this.#restartsInVain = 0;
    this.#sameAccepted = false;
    this.#blackRestarts = 0;
  }

  #tick = async (): Promise<void> => {
    const video = this.#video;
    if (!video) return;
    const generation = this.#generation;
    if (this.#track?.readyState === 'ended') return this.#options.onEnded();
    const look = await this.#health.look(video);
    if (generation !== this.#generation) return;
    const wrong = this.#check(video, look, performance.now());
    if (generation === this.#generation)
      this.#timer = setTimeout(this.#tick, wrong ? ALERT_INTERVAL_MS : LOOK_INTERVAL_MS);
  };

  /** `true` when the next look should come soon. */
  #check(video: HTMLVideoElement, look: Look | null, now: number): boolean {
    if (video.paused) void video.play().catch(() => {});
    if (look?.changed) {
      this.#lastChange = now;
      this.#sameAccepted = false;
      if (!look.black) this.#restartsInVain = 0;
    }
    // A paused video is the page's or the browser's doing: a new stream would not play either.
    if (video.paused) {
      this.#lastPicture = this.#lastChange = now;
      return true;
    }
    const patience = Math.min(
      (this.#pictures ? NEW_PICTURE_MS : FIRST_PICTURE_MS) * 2 ** Math.max(0, this.#restartsInVain - 1),
      MAX_PATIENCE_MS,
    );
    const quiet = now - this.#lastPicture;
    const same = now - this.#lastChange;
    if (Math.min(quiet, same) > patience) {
      this.#restartsInVain += 1;
      this.#options.onDead(this.#restartsInVain > MAX_RESTARTS);
      return true;
    }
    if (same > SAME_PICTURES_MS && !this.#sameAccepted) {
      this.#sameAccepted = true; // a drawn or recorded camera may really stand still: one restart, no more
      if (!look?.black) {
        this.#options.onDead(false);
        return true;
      }
    }
    this.#checkBlack(look?.black === true, now);
    return this.black || quiet > LOOK_INTERVAL_MS || this.#track?.muted === true;
  }

  #checkBlack(black: boolean, now: number): void {
    if (!black) {
      this.#blackSince = 0;
      if (this.black || this.#blackRestarts > 0) {
        this.#blackRestarts = 0;
        this.black = false;
        this.#options.onBlack(false);
      }
      return;
    }
    this.black = true;
    if (this.#blackSince === 0) this.#blackSince = now;
    const blackMs = now - this.#blackSince;
    if (this.#blackRestarts === 0 ? blackMs > BLACK_MS : blackMs > BLACK_RESTART_MS) {
      this.#blackRestarts += 1;
      this.#options.onDead(false);
    } else if (this.#blackRestarts > 0 && blackMs > BLACK_MS / 2) {
      this.#options.onBlack(true);
    }
  }
}
