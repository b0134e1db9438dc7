import { type Benefit, isBenefit } from '@cid-elements/core';

/**
 * The benefits that a `benefits` attribute names, separated by whitespace or commas. Undefined if it names
 * nothing. Unknown names are left out.
 */
export function parseBenefits(text: string, warn: (what: string) => void): Benefit[] | undefined {
  const words = text.match(/[^\s,]+/g);
  const known = words?.filter(isBenefit);
  if (known?.length !== words?.length) warn('names an unknown benefit in `benefits`.');
  return known;
}
