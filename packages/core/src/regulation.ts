/** The reference act: the Regulation this software was written for. Another institution names its own in its configuration. */
export interface LocalAct {
  readonly title: string;
  readonly number?: string;
  /** Date of the act, yyyy-mm-dd. */
  readonly date?: string;
  /** Where it is published (6.1). */
  readonly link?: string;
}

export const REGULATION: LocalAct = {
  title:
    'Положение о порядке внедрения и использования сервиса «Цифровой ID» для подтверждения льготного статуса пользователей библиотек',
  number: '68',
  date: '2025-12-18',
};

/** The clauses that the elements name, by their number in the Regulation: the keys of `act.clauses` in a configuration. */
export const CLAUSES = [
  '1.3',
  '2.1',
  '3.1.2',
  '3.1.3',
  '3.2',
  '4.1',
  '4.1.2',
  '4.2',
  '4.2.1',
  '4.2.2',
  '4.2.3',
  '4.3',
  '4.4',
  '5.1',
  '5.2',
  '5.3',
  '6.1',
] as const;
export type Clause = (typeof CLAUSES)[number];
