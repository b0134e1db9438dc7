/** Classification of keyboard events. */

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
 * Whether it is a real keyboard event. Form libraries and autofill dispatch events without a key, scripts
 * plain `Event`s of the same type. `instanceof` would fail across documents and if the page replaced the
 * constructors.
 */
export function isKeyEvent(event: Event): event is KeyboardEvent {
  const { key, code, getModifierState } = event as Partial<KeyboardEvent>;
  return typeof key === 'string' && typeof code === 'string' && typeof getModifierState === 'function';
}

export const idOf = (event: KeyboardEvent): string => event.code || event.key.toLowerCase();

/** Whether the text is one character, counting a surrogate pair as one. */
export const isOneChar = (text: string): boolean => [...text].length === 1;

/** Whether the key writes a character. */
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

/** Whether the character ends a scan: CR, LF, Tab or ETX. */
export const isLineEnd = (char: string): boolean => '\r\n\t\x03'.includes(char);

/** Suppresses an event: no later listener, no default action. */
export function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
