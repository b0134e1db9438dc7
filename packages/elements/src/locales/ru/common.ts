/** Russian texts. Plain words for people under stress, with «ё», without HTML. */
import { benefits } from './benefits.js';

export const common = {
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
    loading: 'Загружаются настройки…',
    help: 'Справка',
    clause: (number: string) => `п. ${number} Положения`,
  },

  unusable: {
    title: 'Цифровой ID здесь пока не проверить',
    paper: 'Примите бумажный документ.',
    broken: 'Что-то пошло не так. Начните проверку заново.',
    notLoaded: 'Часть программы не загрузилась. Примите бумажный документ.',
  },
} as const;
