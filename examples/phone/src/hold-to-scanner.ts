/**
 * Training only: simulates a keyboard wedge scanner in the desk's window, with the US layout and Enter at the
 * end. Characters that the page does not prevent are inserted into the focused field, so that a leaking guard
 * becomes visible.
 */

export type DeskWindow = Window & typeof globalThis;

/** Delay after asking the desk to arm its scanner. */
const ARM_MS = 5;
const PLAIN: Readonly<Record<string, string>> = {
  '-': 'Minus',
  '=': 'Equal',
  '/': 'Slash',
  '.': 'Period',
  ',': 'Comma',
  ';': 'Semicolon',
};
const SHIFTED: Readonly<Record<string, string>> = {
  _: 'Minus',
  '+': 'Equal',
  '?': 'Slash',
  ':': 'Semicolon',
  '&': 'Digit7',
  '%': 'Digit5',
  '#': 'Digit3',
};

interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly keyCode: number;
}

function strokeOf(char: string): Stroke {
  const upper = char.toUpperCase();
  if (char >= '0' && char <= '9')
    return { key: char, code: `Digit${char}`, shift: false, keyCode: char.charCodeAt(0) };
  if (upper >= 'A' && upper <= 'Z' && upper.length === 1)
    return { key: char, code: `Key${upper}`, shift: char === upper, keyCode: upper.charCodeAt(0) };
  const code = PLAIN[char] ?? SHIFTED[char] ?? '';
  return { key: char, code, shift: char in SHIFTED, keyCode: 0 };
}

const ENTER: Stroke = { key: 'Enter', code: 'Enter', shift: false, keyCode: 13 };
const SHIFT: Stroke = { key: 'Shift', code: 'ShiftLeft', shift: true, keyCode: 16 };

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The innermost focused element, which gets the key events. */
function target(desk: DeskWindow): Element {
  let { activeElement } = desk.document;
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
  return activeElement ?? desk.document.body;
}

/** Returns false if the page prevented the default action. */
function send(desk: DeskWindow, to: Element, type: string, stroke: Stroke): boolean {
  return to.dispatchEvent(
    new desk.KeyboardEvent(type, {
      key: stroke.key,
      code: stroke.code,
      shiftKey: stroke.shift,
      keyCode: type === 'keypress' && stroke.key.length === 1 ? stroke.key.charCodeAt(0) : stroke.keyCode,
      bubbles: true,
      cancelable: true,
      composed: true,
      view: desk,
    } as KeyboardEventInit),
  );
}

function write(desk: DeskWindow, to: Element, stroke: Stroke): void {
  if (!(to instanceof desk.HTMLInputElement)) return;
  if (stroke.key === 'Enter') {
    to.form?.requestSubmit();
  } else if (!to.readOnly && !to.disabled) {
    to.setRangeText(stroke.key, to.selectionStart ?? 0, to.selectionEnd ?? 0, 'end');
    to.dispatchEvent(
      new desk.InputEvent('input', { bubbles: true, data: stroke.key, inputType: 'insertText' }),
    );
  }
}

function press(desk: DeskWindow, stroke: Stroke): void {
  const to = target(desk);
  if (stroke.shift) send(desk, to, 'keydown', SHIFT);
  if (send(desk, to, 'keydown', stroke) && send(desk, to, 'keypress', stroke)) write(desk, to, stroke);
  send(desk, to, 'keyup', stroke);
  if (stroke.shift) send(desk, to, 'keyup', { ...SHIFT, shift: false });
}

/** Whether the window is a desk in which keys can be simulated. */
export function isDesk(candidate: Window | null): candidate is DeskWindow {
  try {
    return (
      candidate !== null && candidate !== window && candidate.document.querySelector('cid-check') !== null
    );
  } catch {
    // Another origin.
    return false;
  }
}

let busy = false;

/** Types `text` into the desk. Resolves with false if a scan is still running. */
export async function holdToScanner(desk: DeskWindow, text: string): Promise<boolean> {
  if (busy) return false;
  busy = true;
  try {
    const { document } = desk;
    // The click on this page moved the focus away from the desk, which disarmed its scanner. A visitor's real
    // phone would not do that, so both are restored.
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.localName === 'iframe')
      document.querySelector<HTMLElement>('#barcode')?.focus({ preventScroll: true });
    const check = document.querySelector('cid-check');
    if (check?.getAttribute('state') === 'capture') (check as Element & { startCheck(): void }).startCheck();
    await pause(ARM_MS);
    // Synchronous: timers on a busy machine would make the keys as irregular as typing by hand.
    for (const char of text) press(desk, strokeOf(char));
    press(desk, ENTER);
    return true;
  } finally {
    busy = false;
  }
}
