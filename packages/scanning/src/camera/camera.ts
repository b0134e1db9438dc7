import type { DecoderLike, Point } from '../decoder-like.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { StatusReporter } from '../status-reporter.js';
import { Adviser, type CameraAdvice } from './advice.js';
import { CameraRequest, type CameraSettings } from './camera-request.js';
import { CameraRetry } from './camera-retry.js';
import { apply, type CameraControls, controlsOf, FocusRun, keepFocusing } from './controls.js';
import { DecodeLoop } from './decode-loop.js';
import { PageWatch } from './page-watch.js';
import { type CameraProblem, problemBefore, problemOf } from './problem.js';
import { listCameras, openStream, stopStream } from './stream.js';
import { StreamPlayer } from './stream-player.js';
import { Watchdog } from './watchdog.js';

export type { CameraAdvice, CameraControls, CameraProblem, DecoderLike, Point };

/**
 * `off`: no track is live (also while the page is hidden) · `starting` · `on`: frames arrive ·
 * `reading`: a code is in view · `problem`: see {@link CameraProblem}.
 */
export type CameraStatus = 'off' | 'starting' | 'on' | 'reading' | 'problem';

/**
 * After `onCode` decoding pauses until `start()`, unless `accepts` returned false. The video keeps playing.
 */
export interface CameraOptions extends SourceCallbacks<CameraProblem> {
  /** Shows the stream; it is set to muted and inline. */
  video: HTMLVideoElement;
  /** Called at the first start, and again after a failure. The caller closes the decoder. */
  decoder: () => Promise<DecoderLike>;
  /**
   * Whether a text pauses decoding; by default every text does. Other texts are reported each time they are
   * decoded.
   */
  accepts?(text: string): boolean;
  onStatus?(status: CameraStatus, problem?: CameraProblem): void;
  /**
   * What should be changed so that the code can be decoded; `undefined` if nothing is known any more. Not
   * called when the camera stops.
   */
  onAdvice?(advice: CameraAdvice | undefined): void;
  /**
   * Corners of the code in view, fractions of the picture: top left, top right, bottom right, bottom left;
   * `null` when it is not in view.
   */
  onOutline?(corners: readonly Point[] | null): void;
  /** A camera chosen earlier. It is ignored if it is no longer connected. */
  deviceId?: string;
}

const CODE_FADES_MS = 1_000;

/**
 * A camera that can run all day. `start()` and `stop()` may be called at any time and in any order. Between
 * them it releases the device while the page is hidden, and recovers after that, after unplugging and after a
 * stalled stream. Nothing throws: a failure is reported as a status.
 */
export class Camera implements CodeSource {
  readonly kind = 'camera';
  readonly #request: CameraRequest;
  #wanted = false;
  #opening: Promise<void> | null = null;
  #stream: MediaStream | null = null;
  /** A stream that is not shown yet, stored so that `stop()` can end it at once. */
  #arriving: MediaStream | null = null;
  /** The last attempt to open a camera failed. */
  #failed = false;
  /** A frame has arrived since `start()`, so a camera that is missing now was lost. */
  #worked = false;
  #codeTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #state: StatusReporter<CameraStatus, CameraProblem>;
  readonly #player: StreamPlayer;
  readonly #page: PageWatch;
  readonly #retry: CameraRetry;
  readonly #loop: DecodeLoop;
  readonly #watchdog: Watchdog;
  readonly #adviser: Adviser;
  readonly #refocusing = new FocusRun();
  readonly #onOutline: (corners: readonly Point[] | null) => void;

  constructor(options: CameraOptions) {
    this.#request = new CameraRequest(options.deviceId || null);
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
    // Keep the status `problem` while retrying: `starting` every few seconds would flicker.
    this.#retry = new CameraRetry(
      () => void this.#open(),
      () => this.#isActive && !this.#stream && this.status === 'problem',
    );
    this.#adviser = new Adviser((advice) => options.onAdvice?.(advice));
    this.#onOutline = (corners) => options.onOutline?.(corners);
    this.#loop = new DecodeLoop({
      decoder: options.decoder,
      accepts: (text) => options.accepts?.(text) ?? true,
      onCode: (text) => {
        this.#adviser.withdraw();
        options.onCode(text);
      },
      onCodeInView: (seen) => this.#onCodeInView(seen),
      onDecoded: (corners, quality) => {
        this.#onOutline(corners);
        if (quality) this.#adviser.consider(quality, performance.now());
      },
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

