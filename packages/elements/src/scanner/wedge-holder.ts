import type { SourceStatus } from '@cid-elements/scanning/source';
import type { Wedge } from '@cid-elements/scanning/wedge/wedge';
import { LazyPart } from '../internal/lazy-part.js';

const wedgePart = new LazyPart(() => import('@cid-elements/scanning/wedge/wedge'));

/**
 * If a capture begins within this time after a damaged scan, the scan is assumed to have started it, and its
 * problem is reported again.
 */
const REPEATED_MS = 1000;

export interface WedgeSettings {
  readonly starts: readonly string[];
  readonly prefix: string;
  /** Clicks inside this element do not disarm. */
  readonly own: Element;
  readonly window: Window;
}

export interface WedgeHost {
  onCode(text: string): void;
  onStatus(status: SourceStatus, problem?: string): void;
  /** Escape was pressed while armed. */
  onEscape(): void;
}

/** The keyboard wedge of an element. Loaded lazily, and recreated when its settings change. */
export class WedgeHolder {
  readonly #host: WedgeHost;
  #settings: WedgeSettings | undefined;
  #wedge: Wedge | undefined;
  #guarding = false;
  #started = false;
  #status: SourceStatus = 'off';
  #problem: string | undefined;
  /** The last problem outside a capture, to be reported again in the capture that it begins. */
  #earlier: { problem: string; at: number } | undefined;

  constructor(host: WedgeHost) {
    this.#host = host;
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get failed(): boolean {
    return this.#settings !== undefined && wedgePart.failed;
  }

  /** Recreates the wedge; `undefined` removes it. */
  configure(settings: WedgeSettings | undefined): void {
    this.#disposeWedge();
    this.#settings = settings;
    if (settings) void this.#create();
  }

  guard(on: boolean): void {
    this.#guarding = on;
    this.#wedge?.guard(on);
  }

  /** Arms the wedge. Loads it again if that failed before. */
  start(): void {
    this.#started = true;
    if (!this.#wedge) void this.#create();
    const earlier = this.#earlier;
    this.#earlier = undefined;
    this.#wedge?.start();
    if (earlier && performance.now() - earlier.at < REPEATED_MS) this.#report('problem', earlier.problem);
  }

  stop(): void {
    this.#started = false;
    this.#wedge?.stop();
    this.#report('off');
  }

  dispose(): void {
    this.#started = false;
    this.configure(undefined);
  }

  #disposeWedge(): void {
    this.#wedge?.dispose();
    this.#wedge = undefined;
  }

  async #create(): Promise<void> {
    const settings = this.#settings;
    const module = settings && (await wedgePart.load());
    if (!settings) return;
    if (!module) {
      this.#host.onStatus('problem', 'failed');
      return;
    }
    if (this.#wedge || settings !== this.#settings) return;
    this.#wedge = new module.Wedge({
      ...settings,
      onCode: (text) => this.#host.onCode(text),
      onStatus: (status, problem) => this.#report(status, problem),
      onDisarm: (reason) => reason === 'escape' && this.#host.onEscape(),
    });
    this.#wedge.guard(this.#guarding);
    if (this.#started) this.#wedge.start();
  }

  #report(status: SourceStatus, problem?: string): void {
    if (problem && !this.#started) this.#earlier = { problem, at: performance.now() };
    if (status === this.#status && problem === this.#problem) return;
    this.#status = status;
    this.#problem = problem;
    this.#host.onStatus(status, problem);
  }
}
