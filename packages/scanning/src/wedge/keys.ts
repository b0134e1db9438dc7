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
const CONTROL = ['KeyJ', 'KeyM', 'KeyI'];

export const idOf = (event: KeyboardEvent): string => event.code || event.key.toLowerCase();

/** The event's key writes one character. */
export const writes = (event: KeyboardEvent): boolean => Array.from(event.key).length === 1;

export function isShortcut(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return false;
  return event.ctrlKey || event.metaKey || event.altKey;
}

export function isPaste(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.code === 'KeyV';
}

export function isTerminator(event: KeyboardEvent): boolean {
  return event.key === 'Enter' || event.key === 'Tab' || (event.ctrlKey && CONTROL.includes(event.code));
}

/** Nobody after us hears of it, and the browser does nothing. */
export function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
