import type { CodeSource, SourceStatus } from '@cid-elements/scanning/source';
import type { Wedge } from '@cid-elements/scanning/wedge/wedge';
import { LazyPart } from '../internal/lazy-part.js';

const wedgePart = new LazyPart(() => import('@cid-elements/scanning/wedge/wedge'));

/** A wait that begins so soon after a scan began because of it. */
const UNASKED_MS = 1000;

export interface WedgeSettings {
  readonly starts: readonly string[];
  readonly prefix: string;
  /** Clicks inside do not disarm. */
  readonly own: Element;
  readonly window: Window;
}

export interface WedgeHost {
  onCode(text: string): void;
  onStatus(status: SourceStatus, problem?: string): void;
  /** Escape was pressed while armed. */
  onEscape(): void;
}

/** The keyboard wedge of an element: loaded when wanted, made anew when what it is made of changes. */
export class WedgeHolder implements CodeSource {
  readonly kind = 'wedge';
  readonly #host: WedgeHost;
  #settings: WedgeSettings | undefined;
  #wedge: Wedge | undefined;
  #guarding = false;
  #started = false;
  #status: SourceStatus = 'off';
  #problem: string | undefined;
  /** What the guard took while nothing was waited for was no code: said again when that makes the wait begin. */
  #unasked: { problem: string; at: number } | undefined;

  constructor(host: WedgeHost) {
    this.#host = host;
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get failed(): boolean {
    return this.#settings !== undefined && wedgePart.failed;
  }

  /** Makes the wedge, or makes it anew; `undefined`: no wedge is wanted. */
  configure(settings: WedgeSettings | undefined): void {
    this.#drop();
    this.#settings = settings;
    if (settings) void this.#make();
  }

  guard(on: boolean): void {
    this.#guarding = on;
    this.#wedge?.guard(on);
  }

  /** Arms, and loads the wedge if that failed before. */
  start(): void {
    this.#started = true;
    if (!this.#wedge) void this.#make();
    const unasked = this.#unasked;
    this.#unasked = undefined;
    this.#wedge?.start();
    if (unasked && performance.now() - unasked.at < UNASKED_MS) this.#say('problem', unasked.problem);
  }

  stop(): void {
    this.#started = false;
    this.#wedge?.stop();
    this.#say('off');
  }

  dispose(): void {
    this.#started = false;
    this.configure(undefined);
  }

  #drop(): void {
    this.#wedge?.dispose();
    this.#wedge = undefined;
  }

  async #make(): Promise<void> {
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
      onStatus: (status, problem) => this.#say(status, problem),
      onDisarm: (reason) => reason === 'escape' && this.#host.onEscape(),
    });
    this.#wedge.guard(this.#guarding);
    if (this.#started) this.#wedge.start();
  }

  #say(status: SourceStatus, problem?: string): void {
    if (problem && !this.#started) this.#unasked = { problem, at: performance.now() };
    if (status === this.#status && problem === this.#problem) return;
    this.#status = status;
    this.#problem = problem;
    this.#host.onStatus(status, problem);
  }
}
