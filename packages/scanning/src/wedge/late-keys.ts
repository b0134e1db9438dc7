import type { AltNumpad } from './alt-numpad.js';
import { isShortcut, isTerminator, MODIFIERS, swallow } from './key-events.js';
import type { ScanBuffer } from './scan-buffer.js';

/**
 * Suppresses a late keydown of a scan that has ended, such as a second Enter or a line feed.
 * @param at when the key was pressed (ms)
 * @returns whether the event was suppressed
 */
export function takeLateKey(event: KeyboardEvent, at: number, buffer: ScanBuffer, alt: AltNumpad): boolean {
  // Scanners send neither Esc nor function keys.
  if (/^(Esc|F\d)/.test(event.key)) return false;
  if (MODIFIERS.includes(event.key)) {
    event.stopImmediatePropagation();
    return true;
  }
  if (isShortcut(event) && !isTerminator(event) && !alt.keydown(event)) return false;
  swallow(event);
  buffer.extendLate(at);
  return true;
}
