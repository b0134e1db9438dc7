/** Russian names of the papers that prove a benefit: the same for the clerk and for the visitor. */
import type { Benefit } from '@cid-elements/core';

export const documents: Readonly<Record<Benefit, readonly string[]>> = {
  student: ['Студенческий билет', 'Справка об обучении'],
  'large-family': ['Удостоверение многодетной семьи'],
  age: ['Паспорт', 'Водительское удостоверение'],
  pensioner: ['Пенсионное удостоверение', 'Справка о назначенной пенсии'],
  disability: ['Справка об установлении инвалидности'],
};
