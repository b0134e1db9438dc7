import { AltCode } from './alt.js';
import { Burst } from './burst.js';
import { asField, focused, putBack, type Snapshot, snapshot } from './fields.js';
import { Home } from './home.js';
import { idOf, isPaste, isShortcut, isTerminator, MODIFIERS, swallow, writes } from './keys.js';
import { charOfCode } from './layouts.js';
import { begins, type Key, restore } from './restore.js';
import { Silence } from './silence.js';
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

/** Shorter bursts, and slower ones (ms a character), are a person at the keyboard. */
const SCAN = { chars: 3, msPerChar: 170 };
/** ms more for a scan that has stopped in the middle of a start. */
const STOPPED = 2000;
/** ms of the armed time's end in which the page must not be busy: keys may be queued. */
const LAST = 50;

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
  #expiry: Silence;
  #burst: Burst;
  #stopped = false;
  #down = new Set<string>();
  #passed = new Set<string>();
  #holding = '';
  #alt = new AltCode();
  /** The character that the browser is about to write has been taken already. */
  #counted = false;
  #composing = false;
  #snap: Snapshot | undefined;
  #home: Home;

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
    this.#home = new Home(this.#window.document);
    this.#expiry = new Silence(this.#clock, this.#timeout);
    this.#burst = new Burst(this.#clock, this.#silent);
    this.#watch = new Watch(this.#starts, this.#prefix, this.#clock, this.#stamp, this.#catch);
    const handlers = {
      keydown: this.#keydown,
      keypress: this.#keypress,
      keyup: this.#keyup,
      beforeinput: this.#beforeinput,
      textInput: this.#drop,
      input: this.#input,
      paste: this.#paste,
      compositionstart: this.#composition,
      compositionupdate: this.#composition,
      compositionend: this.#composition,
      pointerdown: this.#pointerdown,
      focusin: this.#focusin,
      blur: this.#blur,
    };
    for (const [type, handler] of Object.entries(handlers))
      this.#window.addEventListener(type, handler as EventListener, {
        capture: true,
        passive: false,
        signal: this.#listening.signal,
      });
  }

  get armed(): boolean {
    return this.#armed;
  }

  /** Takes every key until a scan, Esc, a click elsewhere, {@link disarm} or the end of `armedMs`; again: the time starts anew. */
  arm(): void {
    if (this.#listening.signal.aborted) return;
    this.#expired = false;
    this.#clock.clear(this.#armTimer);
    this.#expiry.stop();
    this.#armTimer = this.#clock.set(() => this.#expiry.start(LAST), (this.#o.armedMs ?? 30_000) - LAST);
    if (this.#armed) return;
    // One wedge a page takes the keys: the one armed last.
    for (const other of armed) if (other.#window === this.#window) other.disarm();
    this.#watch.take();
    if (!this.#caught) this.#burst.end();
    this.#counted = this.#caught && this.#watch.half;
    this.#armed = true;
    armed.add(this);
    this.#home.leave();
    this.#snap = snapshot(focused(this.#window.document));
  }

  disarm(): void {
    this.#disarm('stop');
  }

  /** Unarmed, looks for the first characters of a Digital ID code that arrive at a scanner's speed. */
  guard(on: boolean): void {
    this.#guarding = on && !this.#listening.signal.aborted;
    if (!on) this.#watch.letGo();
  }

  /** Disarms and stops listening, for good. */
  close(): void {
    this.guard(false);
    this.#disarm('stop');
    this.#burst.end();
    this.#listening.abort();
  }

  #disarm(why: Disarm): void {
    const cut = this.#burst.on;
    if (!this.#armed && !cut) return;
    const was = this.#armed;
    this.#release();
    this.#burst.end();
    // The rest of a scan that runs on is still nobody's.
    if (cut) this.#burst.tail(this.#clock.now());
    if (!was) return;
    if (why !== 'click') this.#home.goBack();
    this.#o.onDisarm?.(why);
  }

  #release(): void {
    this.#armed = false;
    this.#caught = false;
    armed.delete(this);
    this.#clock.clear(this.#armTimer);
    this.#expiry.stop();
  }

  #timeout = (): void => {
    if (this.#burst.on) this.#expired = true;
    else this.#disarm('timeout');
  };

  /** The event belongs to a scan that is over. */
  #trails(event: Event): boolean {
    return this.#burst.trails(this.#stamp(event), this.#isOwn(event));
  }

  get #taking(): boolean {
    return this.#armed || this.#caught;
  }

  #mine(event: Event): boolean {
    return this.#taking || this.#trails(event);
  }

  #drop = (event: Event): void => {
    if (this.#mine(event)) swallow(event);
  };

  #stamp = (event: Event): number => {
    const now = this.#clock.now();
    if (this.#o.clock) return now;
    return event.timeStamp > 0 && event.timeStamp <= now ? event.timeStamp : now;
  };

  // Keys.

  #keydown = (event: KeyboardEvent): void => {
    // Form libraries and autofill send events without a key; one with an empty key may write.
    if (this.#watch.returning || event.key === undefined) return;
    const id = idOf(event);
    this.#passed.delete(id);
    if (!event.repeat) this.#down.delete(id);
    this.#counted = false;
    const took = this.#taking
      ? this.#take(event)
      : this.#trails(event)
        ? this.#late(event)
        : this.#watching && this.#watch.keydown(event);
    if (took) this.#down.add(id);
    else if (this.#taking) this.#passed.add(id);
  };

  /** True: the key was the wedge's. */
  #take(event: KeyboardEvent): boolean {
    // Armed again at once: of the scan before only its terminator is still to come.
    if (isTerminator(event) && this.#trails(event)) return this.#late(event);
    if (!this.#composing) this.#snap = snapshot(event.composedPath()[0]) ?? this.#snap;
    const { key } = event;
    const digit = this.#alt.down(event);
    if (MODIFIERS.includes(key)) {
      event.stopImmediatePropagation();
      if (this.#burst.on) this.#burst.wait();
      return true;
    }
    if (key === 'Escape') {
      swallow(event);
      this.#disarm('escape');
      return true;
    }
    if (digit) {
      swallow(event);
      if (this.#burst.on) this.#burst.wait();
      return true;
    }
    if (isShortcut(event)) {
      if (this.#burst.on) {
        swallow(event);
        if (isTerminator(event)) this.#finish(event);
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
      if (!this.#burst.on && (key === 'Tab' || this.#isOwn(event))) {
        this.#home.gesture(this.#clock.now());
        return false;
      }
      swallow(event);
      if (this.#burst.on) this.#finish(event);
      return true;
    }
    if (key === ' ' && !this.#burst.on && this.#isOwn(event)) return false;
    const us = charOfCode(event.code, event.shiftKey);
    const text = writes(event) ? key : undefined;
    if (text === undefined && us === undefined) {
      const lost = key === 'Unidentified' || key === 'Process' || key === 'Dead' || key === '';
      const edits = key === 'Backspace' || key === 'Delete' || key === 'Insert' || key === 'Clear';
      if (!this.#burst.on && !lost && !edits) return false;
      swallow(event);
      return true;
    }
    swallow(event);
    this.#add({ text: text ?? '', us, caps: event.getModifierState('CapsLock') }, event);
    return true;
  }

  /** Keys of a scan that is over: its second Enter, its line feed, whatever comes late. */
  #late(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') return false;
    if (MODIFIERS.includes(event.key)) {
      event.stopImmediatePropagation();
      return true;
    }
    if (isShortcut(event) && !isTerminator(event) && !this.#alt.down(event)) return false;
    swallow(event);
    this.#burst.prolong(this.#stamp(event));
    return true;
  }

  /** The key is held down by hand, and repeats. */
  #held(event: KeyboardEvent): boolean {
    if (this.#holding === event.code && event.code !== '') return true;
    const held = this.#stamp(event) - this.#burst.last > 200;
    this.#holding = held ? event.code : '';
    return held;
  }

  #isOwn(event: Event): boolean {
    return this.#o.own !== undefined && event.composedPath().includes(this.#o.own);
  }

  #add(key: Omit<Key, 'gap'>, event: Event): void {
    this.#burst.add(key, this.#stamp(event));
    this.#stopped = false;
    if (this.#burst.keys.length === SCAN.chars) this.#o.onBurst?.();
  }

  #silent = (): void => {
    // No code is the beginning of a start: something holds the rest up.
    this.#stopped = !this.#stopped && begins(this.#burst.keys, this.#starts, this.#prefix);
    if (this.#stopped) this.#burst.wait(STOPPED);
    else this.#finish();
  };

  /** The scan has ended, by an event or by silence. */
  #finish(event?: Event): void {
    const at = event ? this.#stamp(event) : this.#burst.last;
    const keys = this.#burst.end();
    const { text, known, garbled } = restore(keys, this.#starts, this.#prefix);
    const took = keys.reduce((sum, key) => sum + key.gap, 0);
    const scan = known || (keys.length >= SCAN.chars && took <= SCAN.msPerChar * (keys.length - 1));
    const read = scan && text !== '' && !garbled;
    const was = this.#armed;
    this.#caught = false;
    if (read) this.#release();
    if (scan) this.#burst.tail(at);
    if (read && was) {
      this.#home.goBack();
      this.#o.onDisarm?.('scan');
    }
    if (read) this.#o.onScan(text);
    else if (scan) this.#o.onUnreadable?.();
    if (!read && this.#expired) this.#disarm('timeout');
  }

  #keypress = (event: KeyboardEvent): void => {
    if (this.#watch.returning || event.key === undefined || this.#passed.has(idOf(event))) return;
    if (this.#taking) {
      swallow(event);
      if (event.key === 'Enter') this.#loose('\n', event);
      else if (writes(event)) this.#loose(event.key, event);
    } else if (this.#trails(event)) {
      swallow(event);
    } else if (this.#watching && writes(event)) {
      this.#watch.char(event.key, event);
    }
  };

  #keyup = (event: KeyboardEvent): void => {
    if (this.#watch.returning || event.key === undefined) return;
    const id = idOf(event);
    const ours = this.#down.delete(id);
    if (this.#taking) {
      if (this.#passed.delete(id)) return;
      swallow(event);
      if (event.key === 'Alt') this.#altCode(event);
    } else if (ours || this.#trails(event)) {
      swallow(event);
    }
    if (!this.#watching) return;
    this.#watch.keyup(event);
    if (event.key === 'Alt' && this.#watch.altUp(event)) this.#counted = this.#taking;
  };

  #altCode(event: KeyboardEvent): void {
    const char = this.#alt.up();
    if (char === undefined) return;
    if (char === '\r' || char === '\n' || char === '\t') this.#loose(char, event);
    else this.#add({ text: char }, event);
    // The system types the character now.
    this.#counted = true;
  }

  // Text that comes without keys: remote desktops, input methods, paste.

  /** Text not told by a keydown; a line's end in it ends the scan. */
  #loose(text: string, event: Event): void {
    if (this.#counted || this.#alt.open) {
      this.#counted = false;
      return;
    }
    for (const char of text) {
      if (!this.#taking) return;
      if (char === '\r' || char === '\n' || char === '\t') {
        if (this.#burst.on) this.#finish(event);
      } else {
        this.#add({ text: char }, event);
      }
    }
  }

  #beforeinput = (event: InputEvent): void => {
    if (this.#watch.returning) return;
    const { inputType } = event;
    const typed = inputType.startsWith('insert') && inputType !== 'insertFromDrop';
    if (!typed && !inputType.startsWith('delete')) return;
    if (!this.#mine(event)) {
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
    if (!this.#mine(event)) return;
    const { inputType } = event as InputEvent;
    if (!event.isTrusted || typeof inputType !== 'string' || !inputType.startsWith('insert')) return;
    if (inputType === 'insertFromDrop' || !asField(event.composedPath()[0])) return;
    event.stopImmediatePropagation();
    if (!this.#composing && this.#snap) putBack(this.#snap);
  };

  #composition = (event: CompositionEvent): void => {
    if (!this.#mine(event) && !this.#composing) return;
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
    // A picture: other sources read it.
    if (!text && event.clipboardData?.files.length) return;
    if (this.#watching) this.#watch.text(text, event);
    if (!this.#mine(event)) return;
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
    this.#caught = true;
    this.#snap = snapshot(focused(this.#window.document));
    this.#burst.begin(keys, at);
    this.#o.onBurst?.();
  };

  // Focus.

  #pointerdown = (event: Event): void => {
    if (!this.#armed) return;
    this.#home.gesture(this.#clock.now());
    if (!this.#isOwn(event)) this.#disarm('click');
  };

  #focusin = (event: Event): void => {
    if (!this.#armed) return;
    this.#home.moved(this.#clock.now(), this.#isOwn(event));
    if (!this.#composing) this.#snap = snapshot(event.composedPath()[0]);
  };

  #blur = (event: Event): void => {
    if (!this.#armed || event.target !== this.#window) return;
    // The keys now go to a frame, out of reach: better to say so than to look armed.
    if (this.#home.inFrame) this.#disarm('click');
  };
}
