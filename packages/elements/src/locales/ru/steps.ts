/** Russian texts of the first steps: verification, Goskan, face check, paper. */
import { documents } from './documents.js';
import { lookAt } from './look-at.js';

export const steps = {
  paper: {
    title: 'Бумажный документ',
    ask: 'Какой документ подойдёт:',
    lookAt: 'Посмотрите:',
    accept: 'Документ принят',
    decline: 'Документ не подходит',
    nothingKept: 'Ничего не записывается и не подсчитывается.',
    required: 'По закону нужен только бумажный документ:',
    documents,
    marks: lookAt,
  },

  verifying: {
    title: 'Проверяю…',
    note: 'Обычно это одна-две секунды.',
  },

  face: {
    title: 'Сравните лицо',
    ask: 'Посетитель похож на фото в своём телефоне?',
    note: 'Фото смотрите на экране телефона: сюда оно не передаётся.',
    matches: 'Лицо совпадает',
    differs: 'Лицо не совпадает',
    attest: 'Лицо совпадает, проверено в Госкане',
  },

  goskan: {
    title: 'Проверка в Госкане',
    open: 'Откройте «Госуслуги» на своём телефоне и нажмите «Госкан» справа вверху',
    scan: 'Отсканируйте Цифровой ID посетителя: фото и фото с QR-кодом',
    see: 'Дождитесь ответа Госкана',
    success: 'успешный статус с указанием льготы',
    successAge: '«Статус совершеннолетнего подтверждён»',
    ask: 'Что показал Госкан?',
    confirmed: 'Статус подтверждён',
    notConfirmed: 'Не подтверждён или ошибка',
  },
} as const;
