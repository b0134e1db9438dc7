/** The English texts that a desk needs now and then: what is wrong here, and which keys there are. */
import type { Texts } from '../registry.js';
import { count } from './plural.js';

export const notices: Pick<Texts, 'attorney' | 'closed' | 'desk' | 'keys'> = {
  /** The clerk's power of attorney (4.1.2). */
  attorney: {
    missing: 'Goskan needs a valid power of attorney (МЧД). Its last day is not given here.',
    invalid: 'The last day of the power of attorney is wrong: a date such as 2026-12-31 is wanted.',
    ending: (days) =>
      days === 0
        ? 'Today is the last day of the power of attorney (МЧД). Have a new one made.'
        : `The power of attorney (МЧД) ends in ${count(days, 'day', 'days')}. Have a new one made.`,
    ended: 'The power of attorney (МЧД) has ended: Goskan may not be used. Accept the paper document.',
  },

  /** Why the digital road is closed here. */
  closed: {
    config: 'The institution’s settings cannot be read. Tell whoever prepared them.',
    gateway: 'The gateway’s address is missing. Tell whoever set the check up.',
    gatewayUnsafe: 'The gateway’s address must begin with https. Tell whoever set the check up.',
    benefits: 'No benefit is named. Tell whoever set the check up.',
    verifier: 'The way of checking is wrong. Tell whoever set the check up.',
    notPermitted:
      'The settings name no local act that permits checking through a gateway. Tell whoever prepared them.',
  },

  desk: {
    scanIgnored: 'The scanner read a code, but it was not checked: a Digital ID cannot be checked here now.',
    modal: 'Close the page’s open dialog, then begin the check.',
  },

  keys: {
    close: 'Close',
    start: 'start a check, or go on to the next visitor',
    paper: 'paper document',
    leave: 'cancel or leave',
    digits: 'press the button with this digit (after a click inside the check)',
    off: 'Quick keys are switched off.',
  },
};
