import { css } from '../internal/css.js';

export const scannerStyles = css`
  .wedge {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25em 1em;
    padding: 0.75em 0.9em;
    border-radius: var(--radius);
    border: 2px solid var(--border);
  }
  .wedge.on {
    border-color: var(--accent);
  }
  .captured {
    font-weight: 600;
  }
`;
