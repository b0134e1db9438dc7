/** English texts of `<cid-info>`. */
import type { Benefit } from '@cid-elements/core';
import type { InfoTexts } from '../registry.js';
import { benefits } from './benefits.js';
import { documents } from './documents.js';

const scenarios: Readonly<Record<Benefit, string>> = {
  student: '«Подтвердить статус студента» (student)',
  'large-family': '«Статус многодетной семьи» (large family)',
  age: '«Подтверждение возраста» (18 or older)',
  pensioner: 'pensioner’s status',
  disability: 'disability status',
};

const notes: Readonly<Record<Benefit, string>> = {
  student: 'colleges and universities; school pupils are normally not confirmed',
  'large-family': '',
  age: 'this alone, without a date of birth',
  pensioner: '',
  disability: '',
};

export const info: InfoTexts = {
  lang: 'en',
  dir: 'ltr',
  benefits,
  documents,
  scenarios,
  notes,
  or: 'or',
  clause: (numbers) => `clause ${numbers}`,
  title: 'Digital ID at the library',
  lead: 'Prove your benefit with your phone or with a paper document. The choice is yours.',
  what: {
    title: 'What it is',
    text: 'The Digital ID («Цифровой ID») is a service in the MAX app. Your phone shows your photo and a code; staff check your benefit by it. It counts as showing the document.',
    except: 'Except where federal law demands paper.',
    exceptList: 'Paper only, by federal law:',
    confirms: 'What it can prove',
  },
  steps: {
    title: 'How to show a Digital ID',
    install: 'Install the MAX app',
    installNote: 'On your own phone, best before you come.',
    open: 'Open your profile («Профиль»), then «Цифровой ID»',
    openNote: 'The phone will ask for your fingerprint or face.',
    choose: 'Choose what to prove',
    show: 'Show the screen to a member of staff',
    showNote:
      'The photo and, under it, the photo with a QR code. They scan the code and compare the photo with you.',
    showCode: 'The code changes every 30 seconds. A screenshot will not do.',
  },
  trouble: 'It does not work?',
  who: {
    title: 'Who it is for',
    can: 'For citizens of Russia aged 18 or older.',
    cannot:
      'If you are under 18 or a citizen of another country, you cannot have a Digital ID. Bring a paper document: it does just as well.',
  },
  paper: {
    title: 'Paper is an equal choice',
    text: 'You may show it instead of a Digital ID at any moment. You need not say why.',
    bring: 'What to bring',
    passport: 'If there is no photo in the document, bring your passport as well.',
  },
  sees: {
    title: 'What the library sees',
    yes: 'It sees',
    yesList: ['your photo and the code on the screen of your phone', 'the answer: status confirmed or not'],
    no: 'It does not see',
    noList: [
      'your name or date of birth: the answer has neither',
      'anything else on the phone: you keep hold of it',
    ],
    goskan:
      'A member of staff checks the code with Goskan («Госкан»). No personal data are passed to the library.',
    gateway:
      'The library’s server may check the code instead. The answer then passes through it and may say more than is needed, the name of a university for instance. The server keeps one thing, whether the status is confirmed, and stores nothing else.',
  },
  rights: {
    title: 'Rights and duties',
    you: 'You may',
    youList: ['prove your status with a Digital ID', 'decline it and show a paper document'],
    library: 'The library must',
    libraryList: [
      'tell visitors and staff about the service',
      'train its staff to check',
      'put no obstacles in the way of using it',
    ],
    staff: 'Staff must',
    staffList: [
      'accept a Digital ID as a document that proves the status',
      'keep to the order of the check',
      'tell nobody how the check went or how it ended',
    ],
    confirmed: 'Status confirmed: staff must accept it.',
    notConfirmed:
      'Not confirmed is not yet a refusal: refresh the code and try again. Staff may ask for a paper document.',
  },
  about: {
    title: 'Contacts',
    hours: 'Opening hours',
    branches: 'Branches',
    contact: 'Questions and complaints',
    act: 'Rules',
    dated: (number, date) => [number && `No. ${number}`, date && `of ${date}`].filter(Boolean).join(' '),
  },
};
