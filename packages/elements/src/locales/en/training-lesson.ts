/** English texts that only training shows. */
import type { Texts } from '../registry.js';

export const trainingLesson: Pick<Texts, 'practice'> = {
  practice: {
    word: 'What to learn',
    confirmed:
      'The service confirmed, and you attested that the face matched: the status is accepted and may not be refused. If the photo showed somebody else, the right answer was “The face does not match”.',
    attested:
      'Goskan confirmed and the face matched: the status is accepted and may not be refused. The clerk answers for the comparison, so the button says so.',
    'paper-accepted':
      'A document is equal to the Digital ID. Nobody asks why, nothing is recorded, no second proof is demanded.',
    'paper-not-accepted':
      'The document did not fit, and that is no fault of the visitor’s. Name the documents that do, and offer the Digital ID.',
    'not-confirmed':
      'Mostly another benefit was chosen, or the service does not know of it yet. A new code or a document settles it.',
    'goskan-not-confirmed': 'Mostly another benefit was chosen. Check again or ask for a document.',
    'foreign-code':
      'This is somebody else’s address, or a barcode. It is neither sent nor opened. The visitor may be mistaken: help to open the right screen.',
    'invitation-code':
      'Posters and pictures of MAX carry such codes. They are sent nowhere. Help to open the card of the status that is wanted.',
    'training-code': 'A training code confirms nothing at a working desk.',
    'real-code': 'A real code was sent nowhere during practice. It is checked at a working desk.',
    'expired-code':
      'A code lives for 30 seconds: the phone shows a new one by itself. There is nobody to call and nothing to refuse.',
    'used-code': 'One code is checked once, so that a copy does not pass. Wait for the new code.',
    'no-digital-id': 'A Digital ID is taken out by choice. A document is equal to it.',
    misconfigured: 'The fault is the library’s. Serve the visitor by document, and report the fault.',
    'rate-limited': 'The service asks to wait. The queue should not: accept a document.',
    unavailable: 'The visitor did not break the connection. One more try, then a document: never a refusal.',
    'face-differs':
      'The code was right, the face was another. Accuse nobody: photos grow old. Ask calmly for a document.',
    offline: 'The visitor did not break the connection. Accept a document.',
    cancelled: 'A check that was broken off means nothing: neither yes nor no.',
    'timed-out': 'The visitor did not break the connection. One more try, then a document.',
    'not-permitted': 'The local act has to name this way. Until then accept a document.',
  },
};
