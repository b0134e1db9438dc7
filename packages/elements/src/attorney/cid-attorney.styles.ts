import { css } from '../internal/css.js';

export const attorneyStyles = css`
  .drop {
    display: grid;
    gap: 0.5em;
    justify-items: start;
    padding: 1em;
    border: 2px dashed var(--border);
    border-radius: var(--radius);
  }
  .drop.over {
    border-color: var(--accent);
    background: var(--field);
  }
  .drop input {
    max-inline-size: 100%;
    font: inherit;
    color: inherit;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(6em, max-content) minmax(0, 1fr);
    gap: 0.4em 1em;
    margin: 0;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dd ul {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  [data-result]:focus {
    outline: none;
  }
  .line {
    inline-size: 100%;
    box-sizing: border-box;
    padding: 0.5em;
    font: 0.9375em ui-monospace, monospace;
    color: inherit;
    background: var(--field);
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  @container (max-width: 24em) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.1em;
    }
    dd {
      margin-block-end: 0.5em;
    }
  }
`;
