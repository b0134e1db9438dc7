/** English texts. */
import { benefits } from './benefits.en.js';
import { documents } from './documents.en.js';
import type { Texts } from './texts.js';

const count = (n: number, one: string, other: string): string =>
  `${new Intl.NumberFormat('en').format(n)} ${n === 1 ? one : other}`;

export const en: Texts = {
  dir: 'ltr',

  benefit: benefits,

  training: {
    word: 'Training',
    note: 'A practice check. It confirms nothing.',
  },

  check: {
    title: 'Benefit check',
    which: 'Which benefit does the visitor prove?',
    how: 'The visitor chooses the way',
    digital: 'Digital ID',
    paper: 'Paper document',
    leave: 'Cancel',
    next: 'Next visitor',
    correct: 'Correct my mark',
    done: 'The check is over',
    help: 'Keys',
    modal: 'Close the page’s open dialog, then begin the check.',
    clause: (number) => `clause ${number} of the Regulation`,
  },

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

  scanner: {
    label: 'Reading a code',
    aim: 'Point the scanner at the phone screen',
    wedgeOn: 'The scanner is ready. While it waits, the keyboard types in no other field.',
    wedgeOff: 'The scanner is not waiting for a code.',
    wedgeArm: 'Wait for the scanner’s code',
    wedgeReading: 'Reading…',
    wedgeUnreadable: 'The code arrived garbled. Scan it again.',
    captured: 'Code read, not checked yet',
    again: 'Read a new code',
    cameraOn: 'Turn the camera on',
    image: 'Open a picture of the code',
    max: 'Read in MAX',
    white:
      'A white rectangle instead of the code? That is a screenshot: ask to open the Digital ID in MAX itself.',
    broken: 'A part of the program did not load. Check the connection and try again.',
  },

  panel: {
    cameraOff: 'Turn the camera off',
    cameraStarting: 'Turning the camera on…',
    cameraRuns: 'The camera is on. Nothing is recorded.',
    hold: 'Hold the phone in the frame: the whole photo with the code',
    reading: 'I see a code, reading…',
    advice:
      'Not reading? Turn the brightness up, come closer, turn the glare away, or ask to refresh the code.',
    torch: 'Light',
    zoom: 'Zoom',
    which: 'Camera',
    keep: 'Remember the choice',
    camera: (number) => `Camera ${number}`,
    imageHint: 'or paste a picture, or drop it here',
    imageBusy: 'Reading the picture…',
    connect: {
      serial: 'Connect a scanner (COM port)',
      hid: 'Connect a scanner (HID POS)',
    },
    serialOn: 'The scanner is connected: it reads even while another program is open.',
    problem: {
      camera: {
        denied:
          'The camera is blocked. Allow it in the site settings beside the address, or use the scanner.',
        none: 'No camera was found. Connect one, or use the scanner.',
        busy: 'Another program uses the camera. Close it and the camera starts by itself.',
        insecure: 'A page without https cannot use the camera. Use the scanner or the paper document.',
        'frame-forbidden':
          'The page does not allow this block to use the camera. Use the scanner or the paper document.',
        unsupported: 'This browser gives no access to the camera. Use the scanner or the paper document.',
        lost: 'The camera was disconnected. Check the cable; it starts by itself.',
        black: 'The camera shows a black picture. Open its shutter.',
        unanswered:
          'The browser has not answered the request for the camera. Allow it in the browser window, or use the scanner.',
        'canvas-falsified':
          'The browser falsifies pictures of the camera (tracking protection; in Firefox privacy.resistFingerprinting). Allow this site “canvas data”, or use the scanner.',
        failed: 'The camera did not start. Try again, or use the scanner.',
      },
      image: {
        'not-an-image': 'This is not a picture. Choose a picture of the code.',
        'unreadable-format': 'The browser cannot open this format. Save the picture as JPEG or PNG.',
        'no-code': 'No code was found in the picture. The whole code must be there and sharp.',
        'canvas-falsified':
          'The browser falsifies pictures (tracking protection; in Firefox privacy.resistFingerprinting). Allow this site “canvas data”, or use the scanner.',
        'too-large': 'The picture is too large. Make it smaller and try again.',
        failed: 'The picture was not read. Try again, or use the scanner.',
      },
      serial: {
        unsupported: 'This browser cannot connect such scanners. Switch the scanner to keyboard mode.',
        denied: 'The browser refused the scanner. Switch it to keyboard mode.',
        busy: 'Another program uses the scanner. Close it and connect again.',
        lost: 'The scanner was disconnected. Check the cable; it connects by itself.',
        'wrong-mode': 'This is no scanner, or it is in another mode. Switch it to Serial or HID POS.',
        failed: 'The scanner did not connect. Check the cable and try again.',
      },
      max: {
        unsupported: 'Reading in MAX works only on a page that is open in MAX.',
        denied: 'MAX may not use the camera. Allow it in the phone settings.',
        'timed-out': 'MAX stopped waiting. Open the reader again.',
        failed: 'MAX did not read the code. Try again.',
      },
    },
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

  paper: {
    title: 'Paper document',
    ask: 'Which document will do:',
    lookAt: 'Look at:',
    accept: 'Document accepted',
    decline: 'Document does not fit',
    nothingKept: 'Nothing is recorded or counted.',
    required: 'The law wants paper alone for:',
    documents,
  },

  outcome: {
    later: 'Put off',
    ready: 'The result is ready',
    show: 'Show',
    hide: 'Hide',
    title: {
      confirmed: 'Status confirmed',
      attested: 'Status confirmed',
      'paper-accepted': 'Document accepted',
      'paper-not-accepted': 'Document did not fit',
      'not-confirmed': 'Status not confirmed',
      'goskan-not-confirmed': 'Goskan did not confirm the status',
      'foreign-code': 'This is not a Digital ID code',
      'training-code': 'This is a training code',
      'real-code': 'This is a real code',
      'expired-code': 'The code has expired',
      'used-code': 'This code was checked already',
      'no-digital-id': 'No Digital ID was found',
      misconfigured: 'Checking is not set up',
      'rate-limited': 'Too many checks in a row',
      unavailable: 'The service does not answer',
      'face-differs': 'Another way is needed',
      offline: 'No connection',
      cancelled: 'The check was cancelled',
      'timed-out': 'No answer came in time',
      'not-permitted': 'This way is not permitted here',
    },
    advice: {
      confirmed: 'Accept it as proof',
      attested: 'Accept it as proof',
      'paper-accepted': 'Grant the benefit',
      'paper-not-accepted': 'Say which documents will do. The visitor may come back with them.',
      'not-confirmed':
        'See whether the right benefit is chosen in MAX. Try with a new code, or accept the paper document.',
      'goskan-not-confirmed':
        'See whether the right benefit is chosen in MAX. Try again, or accept the paper document.',
      'foreign-code': 'Ask to open in MAX: Profile → Digital ID («Цифровой ID»).',
      'training-code': 'It is for practice only. Ask to open the Digital ID in MAX.',
      'real-code': 'This is a practice desk, real codes are not checked here. Open the working desk.',
      'expired-code': 'The code changes every 30 seconds. Wait for a new one and scan it.',
      'used-code': 'Wait until the code on the phone changes and scan the new one.',
      'no-digital-id': 'Perhaps it has not been set up yet. Accept the paper document.',
      misconfigured:
        'The visitor is not at fault. Tell whoever set the check up, and accept the paper document.',
      'rate-limited': 'Wait a minute, or accept the paper document.',
      unavailable: 'Try with a new code, or accept the paper document.',
      'face-differs': 'An old photo can be the cause. Ask for the paper document.',
      offline: 'Check the connection and try again, or accept the paper document.',
      cancelled: 'Start again when the visitor is ready.',
      'timed-out': 'Try with a new code, or accept the paper document.',
      'not-permitted': 'The local act does not name this way. Accept the paper document.',
    },
    pupil:
      'The service normally does not confirm school pupils, only students of colleges and universities. A paper document will do.',
    byService: 'Answered by the Digital ID service',
    byStaff: 'Checked by the clerk with Goskan',
    byPaper: 'Checked by the clerk on paper',
    byTraining: 'Answered by the training service',
    again: 'New code',
    againGoskan: 'Check again',
    clearsIn: (seconds) => `The screen clears in ${count(seconds, 'second', 'seconds')}`,
    pausedAt: 'The countdown is stopped',
    pause: 'Stop the countdown',
    resume: 'Resume the countdown',
    extend: (seconds) => `${count(seconds, 'second', 'seconds')} more`,
  },

  practice: {
    word: 'What to learn',
    confirmed:
      'The service answered and the face matched: the status is accepted and may not be refused. There is no number and no date on screen: none is needed.',
    attested:
      'Goskan confirmed and the face matched: the status is accepted and may not be refused. The clerk answers for the comparison, so the button says so.',
    'paper-accepted':
      'A document is equal to the Digital ID. Nobody asks why, nothing is recorded, no second proof is demanded.',
    'paper-not-accepted':
      'The document did not fit, and the visitor is not to blame. Name the documents that do, and offer the Digital ID.',
    'not-confirmed':
      'Mostly another benefit was chosen, or the service does not know of it yet. A new code or a document settles it.',
    'goskan-not-confirmed': 'Mostly another benefit was chosen. Check again or ask for a document.',
    'foreign-code':
      'The address looks alike but is not ours. Such codes are neither sent nor opened. The visitor may be mistaken: help to open the right screen.',
    'training-code': 'A training code confirms nothing at a working desk.',
    'real-code': 'A real code was sent nowhere during practice. It is checked at a working desk.',
    'expired-code':
      'A code lives for 30 seconds: the phone shows a new one by itself. There is nobody to call and nothing to refuse.',
    'used-code': 'One code is checked once, so that a copy does not pass. Wait for the new code.',
    'no-digital-id': 'Nobody has to have a Digital ID. A document is equal to it.',
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

  keys: {
    close: 'Close',
    start: 'start a check, or go on to the next visitor',
    paper: 'paper document',
    leave: 'cancel or leave',
    digits: 'press the button with this digit (after a click inside the check)',
    off: 'Quick keys are switched off.',
  },

  unusable: {
    title: 'Digital ID cannot be checked here yet',
    paper: 'Accept the paper document.',
    broken: 'Something went wrong. Start the check again.',
  },
};
