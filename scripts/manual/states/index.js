/** All states of all elements, by tag: the rows of the manual and the states that its example can show. */
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
