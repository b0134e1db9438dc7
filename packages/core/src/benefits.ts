/** Benefit statuses a Digital ID can prove. The Regulation names the first three (clause 3.1.2); MAX knows five. */
export const BENEFITS = ['student', 'large-family', 'age', 'pensioner', 'disability'] as const;
export type Benefit = (typeof BENEFITS)[number];

/** The three of clause 3.1.2: what is offered unless the institution says otherwise. */
export const REGULATION_BENEFITS: readonly Benefit[] = ['student', 'large-family', 'age'];

export function isBenefit(value: unknown): value is Benefit {
  return (BENEFITS as readonly unknown[]).includes(value);
}
