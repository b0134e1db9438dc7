/*
 * Event flow:
 *
 *   window (capture) ──> key-handlers / text-handlers ──┬─ armed or caught ──> ScanBuffer
 *                                                       └─ not armed ────────> PassiveGuard
 *   PassiveGuard ──recognises a code──> #catch ──> ScanBuffer (keys are taken as if armed)
 *   ScanBuffer ──terminator or silence──> #finish ──> ScanReading.read ──> ScanResult
 *   ScanResult ──> #conclude ──> onCode / onStatus ──> disarm or stay armed
 *   Keys after the end of the scan ──> ScanBuffer.isLate ──> suppressed
 */
import { listen } from '../listeners.js';
import type { CodeSource } from '../source.js';
import { ArmedTimer } from './armed-timer.js';
import { browserClock } from './browser-clock.js';
import type { Key } from './interpret.js';
import { keyHandlers } from './key-handlers.js';
import { loadScanReading, type ScanReadingPart, scanReading } from './lazy-scan-reading.js';
import { ScanBuffer } from './scan-buffer.js';
import type { ScanReading, ScanResult } from './scan-reading.js';
import { textHandlers } from './text-handlers.js';
import { type DisarmReason, STARTS, type WedgeClock, type WedgeOptions } from './wedge-options.js';
import { armedWedges, type ScanEvents, WedgeState } from './wedge-state.js';

export type { DisarmReason, WedgeClock, WedgeOptions };
export { STARTS };

const ARMED_TIMEOUT_MS = 30_000;
/** The status is `reading` from this many keys at a scanner's speed. */
const READING_CHARS = 3;
const UNREADABLE: ScanResult = { kind: 'unreadable', text: '' };

/**
 * Reads a keyboard-wedge scanner and suppresses its keys in the page.
 *
 * Listens on `window` in the capture phase from construction to {@link dispose}. Construct it early: capture
 * listeners that the page has registered on `window` before receive every key.
 */
export class Wedge implements CodeSource {
  readonly kind = 'wedge';
  readonly #options: WedgeOptions;
  readonly #state: WedgeState;
  readonly #timer: ArmedTimer;
  #unlisten: (() => void) | undefined;

  constructor(options: WedgeOptions) {
    this.#options = options;
    const view = options.window ?? window;
    const clock = options.clock ?? browserClock(view);
    this.#timer = new ArmedTimer(clock, this.#timeout);
    const buffer = new ScanBuffer(
      clock,
      () => this.#finish(buffer.lastAt),
      (keys) => state.reading?.isUnfinished(keys) === true,
    );
    const state = new WedgeState(view, clock, buffer, options.own);
    this.#state = state;
    const events: ScanEvents = {
      onKey: (key, event) => {
        buffer.add(key, clock.timeOf(event), event.isTrusted);
        if (buffer.keys.length === READING_CHARS) options.onStatus?.('reading');
      },
      onEnd: (event) => buffer.running && this.#finish(clock.timeOf(event)),
      onEscape: () => this.#disarm('escape'),
    };
    const handlers = {
      ...keyHandlers(state, events),
      ...textHandlers(state, events),
      ...this.#focusHandlers(state),
    };
    this.#unlisten = listen(view, handlers, { capture: true, passive: false });
    const part = scanReading();
    if (part) this.#adopt(part);
    else void this.#loadReading();
  }

