/** Russian names of the benefits, used for clerks and visitors. */
import type { Benefit } from '@cid-elements/core';

export const benefits: Readonly<Record<Benefit, string>> = {
  student: 'Студент',
  'large-family': 'Многодетная семья',
  age: '18 лет и старше',
  pensioner: 'Пенсионер',
  disability: 'Инвалидность',
};
