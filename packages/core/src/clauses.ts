/** Clauses of the Regulation that the elements refer to; the keys of `clauses` in a configuration. */
export const CLAUSES = [
  '1.3',
  '2.1',
  '3.1.2',
  '3.1.3',
  '3.2',
  '4.1',
  '4.1.2',
  '4.2',
  '4.2.1',
  '4.2.2',
  '4.2.3',
  '4.3',
  '4.4',
  '5.1',
  '5.2',
  '5.3',
  '6.1',
] as const;
export type Clause = (typeof CLAUSES)[number];
