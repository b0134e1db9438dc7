import { AltNumpad } from './alt-numpad.js';
import type { Burst } from './burst.js';
import { FocusRestorer } from './focus-restorer.js';
import type { Key } from './interpret.js';
import type { PassiveGuard, ScanReading } from './scan-reading.js';
import { FieldUndo, focused } from './text-fields.js';
import type { WedgeClock } from './wedge-options.js';

/** The armed wedge of each window: one takes the keys, the one armed last. */
export const armedWedges = new WeakMap<Window, { stop(): void }>();

/** The callbacks of the key and text handlers. */
export interface ScanEvents {
  /** A character of a scan came. */
  onKey(key: Omit<Key, 'gap'>, event: Event): void;
  /** A terminator came; a scan may be running. */
  onEnd(event: Event): void;
  onEscape(): void;
}

/** What a wedge is doing, and which scan an event belongs to. */
export class WedgeState {
  /** Every key is taken. */
  armed = false;
  /** The passive guard caught a scan that is still arriving: its keys are taken. */
  caught = false;
  guarding = false;
  /** What knows codes, once it is loaded. */
  reading: ScanReading | undefined;
  /** The character that the browser is about to write has been taken already. */
  isTextTaken = false;
  readonly alt = new AltNumpad();
  readonly undo = new FieldUndo();
  readonly focus: FocusRestorer;
  readonly window: Window;
  readonly clock: WedgeClock;
  readonly burst: Burst;
  readonly #own: Element | undefined;

  /** @param own pointer presses, and keys by hand, inside this element are left alone */
  constructor(window: Window, clock: WedgeClock, burst: Burst, own: Element | undefined) {
    this.window = window;
    this.clock = clock;
    this.burst = burst;
    this.focus = new FocusRestorer(window.document);
    this.#own = own;
  }

  /** Keys are taken from the page. */
  get taking(): boolean {
    return this.armed || this.caught;
  }

  /** The passive guard, while it watches what arrives. */
  get watcher(): PassiveGuard | undefined {
    return this.guarding && !this.taking && !armedWedges.has(this.window) ? this.reading?.guard : undefined;
  }

  /** Takes a snapshot of the focused field, to undo what is typed into it although its event was taken. */
  rememberField(): void {
    this.undo.reset(focused(this.window.document));
  }

  isOwn(event: Event): boolean {
    return this.#own !== undefined && event.composedPath().includes(this.#own);
  }

  /** The event is the rest of a scan that has ended. */
  inTail(event: Event): boolean {
    return this.burst.inTail(this.clock.timeOf(event), this.isOwn(event));
  }

  /** The event is to be kept from the page. */
  takes(event: Event): boolean {
    return !this.ignores(event) && (this.taking || this.inTail(event));
  }

  /** The guard's own events, which give keys back to the page; and a script's, which cannot add to a device's scan. */
  ignores(event: Event): boolean {
    const { burst } = this;
    const guard = this.reading?.guard;
    if (guard?.returning) return true;
    if (!event.isTrusted) return burst.trusted || guard?.isTrusted(this.clock.timeOf(event)) === true;
    // A device's key ends what a script has begun.
    if (burst.running && !burst.trusted) burst.end();
    return false;
  }
}
