/** English texts of rarely shown notices: problems of the desk, and the help about keys. */
import type { Texts } from '../registry.js';
import { count } from './plural.js';

export const notices: Pick<Texts, 'attorney' | 'closed' | 'desk' | 'keys' | 'codes'> = {
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

  /** Why a Digital ID cannot be checked at this desk. */
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

  codes: {
    title: 'What else visitors show',
    poster:
      'The code on a poster leads to max.ru: it is an invitation to MAX. Ask to open the card of the benefit.',
    white: 'A white square instead of MAX’s code is a screenshot. Ask to open the Digital ID itself.',
    phone: 'A new phone: the old Digital ID is deleted and a new one made. Until then a document will do.',
    finger: 'The fingerprint or the face fails: a document will do.',
    gosuslugi:
      'The code of СВО participants and the large family certificate in «Госуслуги» are checked with Goskan. The former lives for 5 minutes, and a screenshot of it will do.',
  },
};
