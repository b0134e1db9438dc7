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
    },
  ],
  'large-family': [
    {
      document: 'Large family certificate',
      lookAt: ['period of validity', 'the visitor’s name in the document'],
    },
  ],
  age: [
    { document: 'Passport', lookAt: ['photo', 'date of birth'] },
    { document: 'Driving licence', lookAt: ['photo', 'date of birth', 'period of validity'] },
  ],
  pensioner: [
    { document: 'Pensioner’s certificate', lookAt: ['name', 'together with the passport'] },
    { document: 'Statement of a granted pension', lookAt: ['name', 'date of issue'] },
  ],
  disability: [
    {
      document: 'Certificate of disability',
      lookAt: ['period of validity', 'together with the passport'],
    },
  ],
};
