/** Russian texts of the exports. */
import type { Benefit } from '@cid-elements/core';
import type { CountedOutcome, CountedVerifier } from './report.js';
import type { Published } from './rounding.js';

export const BENEFIT_WORDS: Readonly<Record<Benefit, string>> = {
  student: 'Студент',
  'large-family': 'Многодетная семья',
  age: '18 лет и старше',
  pensioner: 'Пенсионер',
  disability: 'Инвалидность',
};

export const VERIFIER_WORDS: Readonly<Record<CountedVerifier, string>> = {
  max: 'MAX (шлюз)',
  staff: 'Госкан',
};

export const OUTCOME_WORDS: Readonly<Record<CountedOutcome, string>> = {
  confirmed: 'подтверждено',
  'not-confirmed': 'не подтверждено',
};

export const NO_BRANCH_WORDS = 'без отделения';
export const TOTAL_WORDS = 'всего';

/** Notes in every export. */
export const NOTES = [
  'Собственный подсчёт учреждения, не официальная статистика.',
  'Каждое число и каждый итог округлены до 5 сами по себе, поэтому сумма строк может не совпасть с итогом; от 0 до 4 — «менее 5».',
  'Если по итогу можно было бы вычислить малое число, он округлён в другую сторону. Проверки по бумажным документам не считаются.',
];

export const countWords = (count: Published): string | number =>
  count === 'few' ? 'менее 5' : count === 'withheld' ? 'не показан' : count;

const MONTHS = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
];

/** «ноябрь 2026 года» */
export const monthWords = (month: string): string =>
  `${MONTHS[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)} года`;
