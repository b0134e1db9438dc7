/** Materials for visitors: a poster (A4), a sign for the desk (A5) and a slide (1920×1080 px). */
import { type Block, type Inline, type KitDocument, paragraph, strong } from '../document.js';
import type { Facts } from '../facts.js';

const PAPER: Block = paragraph(
  strong('Или покажите бумажный документ.'),
  ' Это равный выбор, причину называть не нужно.',
);

const steps = ({ scenarios }: Facts): Block => ({
  kind: 'steps',
  items: [
    ['Откройте приложение MAX, свой профиль и в нём «Цифровой ID».'],
    [`Выберите, что подтвердить: ${scenarios}.`],
    ['Покажите экран сотруднику. Код меняется каждые 30 секунд, снимок экрана не подойдёт.'],
  ],
});

const who = ({ statuses }: Facts): Inline => `Можно подтвердить: ${statuses.join(', ')}.`;

const ADULTS = 'Цифровой ID есть у граждан России от 18 лет. Всем остальным подойдёт бумажный документ.';

export function poster(facts: Facts): KitDocument {
  const { institution, contact } = facts;
  return {
    name: 'poster-a4',
    title: 'Льготу можно подтвердить телефоном',
    layout: 'poster-a4',
    blocks: [
      paragraph(who(facts)),
      steps(facts),
      PAPER,
      paragraph(ADULTS),
      paragraph('Сменили телефон? Удалите старый Цифровой ID и создайте новый.'),
      paragraph(institution, '. Вопросы: ', contact),
    ],
  };
}

export function deskSign(facts: Facts): KitDocument {
  return {
    name: 'desk-sign-a5',
    title: 'Здесь принимают Цифровой ID',
    layout: 'sign-a5',
    blocks: [
      paragraph('Откройте в MAX: профиль — «Цифровой ID» — нужный статус.'),
      PAPER,
      paragraph(who(facts)),
    ],
  };
}

export function slide(facts: Facts): KitDocument {
  return {
    name: 'visitor-steps-1920x1080',
    title: 'Как подтвердить льготу телефоном',
    layout: 'slide',
    blocks: [steps(facts), PAPER, paragraph(ADULTS)],
  };
}