  #adopt({ ScanReading }: ScanReadingPart): ScanReading {
    const { starts = STARTS, prefix = '' } = this.#options;
    this.#state.reading ??= new ScanReading(starts, prefix, this.#state.clock, this.#catch);
    return this.#state.reading;
  }

  /** Undefined if it fails to load; arming the wedge tries again. */
  async #loadReading(): Promise<ScanReading | undefined> {
    const part = await loadScanReading().catch(() => undefined);
    return part && this.#adopt(part);
  }

  get armed(): boolean {
    return this.#state.armed;
  }

  /**
   * Takes every key until a code, Esc, a click elsewhere, {@link stop} or the timeout `armedMs`, which
   * restarts.
   */
  start(): void {
    if (!this.#unlisten) return;
    this.#arm();
    this.#options.onStatus?.(this.#state.buffer.running ? 'reading' : 'on');
  }

  #arm(): void {
    this.#timer.start(this.#options.armedMs ?? ARMED_TIMEOUT_MS);
    const state = this.#state;
    if (state.armed) return;
    armedWedges.get(state.window)?.stop();
    const guard = state.reading?.guard;
    if (guard) guard.catchRunningScan();
    else void this.#loadReading();
    if (!state.caught) state.buffer.end();
    state.isTextTaken = state.caught && guard?.keypressPending === true;
    state.armed = true;
    armedWedges.set(state.window, this);
    state.focus.remember();
    state.rememberField();
  }

  /** Disarms: keys reach the page again. */
  stop(): void {
    this.#disarm('stop');
  }

  /** Switches the passive guard, which recognises a Digital ID code while the wedge is not armed. */
  guard(on: boolean): void {
    this.#state.guarding = on && this.#unlisten !== undefined;
    if (!on) this.#state.reading?.guard.reset();
  }

  /** Disarms and removes all listeners. Cannot be undone. */
  dispose(): void {
    this.guard(false);
    this.stop();
    this.#state.buffer.end();
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  #disarm(reason: DisarmReason): void {
    const { armed, buffer, clock } = this.#state;
    const interrupted = buffer.running;
    if (!armed && !interrupted) return;
    this.#release();
    buffer.end();
    // Suppress the rest of the interrupted scan.
    if (interrupted) buffer.beginLate(clock.now());
    if (armed) this.#reportDisarmed(reason);
  }

  #reportDisarmed(reason: DisarmReason): void {
    if (reason !== 'click') this.#state.focus.restore();
    this.#options.onStatus?.('off');
    this.#options.onDisarm?.(reason);
  }

  #release(): void {
    const state = this.#state;
    if (state.armed) armedWedges.delete(state.window);
    state.armed = false;
    state.caught = false;
    state.reading?.forget();
    this.#timer.stop();
  }

  /** A running scan is finished first; `#conclude` disarms after it. */
  #timeout = (): void => {
    if (!this.#state.buffer.running) this.#disarm('timeout');
  };

  /** The guard has recognised a scan; its remaining keys are taken as if armed. */
  #catch = (keys: Key[], at: number, trusted: boolean): void => {
    const state = this.#state;
    state.caught = true;
    state.rememberField();
    state.buffer.begin(keys, at, trusted);
    this.#options.onStatus?.('reading');
  };

  /** The scan has ended; `at`: time of its end, ms. */
  #finish(at: number): void {
    const { buffer, reading } = this.#state;
    const keys = buffer.end();
    if (reading) {
      this.#conclude(reading.read(keys), at);
      return;
    }
    // The first scan may arrive before the module has loaded: keep suppressing late keys meanwhile.
    buffer.beginLate(at);
    void this.#loadReading().then((late) => {
      if (this.#state.taking) this.#conclude(late?.read(keys) ?? UNREADABLE, at);
    });
  }

  #conclude(result: ScanResult, at: number): void {
    const state = this.#state;
    const { onCode, onStatus } = this.#options;
    const { kind } = result;
    const { armed, caught } = state;
    state.caught = false;
    if (kind !== 'human') state.buffer.beginLate(at);
    if (kind === 'code') {
      this.#release();
      if (armed) this.#reportDisarmed('scan');
      onCode(result.text);
      return;
    }
    // A scan that the guard suppressed is always reported.
    const problem = kind === 'human' && caught ? 'unreadable' : kind;
    if (problem === 'unreadable' || problem === 'distorted') onStatus?.('problem', problem);
    else if (armed) onStatus?.('on');
    if (kind === 'foreign') onCode(result.text);
    // Stay armed after any other code: the Digital ID code may be scanned next.
    if (!state.armed) return;
    if (this.#timer.expired) this.#disarm('timeout');
    else if (kind !== 'human') this.#arm();
  }

  #focusHandlers(state: WedgeState) {
    const { clock, focus, undo } = state;
    return {
      pointerdown: (event: Event) => {
        if (!state.armed) return;
        focus.gesture(clock.now());
        if (!state.isOwn(event)) this.#disarm('click');
      },
      focusin: (event: Event) => {
        if (!state.armed) return;
        focus.moved(clock.now(), state.isOwn(event));
        undo.reset(event.composedPath()[0]);
      },
      blur: (event: Event) => {
        // Keys typed into a frame never reach this window, so the wedge must not appear armed.
        if (state.armed && event.target === state.window && focus.isInFrame) this.#disarm('click');
      },
    };
  }
}
