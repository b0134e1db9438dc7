/** English texts of a capture. */
import type { Texts } from '../registry.js';

export const capture: Pick<Texts, 'scanner'> = {
  scanner: {
    label: 'Reading a code',
    aim: 'Point the scanner at the phone screen',
    wedgeOn: 'The scanner is ready. While it waits, the keyboard types in no other field.',
    wedgeOff: 'The scanner is not waiting for a code.',
    wedgeArm: 'Wait for the scanner’s code',
    wedgeReading: 'Reading…',
    wedgeUnreadable: 'The code arrived garbled. Scan it again.',
    foreign: 'This is not a Digital ID code. Ask to open in MAX: Profile → Digital ID («Цифровой ID»).',
    invitation: 'This is an invitation to MAX, not a Digital ID. Ask to open the card of the status.',
    captured: 'Code read, not checked yet',
    again: 'Read a new code',
    cameraOn: 'Turn the camera on',
    cameraAsks: 'The browser will ask for permission. Nothing is recorded, no picture leaves this page.',
    image: 'Open a picture of the code',
    max: 'Read in MAX',
    white:
      'A white rectangle instead of the code? That is a screenshot: ask to open the Digital ID in MAX itself.',
    broken: 'A part of the program did not load. Check the connection and try again.',
  },
};
