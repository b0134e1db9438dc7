import { Health, type Look } from './health.js';

interface WatchdogOptions {
  /** The track has ended, also if the browser fired no event. */
  onEnded(): void;
  /** The stream is stalled or frozen. `giveUp` is true after several failed restarts. */
  onDead(giveUp: boolean): void;
  /** The stream is still black after a restart, or no longer black. */
  onBlack(black: boolean): void;
}

/** Interval between two checks; shorter while something is wrong. */
const CHECK_INTERVAL_MS = 1_000;
const ALERT_INTERVAL_MS = 250;
/** Timeouts for the first frame and for each new one. Doubled with every failed restart. */
const FIRST_PICTURE_MS = 6_000;
const NEW_PICTURE_MS = 3_000;
const MAX_PATIENCE_MS = 60_000;
/** Frames that are bit-identical for longer count as a frozen stream. */
const SAME_PICTURES_MS = 10_000;
/** A stream that is black for this long is restarted; then again each time after the longer time. */
const BLACK_MS = 3_000;
const BLACK_RESTART_MS = 30_000;
/** Failed restarts until the watchdog gives up. */
const MAX_RESTARTS = 3;

/** Detects live streams that deliver no usable picture to a playing <video>. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #health = new Health();
  #video: HTMLVideoElement | null = null;
  #track: MediaStreamTrack | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Incremented at each restart; results of an earlier generation are discarded. */
  #generation = 0;
  #pictures = 0;
  #lastPicture = 0;
  #lastChange = 0;
  #blackSince = 0;
  #restartsInVain = 0;
  #sameAccepted = false;
  #blackRestarts = 0;
  /** The stream is black, so frames need not be decoded. */
  black = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  watch(video: HTMLVideoElement, track: MediaStreamTrack | undefined): void {
    this.stop();
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

  /** Stops watching. Keeps the count of restarts. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#generation += 1;
    this.#video = null;
    this.#track = undefined;
    this.#health.forget();
    this.#blackSince = 0;
    this.black = false;
  }

  /** Stops watching and resets the count of restarts. */
  reset(): void {
    this.stop();
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
      this.#timer = setTimeout(this.#tick, wrong ? ALERT_INTERVAL_MS : CHECK_INTERVAL_MS);
  };

  /** Returns whether the next check should follow soon. */
  #check(video: HTMLVideoElement, look: Look | null, now: number): boolean {
    if (video.paused) void video.play().catch(() => {});
    if (look?.changed) {
      this.#lastChange = now;
      this.#sameAccepted = false;
      if (!look.black) this.#restartsInVain = 0;
    }
    // The page or the browser paused the video, so a restarted stream would not play either.
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
      this.#sameAccepted = true; // Restart once only: a virtual camera may really show a still image.
      if (!look?.black) {
        this.#options.onDead(false);
        return true;
      }
    }
    this.#checkBlack(look?.black === true, now);
    return this.black || quiet > CHECK_INTERVAL_MS || this.#track?.muted === true;
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
