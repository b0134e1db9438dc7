import type { DecoderLike } from '../decoder-like.js';
import { listen } from '../listeners.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { CameraRetry } from './camera-retry.js';
import { apply, type CameraControls, controlsOf, keepFocusing } from './controls.js';
import { DecodeLoop } from './decode-loop.js';
import { readTrack, watchFrames } from './frames.js';
import { PageWatch } from './page-watch.js';
import { type CameraProblem, problemBefore, problemOf } from './problem.js';
import { listCameras, openStream, stopStream } from './stream.js';
import { Watchdog } from './watchdog.js';

export type { CameraControls, CameraProblem, DecoderLike };

/**
 * `off`: no track is live (also while the page is hidden) · `starting` · `on`: pictures come ·
 * `reading`: a finder pattern is in sight · `problem`: see {@link CameraProblem}.
 */
export type CameraStatus = 'off' | 'starting' | 'on' | 'reading' | 'problem';

/** `onCode`: reading then pauses until `start()` is called again, unless `accepts` returned false; the video keeps playing. */
export interface CameraOptions extends SourceCallbacks<CameraProblem> {
  /** Where the picture is shown; made muted and inline. */
  video: HTMLVideoElement;
  /** Called once, at the first start (again if it failed). Closing the decoder is the caller's business. */
  decoder: () => Promise<DecoderLike>;
  /** Whether a text ends the reading; by default every text does. `onCode` is called for other texts each time they are seen. */
  accepts?(text: string): boolean;
  onStatus?(status: CameraStatus, problem?: CameraProblem): void;
  /** A camera chosen earlier, if the caller was asked to remember it. It is ignored when no longer connected. */
  deviceId?: string;
}

const FIRST_PICTURE_LIMIT_MS = 6_000;
const FINDER_FADES_MS = 1_000;

/**
 * One camera that can stay on all day. `start()` and `stop()` may be called at any time, in any order and any
 * number of times; between `start()` and `stop()` it frees the device whenever the page is hidden and comes back
 * by itself from that, from unplugging and from a dead stream. Nothing throws: what fails is a status.
 */
export class Camera implements CodeSource {
  readonly kind = 'camera';
  readonly #options: CameraOptions;
  #video: HTMLVideoElement;
  #deviceId: string | null;
  /** The camera that was unplugged: it replaces its substitute when it is plugged in again. */
  #unplugged: string | null = null;
  #wanted = false;
  /** Counts choices of a camera: a request made before the last one is out of date. */
  #choice = 0;
  #opening: Promise<void> | null = null;
  #stream: MediaStream | null = null;
  /** A stream that is not shown yet; `stop()` need not wait for it. */
  #arriving: MediaStream | null = null;
  /** Ends what shows the stream: listeners, timers, the reader of its track. */
  #endShow: (() => void)[] = [];
  #status: CameraStatus = 'off';
  #problem: CameraProblem | undefined;
  #failed = false;
  #worked = false;
  #finderTimer: ReturnType<typeof setTimeout> | undefined;
  #wishes: { torch?: boolean; zoom?: number } = {};
  readonly #page: PageWatch;
  readonly #retry: CameraRetry;
  readonly #loop: DecodeLoop;
  readonly #watchdog: Watchdog;

