import { Health, type Look } from './health.js';

interface WatchdogOptions {
  /** The track has ended, whether or not the browser said so. */
  onEnded(): void;
  /** No picture comes, or the same one again and again; `giveUp` after several restarts in vain. */
  onDead(giveUp: boolean): void;
  /** The stream is black even after a restart, or is no longer. */
  onBlack(black: boolean): void;
}

const CALM = 1_000; // ms between looks
const ALERT = 250; // ms, while something looks wrong
const NO_PICTURE = 6_000; // ms from the start of a stream to its first picture
const STILL = 3_000; // ms without a new picture
const FROZEN = 10_000; // ms of pictures that are the same to the last bit
const BLACK = 3_000; // ms
const VAIN = 3; // restarts
const LONGEST = 60_000; // ms
const BLACK_AGAIN = 30_000; // ms

/** Detects live streams that deliver no usable picture to a playing <video>. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #health = new Health();
  #video: HTMLVideoElement | null = null;
  #track: MediaStreamTrack | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch = 0;
  #pictures = 0;
  #lastPicture = 0;
  #lastChange = 0;
  #blackSince = 0;
  #vain = 0;
  #stillAccepted = false;
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
    this.#timer = setTimeout(this.#tick, ALERT);
  }

  picture(): void {
    this.#pictures += 1;
    this.#lastPicture = performance.now();
  }

  /** Stops watching; the count of restarts is kept. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#watch += 1;
    this.#video = null;
    this.#track = undefined;
    this.#health.forget();
    this.#blackSince = 0;
    this.black = false;
  }

  /** Resets the count of restarts. */
  reset(): void {
    this.rest();
    this.#vain = 0;
    this.#stillAccepted = false;
    this.#blackRestarts = 0;
  }

  #tick = async (): Promise<void> => {
    const video = this.#video;
    if (!video) return;
    const watch = this.#watch;
    if (this.#track?.readyState === 'ended') return this.#options.onEnded();
    const look = await this.#health.look(video);
    if (watch !== this.#watch) return;
    const wrong = this.#check(video, look, performance.now());
    if (watch === this.#watch) this.#timer = setTimeout(this.#tick, wrong ? ALERT : CALM);
  };

  /** `true` when the next look should come soon. */
  #check(video: HTMLVideoElement, look: Look | null, now: number): boolean {
    if (video.paused) void video.play().catch(() => {});
    if (look?.changed) {
      this.#lastChange = now;
      this.#stillAccepted = false;
      if (!look.black) this.#vain = 0;
    }
    // A paused video is the page's or the browser's doing: a new stream would not play either.
    if (video.paused) {
      this.#lastPicture = this.#lastChange = now;
      return true;
    }
    const patience = Math.min(
      (this.#pictures ? STILL : NO_PICTURE) * 2 ** Math.max(0, this.#vain - 1),
      LONGEST,
    );
    const quiet = now - this.#lastPicture;
    const same = now - this.#lastChange;
    if (Math.min(quiet, same) > patience) {
      this.#vain += 1;
      this.#options.onDead(this.#vain > VAIN);
      return true;
    }
    if (same > FROZEN && !this.#stillAccepted) {
      this.#stillAccepted = true; // a drawn or recorded camera may really stand still: one restart, no more
      if (!look?.black) {
        this.#options.onDead(false);
        return true;
      }
    }
    this.#dark(look?.black === true, now);
    return this.black || quiet > CALM || this.#track?.muted === true;
  }

  #dark(black: boolean, now: number): void {
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
    const dark = now - this.#blackSince;
    if (this.#blackRestarts === 0 ? dark > BLACK : dark > BLACK_AGAIN) {
      this.#blackRestarts += 1;
      this.#options.onDead(false);
    } else if (this.#blackRestarts > 0 && dark > BLACK / 2) {
      this.#options.onBlack(true);
    }
  }
}
