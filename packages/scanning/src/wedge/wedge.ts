import { asField, focused, putBack, type Snapshot, snapshot } from './fields.js';
import { altDigit, idOf, isPaste, isShortcut, isTerminator, MODIFIERS, swallow } from './keys.js';
import { charOfAltCode, charOfCode } from './layouts.js';
import { type Key, restore } from './restore.js';
import { Watch } from './watch.js';

/** Why an armed wedge let go. */
export type Disarm = 'escape' | 'click' | 'timeout' | 'scan' | 'stop';

/** Time, replaceable so that tests need not wait. All values in ms. */
export interface WedgeClock {
  now(): number;
  set(run: () => void, ms: number): number;
  clear(id: number): void;
}

export interface WedgeOptions {
  /** The restored text, never empty, once a scan. */
  onScan(text: string): void;
  onDisarm?(why: Disarm): void;
  /** A burst came that no layout turns into a code's text: ask for another scan. The wedge stays armed. */
  onUnreadable?(): void;
  /** Keys began to arrive at a scanner's speed. */
  onBurst?(): void;
  /** Texts a Digital ID code begins with: they choose the layout and are what the passive guard looks for. */
  starts?: readonly string[];
  /** What the scanner is programmed to send first, as on a US keyboard (an AIM identifier, `]Q1`, or any text). */
  prefix?: string;
  /** ms an armed wedge waits for a scan, default 30,000. */
  armedMs?: number;
  /** Presses of the pointer, and Enter or Space by hand, inside this element are not the wedge's business. */
  own?: Element;
  window?: Window;
  clock?: WedgeClock;
}

export const STARTS: readonly string[] = ['https://www.gosuslugi.ru/m', 'https://gosuslugi.ru/m'];

/** ms without a key that end a scan without a terminator: six of its gaps, within these. */
const SILENCE = { least: 500, most: 1000 };
/** Shorter bursts, and slower ones (ms a character), are a person at the keyboard. */
const SCAN = { chars: 3, msPerChar: 170 };

const armed = new Set<Wedge>();

/**
 * Reads a keyboard-wedge scanner and keeps its keys from the page.
 *
 * Listens on `window` in the capture phase from construction to {@link close}; construct it early: a listener
 * of the page registered there before it hears every key.
 */
export class Wedge {
  #o: WedgeOptions;
  #window: Window;
  #clock: WedgeClock;
  #starts: readonly string[];
  #prefix: string;
  #listening = new AbortController();

  #armed = false;
  #guarding = false;
  /** The passive guard caught a scan that is still arriving. */
  #caught = false;
  #watch: Watch;
  #expired = false;
  #armTimer = 0;
  #silenceTimer = 0;
  #keys: Key[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #widest = 0;
  /** Until then keys are the rest of a finished scan. */
  #tailUntil = Number.NEGATIVE_INFINITY;
  #tailGap = SILENCE.least;
  #down = new Set<string>();
  #passed = new Set<string>();
  #holding = '';
  #alt: string | undefined;
  #altDone = false;
  #composing = false;
  #snap: Snapshot | undefined;
  #home: Element | null = null;
  #gesture = Number.NEGATIVE_INFINITY;

