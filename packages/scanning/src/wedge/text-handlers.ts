import { isLineEnd, swallow } from './key-events.js';
import { asField } from './text-fields.js';
import type { ScanEvents, WedgeState } from './wedge-state.js';

/** Handles text that arrived without keydown. A line end in it ends the scan. */
export function takeText(state: WedgeState, events: ScanEvents, text: string, event: Event): void {
  if (state.isTextTaken || state.alt.pending) {
    state.isTextTaken = false;
    return;
  }
  for (const char of text) {
    if (!state.taking) return;
    if (isLineEnd(char)) events.onEnd(event);
    else events.onKey({ text: char }, event);
  }
}

/** Call when Alt is released: the system types the character of its digits now. */
export function takeAltCharacter(state: WedgeState, events: ScanEvents, event: Event): void {
  const char = state.alt.release();
  if (char === undefined) return;
  if (isLineEnd(char)) takeText(state, events, char, event);
  else events.onKey({ text: char }, event);
  state.isTextTaken = true;
}

/** Listeners for text without key events: remote desktops, input methods, Alt + number pad, paste. */
export function textHandlers(state: WedgeState, events: ScanEvents) {
  const { undo, clock } = state;
  const take = (text: string, event: Event) => takeText(state, events, text, event);

  const composition = (event: CompositionEvent): void => {
    const { type, data } = event;
    if (typeof data !== 'string' || (!state.takes(event) && !undo.composing)) return;
    if (type === 'compositionstart') undo.compose(event.composedPath()[0]);
    if (!undo.composing) return;
    swallow(event);
    if (type !== 'compositionend') return;
    undo.composed((run) => clock.set(run, 0));
    if (state.taking) take(data, event);
  };

  return {
    compositionstart: composition,
    compositionupdate: composition,
    compositionend: composition,

    /** Chromium and WebKit dispatch this legacy event before they insert text. */
    textInput(event: Event): void {
      if (state.takes(event)) swallow(event);
    },

    beforeinput(event: InputEvent): void {
      const { inputType } = event;
      if (typeof inputType !== 'string' || state.ignores(event)) return;
      const typed = inputType.startsWith('insert') && inputType !== 'insertFromDrop';
      if (!typed && !inputType.startsWith('delete')) return;
      if (!state.takes(event)) {
        const isWatched = typed && event.cancelable && inputType !== 'insertFromPaste';
        const text = event.data ?? '';
        if (isWatched && state.activeGuard?.text(text, event)) take(text, event);
        return;
      }
      undo.remember(event.composedPath()[0]);
      swallow(event);
      if (!state.taking || !typed || undo.composing || !event.cancelable) return;
      if (inputType === 'insertLineBreak' || inputType === 'insertParagraph') take('\n', event);
      else take(event.data ?? event.dataTransfer?.getData('text/plain') ?? '', event);
    },

    /** Undoes text that reached a field because its event could not be cancelled. */
    input(event: Event): void {
      if (!state.takes(event)) return;
      const { inputType } = event as InputEvent;
      if (!event.isTrusted || typeof inputType !== 'string' || !inputType.startsWith('insert')) return;
      if (inputType === 'insertFromDrop' || !asField(event.composedPath()[0])) return;
      event.stopImmediatePropagation();
      undo.undo();
    },

    paste(event: ClipboardEvent): void {
      if (state.ignores(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Leave a pasted image to the image source.
      if (!text && event.clipboardData?.files?.length) return;
      state.activeGuard?.text(text, event);
      if (!state.takes(event)) return;
      swallow(event);
      if (state.taking) take(`${text}\n`, event);
    },
  };
}
