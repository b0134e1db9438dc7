import { AltNumpad } from './alt-numpad.js';
import { FocusRestorer } from './focus-restorer.js';
import type { Key } from './interpret.js';
import type { ScanBuffer } from './scan-buffer.js';
import type { PassiveGuard, ScanReading } from './scan-reading.js';
import { FieldUndo, focused } from './text-fields.js';
import type { WedgeClock } from './wedge-options.js';

/** The armed wedge of each window. Arming another one stops it. */
export const armedWedges = new WeakMap<Window, { stop(): void }>();

/** The callbacks of the key and text handlers. */
export interface ScanEvents {
  /** A character of a scan has arrived. */
  onKey(key: Omit<Key, 'gap'>, event: Event): void;
  /** A terminator has arrived; a scan may be running. */
  onEnd(event: Event): void;
  onEscape(): void;
}

/** State that the handlers of a wedge share, and the decision which events they suppress. */
export class WedgeState {
  /** All keys are taken. */
  armed = false;
  /** The passive guard has recognised a scan that is still arriving; its keys are taken. */
  caught = false;
  guarding = false;
  /** Undefined until the module has loaded. */
  reading: ScanReading | undefined;
  /** The character that the browser is about to insert was already taken from another event. */
  isTextTaken = false;
  readonly alt = new AltNumpad();
  readonly undo = new FieldUndo();
  readonly focus: FocusRestorer;
  readonly window: Window;
  readonly clock: WedgeClock;
  readonly buffer: ScanBuffer;
  readonly #own: Element | undefined;

  /** @param own inside this element pointer presses and keys pressed by hand are passed */
  constructor(window: Window, clock: WedgeClock, buffer: ScanBuffer, own: Element | undefined) {
    this.window = window;
    this.clock = clock;
    this.buffer = buffer;
    this.focus = new FocusRestorer(window.document);
    this.#own = own;
  }

  /** Keys are taken from the page. */
  get taking(): boolean {
    return this.armed || this.caught;
  }

  /** The passive guard, while it is active. */
  get activeGuard(): PassiveGuard | undefined {
    return this.guarding && !this.taking && !armedWedges.has(this.window) ? this.reading?.guard : undefined;
  }

  /**
   * Takes a snapshot of the focused field, to undo text that reaches it although its event was suppressed.
   */
  rememberField(): void {
    this.undo.reset(focused(this.window.document));
  }

  isOwn(event: Event): boolean {
    return this.#own !== undefined && event.composedPath().includes(this.#own);
  }

  /** The event belongs to a scan that has ended. */
  isLate(event: Event): boolean {
    return this.buffer.isLate(this.clock.timeOf(event), this.isOwn(event));
  }

  /** The event has to be suppressed. */
  takes(event: Event): boolean {
    return !this.ignores(event) && (this.taking || this.isLate(event));
  }

  /** Ignores the guard's own synthetic events, and untrusted events during a scan from a device. */
  ignores(event: Event): boolean {
    const { buffer } = this;
    const guard = this.reading?.guard;
    if (guard?.returning) return true;
    if (!event.isTrusted) return buffer.trusted || guard?.isTrusted(this.clock.timeOf(event)) === true;
    // A trusted key ends a scan that a script began.
    if (buffer.running && !buffer.trusted) buffer.end();
    return false;
  }
}
