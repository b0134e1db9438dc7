/** English names of the benefits, used for clerks and visitors. */
import type { Benefit } from '@cid-elements/core';

export const benefits: Readonly<Record<Benefit, string>> = {
  student: 'Student',
  'large-family': 'Large family',
  age: '18 or older',
  pensioner: 'Pensioner',
  disability: 'Disability',
};
