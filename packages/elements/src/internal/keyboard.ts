/**
 * Keys pressed by a person. A barcode scanner types too, so keys that arrive at its speed, digits and the
 * Enter after them, activate no button.
 */
import { listen } from '@cid-elements/scanning/listeners';

/** Keys with a smaller gap come from a scanner; a slow one sends a key every 120 ms. */
const BURST_MS = 150;

/** Form libraries and autofill dispatch keyboard events without a key. */
const isKeyEvent = (event: Event): event is KeyboardEvent => 'key' in event;

/** Listens in the capture phase, before the page's listeners. Returns a function that stops it. */
function onKey(target: EventTarget, types: readonly string[], heard: (event: KeyboardEvent) => void) {
  const listener = (event: Event) => {
    if (isKeyEvent(event)) heard(event);
  };
  return listen(target, Object.fromEntries(types.map((type) => [type, listener])), { capture: true });
}

export interface ManualKeys {
  /** A person pressed a single digit. */
  onDigit(digit: string): void;
  /** Escape was pressed. Returns whether it was handled. */
  onEscape(): boolean;
}

/** Listens for keys that a person presses inside an element. Returns a function that stops it. */
export function onManualKeys(element: HTMLElement, { onDigit, onEscape }: ManualKeys): () => void {
  let lastCharacterAt = Number.NEGATIVE_INFINITY;
  let pending: ReturnType<typeof setTimeout> | undefined;
  const press = (event: KeyboardEvent) => {
    clearTimeout(pending);
    const isBurst = event.timeStamp - lastCharacterAt < BURST_MS;
    if (event.key.length === 1) lastCharacterAt = event.timeStamp;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (isBurst) consume(event);
      return;
    }
    if (event.key === 'Escape') {
      if (onEscape()) consume(event);
      return;
    }
    const { code, key } = event;
    // In some layouts the digit row types other characters.
    if (!/^(Digit|Numpad)/.test(code) || !/^[1-9]$/.test(key)) return;
    consume(event);
    if (!isBurst && !event.repeat) pending = setTimeout(() => onDigit(key), BURST_MS);
  };
  // A space activates a button on keyup.
  const release = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.timeStamp - lastCharacterAt < 1) consume(event);
  };
  const stops = [onKey(element, ['keydown'], press), onKey(element, ['keyup'], release)];
  return () => {
    clearTimeout(pending);
    for (const stop of stops) stop();
  };
}

/** Suppresses an event, except for other listeners of the same target. */
function consume(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a name is a function key. Only these are used as global shortcuts. */
export const isFunctionKey = (name: string): boolean => /^F([1-9]|1\d|2[0-4])$/.test(name);

/**
 * Global shortcuts. The first listener that handles a key suppresses it. Returns a function that stops it.
 */
export function onFunctionKeys(view: EventTarget, pressed: (key: string) => boolean): () => void {
  return onKey(view, ['keydown'], (event) => {
    const { defaultPrevented, repeat, ctrlKey, altKey, metaKey, shiftKey, key } = event;
    if (defaultPrevented || repeat || ctrlKey || altKey || metaKey || shiftKey) return;
    if (isFunctionKey(key) && pressed(key)) consume(event);
  });
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'];

/**
 * Suppresses events outside an element that belong to a key press inside it. The check restores the focus
 * while the key is still down, and an ILS would print a slip at the Enter. Returns a function that stops it.
 */
export function containKeyPresses(view: EventTarget, element: HTMLElement): () => void {
  const down = new Set<string>();
  return onKey(view, ['keydown', 'keypress', 'keyup'], (event) => {
    if (MODIFIERS.includes(event.key)) return;
    const inside = event.composedPath().includes(element);
    const isPress = event.type === 'keydown' && !event.repeat;
    if (isPress) down.delete(event.code);
    if (isPress && inside) down.add(event.code);
    else if (!inside && down.has(event.code)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.type === 'keyup') down.delete(event.code);
  });
}
