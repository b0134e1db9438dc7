/** English texts of the details to check on each paper document, in the order of the documents. */
import type { Benefit } from '@cid-elements/core';

export const lookAt: Readonly<Record<Benefit, readonly (readonly string[])[]>> = {
  student: [
    ['photo', 'mark for this academic year', 'stamp'],
    ['date of issue', 'signature and stamp', 'the same name in the passport'],
  ],
  'large-family': [['period of validity', 'the visitor’s name in the document']],
  age: [
    ['photo', 'date of birth'],
    ['photo', 'date of birth', 'period of validity'],
  ],
  pensioner: [['the same name in the passport'], ['date of issue', 'the same name in the passport']],
  disability: [['period of validity', 'the same name in the passport']],
};