  constructor(options: WedgeOptions) {
    this.#o = options;
    this.#window = options.window ?? window;
    const { performance } = this.#window;
    this.#clock = options.clock ?? {
      now: () => performance.now(),
      set: (run, ms) => this.#window.setTimeout(run, ms),
      clear: (id) => this.#window.clearTimeout(id),
    };
    this.#starts = options.starts ?? STARTS;
    this.#prefix = options.prefix ?? '';
    this.#watch = new Watch(this.#starts, this.#prefix, this.#clock, this.#stamp, this.#catch);
    const on = <E extends Event>(type: string, handler: (event: E) => void) =>
      this.#window.addEventListener(type, handler as EventListener, {
        capture: true,
        passive: false,
        signal: this.#listening.signal,
      });
    on('keydown', this.#keydown);
    on('keypress', this.#keypress);
    on('keyup', this.#keyup);
    on('beforeinput', this.#beforeinput);
    on('textInput', this.#drop);
    on('input', this.#input);
    on('paste', this.#paste);
    on('compositionstart', this.#composition);
    on('compositionupdate', this.#composition);
    on('compositionend', this.#composition);
    on('pointerdown', this.#pointerdown);
    on('focusin', this.#focusin);
    on('blur', this.#blur);
  }

  get armed(): boolean {
    return this.#armed;
  }

  /** Takes every key until a scan, Esc, a click elsewhere, {@link disarm} or the end of `armedMs`; again: the time starts anew. */
  arm(): void {
    if (this.#listening.signal.aborted) return;
    const { document } = this.#window;
    this.#expired = false;
    this.#clock.clear(this.#armTimer);
    this.#armTimer = this.#clock.set(this.#timeout, this.#o.armedMs ?? 30_000);
    if (this.#armed) return;
    // One wedge a page takes the keys: the one armed last.
    for (const other of armed) if (other.#window === this.#window) other.disarm();
    this.#watch.take();
    if (!this.#caught) this.#forget();
    this.#armed = true;
    armed.add(this);
    this.#home = focused(document);
    // Keys typed into a frame never reach this window.
    if (this.#home?.localName === 'iframe') (this.#home as HTMLElement).blur();
    this.#snap = snapshot(focused(document));
  }

  disarm(): void {
    this.#disarm('stop');
  }

  /** Unarmed, looks for the first characters of a Digital ID code that arrive at a scanner's speed. */
  guard(on: boolean): void {
    this.#guarding = on && !this.#listening.signal.aborted;
    if (!on) this.#watch.letGo();
  }

  /** The passive guard is on. */
  get guarding(): boolean {
    return this.#guarding;
  }

  /** Disarms and stops listening, for good. */
  close(): void {
    this.guard(false);
    this.#disarm('stop');
    this.#forget();
    this.#listening.abort();
  }

  #disarm(why: Disarm): void {
    const cut = this.#keys.length > 0;
    if (!this.#armed && !cut) return;
    const was = this.#armed;
    this.#release();
    this.#forget();
    // The rest of a scan that runs on is still nobody's.
    if (cut) this.#tail();
    if (!was) return;
    if (why !== 'click') this.#goHome();
    this.#o.onDisarm?.(why);
  }

  #release(): void {
    this.#armed = false;
    this.#caught = false;
    armed.delete(this);
    this.#clock.clear(this.#armTimer);
  }

  #timeout = (): void => {
    if (this.#keys.length > 0) this.#expired = true;
    else this.#disarm('timeout');
  };

  #forget(): void {
    this.#clock.clear(this.#silenceTimer);
    this.#keys = [];
    this.#widest = 0;
    this.#last = Number.NEGATIVE_INFINITY;
  }

  #goHome(): void {
    const home = this.#home as HTMLElement | null;
    this.#home = null;
    if (!home?.isConnected || home === home.ownerDocument.body) return;
    if (focused(home.ownerDocument) !== home) home.focus({ preventScroll: true });
  }

  #tail(): void {
    this.#tailUntil = this.#clock.now() + this.#tailGap;
  }

  get #tailing(): boolean {
    return this.#keys.length === 0 && this.#clock.now() < this.#tailUntil;
  }

  get #taking(): boolean {
    return this.#armed || this.#caught;
  }

  /** A burst is under way: this event comes within a scanner's gap of the last. */
  get #bursting(): boolean {
    return this.#keys.length > 0;
  }

  #drop = (event: Event): void => {
    if (this.#taking || this.#tailing) swallow(event);
  };

  #stamp = (event: Event): number => {
    const now = this.#clock.now();
    if (this.#o.clock) return now;
    return event.timeStamp > 0 && event.timeStamp <= now ? event.timeStamp : now;
  };

  // Keys.

  #keydown = (event: KeyboardEvent): void => {
    if (this.#watch.returning) return;
    const id = idOf(event);
    this.#passed.delete(id);
    if (!event.repeat) this.#down.delete(id);
    this.#altDone = false;
    const took = this.#taking
      ? this.#take(event)
      : this.#tailing
        ? this.#late(event)
        : this.#watching && this.#watch.keydown(event);
    if (took) this.#down.add(id);
    else if (this.#taking) this.#passed.add(id);
  };

  /** True: the key was the wedge's. */
  #take(event: KeyboardEvent): boolean {
    // Armed again at once: of the scan before only its terminator is still to come.
    if (this.#tailing && isTerminator(event) && this.#late(event)) return true;
    if (!this.#composing) this.#snap = snapshot(event.composedPath()[0]) ?? this.#snap;
    const { key } = event;
    if (MODIFIERS.includes(key)) {
      event.stopImmediatePropagation();
      if (key === 'Alt') this.#alt = '';
      if (this.#bursting) this.#wait();
      return true;
    }
    if (key === 'Escape') {
      swallow(event);
      this.#disarm('escape');
      return true;
    }
    const digit = altDigit(event);
    if (digit !== undefined) {
      swallow(event);
      this.#alt = (this.#alt ?? '') + digit;
      if (this.#bursting) this.#wait();
      return true;
    }
    if (isShortcut(event)) {
      if (this.#bursting) {
        swallow(event);
        if (isTerminator(event)) this.#finish();
        return true;
      }
      // The page need not hear that a paste is coming; the paste itself is read below.
      if (isPaste(event)) event.stopImmediatePropagation();
      return false;
    }
    if (event.repeat && this.#held(event)) {
      swallow(event);
      return true;
    }
    if (isTerminator(event)) {
      if (!this.#bursting && (key === 'Tab' || this.#isOwn(event))) {
        this.#gesture = this.#clock.now();
        return false;
      }
      swallow(event);
      if (this.#bursting) this.#finish();
      return true;
    }
    if (key === ' ' && !this.#bursting && this.#isOwn(event)) return false;
    const us = charOfCode(event.code, event.shiftKey);
    const text = Array.from(key).length === 1 ? key : undefined;
    if (text === undefined && us === undefined) {
      const lost = key === 'Unidentified' || key === 'Process' || key === 'Dead' || key === '';
      const edits = key === 'Backspace' || key === 'Delete' || key === 'Insert' || key === 'Clear';
      if (!this.#bursting && !lost && !edits) return false;
      swallow(event);
      return true;
    }
    swallow(event);
    this.#add({ text: text ?? '', us, caps: event.getModifierState('CapsLock') }, this.#stamp(event));
    return true;
  }

  /** Keys of a scan that is over: its second Enter, its line feed, whatever comes late. */
  #late(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') return false;
    if (MODIFIERS.includes(event.key)) {
      event.stopImmediatePropagation();
      return true;
    }
    if (isShortcut(event) && !isTerminator(event)) return false;
    swallow(event);
    this.#tail();
    return true;
  }

  /** The key is held down by hand, and repeats. */
  #held(event: KeyboardEvent): boolean {
    if (this.#holding === event.code && event.code !== '') return true;
    const held = this.#stamp(event) - this.#last > 200;
    this.#holding = held ? event.code : '';
    return held;
  }

  #isOwn(event: Event): boolean {
    return this.#o.own !== undefined && event.composedPath().includes(this.#o.own);
  }

  #add(key: Omit<Key, 'gap'>, at: number): void {
    const gap = this.#keys.length === 0 ? 0 : Math.max(0, at - this.#last);
    this.#last = at;
    this.#widest = Math.max(this.#widest, gap);
    this.#keys.push({ ...key, gap });
    this.#wait();
    if (this.#keys.length === SCAN.chars) this.#o.onBurst?.();
  }

  /** Ends the scan after silence: early keys tell nothing of the scanner's gap, so they get the most. */
  #wait(): void {
    const known = this.#keys.length > 3 ? this.#widest * 6 : SILENCE.most;
    const ms = Math.min(SILENCE.most, Math.max(SILENCE.least, known));
    this.#tailGap = ms;
    this.#clock.clear(this.#silenceTimer);
    const due = this.#clock.now() + ms;
    this.#silenceTimer = this.#clock.set(() => {
      // A timer this late means a busy page: keys may be queued behind it.
      if (this.#clock.now() - due > 100) this.#wait();
      else this.#finish();
    }, ms);
  }

  #finish(): void {
    const keys = this.#keys;
    this.#forget();
    const { text, known, garbled } = restore(keys, this.#starts, this.#prefix);
    const took = keys.reduce((sum, key) => sum + key.gap, 0);
    const scan = known || (keys.length >= SCAN.chars && took <= SCAN.msPerChar * (keys.length - 1));
    if (scan && text.length > 0 && !garbled) {
      const was = this.#armed;
      this.#release();
      this.#tail();
      if (was) {
        this.#goHome();
        this.#o.onDisarm?.('scan');
      }
      this.#o.onScan(text);
      return;
    }
    this.#caught = false;
    if (scan) {
      this.#tail();
      this.#o.onUnreadable?.();
    }
    if (this.#expired) this.#disarm('timeout');
  }

  #keypress = (event: KeyboardEvent): void => {
    if (this.#watch.returning || this.#passed.has(idOf(event))) return;
    if (this.#taking) {
      swallow(event);
      if (event.key === 'Enter') this.#loose('\n', event);
      else if (Array.from(event.key).length === 1) this.#loose(event.key, event);
    } else if (this.#tailing) {
      swallow(event);
    } else if (this.#watching && Array.from(event.key).length === 1) {
      this.#watch.char(event.key, event);
    }
  };

  #keyup = (event: KeyboardEvent): void => {
    if (this.#watch.returning) return;
    const id = idOf(event);
    const ours = this.#down.delete(id);
    if (this.#taking) {
      if (this.#passed.delete(id)) return;
      swallow(event);
      if (event.key === 'Alt') this.#altCode(event);
    } else if (ours || this.#tailing) {
      swallow(event);
    }
    if (this.#watching && event.key === 'Alt' && this.#watch.altUp(event)) this.#altDone = this.#taking;
  };

  #altCode(event: KeyboardEvent): void {
    const char = charOfAltCode(this.#alt ?? '');
    this.#alt = undefined;
    if (char === undefined) return;
    if (char === '\r' || char === '\n' || char === '\t') this.#loose(char, event);
    else this.#add({ text: char }, this.#stamp(event));
    // The system types the character now.
    this.#altDone = true;
  }

  // Text that comes without keys: remote desktops, input methods, paste.

  /** Text not told by a keydown; a line's end in it ends the scan. */
  #loose(text: string, event: Event): void {
    if (this.#altDone || (this.#alt !== undefined && this.#alt !== '')) {
      this.#altDone = false;
      return;
    }
    for (const char of text) {
      if (!this.#taking) {
        this.#tail();
        return;
      }
      if (char === '\r' || char === '\n' || char === '\t') {
        if (this.#bursting) this.#finish();
      } else {
        this.#add({ text: char }, this.#stamp(event));
      }
    }
  }

  #beforeinput = (event: InputEvent): void => {
    if (this.#watch.returning) return;
    const { inputType } = event;
    const typed = inputType.startsWith('insert') && inputType !== 'insertFromDrop';
    if (!typed && !inputType.startsWith('delete')) return;
    if (!this.#taking && !this.#tailing) {
      if (!this.#watching || !typed || !event.cancelable || inputType === 'insertFromPaste') return;
      const text = event.data ?? '';
      if (this.#watch.text(text, event)) this.#loose(text, event);
      return;
    }
    if (!this.#composing) this.#snap = snapshot(event.composedPath()[0]) ?? this.#snap;
    swallow(event);
    if (!this.#taking || !typed || this.#composing || !event.cancelable) return;
    if (inputType === 'insertLineBreak' || inputType === 'insertParagraph') this.#loose('\n', event);
    else this.#loose(event.data ?? event.dataTransfer?.getData('text/plain') ?? '', event);
  };

  /** Something slipped in that could not be cancelled: take it out again. */
  #input = (event: Event): void => {
    if (!this.#taking && !this.#tailing) return;
    const { inputType } = event as InputEvent;
    if (!event.isTrusted || typeof inputType !== 'string' || !inputType.startsWith('insert')) return;
    if (inputType === 'insertFromDrop' || !asField(event.composedPath()[0])) return;
    event.stopImmediatePropagation();
    if (!this.#composing && this.#snap) putBack(this.#snap);
  };

  #composition = (event: CompositionEvent): void => {
    if (!this.#taking && !this.#tailing && !this.#composing) return;
    if (event.type === 'compositionstart') {
      this.#snap = snapshot(event.composedPath()[0]) ?? this.#snap;
      this.#composing = true;
    }
    if (!this.#composing) return;
    swallow(event);
    if (event.type !== 'compositionend') return;
    this.#composing = false;
    const snap = this.#snap;
    if (snap) {
      putBack(snap);
      // Some browsers write the text after this event.
      this.#clock.set(() => putBack(snap), 0);
    }
    if (this.#taking) this.#loose(event.data, event);
  };

  #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (this.#watching) this.#watch.text(text, event);
    if (!this.#taking && !this.#tailing) return;
    swallow(event);
    if (this.#taking) this.#loose(`${text}\n`, event);
  };

  // The passive guard.

  get #watching(): boolean {
    if (!this.#guarding || this.#taking) return false;
    for (const other of armed) if (other.#window === this.#window) return false;
    return true;
  }

  /** The guard recognised a scan: the rest of it is taken as if armed. */
  #catch = (keys: Key[], at: number): void => {
    this.#forget();
    this.#caught = true;
    this.#snap = snapshot(focused(this.#window.document));
    this.#keys = keys;
    this.#widest = Math.max(0, ...keys.map((key) => key.gap));
    this.#last = at;
    this.#wait();
    this.#o.onBurst?.();
  };

  // Focus.

  #pointerdown = (event: Event): void => {
    if (!this.#armed) return;
    this.#gesture = this.#clock.now();
    if (!this.#isOwn(event)) this.#disarm('click');
  };

  #focusin = (event: Event): void => {
    if (!this.#armed) return;
    // Focus the clerk moved is where it goes back to; focus a script stole is not.
    if (this.#clock.now() - this.#gesture < 500 || this.#isOwn(event))
      this.#home = focused(this.#window.document);
    if (!this.#composing) this.#snap = snapshot(event.composedPath()[0]);
  };

  #blur = (event: Event): void => {
    if (!this.#armed || event.target !== this.#window) return;
    // The keys now go to a frame, out of reach: better to say so than to look armed.
    if (focused(this.#window.document)?.localName === 'iframe') this.#disarm('click');
  };
}
