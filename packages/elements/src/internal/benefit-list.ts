import { type Benefit, isBenefit } from '@cid-elements/core';

/**
 * The benefits that a `benefits` attribute names, separated by whitespace or commas. Undefined if it names
 * nothing. Unknown names are left out.
 */
export const parseBenefits = (text: string, warn: (what: string) => void) =>
  text
    .match(/[^\s,]+/g)
    ?.filter((word) => isBenefit(word) || warn('names an unknown benefit in `benefits`.')) as
    | Benefit[]
    | undefined;
