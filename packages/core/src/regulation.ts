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
