// States of <cid-attorney>, <cid-training> and <cid-info>.
import { state } from './state.js';

const COMPARED = { institution: { inn: '4425000000', timeZone: 'Europe/Moscow' }, goskanPower: 'ОБРАЗЕЦ-1' };

/**
 * @param {string} name
 * @param {string} file
 * @param {string} ru
 * @param {string} en
 * @param {object} [config]
 */
const read = (name, file, ru, en, config = COMPARED) =>
  state(name, 'result', ru, en, { file, config, acts: ['idle:file'] });

export const ATTORNEY = [
  state('idle', 'idle', 'Файла ещё нет.', 'There is no file yet.', { config: COMPARED }),
  state('working', 'working', 'Файл читается.', 'The file is being read.', {
    config: COMPARED,
    file: 'endless',
    acts: ['idle:file'],
  }),
  read(
    'valid',
    'valid',
    'Доверенность действует, организация и полномочия те.',
    'It is in force, of this organisation, with the authority.',
  ),
  read('ending', 'ending', 'До конца 30 дней или меньше.', 'It ends in 30 days or sooner.'),
  read('ended', 'ended', 'Доверенность кончилась.', 'It has ended.'),
  read('not-yet-valid', 'not-yet-valid', 'Доверенность ещё не действует.', 'It is not in force yet.'),
  read(
    'other-organisation',
    'other-organisation',
    'Доверенность выдала другая организация.',
    'Another organisation issued it.',
  ),
  read(
    'organisation-unknown',
    'organisation-unknown',
    'В файле нет организации.',
    'The file names no organisation.',
  ),
  read(
    'organisation-unchecked',
    'valid',
    'ИНН не указан в настройках: сравнить не с чем.',
    'The configuration has no ИНН to compare with.',
    { goskanPower: 'ОБРАЗЕЦ-1' },
  ),
  read('no-powers', 'no-powers', 'В файле нет полномочий.', 'The file lists no powers.'),
  read(
    'no-goskan-power',
    'valid',
    'Полномочия для Госкана нет.',
    'The authority for Goskan is not among the powers.',
    { ...COMPARED, goskanPower: 'ОБРАЗЕЦ-2' },
  ),
  read(
    'goskan-power-unchecked',
    'valid',
    'Код полномочия не указан в настройках.',
    'The configuration has no code of the authority.',
    { institution: COMPARED.institution },
  ),
  read('too-large', 'too-large', 'Файл больше 1 МБ.', 'The file is larger than 1 MB.'),
  read('empty', 'empty', 'Файл пустой.', 'The file is empty.'),
  read(
    'signed-container',
    'signed-container',
    'Это подпись или архив, а не XML.',
    'A signature container or an archive, no XML.',
  ),
  read('not-xml', 'not-xml', 'Это не XML.', 'This is no XML.'),
  read(
    'other-format',
    'other-format',
    'XML, но не доверенность единого формата.',
    'XML, but no power of attorney of the unified format.',
  ),
  read('incomplete', 'incomplete', 'В файле нет номера или сроков.', 'The file has no number or no dates.'),
  read(
    'doctype',
    'doctype',
    'В файле есть DOCTYPE: его не читают.',
    'The file declares a DOCTYPE: it is not read.',
  ),
  read(
    'encoding',
    'encoding',
    'Кодировка не UTF-8 и не windows-1251.',
    'The encoding is neither UTF-8 nor windows-1251.',
  ),
  read('malformed', 'malformed', 'XML повреждён.', 'The XML is damaged.'),
  read('unreadable', 'unreadable', 'Браузер не открыл файл.', 'The browser could not open the file.'),
];

const WAY = { attributes: { way: 'goskan' } };
export const TRAINING = [
  state(
    'start',
    'idle',
    'Начало: что будет, ничего не записывается.',
    'The start: what is to come; nothing is recorded.',
    WAY,
  ),
  state('read', 'capture', 'Учебный посетитель показывает код.', 'A simulated visitor shows a code.', {
    ...WAY,
    acts: ['idle:1', 'until:capture'],
    hurry: true,
  }),
  state(
    'checking',
    'working',
    'Идёт учебная проверка (0,6 секунды).',
    'The training check runs (0.6 seconds).',
    { ...WAY, acts: ['idle:1', 'until:capture', 'capture:slowly', 'capture:1'], hurry: true },
  ),
  state('decide', 'choice', 'Ответ получен, сотрудник решает.', 'The answer is there, the clerk decides.', {
    ...WAY,
    acts: ['idle:1', 'until:choice'],
    hurry: true,
  }),
  state(
    'explained-right',
    'result',
    'Решение верное: почему и по какому пункту.',
    'The decision is right: why, and by which clause.',
    { ...WAY, acts: ['idle:1', 'until:right'], hurry: true },
  ),
  state(
    'explained-wrong',
    'result',
    'Решение неверное: почему и по какому пункту.',
    'The decision is wrong: why, and by which clause.',
    { ...WAY, acts: ['idle:1', 'until:wrong'], hurry: true },
  ),
  state(
    'result-left',
    'result',
    'Все посетители прошли, часть решений надо повторить.',
    'All visitors were met, some decisions are to be repeated.',
    { ...WAY, acts: ['idle:1', 'until:table'], hurry: true },
  ),
  state(
    'result-done',
    'result',
    'Курс пройден: есть лист для печати.',
    'The course is finished: there is a sheet to print.',
    { ...WAY, acts: ['idle:1', 'until:sheet'], hurry: true },
  ),
];

export const INFO = [
  state(
    'idle',
    'idle',
    'Страница для посетителей. Этапов у неё нет: это текст.',
    'The page for visitors. It has no phases: it is a text.',
  ),
  state(
    'not-loaded',
    'idle',
    'Части не загрузились: видно то, что написано внутри элемента, или одна фраза о документе.',
    'Its parts did not load: what stands inside the element is read, or one sentence on paper.',
    { acts: ['idle:plain'] },
  ),
];
