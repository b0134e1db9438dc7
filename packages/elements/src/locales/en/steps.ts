/** English texts of the first steps: verification, Goskan, face check, paper. */
import type { Texts } from '../registry.js';
import { documents } from './documents.js';
import { lookAt } from './look-at.js';

export const steps: Pick<Texts, 'paper' | 'verifying' | 'face' | 'goskan'> = {
  paper: {
    title: 'Paper document',
    ask: 'Which document will do:',
    lookAt: 'Look at:',
    accept: 'Document accepted',
    decline: 'Document does not fit',
    nothingKept: 'Nothing is recorded or counted.',
    required: 'The law wants paper alone for:',
    documents,
    marks: lookAt,
  },

  verifying: { title: 'Checking…', note: 'It usually takes a second or two.' },

  face: {
    title: 'Compare the face',
    ask: 'Does the visitor look like the photo on their phone?',
    note: 'Look at the photo on the phone screen: it is not sent here.',
    matches: 'The face matches',
    differs: 'The face does not match',
    attest: 'The face matches, checked in Goskan',
  },

  goskan: {
    title: 'Check in Goskan',
    open: 'Open «Госуслуги» on your own phone and press «Госкан» at the top right',
    scan: 'Scan the visitor’s Digital ID: the photo and the photo with the QR code',
    see: 'Wait for Goskan’s answer',
    success: 'a successful status that names the benefit',
    successAge: '«Статус совершеннолетнего подтверждён»',
    ask: 'What did Goskan show?',
    confirmed: 'Status confirmed',
    notConfirmed: 'Not confirmed, or an error',
  },
};