  constructor(options: CameraOptions) {
    this.#options = options;
    this.#video = options.video;
    this.#deviceId = options.deviceId || null;
    this.#page = new PageWatch({
      onVisibility: () => this.#visibilityChanged(),
      onGesture: () => this.#play(),
      onDevicesChanged: () => void this.#devicesChanged(),
      onPermissionGranted: () => this.#problem === 'denied' && void this.#reopen(),
    });
    // Keep the problem on the screen while retrying: `starting` every few seconds would flicker.
    this.#retry = new CameraRetry(
      () => void this.#open(),
      () => this.#live() && !this.#stream && this.#status === 'problem',
    );
    this.#loop = new DecodeLoop({
      decoder: options.decoder,
      accepts: (text) => options.accepts?.(text) ?? true,
      onCode: (text) => options.onCode(text),
      onFinder: (seen) => this.#finder(seen),
      onFailed: (problem) => this.#fail(problem),
    });
    this.#watchdog = new Watchdog({
      onEnded: () => this.#ended(),
      onDead: (giveUp) => this.#dead(giveUp),
      onBlack: (black) => this.#black(black),
    });
  }

  get status(): CameraStatus {
    return this.#status;
  }

  get problem(): CameraProblem | undefined {
    return this.#problem;
  }

  /** The camera open now, or the one chosen; `null` when the browser is to choose. */
  get deviceId(): string | null {
    return this.#track?.getSettings().deviceId || this.#deviceId;
  }

  /** Resolves when pictures come or the problem is known. Also resumes reading after a text. */
  start(): Promise<void> {
    this.#loop.resume();
    this.#wanted = true;
    this.#page.start();
    if (this.#stream) return this.#opening ?? Promise.resolve();
    if (!this.#live()) return Promise.resolve();
    if (!this.#opening) this.#say('starting');
    return this.#open();
  }

  /** Ends every track before it returns; a stream still on its way is stopped when it arrives. */
  stop(): void {
    this.#wanted = false;
    this.#worked = false;
    this.#retry.reset();
    this.#wishes = {};
    this.#unplugged = null;
    this.#page.stop();
    this.#release();
    this.#watchdog.reset();
    this.#say('off');
  }

  dispose(): void {
    this.stop();
  }

  /** Another <video>, or the same one after a move in the document, which pauses it. */
  attach(video: HTMLVideoElement = this.#video): void {
    if (video !== this.#video) {
      const stream = this.#stream;
      if (stream) this.#detach();
      this.#video = video;
      if (stream) this.#show(stream);
    } else if (this.#stream) {
      this.#play();
    }
  }

  /** Cameras of this device; labels are empty until one was allowed. Empty where there is no access at all. */
  async devices(): Promise<{ deviceId: string; label: string }[]> {
    return (await listCameras()).map(({ deviceId, label }) => ({ deviceId, label }));
  }

  /** Uses this camera from now on, at once if running; `null` restores the automatic choice. */
  async choose(deviceId: string | null): Promise<void> {
    this.#deviceId = deviceId || null;
    this.#choice += 1;
    this.#unplugged = null;
    this.#wishes = {};
    if (this.#wanted) await this.#reopen();
  }

  /** What the open camera can do; everything is absent while none is open. */
  get controls(): CameraControls {
    return controlsOf(this.#track);
  }

  /** `false` when the device refused. Holds over restarts, until `stop()` or `choose()`. */
  async setTorch(on: boolean): Promise<boolean> {
    const done = await apply(this.#track, { torch: on });
    if (done) this.#wishes.torch = on;
    return done;
  }

  /** `false` when the device refused. Holds over restarts, until `stop()` or `choose()`. */
  async setZoom(factor: number): Promise<boolean> {
    const done = await apply(this.#track, { zoom: factor });
    if (done) this.#wishes.zoom = factor;
    return done;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  #live(): boolean {
    return this.#wanted && this.#page.inUse;
  }

  #say(status: CameraStatus, problem?: CameraProblem): void {
    if (status === this.#status && problem === this.#problem) return;
    this.#status = status;
    this.#problem = problem;
    this.#options.onStatus?.(status, problem);
  }

  #visibilityChanged(): void {
    if (!this.#live()) {
      this.#release();
      this.#say('off');
    } else if (!this.#stream) {
      void this.start();
    }
  }

  async #devicesChanged(): Promise<void> {
    if (!this.#live()) return;
    const wish = this.#deviceId ?? this.#unplugged;
    if (this.#stream && wish && this.#track?.getSettings().deviceId !== wish) {
      const back = (await this.devices()).some(({ deviceId }) => deviceId === wish);
      if (back && this.#stream && wish === (this.#deviceId ?? this.#unplugged)) void this.#reopen();
      return;
    }
    if (this.#stream) return;
    if (this.#problem === 'lost' || this.#problem === 'none' || this.#problem === 'busy') void this.#reopen();
  }

  /** One request at a time: a call during a request gets the outcome of that request. */
  #open(): Promise<void> {
    this.#failed = false;
    this.#opening ??= this.#acquire().finally(() => {
      this.#opening = null;
      // stop() and start() both came while the last request was ending
      if (this.#live() && !this.#stream && !this.#failed) void this.#open();
    });
    return this.#opening;
  }

  #reopen(): Promise<void> {
    this.#release();
    if (!this.#live()) return Promise.resolve();
    this.#say('starting');
    return this.#open();
  }

  async #acquire(): Promise<void> {
    while (this.#live() && !this.#stream && !this.#failed) {
      const choice = this.#choice;
      const wanted = () => this.#live() && choice === this.#choice;
      const before = problemBefore();
      if (before) return this.#fail(before);
      this.#loop.prepare();
      let stream: MediaStream | null = null;
      let arrived = false;
      try {
        stream = await openStream({
          deviceId: this.#deviceId ?? this.#unplugged,
          wanted: () => wanted() && (!arrived || this.#arriving !== null),
          onArrived: (early) => {
            arrived = true;
            this.#arriving = early;
          },
          onLate: (late) => this.#adopt(late, wanted()),
        });
      } catch (error) {
        if (wanted()) return this.#fail(problemOf(error));
      }
      this.#arriving = null;
      if (stream) await this.#run(stream);
    }
  }

  /** The user answered the browser's question after the time limit. */
  #adopt(stream: MediaStream, wanted: boolean): void {
    if (!wanted || this.#stream || this.#opening) {
      stopStream(stream);
      return;
    }
    this.#retry.cancel();
    this.#failed = false;
    void this.#run(stream);
  }

  async #run(stream: MediaStream): Promise<void> {
    const track = stream.getVideoTracks()[0];
    if (!track) {
      stopStream(stream);
      return this.#fail('none');
    }
    this.#stream = stream;
    this.#retry.reset();
    const first = new Promise<void>((resolve) => this.#show(stream, resolve));
    void keepFocusing(track).then(() =>
      Object.keys(this.#wishes).length ? apply(track, this.#wishes) : true,
    );
    await first;
  }

  /** Puts the stream on the <video>; `first` is called at the first picture, at release, or after a time limit. */
  #show(stream: MediaStream, first?: () => void): void {
    const video = this.#video;
    const ends: (() => void)[] = [];
    this.#endShow = ends;
    video.muted = true;
    video.playsInline = true;
    video.setAttribute('playsinline', ''); // iOS reads the attribute.
    video.disablePictureInPicture = true;
    video.srcObject = stream;
    let pictures = false;
    const seen = (picture?: VideoFrame) => {
      if (!pictures) {
        pictures = true;
        this.#worked = true;
        if (this.#problem !== 'black') this.#say('on');
        first?.();
      }
      this.#watchdog.picture();
      if (this.#watchdog.black) picture?.close();
      else this.#loop.offer(video, picture);
    };
    const watch = () => {
      if (this.#endShow === ends) ends.push(watchFrames(video, seen));
    };
    const track = stream.getVideoTracks()[0];
    const stopReading = track && readTrack(track, seen, watch);
    if (stopReading) ends.push(stopReading);
    else watch();
    if (first) {
      const timer = setTimeout(first, FIRST_PICTURE_LIMIT_MS);
      ends.push(() => clearTimeout(timer), first);
    }
    ends.push(listen(track, { ended: () => this.#ended() }));
    // A move in the document pauses a video that should play on.
    ends.push(listen(video, { pause: () => setTimeout(() => this.#play(), 0) }));
    this.#watchdog.watch(video, track);
    this.#loop.begin();
    this.#play();
  }

  #play(): void {
    if (!this.#stream || !this.#video.paused) return;
    this.#video.play().catch(() => {}); // Rejected before a user gesture or when stop() interrupts it: the watchdog tries again.
  }

  #detach(): void {
    const ends = this.#endShow;
    this.#endShow = [];
    for (const end of ends) end();
    this.#watchdog.rest();
    this.#loop.end();
    this.#finder(false);
    this.#video.srcObject = null;
  }

  #release(): void {
    this.#retry.cancel();
    if (this.#arriving) stopStream(this.#arriving);
    this.#arriving = null;
    const stream = this.#stream;
    this.#stream = null;
    if (!stream) return;
    stopStream(stream);
    this.#detach();
  }

  #fail(problem: CameraProblem): void {
    this.#release();
    this.#failed = true;
    if (problem === 'none' && this.#worked) problem = 'lost';
    this.#say('problem', problem);
    this.#retry.after(problem);
  }

  #ended(): void {
    this.#unplugged = this.#track?.getSettings().deviceId || this.#unplugged;
    this.#release();
    if (this.#live()) void this.#reopen(); // Another camera may be connected; if not, the problem is reported.
  }

  #dead(giveUp: boolean): void {
    if (!this.#live()) return;
    if (giveUp || this.#problem === 'black') {
      this.#release();
      if (giveUp) this.#say('problem', 'lost'); // Keep reporting the problem while retrying.
      void this.#open();
    } else {
      void this.#reopen();
    }
  }

  #black(black: boolean): void {
    if (black) this.#say('problem', 'black');
    else if (this.#problem === 'black') this.#say('on');
  }

  #finder(seen: boolean): void {
    clearTimeout(this.#finderTimer);
    if (seen && this.#status === 'on') this.#say('reading');
    if (seen) this.#finderTimer = setTimeout(() => this.#finder(false), FINDER_FADES_MS);
    else if (this.#status === 'reading') this.#say('on');
  }
}
