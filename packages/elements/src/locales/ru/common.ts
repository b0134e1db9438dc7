/** Russian texts. Plain words for people under stress; «ё» where it belongs; no HTML. */
import { benefits } from './benefits.ru.js';

export const ru = {
  dir: 'ltr',

  benefit: benefits,

  training: {
    word: 'Тренировка',
    note: 'Учебная проверка. Ничего не подтверждает.',
  },

  check: {
    title: 'Проверка льготы',
    which: 'Какую льготу подтверждает посетитель?',
    how: 'Способ на выбор посетителя',
    digital: 'Цифровой ID',
    paper: 'Бумажный документ',
    leave: 'Отменить',
    next: 'Следующий посетитель',
    correct: 'Исправить отметку',
    done: 'Проверка окончена',
    help: 'Клавиши',
    modal: 'Закройте открытое окно страницы, затем начните проверку.',
    clause: (number: string) => `п. ${number} Положения`,
  },

  unusable: {
    title: 'Цифровой ID здесь пока не проверить',
    paper: 'Примите бумажный документ.',
    broken: 'Что-то пошло не так. Начните проверку заново.',
  },
} as const;
