/** The simulated visitors: texts, the person in the photo and the person at the desk. */
import type { Benefit, Visitor } from '@cid-elements/core';
import type { PersonName } from '@cid-elements/elements/training/portrait';

/** The scenarios of clause 3.1.2, in its words. */
export const SCENARIOS: readonly { readonly benefit: Benefit; readonly title: string }[] = [
  { benefit: 'student', title: 'Подтвердить статус студента' },
  { benefit: 'large-family', title: 'Статус многодетной семьи' },
  { benefit: 'age', title: 'Подтверждение возраста' },
];

export interface VisitorText {
  readonly title: string;
  /** What the visitor demonstrates. */
  readonly note: string;
  /** The lesson, shown after the check. */
  readonly lesson: string;
  readonly photo: PersonName;
  /** The person at the desk, if it is not the one in the photo. */
  readonly atDesk?: PersonName;
}

export const VISITOR_TEXTS: Readonly<Record<Visitor, VisitorText>> = {
  right: {
    title: 'Всё в порядке',
    note: 'Статус подтвердится, лицо совпадёт.',
    lesson: 'Сервис ответил, лицо совпало: статус принимают (п. 4.3).',
    photo: 'vega',
  },
  'wrong-person': {
    title: 'Другой человек',
    note: 'Код верный, но у стойки не тот, кто на фото.',
    lesson: 'Код верный, лицо другое: вежливо предложите документ (п. 4.4).',
    photo: 'altair',
    atDesk: 'rigel',
  },
  'not-confirmed': {
    title: 'Статус не подтверждён',
    note: 'Ответ придёт, но льготы в нём нет.',
    lesson:
      'Это не обман: выбран другой сценарий или сервис не знает о льготе. Можно попросить документ (п. 4.4).',
    photo: 'rigel',
  },
  expired: {
    title: 'Код устарел',
    note: 'Телефон показывает старый код.',
    lesson: 'Код живёт 30 секунд. Попросите показать новый.',
    photo: 'mira',
  },
  used: {
    title: 'Код уже проверяли',
    note: 'Тот же код приняли минуту назад.',
    lesson: 'Один код проверяют один раз. Попросите показать новый.',
    photo: 'altair',
  },
  'no-digital-id': {
    title: 'Нет Цифрового ID',
    note: 'Сервис не найдёт такого ID.',
    lesson: 'Цифровой ID есть не у всех. Документ ему равен (п. 3.2).',
    photo: 'capella',
  },
  foreign: {
    title: 'Чужой код',
    note: 'Похожий адрес, но не Цифровой ID. Сначала нажмите F8.',
    lesson: 'Адрес похож, но чужой. Такие коды не открывают.',
    photo: 'rigel',
  },
  'real-code': {
    title: 'Настоящий код',
    note: 'На тренировке его не проверяют. Номер здесь выдуман.',
    lesson: 'Настоящие коды проверяют на рабочем месте, не на тренировке.',
    photo: 'mira',
  },
  'no-network': {
    title: 'Сервис не отвечает',
    note: 'Попробовать позже или принять документ.',
    lesson: 'Посетитель не виноват: попробуйте позже или примите документ (п. 4.4).',
    photo: 'vega',
  },
  'rate-limited': {
    title: 'Слишком много проверок',
    note: 'Сервис просит подождать.',
    lesson: 'Подождите минуту или примите документ (п. 4.4).',
    photo: 'altair',
  },
  misconfigured: {
    title: 'Проверка не настроена',
    note: 'Ошибка на стороне библиотеки.',
    lesson: 'Скажите администратору, а у посетителя примите документ (п. 4.4).',
    photo: 'capella',
  },
  screenshot: {
    title: 'Снимок экрана',
    note: 'Снимок выходит белым: читать нечего.',
    lesson: 'Попросите открыть Цифровой ID в MAX, а не снимок (п. 3.1.2).',
    photo: 'mira',
  },
  'prefers-paper': {
    title: 'Предпочитает документ',
    note: 'Имеет право (п. 3.2). Нажмите F9.',
    lesson: 'Причину не спрашивают: документ равен Цифровому ID (пп. 3.2, 5.3).',
    photo: 'capella',
  },
  invitation: {
    title: 'Приглашение в MAX',
    note: 'Код с плаката, а не Цифровой ID. Сначала нажмите F8.',
    lesson: 'Это приглашение. Помогите открыть карточку нужного статуса (п. 3.1.2).',
    photo: 'altair',
  },
};
