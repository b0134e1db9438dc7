/** Russian texts of the details to check on each paper document, in the order of the documents. */
import type { Benefit } from '@cid-elements/core';

export const lookAt: Readonly<Record<Benefit, readonly (readonly string[])[]>> = {
  student: [
    ['фото', 'отметка на этот учебный год', 'печать'],
    ['дата выдачи', 'подпись и печать', 'то же имя в паспорте'],
  ],
  'large-family': [['срок действия', 'имя посетителя в документе']],
  age: [
    ['фото', 'дата рождения'],
    ['фото', 'дата рождения', 'срок действия'],
  ],
  pensioner: [['то же имя в паспорте'], ['дата выдачи', 'то же имя в паспорте']],
  disability: [['срок действия', 'то же имя в паспорте']],
};
