/** Russian names of the benefits: the same for the clerk and for the visitor. */
import type { Benefit } from '@cid-elements/core';

export const benefits: Readonly<Record<Benefit, string>> = {
  student: 'Студент',
  'large-family': 'Многодетная семья',
  age: '18 лет и старше',
  pensioner: 'Пенсионер',
  disability: 'Инвалидность',
};
