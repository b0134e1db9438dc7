import { isPaste, isShortcut, isTerminator, MODIFIERS, swallow, writes } from './key-events.js';
import { charOfCode } from './us-layout.js';

/** What an armed wedge does with a keydown. */
export type ArmedAction =
  /** Left to the page and the browser. */
  | 'pass'
  /** Passed to the page. A focus change right after it counts as intended by the clerk. */
  | 'gesture'
  | 'escape'
  /** Suppressed without effect. */
  | 'swallow'
  /** Suppressed; part of a character that has not arrived yet. */
  | 'wait'
  /** Suppressed; ends the scan, if one is running. */
  | 'finish'
  | 'char';

export interface ArmedContext {
  /** A scan is arriving. */
  scanning: boolean;
  /** The key is a digit of Alt + number pad. */
  altDigit: boolean;
  /** The event is inside the wedge's own element. */
  own: boolean;
  /** The key auto-repeats because a person holds it down. */
  repeats: boolean;
}

/** Values of `event.key` that do not name the character. */
const LOST_KEYS = ['Unidentified', 'Process', 'Dead', ''];
const EDIT_KEYS = ['Backspace', 'Delete', 'Insert', 'Clear'];

/** Classifies a keydown while the wedge is armed and suppresses it unless the page should receive it. */
export function takeArmedKey(event: KeyboardEvent, context: ArmedContext): ArmedAction {
  const action = classify(event, context);
  if (MODIFIERS.includes(event.key) || (action === 'pass' && isPaste(event))) {
    // Keep the default action: the system needs the modifier, and the paste event is read later.
    event.stopImmediatePropagation();
  } else if (action !== 'pass' && action !== 'gesture') {
    swallow(event);
  }
  return action;
}

function classify(event: KeyboardEvent, { scanning, altDigit, own, repeats }: ArmedContext): ArmedAction {
  const { key } = event;
  if (MODIFIERS.includes(key) || altDigit) return 'wait';
  if (key === 'Escape') return 'escape';
  const terminator = isTerminator(event);
  if (isShortcut(event)) {
    if (!scanning) return 'pass';
    return terminator ? 'finish' : 'swallow';
  }
  if (repeats) return 'swallow';
  if (terminator) {
    if (!scanning && (key === 'Tab' || own)) return 'gesture';
    return 'finish';
  }
  if (key === ' ' && !scanning && own) return 'pass';
  if (writes(event) || charOfCode(event.code, event.shiftKey) !== undefined) return 'char';
  return scanning || LOST_KEYS.includes(key) || EDIT_KEYS.includes(key) ? 'swallow' : 'pass';
}
