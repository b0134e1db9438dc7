/**
 * Texts of the set-up page. The Russian ones of `setup.html` are repeated, for switching back from English.
 */
import type { ScannerFinding } from './scanner-test.js';

interface SetupWords extends Readonly<Record<string, unknown>> {
  readonly title: string;
  readonly notKept: string;
  readonly noBenefit: string;
  readonly exported: string;
  readonly forgotten: string;
  readonly taken: string;
  readonly works: string;
  readonly arrived: string;
  readonly layoutPlain: string;
  readonly layoutOther: string;
  readonly noPrefix: string;
  speed(ms: number): string;
  prefix(text: string): string;
  readonly ending: Readonly<Record<'Enter' | 'Tab' | 'none', string>>;
  readonly kinds: Readonly<Record<Exclude<ScannerFinding['kind'], 'test'>, string>>;
}

const ru: SetupWords = {
  title: 'Настройка окна проверки',
  lead: 'Ответы остаются только на этом компьютере. Ничего о человеке здесь не хранится.',
  language: 'Язык',
  way: 'Как здесь проверяют',
  goskan: 'Госкан на телефоне сотрудника',
  gatewayWay: 'Шлюз учреждения: сканер или камера',
  training: 'Тренировка: ничего настоящего',
  benefits: 'Какие льготы',
  student: 'Студент',
  largeFamily: 'Многодетная семья',
  age: '18 лет и старше',
  pensioner: 'Пенсионер',
  disability: 'Инвалидность',
  attorney: 'Последний день доверенности (МЧД)',
  fromFile: 'Взять из файла доверенности',
  gateway: 'Адрес шлюза на этом же сервере',
  config: 'Адрес настроек учреждения на этом же сервере',
  scanner: 'Проверка сканера',
  scannerLead:
    'Напечатайте проверочный код, щёлкните в рамку и считайте его. Это не код посетителя: нигде больше он не принимается.',
  print: 'Напечатать проверочный код',
  here: 'Щёлкните сюда и считайте код',
  prefixLabel: 'Префикс сканера',
  save: 'Сохранить и открыть окно',
  export: 'Скачать companion.json',
  reset: 'Забыть настройки',
  paper: 'Проверочный код сканера. Не код посетителя, нигде не принимается.',
  notKept:
    'Браузер не хранит настройки для этого адреса. Скачайте companion.json и положите его рядом с окном.',
  noBenefit: 'Выберите хотя бы одну льготу.',
  exported: 'Файл companion.json скачан: положите его рядом с окном на сервере.',
  forgotten: 'Настройки забыты.',
  taken: 'Последний день доверенности взят из файла. Сохраните настройки.',
  works: 'Сканер работает как клавиатура.',
  arrived: 'Пришло:',
  layoutPlain: 'Раскладка: код пришёл без изменений.',
  layoutOther: 'Раскладка: код пришёл в другой раскладке или регистре. Окно проверки читает и так.',
  noPrefix: 'Префикса нет.',
  speed: (ms) => `Скорость: ${ms} мс на знак.`,
  prefix: (text) => `Префикс: ${text}`,
  ending: { Enter: 'В конце: Enter.', Tab: 'В конце: Tab.', none: 'В конце нет клавиши: подойдёт и так.' },
  kinds: {
    hand: 'Похоже на ввод с клавиатуры, не на сканер.',
    book: 'Это штрихкод из цифр, а не проверочный код. Он не показан и не сохранён.',
    'digital-id': 'Это код Цифрового ID, а не проверочный код. Он не показан и не сохранён.',
    training: 'Это учебный код, а не проверочный. Он не показан и не сохранён.',
    invitation: 'Это приглашение в MAX, а не проверочный код. Оно не показано и не сохранено.',
    foreign: 'Это другой код, не проверочный. Он не показан и не сохранён.',
  },
};

const en: SetupWords = {
  title: 'Set up the check window',
  lead: 'The answers stay on this computer alone. Nothing about a person is kept here.',
  language: 'Language',
  way: 'How checks are made here',
  goskan: 'Goskan on the clerk’s phone',
  gatewayWay: 'The institution’s gateway: scanner or camera',
  training: 'Training: nothing is real',
  benefits: 'Which benefits',
  student: 'Student',
  largeFamily: 'Large family',
  age: '18 or older',
  pensioner: 'Pensioner',
  disability: 'Disability',
  attorney: 'Last day of the power of attorney (МЧД)',
  fromFile: 'Take it from the file',
  gateway: 'Address of the gateway, on this server',
  config: 'Address of the institution’s settings, on this server',
  scanner: 'Scanner test',
  scannerLead:
    'Print the test code, click into the frame and scan it. It is no visitor’s code and is accepted nowhere else.',
  print: 'Print the test code',
  here: 'Click here and scan the code',
  prefixLabel: 'Prefix of the scanner',
  save: 'Save and open the window',
  export: 'Download companion.json',
  reset: 'Forget the settings',
  paper: 'Test code for scanners. No visitor’s code, accepted nowhere.',
  notKept:
    'The browser keeps no settings for this address. Download companion.json and put it beside the window.',
  noBenefit: 'Choose one benefit at least.',
  exported: 'companion.json was downloaded: put it beside the window on the server.',
  forgotten: 'The settings are forgotten.',
  taken: 'The last day was taken from the file. Save the settings.',
  works: 'The scanner works as a keyboard.',
  arrived: 'Arrived:',
  layoutPlain: 'Layout: the code arrived unchanged.',
  layoutOther:
    'Layout: the code arrived in another layout or letter case. The check window reads it all the same.',
  noPrefix: 'No prefix.',
  speed: (ms) => `Speed: ${ms} ms a character.`,
  prefix: (text) => `Prefix: ${text}`,
  ending: { Enter: 'At the end: Enter.', Tab: 'At the end: Tab.', none: 'No key at the end: that will do.' },
  kinds: {
    hand: 'This looks like typing by hand, not like a scanner.',
    book: 'This is a barcode of digits, not the test code. It was neither shown nor kept.',
    'digital-id': 'This is a Digital ID code, not the test code. It was neither shown nor kept.',
    training: 'This is a training code, not the test code. It was neither shown nor kept.',
    invitation: 'This is an invitation to MAX, not the test code. It was neither shown nor kept.',
    foreign: 'This is another code, not the test code. It was neither shown nor kept.',
  },
};

export const SETUP_WORDS: Readonly<Record<'ru' | 'en', SetupWords>> = { ru, en };
