/** Every state of every element, by tag: the rows of the manual, and what its example can be led to. */
import { CHECK, FALLBACK, GOSKAN, RESULT } from './check.js';
import { ATTORNEY, INFO, TRAINING } from './others.js';
import { SCANNER } from './scanner.js';

/** @type {Readonly<Record<string, readonly import('./state.js').State[]>>} */
export const STATES = {
  'cid-attorney': ATTORNEY,
  'cid-check': CHECK,
  'cid-fallback': FALLBACK,
  'cid-goskan': GOSKAN,
  'cid-info': INFO,
  'cid-result': RESULT,
  'cid-scanner': SCANNER,
  'cid-training': TRAINING,
};
