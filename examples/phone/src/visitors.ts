/** The simulated visitors, in words, with the person in the photo and the person at the desk. */
import type { Benefit, Visitor } from '@cid-elements/core';
import type { PersonName } from './portrait.js';

/** The scenarios of clause 3.1.2, in its words. */
export const SCENARIOS: readonly { readonly benefit: Benefit; readonly title: string }[] = [
  { benefit: 'student', title: 'Подтвердить статус студента' },
  { benefit: 'large-family', title: 'Статус многодетной семьи' },
  { benefit: 'age', title: 'Подтверждение возраста' },
];

export interface VisitorText {
  readonly title: string;
  /** What this visitor is for. */
  readonly note: string;
  readonly photo: PersonName;
  /** Who stands at the desk, when it is not the person in the photo. */
  readonly atDesk?: PersonName;
}

export const VISITOR_TEXTS: Readonly<Record<Visitor, VisitorText>> = {
  right: { title: 'Всё в порядке', note: 'Статус подтвердится, лицо совпадёт.', photo: 'vega' },
  'wrong-person': {
    title: 'Другой человек',
    note: 'Код верный, но у стойки не тот, кто на фото.',
    photo: 'altair',
    atDesk: 'rigel',
  },
  'not-confirmed': {
    title: 'Статус не подтверждён',
    note: 'Ответ придёт, но льготы в нём нет.',
    photo: 'rigel',
  },
  expired: { title: 'Код устарел', note: 'Телефон показывает старый код.', photo: 'mira' },
  used: { title: 'Код уже проверяли', note: 'Тот же код приняли минуту назад.', photo: 'altair' },
  'no-digital-id': { title: 'Нет Цифрового ID', note: 'Сервис не найдёт такого ID.', photo: 'capella' },
  foreign: {
    title: 'Чужой код',
    note: 'Похожий адрес, но не Цифровой ID. Сначала нажмите F8.',
    photo: 'rigel',
  },
  'real-code': {
    title: 'Настоящий код',
    note: 'На тренировке его не проверяют. Номер здесь выдуман.',
    photo: 'mira',
  },
  'no-network': {
    title: 'Сервис не отвечает',
    note: 'Попробовать позже или принять документ.',
    photo: 'vega',
  },
  'rate-limited': { title: 'Слишком много проверок', note: 'Сервис просит подождать.', photo: 'altair' },
  misconfigured: { title: 'Проверка не настроена', note: 'Ошибка на стороне библиотеки.', photo: 'capella' },
  screenshot: { title: 'Снимок экрана', note: 'Снимок выходит белым: читать нечего.', photo: 'mira' },
  'prefers-paper': {
    title: 'Предпочитает документ',
    note: 'Имеет право (п. 3.2). Нажмите F9.',
    photo: 'capella',
  },
};
