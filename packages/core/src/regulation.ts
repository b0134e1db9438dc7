/** A local act about the Digital ID, from the configuration. */
export interface LocalAct {
  readonly title: string;
  readonly number?: string;
  /** Date of the act, yyyy-mm-dd. */
  readonly date?: string;
  /** URL of the published text (6.1). */
  readonly link?: string;
}

/** The default act, for which this software was written. */
export const REGULATION: LocalAct = {
  title:
    'Положение о порядке внедрения и использования сервиса «Цифровой ID» для подтверждения льготного статуса пользователей библиотек',
  number: '68',
  date: '2025-12-18',
};
