import { css } from '../internal/css.js';

/** Styles of rarely shown notices. */
export const noticeStyles = css`
  .help {
    padding: 0.6em 0.8em;
    background: var(--field);
    border-radius: var(--radius);
  }
  .help ul {
    list-style: none;
    display: grid;
    gap: 0.3em;
    margin-block-end: 0.5em;
  }
`;
