/** What a key event is, apart from its character. */

export const MODIFIERS = [
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
];
/** Control characters that scanners send as Ctrl + key: LF, CR, Tab. */
const CONTROL_KEYS = ['KeyJ', 'KeyM', 'KeyI'];

/**
 * Whether it is a real keyboard event. Form libraries and autofill send events without a key, scripts send plain
 * `Event`s of the same type; `instanceof` fails across documents and where the host page replaced the constructors.
 */
export function isKeyEvent(event: Event): event is KeyboardEvent {
  const { key, code, getModifierState } = event as Partial<KeyboardEvent>;
  return typeof key === 'string' && typeof code === 'string' && typeof getModifierState === 'function';
}

export const idOf = (event: KeyboardEvent): string => event.code || event.key.toLowerCase();

/** Whether the text is one character, counting a surrogate pair as one. */
export const isOneChar = (text: string): boolean => [...text].length === 1;

/** Whether the event's key writes one character. */
export const writes = (event: KeyboardEvent): boolean => isOneChar(event.key);

export function isShortcut(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return false;
  return event.ctrlKey || event.metaKey || event.altKey;
}

export function isPaste(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.code === 'KeyV';
}

export function isTerminator(event: KeyboardEvent): boolean {
  return event.key === 'Enter' || event.key === 'Tab' || (event.ctrlKey && CONTROL_KEYS.includes(event.code));
}

/** The character ends a scan: CR, LF, Tab, or ETX. */
export const isLineEnd = (char: string): boolean => '\r\n\t\x03'.includes(char);

/** Hides the event from later listeners and prevents its default action. */
export function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
