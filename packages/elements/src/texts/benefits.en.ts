/** English names of the benefits, and of the papers that prove them: the same for the clerk and for the visitor. */
import type { Benefit, PaperDocument } from '@cid-elements/core';

export const benefits: Readonly<Record<Benefit, string>> = {
  student: 'Student',
  'large-family': 'Large family',
  age: '18 or older',
  pensioner: 'Pensioner',
  disability: 'Disability',
};

export const documents: Readonly<Record<Benefit, readonly PaperDocument[]>> = {
  student: [
    { document: 'Student card', lookAt: ['photo', 'mark for this academic year', 'stamp'] },
    {
      document: 'Certificate of study',
      lookAt: ['date of issue', 'signature and stamp', 'together with the passport'],
};
