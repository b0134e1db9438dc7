/** Russian names of the paper documents that prove a benefit, used for clerks and visitors. */
import type { Benefit } from '@cid-elements/core';

export const documents: Readonly<Record<Benefit, readonly string[]>> = {
  student: ['Студенческий билет', 'Справка об обучении'],
  'large-family': ['Удостоверение многодетной семьи'],
  age: ['Паспорт', 'Водительское удостоверение'],
  pensioner: ['Пенсионное удостоверение', 'Справка о назначенной пенсии'],
  disability: ['Справка об установлении инвалидности'],
};
