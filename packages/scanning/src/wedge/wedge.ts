import { listen } from '../listeners.js';
import type { CodeSource } from '../source.js';
import { takeArmedKey } from './armed-keys.js';
import { ArmedTimer } from './armed-timer.js';
import { browserClock } from './browser-clock.js';
import { Burst } from './burst.js';
import { FocusRestorer } from './focus-restorer.js';
import type { Key } from './interpret.js';
import { idOf, isKeyEvent, isTerminator, swallow, writes } from './key-events.js';
import { takeLateKey } from './late-keys.js';
import { loadScanReading, scanReading } from './lazy-scan-reading.js';
import type { PassiveGuard } from './passive-guard.js';
import type { ScanJudge, Verdict } from './scan-judge.js';
import { FieldUndo, focused } from './text-fields.js';
import { TextInput } from './text-input.js';
import { charOfCode } from './us-layout.js';
import { type DisarmReason, STARTS, type WedgeClock, type WedgeOptions } from './wedge-options.js';

export type { DisarmReason, WedgeClock, WedgeOptions };
export { STARTS };

/** Additional wait for a scan that has stopped in the middle of a start. */
const STOPPED_WAIT_MS = 2000;
const ARMED_TIMEOUT_MS = 30_000;
/** The status is `reading` from this many keys at a scanner's speed. */
const READING_CHARS = 3;

/** The armed wedge of each window: one takes the keys, the one armed last. */
const armedWedges = new WeakMap<Window, Wedge>();

/**
 * Reads a keyboard-wedge scanner and keeps its keys from the page.
 *
 * Listens on `window` in the capture phase from construction to {@link dispose}; construct it early: a listener
 * of the page registered there before it hears every key.
 */
export class Wedge implements CodeSource {
  readonly kind = 'wedge';
  #options: WedgeOptions;
  #window: Window;
  #clock: WedgeClock;
  #starts: readonly string[];
  #prefix: string;
  #unlisten: (() => void) | undefined;

  #armed = false;
  #guarding = false;
  /** The passive guard caught a scan that is still arriving. */
  #caught = false;
  #guard: PassiveGuard | undefined;
  /** The armed time has ended in the middle of a scan. */
  #expired = false;
  #timer: ArmedTimer;
  #burst: Burst;
  #judge: ScanJudge | undefined;
  /** The scan has stopped inside a start, and is waited for. */
  #stopped = false;
  #down = new Set<string>();
  #passed = new Set<string>();
  #undo = new FieldUndo();
  #text: TextInput;
  #focus: FocusRestorer;

