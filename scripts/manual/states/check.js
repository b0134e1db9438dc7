// States of the elements that show a check: their names in core, how to reach them, and one sentence about
// each.
import { ACT, failures, gateway, trained } from './reasons.js';
import { state } from './state.js';

/**
 * States of a check by the fake gateway, in training.
 * @param {string} own
 * @param {readonly string[]} read
 * @param {Record<string, string>} attributes
 */
const byGateway = (own, read, attributes) => {
  const on = (/** @type {string} */ answer, /** @type {string[]} */ ...more) => ({
    attributes: { ...attributes, ...trained(answer) },
    acts: [...read, ...more],
  });
  return [
    state(
      'verifying',
      'working',
      'Код прочитан, спрашивают шлюз. Ничего ещё не подтверждено.',
      'A code was read, and the gateway is asked. Nothing is confirmed yet.',
      on('wait'),
    ),
    state(
      'face',
      'face',
      'Статус есть; сотрудник сравнивает лицо с фотографией на телефоне.',
      'The status is there; the clerk compares the face with the photo on the phone.',
      on('confirmed'),
    ),
    state(
      'confirmed',
      'result',
      'Подтверждено, лицо совпало: статус обязаны принять.',
      'Confirmed, and the face is the same: the status must be accepted.',
      on('confirmed', 'face:1'),
    ),
    state(
      'face-differs',
      'result',
      'Лицо не совпало: предлагают новый код или документ.',
      'The face is another one: a new code or the document is offered.',
      on('confirmed', 'face:2'),
    ),
    state(
      'not-confirmed',
      'result',
      'Статус не подтверждён: это не отказ, предлагают документ.',
      'The status is not confirmed: no refusal, the document is offered.',
      on('not-confirmed'),
    ),
    ...failures(own, read, attributes),
  ];
};

/** @param {string} start act that begins the paper check @param {Record<string, string>} attributes */
const byPaper = (start, attributes) => {
  const on = (/** @type {string[]} */ ...more) => ({ attributes, acts: [start, ...more].filter(Boolean) });
  return [
    state(
      'paper',
      'paper',
      'Какие документы подходят и на что смотреть.',
      'Which documents will do, and what to look at.',
      on(),
    ),
    state(
      'paper-accepted',
      'result',
      'Документ принят: то же, что Цифровой ID.',
      'The document is accepted: as good as the Digital ID.',
      on('paper:1'),
    ),
    state('paper-not-accepted', 'result', 'Документ не подошёл.', 'The document will not do.', on('paper:2')),
  ];
};

/**
 * @param {readonly string[]} start acts that begin the steps of Goskan
 * @param {Record<string, string>} attributes
 */
const byGoskan = (start, attributes) => {
  const on = (/** @type {string[]} */ ...more) => ({
    attributes: { ...attributes, 'attorney-until': '2999-12-31' },
    acts: [...start, ...more],
  });
  return [
    state(
      'goskan',
      'working',
      'Три шага с Госканом на телефоне сотрудника; страница ничего не считывает.',
      'Three steps with Goskan on the clerk’s own phone; the page reads nothing.',
      on(),
    ),
    state(
      'goskan-face',
      'face',
      'Госкан показал статус; сотрудник сравнивает лицо.',
      'Goskan showed the status; the clerk compares the face.',
      on('working:1'),
    ),
    state(
      'attested',
      'result',
      'Сотрудник подтвердил сам: статус обязаны принять.',
      'The clerk attested it: the status must be accepted.',
      on('working:1', 'face:1'),
    ),
    state(
      'goskan-face-differs',
      'result',
      'Госкан показал статус, но лицо другое.',
      'Goskan showed the status, the face is another one.',
      on('working:1', 'face:2'),
    ),
    state(
      'goskan-not-confirmed',
      'result',
      'Госкан показал что-то другое: предлагают документ.',
      'Goskan showed anything else: the document is offered.',
      on('working:2'),
    ),
  ];
};

/** The power of attorney (4.1.2). @param {string} phase @param {Record<string, string>} attributes */
const attorney = (phase, attributes) => {
  const on = (/** @type {string} */ until) => ({ attributes: { ...attributes, 'attorney-until': until } });
  const ended = state(
    'choice-paper-only',
    'choice',
    'Доверенность кончилась: Госкан не предлагают, только документ.',
    'The power of attorney has ended: Goskan is not offered, the document is.',
    on('2020-01-31'),
  );
  return [
    ended,
    state(
      'attorney-missing',
      phase,
      'Последний день доверенности не указан.',
      'No last day of a power of attorney is given.',
      { attributes },
    ),
    state(
      'attorney-invalid',
      phase,
      'Последний день записан не так: нужно гггг-мм-дд.',
      'The last day is no date: yyyy-mm-dd is wanted.',
      on('31.12.2026'),
    ),
    state(
      'attorney-ending',
      phase,
      'До конца доверенности 30 дней или меньше.',
      'The power of attorney ends in 30 days or sooner.',
      on('in 3 days'),
    ),
  ];
};

const loading = (/** @type {Record<string, string>} */ attributes) =>
  state(
    'loading',
    'idle',
    'Настройки ещё загружаются; документ уже принимают.',
    'The settings are still on their way; paper is accepted.',
    {
      attributes: { ...attributes, config: gateway('wait') },
    },
  );

const BENEFITS = { benefits: 'student large-family age', 'result-seconds': '120' };
const ONE = { benefit: 'student' };
const READ = ['choice:1', 'capture:read'];
const closed = (
  /** @type {string} */ why,
  /** @type {string} */ ru,
  /** @type {string} */ en,
  /** @type {import('./state.js').How} */ how,
) => state(`unusable-${why}`, 'unusable', ru, en, how);

