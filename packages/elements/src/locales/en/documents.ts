/** English names of the paper documents that prove a benefit, used for clerks and visitors. */
import type { Benefit } from '@cid-elements/core';

export const documents: Readonly<Record<Benefit, readonly string[]>> = {
  student: ['Student card', 'Certificate of study'],
  'large-family': ['Large family certificate'],
  age: ['Passport', 'Driving licence'],
  pensioner: ['Pensioner’s certificate', 'Statement of a granted pension'],
  disability: ['Certificate of disability'],
};
