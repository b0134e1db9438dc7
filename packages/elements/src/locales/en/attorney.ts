/** English texts of `<cid-attorney>`. */
import type { AttorneyTexts } from '../../attorney/attorney-texts.js';

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const long = (day: string): string => date.format(new Date(day));
const inDays = new Intl.NumberFormat('en', { style: 'unit', unit: 'day', unitDisplay: 'long' });

export const attorney: AttorneyTexts = {
  lang: 'en',
  dir: 'ltr',
  title: 'Power of attorney for Goskan',
  lead: 'Choose the file of the machine-readable power of attorney. It is read on this page only and sent nowhere. No name or number of a person is read.',
  choose: 'Choose a file',
  drop: 'or drop it here',
  another: 'Choose another file',
  clear: 'Clear',
  reading: 'Reading the file…',

  term: 'Valid',
  termValue: (from, until) => `from ${long(from)} to ${long(until)}`,
  organisation: 'Organisation',
  inn: (inn) => `taxpayer number of the organisation ${inn}`,
  number: 'Number',
  numberValue: (end) => `ends with ${end}: compare it with your document`,
  delegated: 'Sub-delegation',
  delegatedValue: 'the powers were passed on under another power of attorney',
  powers: 'Powers',

  valid: 'The power of attorney is in force.',
  notYetValid: (from) => `It takes effect on ${long(from)}. Until then Goskan may not be used.`,
  ended: 'It has expired: Goskan may not be used. Obtain a new one; accept paper documents until then.',
  ending: (days) =>
    days === 0
      ? 'Today is its last day. Obtain a new one.'
      : `It ends in ${inDays.format(days)}. Obtain a new one.`,
  otherOrganisation: 'It was issued by another organisation: the taxpayer number is not yours.',
  organisationUnknown: 'The file does not name the organisation that issued it. Check this yourself.',
  organisationUnchecked: 'Your taxpayer number is not configured: compare the organisation yourself.',
  noGoskanPower: 'The authority for Goskan is not among the powers. Ask whoever issued it.',
  goskanPowerUnchecked: 'The code of the authority for Goskan is not configured: check the powers yourself.',
  noPowers: 'The file lists no powers. Ask whoever issued it.',

  use: 'Use this last day for the desk',
  used: (until) => `The last day ${long(until)} was handed to the desk.`,
  line: 'Attribute for the page with the check',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'It could not be copied: select the line and copy it yourself.',
  reminder: 'Calendar reminder (.ics)',
  reminderSummary: 'The power of attorney for Goskan ends',
  reminderText: (until) => `Last day: ${long(until)}. Obtain a new power of attorney.`,

  tooLarge: 'The file is too large for a power of attorney. Choose an XML file of up to 1 MB.',
  empty: 'The file is empty. Download the power of attorney again.',
  signedContainer:
    'This is a signature container or an archive. Choose the XML file itself: unpack it, or download it without the signature.',
  notXml: 'This is no XML. Choose the file of the power of attorney, .xml.',
  otherFormat: 'This is XML, but no power of attorney of the unified format (EMCHD_1).',
  incomplete: 'The file holds no number or no dates. Download the power of attorney again.',
  doctype: 'The file declares a DOCTYPE. A power of attorney has none, so it was not read.',
  encoding: 'The encoding does not fit: UTF-8 or windows-1251 is needed.',
  malformed: 'The file is damaged: its XML is not well formed. Download the power of attorney again.',
  unreadable: 'The browser could not open the file. Check that it is on this computer and choose it again.',
};
