/** English texts of the troubleshooting section of `<cid-info>`. Loaded when it is opened. */
import type { InfoHelpTexts } from '../registry.js';

export const help: InfoHelpTexts = {
  lines: [
    'A new phone: delete the old Digital ID and make a new one.',
    'Fingerprint or face fails: show a paper document.',
    'The wrong status is open: go back to the list and choose the one you need.',
    'The code on a poster is an invitation to MAX. It is not a Digital ID.',
  ],
  goskan:
    'The code of a participant of the «СВО» and the large-family certificate in «Госуслуги» are not a Digital ID. Staff check them with Goskan («Госкан»); ask the library whether there is a benefit. The code of the «СВО» lives 5 minutes; a screenshot of it will do.',
  page: 'Help about the Digital ID',
  bot: 'Digital ID in MAX',
};
