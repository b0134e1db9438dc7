import { tokens } from '../internal/tokens.js';
import { infoStyles, paperStyles, wideStyles } from './info.styles.js';

/** The complete style sheet, for the shadow root and for the page without scripts. */
export const infoLook = `${tokens}${infoStyles}@container (min-width:43em){${wideStyles}}@media print{${wideStyles}${paperStyles}}`;
