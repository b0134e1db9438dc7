import type { DecoderLike } from '../decoder-like.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { StatusReporter } from '../status-reporter.js';
import { CameraRetry } from './camera-retry.js';
import { type CameraSettings, CameraWish } from './camera-wish.js';
import { apply, type CameraControls, controlsOf, keepFocusing } from './controls.js';
import { DecodeLoop } from './decode-loop.js';
import { PageWatch } from './page-watch.js';
import { type CameraProblem, problemBefore, problemOf } from './problem.js';
import { listCameras, openStream, stopStream } from './stream.js';
import { StreamPlayer } from './stream-player.js';
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

const FINDER_FADES_MS = 1_000;

/**
 * One camera that can stay on all day. `start()` and `stop()` may be called at any time, in any order and any
 * number of times; between `start()` and `stop()` it frees the device whenever the page is hidden and comes back
 * by itself from that, from unplugging and from a dead stream. Nothing throws: what fails is a status.
 */
export class Camera implements CodeSource {
  readonly kind = 'camera';
  readonly #wish: CameraWish;
  #wanted = false;
  #opening: Promise<void> | null = null;
  #stream: MediaStream | null = null;
  /** A stream that is not shown yet; `stop()` need not wait for it. */
  #arriving: MediaStream | null = null;
  /** The last attempt to open a camera failed. */
  #failed = false;
  /** A picture has come since `start()`: a camera that is missing now was lost. */
  #worked = false;
  #finderTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #state: StatusReporter<CameraStatus, CameraProblem>;
  readonly #player: StreamPlayer;
  readonly #page: PageWatch;
  readonly #retry: CameraRetry;
  readonly #loop: DecodeLoop;
  readonly #watchdog: Watchdog;

