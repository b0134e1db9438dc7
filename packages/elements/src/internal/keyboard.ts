/**
 * Keys pressed by a hand. A desk has a barcode scanner that types: whatever arrives at its speed presses nothing here,
 * neither digits nor the Enter behind them.
 */

/** Two keys closer than this are a scanner's, ms (a slow scanner sends one every 120). */
const BURST_MS = 150;

export interface HandKeysOptions {
  /** A digit pressed alone. Says whether something was done. */
  digit(digit: string): void;
  escape(): boolean;
}

type KeyType = 'keydown' | 'keypress' | 'keyup';

/** Hears keys before what is inside the target does. Returns the way to stop. */
function hear(target: EventTarget, heard: (event: KeyboardEvent) => void, ...types: KeyType[]): () => void {
  // Form libraries and autofill send events without a key.
  const listener = (event: Event) => 'key' in event && heard(event as KeyboardEvent);
  for (const type of types) target.addEventListener(type, listener, true);
  return () => {
    for (const type of types) target.removeEventListener(type, listener, true);
  };
}

/** Listens on an element, in the capture phase, for keys pressed while the focus is inside. Returns the way to stop. */
export function listenToHand(element: HTMLElement, options: HandKeysOptions): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let pending: ReturnType<typeof setTimeout> | undefined;
  const press = (event: KeyboardEvent) => {
    clearTimeout(pending);
    const burst = event.timeStamp - last < BURST_MS;
    if (event.key.length === 1) last = event.timeStamp;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (burst) swallow(event);
      return;
    }
    if (event.key === 'Escape') {
      if (options.escape()) swallow(event);
      return;
    }
    const digit = event.code.startsWith('Digit') || event.code.startsWith('Numpad') ? event.key : '';
    if (digit.length !== 1 || digit < '1' || digit > '9') return;
    swallow(event);
    if (!burst && !event.repeat) pending = setTimeout(() => options.digit(digit), BURST_MS);
  };
  // A space presses a button when it comes up.
  const release = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.timeStamp - last < 1) swallow(event);
  };
  const stops = [hear(element, press, 'keydown'), hear(element, release, 'keyup')];
  return () => {
    clearTimeout(pending);
    for (const stop of stops) stop();
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a name is a function key: the only keys that may work from anywhere in somebody's page. */
export function isFunctionKey(name: string): boolean {
  const number = Number(name.slice(1));
  return name.startsWith('F') && Number.isInteger(number) && number >= 1 && number <= 24;
}

/** Keys that work from anywhere in the page. The first listener that takes a key keeps it. */
export function listenToFunctionKeys(pressed: (key: string) => boolean): () => void {
  return hear(
    window,
    (event) => {
      if (
        event.defaultPrevented ||
        event.repeat ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        event.shiftKey
      )
        return;
      if (isFunctionKey(event.key) && pressed(event.key)) swallow(event);
    },
    'keydown',
  );
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'];

/**
 * Keeps the rest of a key press that began inside an element from the page around it: the check gives the focus back
 * while a finger is still down, and an ILS prints a slip for an Enter. Returns the way to stop.
 */
export function keepKeysInside(element: HTMLElement): () => void {
  const down = new Set<string>();
  const listener = (event: KeyboardEvent) => {
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
  };
  return hear(window, listener, 'keydown', 'keypress', 'keyup');
}

/** The element that has the focus, through shadow roots. */
export function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}