  /** The open camera, otherwise the chosen one; `null` if the browser chooses. */
  get deviceId(): string | null {
    return this.#track?.getSettings().deviceId || this.#request.chosen;
  }

  /** Resolves when frames arrive or the problem is known. Also resumes decoding after a text. */
  start(): Promise<void> {
    this.#loop.resume();
    this.#wanted = true;
    this.#page.start();
    if (this.#stream) return this.#opening ?? Promise.resolve();
    if (!this.#isActive) return Promise.resolve();
    if (!this.#opening) this.#state.set('starting');
    return this.#open();
  }

  /** Ends every track synchronously. A stream that arrives later is stopped at once. */
  stop(): void {
    this.#wanted = false;
    this.#worked = false;
    this.#retry.reset();
    this.#request.reset();
    this.#page.stop();
    this.#release();
    this.#watchdog.reset();
    this.#state.set('off');
  }

  dispose(): void {
    this.stop();
  }

  /** Switches to another <video>, or resumes the same one after a move in the document, which pauses it. */
  attach(video: HTMLVideoElement = this.#player.video): void {
    if (video === this.#player.video) {
      this.#player.resume();
      return;
    }
    this.#hide();
    this.#player.video = video;
    if (this.#stream) void this.#show(this.#stream);
  }

  /** Lists the cameras. Labels are empty before permission; the list is empty without access. */
  async devices(): Promise<{ deviceId: string; label: string }[]> {
    return (await listCameras()).map(({ deviceId, label }) => ({ deviceId, label }));
  }

  /** Uses this camera from now on, at once if running; `null` restores the automatic choice. */
  async choose(deviceId: string | null): Promise<void> {
    this.#request.choose(deviceId || null);
    if (this.#wanted) await this.#reopen();
  }

  /** Capabilities of the open camera; all absent while none is open. */
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

  /** What should be changed so that the code in view can be decoded. */
  get advice(): CameraAdvice | undefined {
    return this.#adviser.advice;
  }

  /** Focuses again, on a point of the picture if the device can. `false` if the device cannot focus. */
  refocus(point?: Point): Promise<boolean> {
    return this.#refocusing.start(this.#track, point);
  }

  async #set(settings: CameraSettings): Promise<boolean> {
    const done = await apply(this.#track, settings);
    if (done) this.#request.addSettings(settings);
    return done;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Whether a track may be live: between `start()` and `stop()`, but not while the page is hidden. */
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
    const { deviceId: requested } = this.#request;
    if (this.#stream && requested && this.#track?.getSettings().deviceId !== requested) {
      const back = (await this.devices()).some(({ deviceId }) => deviceId === requested);
      if (back && this.#stream && requested === this.#request.deviceId) void this.#reopen();
      return;
    }
    if (this.#stream) return;
    if (this.problem === 'lost' || this.problem === 'none' || this.problem === 'busy') void this.#reopen();
  }

  /** Runs one request at a time: a call during a request returns the promise of that request. */
  #open(): Promise<void> {
    this.#failed = false;
    this.#opening ??= this.#acquire().finally(() => {
      this.#opening = null;
      // stop() and start() were both called while the last request was ending.
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
      const { generation } = this.#request;
      const wanted = () => this.#isActive && generation === this.#request.generation;
      const before = problemBefore();
      if (before) return this.#fail(before);
      this.#loop.prepare();
      let stream: MediaStream | null = null;
      let arrived = false;
      try {
        stream = await openStream({
          deviceId: this.#request.deviceId,
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

  /** The user answered the permission prompt after the time limit. */
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
      const { settings } = this.#request;
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
    this.#watchdog.stop();
    this.#loop.end();
    this.#onCodeInView(false);
    this.#adviser.forget();
    this.#refocusing.cancel();
    this.#onOutline(null);
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
    if (deviceId) this.#request.setUnplugged(deviceId);
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

  #onCodeInView(seen: boolean): void {
    clearTimeout(this.#codeTimer);
    if (seen && this.status === 'on') this.#state.set('reading');
    if (seen) this.#codeTimer = setTimeout(() => this.#onCodeInView(false), CODE_FADES_MS);
    else if (this.status === 'reading') this.#state.set('on');
  }
}
