/**
 * Keys pressed by a person. A desk has a barcode scanner that types: whatever arrives at its speed presses nothing here,
 * neither digits nor the Enter behind them.
 */
import { listen } from '@cid-elements/scanning/listeners';

/** Two keys closer than this are a scanner's (a slow scanner sends one every 120 ms). */
const BURST_MS = 150;

/** Keys without a key: form libraries and autofill send such events. */
const isKeyEvent = (event: Event): event is KeyboardEvent => 'key' in event;

/** Listens in the capture phase, before the page's own listeners further down. Returns the way to stop. */
function onKey(target: EventTarget, types: readonly string[], heard: (event: KeyboardEvent) => void) {
  const listener = (event: Event) => {
    if (isKeyEvent(event)) heard(event);
  };
  return listen(target, Object.fromEntries(types.map((type) => [type, listener])), { capture: true });
}

export interface ManualKeys {
  /** A digit was pressed alone, by a person. */
  onDigit(digit: string): void;
  /** Escape was pressed. Returns whether something was done. */
  onEscape(): boolean;
}

/** Listens for keys that a person presses while the focus is inside an element. Returns the way to stop. */
export function onManualKeys(element: HTMLElement, { onDigit, onEscape }: ManualKeys): () => void {
  let lastCharacterAt = Number.NEGATIVE_INFINITY;
  let pending: ReturnType<typeof setTimeout> | undefined;
  const press = (event: KeyboardEvent) => {
    clearTimeout(pending);
    const isBurst = event.timeStamp - lastCharacterAt < BURST_MS;
    if (event.key.length === 1) lastCharacterAt = event.timeStamp;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (isBurst) swallow(event);
      return;
    }
    if (event.key === 'Escape') {
      if (onEscape()) swallow(event);
      return;
    }
    const { code, key } = event;
    // Other layouts write something else on the row of digits.
    if (!/^(Digit|Numpad)/.test(code) || !/^[1-9]$/.test(key)) return;
    swallow(event);
    if (!isBurst && !event.repeat) pending = setTimeout(() => onDigit(key), BURST_MS);
  };
  // A space presses a button when it is released.
  const release = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.timeStamp - lastCharacterAt < 1) swallow(event);
  };
  const stops = [onKey(element, ['keydown'], press), onKey(element, ['keyup'], release)];
  return () => {
    clearTimeout(pending);
    for (const stop of stops) stop();
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a name is a function key: the only keys that may work from anywhere in a host page. */
export const isFunctionKey = (name: string): boolean => /^F([1-9]|1\d|2[0-4])$/.test(name);

/** Keys that work from anywhere in the page. The first listener that takes a key keeps it. Returns the way to stop. */
export function onFunctionKeys(view: EventTarget, pressed: (key: string) => boolean): () => void {
  return onKey(view, ['keydown'], (event) => {
    const { defaultPrevented, repeat, ctrlKey, altKey, metaKey, shiftKey, key } = event;
    if (defaultPrevented || repeat || ctrlKey || altKey || metaKey || shiftKey) return;
    if (isFunctionKey(key) && pressed(key)) swallow(event);
  });
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'];

/**
 * Keeps the rest of a key press that began inside an element from the page around it: the check gives the focus back
 * while the key is still down, and an ILS prints a slip for an Enter. Returns the way to stop.
 */
export function containKeyPresses(view: EventTarget, element: HTMLElement): () => void {
  const down = new Set<string>();
  return onKey(view, ['keydown', 'keypress', 'keyup'], (event) => {
    if (MODIFIERS.includes(event.key)) return;
    const inside = event.composedPath().includes(element);
    const fresh = event.type === 'keydown' && !event.repeat;
    if (fresh) down.delete(event.code);
    if (fresh && inside) down.add(event.code);
    else if (!inside && down.has(event.code)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.type === 'keyup') down.delete(event.code);
  });
}
