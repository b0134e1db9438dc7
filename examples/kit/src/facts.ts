/** Facts for the templates from an institution's configuration. Missing ones become gaps to fill in. */
import { type Benefit, type Config, REGULATION } from '@cid-elements/core';
import { ask, type Inline } from './document.js';

/** The scenarios of MAX in the words of clause 3.1.2. The last two are not in the Regulation. */
const SCENARIOS: Readonly<Record<Benefit, string>> = {
  student: '«Подтвердить статус студента»',
  'large-family': '«Статус многодетной семьи»',
  age: '«Подтверждение возраста»',
  pensioner: 'статус пенсионера',
  disability: 'статус инвалидности',
};

const STATUSES: Readonly<Record<Benefit, string>> = {
  student: 'студент',
  'large-family': 'многодетная семья',
  age: '18 лет и старше',
  pensioner: 'пенсионер',
  disability: 'инвалидность',
};

export interface Facts {
  readonly config: Config;
  readonly institution: Inline;
  readonly contact: Inline;
  /** The scenarios that a visitor can choose in MAX, as a list in a sentence. */
  readonly scenarios: string;
  readonly statuses: readonly string[];
  readonly actTitle: string;
  /** The corresponding clause of the institution's act. */
  clause(number: keyof Config['clauses']): string;
}

const LONG_DATE = new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeZone: 'UTC' });

/** 2026-01-12 → 12 января 2026 г. */
export const longDate = (date: string): string => LONG_DATE.format(new Date(date));

export function factsOf(config: Config): Facts {
  const { benefits, institution } = config;
  return {
    config,
    institution: institution.name ?? ask('Впишите: полное название учреждения'),
    contact: institution.contact ?? ask('Впишите: к кому обращаться, телефон'),
    scenarios: new Intl.ListFormat('ru', { type: 'disjunction' }).format(
      benefits.map((benefit) => SCENARIOS[benefit]),
    ),
    statuses: benefits.map((benefit) => STATUSES[benefit]),
    actTitle: (config.act ?? REGULATION).title,
    clause: (number) => config.clauses[number] ?? number,
  };
}
