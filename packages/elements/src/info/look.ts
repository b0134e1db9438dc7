import { tokens } from '../internal/tokens.js';
import { infoStyles, paperStyles, wideStyles } from './info.styles.js';

/** The whole look, for the element's shadow root and the page without scripts. */
export const infoLook = `${tokens}${infoStyles}@container (min-width:43em){${wideStyles}}@media print{${wideStyles}${paperStyles}}`;
