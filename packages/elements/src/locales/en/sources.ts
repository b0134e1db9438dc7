/** English texts of the lazily loaded sources: camera, image, scanner on a port, MAX. */
import type { Texts } from '../registry.js';

export const sources: Pick<Texts, 'panel'> = {
  panel: {
    cameraOff: 'Turn the camera off',
    cameraStarting: 'Turning the camera on…',
    cameraAsking:
      'The browser is asking for the camera: choose “Allow”. Nothing is recorded, no picture leaves this page.',
    cameraAsleep: 'The camera is off: no code for a minute. Turn it on when the visitor is ready.',
    cameraRuns: 'The camera is on. Nothing is recorded.',
    hold: 'Hold the phone in the frame: the whole photo with the code',
    reading: 'I see a code, reading…',
    advice: {
      closer: 'Hold the phone closer.',
      farther: 'Hold the phone farther away: the whole code must be in view.',
      steady: 'Hold the phone steady.',
      focus: 'Waiting for focus… If it stays blurred, move the phone a little away.',
      dark: 'Too dark. Turn the phone’s brightness up.',
      glare: 'There is a reflection. Tilt the phone or turn it away from the light.',
      unknown:
        'Not reading? Turn the brightness up, come closer, turn the glare away, or ask to refresh the code.',
    },
    focus: 'Focus the camera',
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
};
