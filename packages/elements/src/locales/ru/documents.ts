/** Russian names of the papers that prove a benefit, and what to look at: the same for the clerk and for the visitor. */
import type { Benefit, PaperDocument } from '@cid-elements/core';

export const documents: Readonly<Record<Benefit, readonly PaperDocument[]>> = {
  student: [
    { document: 'Студенческий билет', lookAt: ['фото', 'отметка на этот учебный год', 'печать'] },
    {
      document: 'Справка об обучении',
      lookAt: ['дата выдачи', 'подпись и печать', 'то же имя в паспорте'],
    },
  ],
  'large-family': [
    {
      document: 'Удостоверение многодетной семьи',
      lookAt: ['срок действия', 'имя посетителя в документе'],
    },
  ],
  age: [
    { document: 'Паспорт', lookAt: ['фото', 'дата рождения'] },
    { document: 'Водительское удостоверение', lookAt: ['фото', 'дата рождения', 'срок действия'] },
  ],
  pensioner: [
    { document: 'Пенсионное удостоверение', lookAt: ['то же имя в паспорте'] },
    { document: 'Справка о назначенной пенсии', lookAt: ['дата выдачи', 'то же имя в паспорте'] },
  ],
  disability: [
    { document: 'Справка об установлении инвалидности', lookAt: ['срок действия', 'то же имя в паспорте'] },
  ],
};
