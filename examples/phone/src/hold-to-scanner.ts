/**
 * Training only: "holds" a code to the desk's scanner. Types the text into the desk's window as a keyboard-wedge
 * scanner does: US layout, Enter at the end. What the page does not prevent lands in the focused field, so that a desk
 * which lets a code through shows it.
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

/** Where keys go now: the innermost focused element. */
function target(desk: DeskWindow): Element {
  let { activeElement } = desk.document;
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
  return activeElement ?? desk.document.body;
}

/** False: the page prevented it. */
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

/** Whether a window is a desk that can be typed into. */
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

/** Types `text` into the desk. False: a scan is still under way. */
export async function holdToScanner(desk: DeskWindow, text: string): Promise<boolean> {
  if (busy) return false;
  busy = true;
  try {
    const { document } = desk;
    // Pressing a button on this phone took the focus from the desk and the scanner off its guard; a visitor's own
    // phone would have done neither.
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.localName === 'iframe')
      document.querySelector<HTMLElement>('#barcode')?.focus({ preventScroll: true });
    const check = document.querySelector('cid-check');
    if (check?.getAttribute('state') === 'capture') (check as Element & { startCheck(): void }).startCheck();
    await pause(ARM_MS);
    // All at once: timers of a busy computer would make the keys as uneven as hand typing.
    for (const char of text) press(desk, strokeOf(char));
    press(desk, ENTER);
    return true;
  } finally {
    busy = false;
  }
}
