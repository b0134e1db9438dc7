import { AltNumpad } from './alt-numpad.js';
import type { Key } from './interpret.js';
import { isLineEnd, swallow } from './key-events.js';
import type { PassiveGuard } from './passive-guard.js';
import { asField, type FieldUndo } from './text-fields.js';
import type { WedgeClock } from './wedge-options.js';

/** What the wedge lets its text input know and do. */
export interface TextInputHost {
  readonly clock: WedgeClock;
  readonly undo: FieldUndo;
  /** What watches an unarmed page, once it is loaded. */
  guard(): PassiveGuard | undefined;
  /** A scan is waited for, or is arriving. */
  taking(): boolean;
  /** The passive guard looks at what arrives. */
  watching(): boolean;
  /** The event is to be kept from the page. */
  takes(event: Event): boolean;
  /** The event is a script's in the middle of a device's scan. */
  ignores(event: Event): boolean;
  add(key: Omit<Key, 'gap'>, event: Event): void;
  /** A terminator came. */
  finish(event: Event): void;
}

/** Takes text that arrives without keys: from remote desktops, input methods, by Alt + number pad, by paste. */
export class TextInput {
  readonly #host: TextInputHost;
  readonly alt = new AltNumpad();
  /** The character that the browser is about to write has been taken already. */
  counted = false;

  constructor(host: TextInputHost) {
    this.#host = host;
  }

  /** Takes text no keydown has told; a line's end in it ends the scan. */
  add(text: string, event: Event): void {
    if (this.counted || this.alt.pending) {
      this.counted = false;
      return;
    }
    for (const char of text) {
      if (!this.#host.taking()) return;
      if (isLineEnd(char)) this.#host.finish(event);
      else this.#host.add({ text: char }, event);
    }
  }

  /** Alt was released: the system types the character of the digits now. */
  altReleased(event: KeyboardEvent): void {
    const char = this.alt.release();
    if (char === undefined) return;
    if (isLineEnd(char)) this.add(char, event);
    else this.#host.add({ text: char }, event);
    this.counted = true;
  }

  readonly beforeinput = (event: InputEvent): void => {
    const { undo } = this.#host;
    const guard = this.#host.guard();
    const { inputType } = event;
    if (guard?.returning || typeof inputType !== 'string' || this.#host.ignores(event)) return;
    const typed = inputType.startsWith('insert') && inputType !== 'insertFromDrop';
    if (!typed && !inputType.startsWith('delete')) return;
    if (!this.#host.takes(event)) {
      const watched = typed && event.cancelable && inputType !== 'insertFromPaste' && this.#host.watching();
      if (watched && guard?.text(event.data ?? '', event)) this.add(event.data ?? '', event);
      return;
    }
    undo.remember(event.composedPath()[0]);
    swallow(event);
    if (!this.#host.taking() || !typed || undo.composing || !event.cancelable) return;
    if (inputType === 'insertLineBreak' || inputType === 'insertParagraph') this.add('\n', event);
    else this.add(event.data ?? event.dataTransfer?.getData('text/plain') ?? '', event);
  };

  /** Text reached a field although its event could not be cancelled: take it out again. */
  readonly input = (event: Event): void => {
    if (!this.#host.takes(event)) return;
    const { inputType } = event as InputEvent;
    if (!event.isTrusted || typeof inputType !== 'string' || !inputType.startsWith('insert')) return;
    if (inputType === 'insertFromDrop' || !asField(event.composedPath()[0])) return;
    event.stopImmediatePropagation();
    this.#host.undo.undo();
  };

  readonly composition = (event: CompositionEvent): void => {
    const { undo, clock } = this.#host;
    const { data } = event;
    if (typeof data !== 'string' || (!this.#host.takes(event) && !undo.composing)) return;
    if (event.type === 'compositionstart') undo.beginComposition(event.composedPath()[0]);
    if (!undo.composing) return;
    swallow(event);
    if (event.type !== 'compositionend') return;
    undo.endComposition((run) => clock.set(run, 0));
    if (this.#host.taking()) this.add(data, event);
  };

  readonly paste = (event: ClipboardEvent): void => {
    if (this.#host.ignores(event)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // A pasted picture is for the image source.
    if (!text && event.clipboardData?.files?.length) return;
    if (this.#host.watching()) this.#host.guard()?.text(text, event);
    if (!this.#host.takes(event)) return;
    swallow(event);
    if (this.#host.taking()) this.add(`${text}\n`, event);
  };
}
