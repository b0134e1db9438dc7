/**
 * Benefit statuses that a Digital ID can prove. The Regulation names the first three (clause 3.1.2); MAX has
 * five.
 */
export const BENEFITS = ['student', 'large-family', 'age', 'pensioner', 'disability'] as const;
export type Benefit = (typeof BENEFITS)[number];

/** The three statuses of clause 3.1.2, the default of the configuration. */
export const REGULATION_BENEFITS: readonly Benefit[] = ['student', 'large-family', 'age'];

export function isBenefit(value: unknown): value is Benefit {
  return (BENEFITS as readonly unknown[]).includes(value);
}
