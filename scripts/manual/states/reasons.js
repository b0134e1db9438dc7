// The reasons of failed checks, with a sentence about each for the manual.
import { state } from './state.js';

/** The page itself answers for this gateway: see `drive.js`. */
export const gateway = (/** @type {string} */ answer) => `https://gateway.invalid/${answer}/`;
export const trained = (/** @type {string} */ answer) => ({ verifier: 'training', gateway: gateway(answer) });

export const ACT = {
  ways: ['goskan', 'gateway'],
  gatewayAct: { title: 'Образец. Приказ о проверке Цифрового ID через шлюз' },
};

/** Reasons of failed checks. `cancelled` is missing, because a cancelled check shows no result. */
const REASONS = [
  [
    'foreign-code',
    'Это не код Цифрового ID, например QR из рекламы.',
    'Not a code of a Digital ID: a QR of an advertisement, say.',
  ],
  [
    'invitation-code',
    'Код ведёт на max.ru: это приглашение в MAX с плаката.',
    'The code leads to max.ru: an invitation to MAX, as posters carry it.',
  ],
  ['real-code', 'Настоящий код показали на тренировке.', 'A real code was shown at a training desk.'],
  [
    'training-code',
    'Учебный код показали настоящему рабочему месту.',
    'A training code was shown at a real desk.',
  ],
  ['expired-code', 'Код устарел: он живёт 30 секунд.', 'The code is too old: it lives for 30 seconds.'],
  ['used-code', 'Этот код здесь уже проверяли.', 'This code was checked here before.'],
  ['no-digital-id', 'По этому коду Цифровой ID не найден.', 'No Digital ID was found by this code.'],
  [
    'misconfigured',
    'Шлюз настроен неверно или не узнал рабочее место.',
    'The gateway is set up wrongly, or does not know this desk.',
  ],
  ['rate-limited', 'Слишком много проверок подряд.', 'Too many checks within a minute.'],
  [
    'unavailable',
    'Служба не ответила или ответила ошибкой.',
    'The service did not answer, or answered with a fault.',
  ],
  ['offline', 'Нет сети.', 'There is no network.'],
  [
    'timed-out',
    'Шлюз не ответил за 8 секунд (в примере их придётся подождать).',
    'The gateway did not answer within 8 seconds (the example takes them).',
  ],
  ['not-permitted', 'Местный акт не разрешает шлюз.', 'The local act names no such way.'],
];

/**
 * @param {string} own tag of the element
 * @param {readonly string[]} read acts that hand a code to it
 * @param {Record<string, string>} attributes
 */
export const failures = (own, read, attributes) =>
  REASONS.filter(([reason]) => reason !== 'not-permitted' || own === 'cid-result').map(
    ([reason = '', ru = '', en = '']) => {
      const real = reason === 'training-code' || reason === 'not-permitted';
      return state(`failed-${reason}`, 'result', ru, en, {
        acts: read,
        attributes: {
          ...attributes,
          ...(real ? { verifier: 'gateway', gateway: gateway(reason) } : trained(reason)),
        },
        ...(reason === 'training-code' && { config: ACT }),
        ...(reason === 'timed-out' && { slow: true }),
      });
    },
  );