  constructor(options: CameraOptions) {
    this.#wish = new CameraWish(options.deviceId || null);
    this.#state = new StatusReporter<CameraStatus, CameraProblem>('off', (...state) =>
      options.onStatus?.(...state),
    );
    this.#player = new StreamPlayer(options.video, {
      onPicture: (isFirst, frame) => this.#onPicture(isFirst, frame),
      onEnded: () => this.#onEnded(),
    });
    this.#page = new PageWatch({
      onVisibility: () => this.#onVisibility(),
      onGesture: () => this.#player.resume(),
      onDevicesChanged: () => void this.#onDevicesChanged(),
      onPermissionGranted: () => this.problem === 'denied' && void this.#reopen(),
    });
    // Keep the problem on the screen while retrying: `starting` every few seconds would flicker.
    this.#retry = new CameraRetry(
      () => void this.#open(),
      () => this.#isActive && !this.#stream && this.status === 'problem',
    );
    this.#loop = new DecodeLoop({
      decoder: options.decoder,
      accepts: (text) => options.accepts?.(text) ?? true,
      onCode: (text) => options.onCode(text),
      onFinder: (seen) => this.#onFinder(seen),
      onFailed: (problem) => this.#fail(problem),
    });
    this.#watchdog = new Watchdog({
      onEnded: () => this.#onEnded(),
      onDead: (giveUp) => this.#onDead(giveUp),
      onBlack: (black) => this.#onBlack(black),
    });
  }

  get status(): CameraStatus {
    return this.#state.status;
  }

  get problem(): CameraProblem | undefined {
    return this.#state.problem;
  }

  /** The camera open now, or the one chosen; `null` when the browser is to choose. */
  get deviceId(): string | null {
    return this.#track?.getSettings().deviceId || this.#wish.chosen;
  }

  /** Resolves when pictures come or the problem is known. Also resumes reading after a text. */
  start(): Promise<void> {
    this.#loop.resume();
    this.#wanted = true;
    this.#page.start();
    if (this.#stream) return this.#opening ?? Promise.resolve();
    if (!this.#isActive) return Promise.resolve();
    if (!this.#opening) this.#state.set('starting');
    return this.#open();
  }

  /** Ends every track before it returns; a stream still on its way is stopped when it arrives. */
  stop(): void {
    this.#wanted = false;
    this.#worked = false;
    this.#retry.reset();
    this.#wish.reset();
    this.#page.stop();
    this.#release();
    this.#watchdog.reset();
    this.#state.set('off');
  }

  dispose(): void {
    this.stop();
  }

  /** Another <video>, or the same one after a move in the document, which pauses it. */
  attach(video: HTMLVideoElement = this.#player.video): void {
    if (video === this.#player.video) {
      this.#player.resume();
      return;
    }
    this.#hide();
    this.#player.video = video;
    if (this.#stream) void this.#show(this.#stream);
  }

  /** Cameras of this device; labels are empty until one was allowed. Empty where there is no access at all. */
  async devices(): Promise<{ deviceId: string; label: string }[]> {
    return (await listCameras()).map(({ deviceId, label }) => ({ deviceId, label }));
  }

  /** Uses this camera from now on, at once if running; `null` restores the automatic choice. */
  async choose(deviceId: string | null): Promise<void> {
    this.#wish.choose(deviceId || null);
    if (this.#wanted) await this.#reopen();
  }

  /** What the open camera can do; everything is absent while none is open. */
  get controls(): CameraControls {
    return controlsOf(this.#track);
  }

  /** `false` when the device refused. Holds over restarts, until `stop()` or `choose()`. */
  setTorch(on: boolean): Promise<boolean> {
    return this.#set({ torch: on });
  }

  /** `false` when the device refused. Holds over restarts, until `stop()` or `choose()`. */
  setZoom(factor: number): Promise<boolean> {
    return this.#set({ zoom: factor });
  }

  async #set(settings: CameraSettings): Promise<boolean> {
    const done = await apply(this.#track, settings);
    if (done) this.#wish.addSettings(settings);
    return done;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Whether a track may be live: not while the page is hidden. */
  get #isActive(): boolean {
    return this.#wanted && this.#page.inUse;
  }

  #onVisibility(): void {
    if (!this.#isActive) {
      this.#release();
      this.#state.set('off');
    } else if (!this.#stream) {
      void this.start();
    }
  }

  async #onDevicesChanged(): Promise<void> {
    if (!this.#isActive) return;
    const { deviceId: wish } = this.#wish;
    if (this.#stream && wish && this.#track?.getSettings().deviceId !== wish) {
      const back = (await this.devices()).some(({ deviceId }) => deviceId === wish);
      if (back && this.#stream && wish === this.#wish.deviceId) void this.#reopen();
      return;
    }
    if (this.#stream) return;
    if (this.problem === 'lost' || this.problem === 'none' || this.problem === 'busy') void this.#reopen();
  }

  /** One request at a time: a call during a request gets the outcome of that request. */
  #open(): Promise<void> {
    this.#failed = false;
    this.#opening ??= this.#acquire().finally(() => {
      this.#opening = null;
      // stop() and start() both came while the last request was ending
      if (this.#isActive && !this.#stream && !this.#failed) void this.#open();
    });
    return this.#opening;
  }

  #reopen(): Promise<void> {
    this.#release();
    if (!this.#isActive) return Promise.resolve();
    this.#state.set('starting');
    return this.#open();
  }

  async #acquire(): Promise<void> {
    while (this.#isActive && !this.#stream && !this.#failed) {
      const { generation } = this.#wish;
      const wanted = () => this.#isActive && generation === this.#wish.generation;
      const before = problemBefore();
      if (before) return this.#fail(before);
      this.#loop.prepare();
      let stream: MediaStream | null = null;
      let arrived = false;
      try {
        stream = await openStream({
          deviceId: this.#wish.deviceId,
          wanted: () => wanted() && (!arrived || this.#arriving !== null),
          onArrived: (early) => {
            arrived = true;
            this.#arriving = early;
          },
          onLate: (late) => this.#useLate(late, wanted()),
        });
      } catch (error) {
        if (wanted()) return this.#fail(problemOf(error));
      }
      this.#arriving = null;
      if (stream) await this.#use(stream);
    }
  }

  /** The user answered the browser's question after the time limit. */
  #useLate(stream: MediaStream, wanted: boolean): void {
    if (!wanted || this.#stream || this.#opening) {
      stopStream(stream);
      return;
    }
    this.#retry.cancel();
    this.#failed = false;
    void this.#use(stream);
  }

  async #use(stream: MediaStream): Promise<void> {
    const track = stream.getVideoTracks()[0];
    if (!track) {
      stopStream(stream);
      return this.#fail('none');
    }
    this.#stream = stream;
    this.#retry.reset();
    const first = this.#show(stream);
    void keepFocusing(track).then(() => {
      const { settings } = this.#wish;
      return Object.keys(settings).length ? apply(track, settings) : true;
    });
    await first;
  }

  #show(stream: MediaStream): Promise<void> {
    const first = this.#player.play(stream);
    this.#watchdog.watch(this.#player.video, stream.getVideoTracks()[0]);
    this.#loop.begin();
    return first;
  }

  #onPicture(isFirst: boolean, frame: VideoFrame | undefined): void {
    if (isFirst) {
      this.#worked = true;
      if (this.problem !== 'black') this.#state.set('on');
    }
    this.#watchdog.picture();
    if (this.#watchdog.black) frame?.close();
    else this.#loop.offer(this.#player.video, frame);
  }

  #hide(): void {
    this.#player.stop();
    this.#watchdog.rest();
    this.#loop.end();
    this.#onFinder(false);
  }

  #release(): void {
    this.#retry.cancel();
    if (this.#arriving) stopStream(this.#arriving);
    this.#arriving = null;
    const stream = this.#stream;
    this.#stream = null;
    if (!stream) return;
    stopStream(stream);
    this.#hide();
  }

  #fail(problem: CameraProblem): void {
    this.#release();
    this.#failed = true;
    if (problem === 'none' && this.#worked) problem = 'lost';
    this.#state.set('problem', problem);
    this.#retry.after(problem);
  }

  #onEnded(): void {
    const deviceId = this.#track?.getSettings().deviceId;
    if (deviceId) this.#wish.setUnplugged(deviceId);
    this.#release();
    if (this.#isActive) void this.#reopen(); // Another camera may be connected; if not, the problem is reported.
  }

  #onDead(giveUp: boolean): void {
    if (!this.#isActive) return;
    if (giveUp || this.problem === 'black') {
      this.#release();
      if (giveUp) this.#state.set('problem', 'lost'); // Keep reporting the problem while retrying.
      void this.#open();
    } else {
      void this.#reopen();
    }
  }

  #onBlack(black: boolean): void {
    if (black) this.#state.set('problem', 'black');
    else if (this.problem === 'black') this.#state.set('on');
  }

  #onFinder(seen: boolean): void {
    clearTimeout(this.#finderTimer);
    if (seen && this.status === 'on') this.#state.set('reading');
    if (seen) this.#finderTimer = setTimeout(() => this.#onFinder(false), FINDER_FADES_MS);
    else if (this.status === 'reading') this.#state.set('on');
  }
}