export const CHECK = [
  state(
    'choice',
    'choice',
    'Начало и промежуток между посетителями: два равных способа.',
    'The beginning, and between two visitors: two equal ways.',
    { attributes: { ...BENEFITS, ...trained('confirmed') } },
  ),
  state(
    'help',
    'choice',
    'Открыта подсказка о клавишах и чужих кодах.',
    'The help on keys and on other codes is open.',
    { attributes: { ...BENEFITS, 'attorney-until': '2999-12-31' }, acts: ['choice:help'] },
  ),
  loading({ ...BENEFITS, verifier: 'gateway', gateway: gateway('confirmed') }),
  ...attorney('choice', BENEFITS),
  closed('config', 'Файл настроек не прочитан.', 'The configuration cannot be read.', {
    attributes: { ...BENEFITS, config: gateway('no-json') },
  }),
  closed('gateway', 'Адрес шлюза не указан.', 'The address of the gateway is missing.', {
    attributes: { ...BENEFITS, verifier: 'gateway' },
    config: ACT,
  }),
  closed('gatewayUnsafe', 'Адрес шлюза начинается не с https.', 'The address of the gateway is not https.', {
    attributes: { ...BENEFITS, verifier: 'gateway', gateway: 'http://gateway.invalid/' },
    config: ACT,
  }),
  closed('benefits', 'Ни одной известной льготы.', 'No benefit that is known.', {
    attributes: { benefits: 'heroes' },
  }),
  closed('verifier', 'Такого способа проверки нет.', 'There is no such verifier.', {
    attributes: { ...BENEFITS, verifier: 'crystal-ball' },
  }),
  closed(
    'notPermitted',
    'В настройках нет акта, который разрешает шлюз.',
    'The configuration names no act that permits the gateway.',
    { attributes: { ...BENEFITS, verifier: 'gateway', gateway: gateway('confirmed') } },
  ),
  state(
    'scan-ignored',
    'unusable',
    'Сканер прочитал код там, где проверить нельзя: код не ушёл на страницу.',
    'A code was scanned where none can be checked: it did not reach the page.',
    {
      attributes: { ...BENEFITS, verifier: 'gateway', gateway: gateway('confirmed') },
      acts: ['unusable:read'],
    },
  ),
  state(
    'broken',
    'choice',
    'Ошибка самой программы: об этом сказано, проверку можно начать снова.',
    'A fault of this program: it is said, and a check can be begun again.',
    { attributes: { ...BENEFITS, ...trained('confirmed') }, acts: ['choice:break'] },
  ),
  state(
    'capture',
    'capture',
    'Ждут код: сканер, камера или другой источник.',
    'A code is waited for: from a scanner, a camera or another source.',
    { attributes: { ...BENEFITS, ...trained('confirmed') }, acts: ['choice:1'] },
  ),
  ...byGateway('cid-check', READ, BENEFITS),
  state(
    'discreet',
    'result',
    'С `discreet` экран не говорит, что получилось, пока не попросят.',
    'With `discreet` the screen does not say what came of it until it is asked.',
    { attributes: { ...BENEFITS, ...trained('not-confirmed'), discreet: '' }, acts: READ },
  ),
  ...byGoskan(['choice:1'], BENEFITS),
  ...byPaper('choice:2', BENEFITS),
];

const SHOWN = { ...ONE, 'result-seconds': '120' };
export const RESULT = [
  state(
    'idle',
    'idle',
    'Страница ещё не передала прочитанный текст: ничего не видно.',
    'The page has handed over no text yet: nothing is shown.',
    { attributes: { ...SHOWN, ...trained('confirmed') } },
  ),
  ...byGateway('cid-result', ['idle:verify'], SHOWN),
  state(
    'discreet',
    'result',
    'С `discreet` экран не говорит, что получилось, пока не попросят.',
    'With `discreet` the screen does not say what came of it until it is asked.',
    { attributes: { ...SHOWN, ...trained('not-confirmed'), discreet: '' }, acts: ['idle:verify'] },
  ),
  ...byPaper('', {}).map((one) => ({
    ...one,
    attributes: { ...SHOWN, ...trained('not-confirmed') },
    acts: ['idle:verify', 'result:2', ...(one.acts ?? [])],
  })),
];

export const GOSKAN = [
  state(
    'choice',
    'choice',
    'Льгота не указана: спрашивают сотрудника.',
    'No benefit is named: the clerk is asked.',
    { attributes: { 'attorney-until': '2999-12-31' } },
  ),
  loading({ ...ONE, 'attorney-until': '2999-12-31' }),
  ...attorney('working', ONE),
  closed('config', 'Файл настроек не прочитан.', 'The configuration cannot be read.', {
    attributes: { ...ONE, config: gateway('no-json') },
  }),
  closed('verifier', 'Местный акт не разрешает Госкан.', 'The local act does not permit Goskan.', {
    attributes: ONE,
    config: { ...ACT, ways: ['gateway'] },
  }),
  ...byGoskan([], ONE),
  ...byPaper('working:3', { ...ONE, 'attorney-until': '2999-12-31' }),
];

export const FALLBACK = [
  state(
    'choice',
    'choice',
    'Льгота не указана: спрашивают сотрудника.',
    'No benefit is named: the clerk is asked.',
  ),
  ...byPaper('', ONE),
  state(
    'paper-required',
    'paper',
    'В настройках есть случаи, когда закон требует бумажный документ.',
    'The configuration has cases in which federal law demands paper.',
    {
      attributes: ONE,
      config: { paperRequired: [{ case: 'Образец случая', law: 'образец нормы' }] },
    },
  ),
];