  constructor(options: WedgeOptions) {
    this.#options = options;
    this.#window = options.window ?? window;
    this.#clock = options.clock ?? browserClock(this.#window);
    this.#starts = options.starts ?? STARTS;
    this.#prefix = options.prefix ?? '';
    this.#focus = new FocusRestorer(this.#window.document);
    this.#timer = new ArmedTimer(this.#clock, this.#timeout);
    this.#burst = new Burst(this.#clock, this.#silent);
    this.#text = new TextInput({
      clock: this.#clock,
      undo: this.#undo,
      guard: () => this.#guard,
      taking: () => this.#taking,
      watching: () => this.#watching,
      takes: (event) => this.#takes(event),
      ignores: (event) => this.#ignores(event),
      add: (key, event) => this.#add(key, event),
      finish: (event) => this.#burst.running && this.#finish(event),
    });
    const { beforeinput, input, composition, paste } = this.#text;
    const handlers = {
      keydown: this.#keydown,
      keypress: this.#keypress,
      keyup: this.#keyup,
      beforeinput,
      textInput: this.#drop,
      input,
      paste,
      compositionstart: composition,
      compositionupdate: composition,
      compositionend: composition,
      pointerdown: this.#pointerdown,
      focusin: this.#focusin,
      blur: this.#blur,
    };
    this.#unlisten = listen(this.#window, handlers, { capture: true, passive: false });
    this.#loadReading();
  }

  #loadReading(): void {
    const adopt = ({ PassiveGuard }: NonNullable<ReturnType<typeof scanReading>>) => {
      this.#guard ??= new PassiveGuard(this.#starts, this.#prefix, this.#clock, this.#timeOf, this.#catch);
    };
    const part = scanReading();
    // A failed load is tried again when the wedge is armed.
    if (part) adopt(part);
    else loadScanReading().then(adopt, () => {});
  }

  get armed(): boolean {
    return this.#armed;
  }

  /** Arms: takes every key until a code, Esc, a click elsewhere, {@link stop} or the end of `armedMs`, which begins anew. */
  start(): void {
    if (!this.#unlisten) return;
    this.#arm();
    this.#options.onStatus?.(this.#burst.running ? 'reading' : 'on');
  }

  #arm(): void {
    this.#expired = false;
    this.#timer.start(this.#options.armedMs ?? ARMED_TIMEOUT_MS);
    if (this.#armed) return;
    armedWedges.get(this.#window)?.stop();
    if (this.#guard) this.#guard.takeRunningScan();
    else this.#loadReading();
    if (!this.#caught) this.#burst.end();
    this.#text.counted = this.#caught && this.#guard?.keypressPending === true;
    this.#armed = true;
    armedWedges.set(this.#window, this);
    this.#focus.remember();
    this.#undo.reset(focused(this.#window.document));
  }

  /** Disarms: keys go to the page again. */
  stop(): void {
    this.#disarm('stop');
  }

  /** Unarmed, looks for the first characters of a Digital ID code that arrive at a scanner's speed. */
  guard(on: boolean): void {
    this.#guarding = on && this.#unlisten !== undefined;
    if (!on) this.#guard?.letGo();
  }

  /** Disarms and stops listening, for good. */
  dispose(): void {
    this.guard(false);
    this.#disarm('stop');
    this.#burst.end();
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  #disarm(reason: DisarmReason): void {
    const interrupted = this.#burst.running;
    if (!this.#armed && !interrupted) return;
    const wasArmed = this.#armed;
    this.#release();
    this.#burst.end();
    // Keep swallowing the rest of the interrupted scan.
    if (interrupted) this.#burst.beginTail(this.#clock.now());
    if (!wasArmed) return;
    if (reason !== 'click') this.#focus.restore();
    this.#options.onStatus?.('off');
    this.#options.onDisarm?.(reason);
  }

  #release(): void {
    if (this.#armed) armedWedges.delete(this.#window);
    this.#armed = false;
    this.#caught = false;
    this.#judge?.forget();
    this.#timer.stop();
  }

  #timeout = (): void => {
    if (this.#burst.running) this.#expired = true;
    else this.#disarm('timeout');
  };

  /** The event belongs to a scan that has ended. */
  #inTail(event: Event): boolean {
    return this.#burst.inTail(this.#timeOf(event), this.#isOwn(event));
  }

  get #taking(): boolean {
    return this.#armed || this.#caught;
  }

  #takes(event: Event): boolean {
    return !this.#ignores(event) && (this.#taking || this.#inTail(event));
  }

  /** A script's event in the middle of a device's scan is none of its keys. */
  #ignores(event: Event): boolean {
    if (event.isTrusted) {
      if (this.#burst.running && !this.#burst.trusted) this.#burst.end();
      return false;
    }
    return this.#burst.trusted || this.#guard?.isTrusted(this.#timeOf(event)) === true;
  }

  #drop = (event: Event): void => {
    if (this.#takes(event)) swallow(event);
  };

  #timeOf = (event: Event): number => {
    const now = this.#clock.now();
    if (this.#options.clock) return now;
    return event.timeStamp > 0 && event.timeStamp <= now ? event.timeStamp : now;
  };

  // Keys.

  #keydown = (event: Event): void => {
    if (this.#guard?.returning || !isKeyEvent(event) || this.#ignores(event)) return;
    const id = idOf(event);
    this.#passed.delete(id);
    if (!event.repeat) this.#down.delete(id);
    this.#text.counted = false;
    // Armed again at once, the wedge still expects the terminator of the previous scan.
    const late = this.#inTail(event) && (!this.#taking || isTerminator(event));
    const took = late
      ? takeLateKey(event, this.#timeOf(event), this.#burst, this.#text.alt)
      : this.#taking
        ? this.#takeKey(event)
        : this.#watching && this.#guard?.keydown(event);
    if (took) this.#down.add(id);
    else if (this.#taking) this.#passed.add(id);
  };

  /** True when the key was taken. */
  #takeKey(event: KeyboardEvent): boolean {
    this.#undo.remember(event.composedPath()[0]);
    const action = takeArmedKey(event, {
      scanning: this.#burst.running,
      altDigit: this.#text.alt.keydown(event),
      own: this.#isOwn(event),
      held: event.repeat && this.#burst.isHeld(event.code, this.#timeOf(event)),
    });
    if (action === 'pass-gesture') this.#focus.gesture(this.#clock.now());
    else if (action === 'escape') this.#disarm('escape');
    else if (action === 'wait' && this.#burst.running) this.#burst.wait();
    else if (action === 'finish' && this.#burst.running) this.#finish(event);
    else if (action === 'character') {
      const us = charOfCode(event.code, event.shiftKey);
      const text = writes(event) ? event.key : '';
      this.#add({ text, us, caps: event.getModifierState('CapsLock') }, event);
    }
    return action !== 'pass' && action !== 'pass-gesture';
  }

  #isOwn(event: Event): boolean {
    return this.#options.own !== undefined && event.composedPath().includes(this.#options.own);
  }

  #add(key: Omit<Key, 'gap'>, event: Event): void {
    this.#burst.add(key, this.#timeOf(event), event.isTrusted);
    this.#stopped = false;
    if (this.#burst.keys.length === READING_CHARS) this.#options.onStatus?.('reading');
  }

  #silent = (): void => {
    // A code is never just the beginning of a start: the rest is delayed.
    this.#stopped =
      !this.#stopped && scanReading()?.isBeginning(this.#burst.keys, this.#starts, this.#prefix) === true;
    if (this.#stopped) this.#burst.wait(STOPPED_WAIT_MS);
    else this.#finish();
  };

  /** The scan has ended, by an event or by silence. */
  #finish(event?: Event): void {
    const at = event ? this.#timeOf(event) : this.#burst.lastAt;
    const keys = this.#burst.end();
    const part = scanReading();
    if (part) {
      this.#judge ??= new part.ScanJudge(this.#starts, this.#prefix);
      this.#conclude(this.#judge.judge(keys), at);
      return;
    }
    // The first scan may come before the part that reads it; keys go on being taken meanwhile.
    this.#burst.beginTail(at);
    loadScanReading().then(
      ({ ScanJudge }) => {
        this.#judge ??= new ScanJudge(this.#starts, this.#prefix);
        if (this.#taking) this.#conclude(this.#judge.judge(keys), at);
      },
      () => this.#taking && this.#conclude({ kind: 'unreadable', text: '' }, at),
    );
  }

  #conclude(verdict: Verdict, at: number): void {
    const { kind } = verdict;
    const wasArmed = this.#armed;
    const wasCaught = this.#caught;
    this.#caught = false;
    if (kind === 'code') this.#release();
    if (kind !== 'human') this.#burst.beginTail(at);
    if (kind === 'code' && wasArmed) {
      this.#focus.restore();
      this.#options.onStatus?.('off');
      this.#options.onDisarm?.('scan');
    }
    // A scan that the guard kept from the page is always reported.
    this.#report(wasCaught && kind === 'human' ? { kind: 'unreadable', text: '' } : verdict);
    if (kind === 'code' || !this.#armed) return;
    // The clerk is scanning: restart the armed time.
    if (kind !== 'human' && !this.#expired) this.#arm();
    else if (this.#expired) this.#disarm('timeout');
  }

  /** What is no Digital ID code does not end the wait: the code may be scanned next. */
  #report(verdict: Verdict): void {
    const { onCode, onStatus } = this.#options;
    const { kind } = verdict;
    if (kind === 'unreadable' || kind === 'distorted') {
      onStatus?.('problem', kind);
      return;
    }
    if (this.#armed) onStatus?.('on');
    if (kind !== 'human') onCode(verdict.text);
  }

  #keypress = (event: Event): void => {
    if (this.#guard?.returning || !isKeyEvent(event) || this.#ignores(event)) return;
    if (this.#passed.has(idOf(event))) return;
    if (this.#taking) {
      swallow(event);
      if (event.key === 'Enter') this.#text.add('\n', event);
      else if (writes(event)) this.#text.add(event.key, event);
    } else if (this.#inTail(event)) {
      swallow(event);
    } else if (this.#watching && writes(event)) {
      this.#guard?.char(event.key, event);
    }
  };

  #keyup = (event: Event): void => {
    if (this.#guard?.returning || !isKeyEvent(event) || this.#ignores(event)) return;
    const id = idOf(event);
    const ours = this.#down.delete(id);
    if (this.#taking) {
      if (this.#passed.delete(id)) return;
      swallow(event);
      if (event.key === 'Alt') this.#text.altReleased(event);
    } else if (ours || this.#inTail(event)) {
      swallow(event);
    }
    if (!this.#watching) return;
    this.#guard?.keyup(event);
    if (event.key === 'Alt' && this.#guard?.altReleased(event)) this.#text.counted = this.#taking;
  };

  // The passive guard.

  get #watching(): boolean {
    return this.#guarding && this.#guard !== undefined && !this.#taking && !armedWedges.has(this.#window);
  }

  /** The guard recognised a scan: the rest of it is taken as if armed. */
  #catch = (keys: Key[], at: number, trusted: boolean): void => {
    this.#caught = true;
    this.#undo.reset(focused(this.#window.document));
    this.#burst.begin(keys, at, trusted);
    this.#options.onStatus?.('reading');
  };

  // Focus.

  #pointerdown = (event: Event): void => {
    if (!this.#armed) return;
    this.#focus.gesture(this.#clock.now());
    if (!this.#isOwn(event)) this.#disarm('click');
  };

  #focusin = (event: Event): void => {
    if (!this.#armed) return;
    this.#focus.focusMoved(this.#clock.now(), this.#isOwn(event));
    this.#undo.reset(event.composedPath()[0]);
  };

  #blur = (event: Event): void => {
    if (!this.#armed || event.target !== this.#window) return;
    // The keys now go to a frame, out of reach: disarm rather than look armed.
    if (this.#focus.focusIsInFrame) this.#disarm('click');
  };
}
