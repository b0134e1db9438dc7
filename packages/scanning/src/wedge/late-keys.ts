import type { AltNumpad } from './alt-numpad.js';
import type { Burst } from './burst.js';
import { isShortcut, isTerminator, MODIFIERS, swallow } from './key-events.js';

/**
 * Suppresses a late keydown of a scan that has ended: its second Enter, its line feed and the like.
 * @param at when the key was pressed (ms)
 * @returns true when the key is kept from the page
 */
export function takeLateKey(event: KeyboardEvent, at: number, burst: Burst, alt: AltNumpad): boolean {
  // Esc and F1 to F24 are a person's.
  if (/^(Esc|F\d)/.test(event.key)) return false;
  if (MODIFIERS.includes(event.key)) {
    event.stopImmediatePropagation();
    return true;
  }
  if (isShortcut(event) && !isTerminator(event) && !alt.keydown(event)) return false;
  swallow(event);
  burst.prolongTail(at);
  return true;
}
