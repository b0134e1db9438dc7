/** English names of the papers that prove a benefit, and what to look at: the same for the clerk and for the visitor. */
import type { Benefit, PaperDocument } from '@cid-elements/core';

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
