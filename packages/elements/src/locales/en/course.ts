/** English texts of `<cid-training>`. */
import type { CourseTexts } from '../../training/course-texts.js';

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export const course: CourseTexts = {
  lang: 'en',
  dir: 'ltr',
  title: 'Course: checking a Digital ID',
  lead: 'Twelve simulated visitors, about ten minutes. Each decision is explained, with the clause of the Regulation.',
  privacy:
    'Nobody asks your name. Nothing about you is stored or sent: the answers are gone when you close the page.',
  way: {
    goskan: 'Way of checking: Goskan on the clerk’s phone.',
    gateway: 'Way of checking: the scanner or camera of the desk.',
  },
  keysHint: 'Buttons can be pressed by the digits of the keyboard too.',
  start: 'Begin the course',
  visitor: (number, of) => `Visitor ${number} of ${of}`,
  asks: (benefit) => `Benefit: ${benefit}`,
  atDesk: 'At the desk',
  onPhone: 'On the phone',
  paperInHand: 'Hands over a paper document',
  pictureOf: (who) => `Drawing: ${who}`,
  codePicture: 'Training QR code',
  people: {
    vega: 'long brown hair, no glasses',
    altair: 'short fair hair, no glasses, no beard',
    rigel: 'dark curly hair and a beard',
    mira: 'shoulder-length red hair, glasses',
    capella: 'grey hair in a bun, glasses',
  },

  read: {
    title: 'Read the code',
    button: 'Read the code without a scanner',
    scanner: 'Read by scanner or camera',
    scannerNote:
      'Hold the scanner to the code on this screen. For a camera, show the training phone on another device, page:',
    stop: 'Do without a scanner',
    other: 'This is another visitor’s code. Read the code on this screen.',
    goskanTitle: 'Check with Goskan',
    goskanNote: 'At work you would open Госуслуги, press Goskan and scan the visitor’s screen.',
    goskan: 'Scan with the training Goskan',
    reading: 'Checking…',
  },

  answer: {
    by: { goskan: 'The training Goskan showed:', gateway: 'The training service answered:' },
    confirmed: (benefit) => `status confirmed — ${benefit}`,
    'not-confirmed': 'status not confirmed',
    'expired-code': 'the code is out of date',
    'foreign-code': 'this is no Digital ID code',
    'invitation-code': 'this is an invitation to MAX, not a Digital ID',
    'no-digital-id': 'no Digital ID found',
    unavailable: 'no connection, the service does not answer',
    goskanError: 'an error',
  },
  face: 'Comparing the face at the desk with the photo on the phone is up to you.',
  decide: 'Your decision?',

  right: 'Right',
  wrong: 'Wrong',
  yours: 'Your answer:',
  better: 'The right answer:',
  alsoRight: 'Right as well:',
  broke: 'Your answer would break',
  clause: (number) => `clause ${number}`,
  next: 'Next visitor',
  toResult: 'To the result',

  result: {
    done: 'Course finished',
    left: 'Almost there',
    doneLead: 'Every decision is right. The score stays on this screen: it is not on the sheet.',
    leftLead: 'Repeat the visitors that went wrong. The sheet to print appears when every decision is right.',
    byClause: 'Result by clause',
    clause: 'Clause',
    about: 'About',
    score: 'Right',
    of: (right, all) => `${right} of ${all}`,
    repeat: (count) => `Repeat what went wrong: ${count}`,
    print: 'Print the sheet',
    again: 'Walk the course again',
  },

  sheet: {
    title: 'Sheet: trained to check a Digital ID',
    text: 'A course with simulated visitors was finished; nothing in it was real.',
    institution: 'Institution',
    act: 'Local act',
    date: 'Date',
    version: 'Version of the course',
    way: 'Way of checking',
    wayName: { goskan: 'Goskan', gateway: 'scanner or camera of the desk' },
    clauses: 'Clauses covered',
    name: 'Name of the clerk',
    signature: 'Signature',
    note: 'There is no score on this sheet. The software does not know who took the course and keeps nothing.',
    long: (day) => date.format(new Date(day)),
  },

  clauses: {
    '2.1': 'a status is proven by the code and the trusted photo together',
    '3.1.2': 'in MAX, “Digital ID” is opened and a status chosen',
    '3.1.3': 'the visitor shows the Digital ID screen: the photo, and the photo with the QR code',
    '3.2': 'the visitor chooses between the service and the paper document',
    '4.1': 'authenticity is checked in the prescribed way alone',
    '4.2.3': 'a status is confirmed only if the check showed it',
    '4.3': 'after a success the status must be accepted',
    '4.4': 'if the check was not passed, paper may be asked for',
    '5.1': 'visitors are not obstructed',
    '5.2': 'the course and the result of a check are not disclosed',
    '5.3': 'the visitor may refuse the service and show a document',
  },

  benefit: {
    student: 'student',
    'large-family': 'large family',
    age: '18 or older',
    pensioner: 'pensioner',
    disability: 'disability',
  },

  cases: {
    'must-accept': {
      situation: 'The visitor has opened the Digital ID and shows the screen.',
      decisions: {
        accept: 'Accept the status',
        both: 'Accept, but ask for the paper document too',
        refuse: 'Refuse: a phone cannot be trusted',
      },
      why: 'The check succeeded and the face matched: that is due proof. No second one is asked for, and it may not be refused.',
    },
    'may-ask-paper': {
      situation: 'The visitor shows a Digital ID, and has the document along.',
      decisions: {
        paper: 'Ask for the paper document',
        again: 'Find out whether the right benefit was chosen, and check a new code',
        refuse: 'Refuse: the status is not confirmed',
        accept: 'Accept: who has a Digital ID has the benefit',
      },
      why: 'The service may not know of the benefit, or another was chosen in MAX. Paper may be asked for; a refusal does not follow.',
    },
    'never-refuse': {
      situation: 'The visitor shows a Digital ID, and has no paper document along.',
      decisions: {
        later: 'Name the documents that fit, and offer to see one or the Digital ID another time',
        refuse: 'Refuse the benefit: the check was not passed',
        aloud: 'Ask loudly why the visitor has no Digital ID',
      },
      why: 'A check that was not passed says nothing about the benefit. It is put off: a new code, a document, another day.',
    },
    'paper-equal': {
      situation: 'The visitor hands over a paper document at once. It is in order.',
      decisions: {
        accept: 'Accept the document',
        both: 'Accept, but ask for the Digital ID too, to be sure',
        once: 'Accept for the last time: a phone is needed from now on',
      },
      why: 'The document and the Digital ID are equal. No second proof is asked for, no phone is pressed on anybody.',
    },
    silence: {
      situation: 'The visitor shows a Digital ID. Somebody in the queue asks: “What is wrong with him?”',
      decisions: {
        silent: 'Say nothing to the queue, quietly offer the visitor the way by document',
        short: 'Answer in short: “The benefit was not confirmed”',
        show: 'Turn the screen to the queue, to end the questions',
      },
      why: 'Two people know how a check went: the visitor and you. The screen is not turned to the queue.',
    },
    'expired-code': {
      situation: 'The code on the visitor’s screen has not changed for long.',
      decisions: {
        wait: 'Ask for a new code, and check it',
        refuse: 'Refuse: the code is not valid',
        accept: 'Accept: the photo looks alike',
      },
      why: 'The phone shows a new code by itself every 30 seconds. A photo that looks alike proves nothing without a check.',
    },
    'foreign-code': {
      situation: 'The visitor shows a QR code without a photo, sent by a friend.',
      decisions: {
        help: 'Do not follow the code, help to open the Digital ID in MAX',
        open: 'Open the address in the code to see what is there',
        accuse: 'Say in front of everybody that the code is forged',
      },
      why: 'A Digital ID is a screen with a photo and the same photo with a QR code. Other codes are not opened: fraud uses addresses that look alike. The visitor may be mistaken.',
    },
    'invitation-code': {
      situation: 'The visitor shows a picture of a poster: a QR code and the words “Digital ID”.',
      decisions: {
        help: 'Help to open in MAX: Profile → “Digital ID” → the status',
        accept: 'Accept: the code is from MAX, so all is well',
        away: 'Say that phones are to be sorted out at home first',
      },
      why: 'This is an invitation, the same for everybody. One’s own code is in the card of the status: say where to find it.',
    },
    'wrong-face': {
      situation: 'The visitor shows the screen. Compare the photo on the phone with who is at the desk.',
      decisions: {
        paper: 'Calmly ask for the paper document',
        accept: 'Accept: the code was confirmed after all',
        aloud: 'Say aloud that the photo shows somebody else',
      },
      why: 'Without the matching face a code proves nothing. Nobody is accused aloud: photos grow old, phones get mixed up.',
    },
    'no-network': {
      situation: 'The visitor shows a Digital ID; the screen is as it should be.',
      decisions: {
        paper: 'Try once more, then offer the way by paper document',
        away: 'Ask to come again when there is a connection',
        accept: 'Accept on trust: the visitor is not to blame',
      },
      why: 'The visitor did not break the connection. There was no check, so there is no status, but the document remains.',
    },
    'prefers-paper': {
      situation: 'The visitor has taken out the phone, but says: “I would rather show the document.”',
      decisions: {
        paper: 'Go on with the document, without a question',
        why: 'Ask what is wrong with the phone',
        insist: 'Talk the visitor into the Digital ID: it is faster',
      },
      why: 'The service may be refused at any moment and without a reason.',
    },
    pupil: {
      situation:
        'A pupil of 16 has no Digital ID: it exists from 18 on. The pupil hands over a paper document.',
      decisions: {
        paper: 'Check and accept the paper document',
        refuse: 'Refuse: a Digital ID is needed now',
        parent: 'Send for a parent with a Digital ID',
      },
      why: 'There is no Digital ID before 18, and that is no fault of the visitor’s. The document is the ordinary way.',
    },
  },
};
