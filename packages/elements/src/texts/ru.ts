/** Russian texts. Plain words for people under stress; «ё» where it belongs; no HTML. */
import { benefits } from './benefits.ru.js';

const plural = new Intl.PluralRules('ru');

export const count = (n: number, one: string, few: string, many: string): string =>
  `${new Intl.NumberFormat('ru').format(n)} ${{ one, few, many, zero: many, two: few, other: many }[plural.select(n)]}`;

export const ru = {
  dir: 'ltr',

  benefit: benefits,

  training: {
    word: 'Тренировка',
    note: 'Учебная проверка. Ничего не подтверждает.',
    white: 'Вместо кода белый прямоугольник? Это снимок экрана: попросите открыть Цифровой ID в самом MAX.',
  },

  check: {
    title: 'Проверка льготы',
    which: 'Какую льготу подтверждает посетитель?',
    how: 'Способ на выбор посетителя',
    digital: 'Цифровой ID',
    paper: 'Бумажный документ',
    leave: 'Отменить',
    later: 'Отложить',
    next: 'Следующий посетитель',
    correct: 'Исправить отметку',
    done: 'Проверка окончена',
    help: 'Клавиши',
    clause: (number: string) => `п. ${number} Положения`,
  },

  unusable: {
    title: 'Цифровой ID здесь пока не проверить',
    paper: 'Примите бумажный документ.',
    broken: 'Что-то пошло не так. Начните проверку заново.',
  },
} as const;
