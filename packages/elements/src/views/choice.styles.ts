import { css } from '../internal/css.js';

export const choiceStyles = css`
  .benefits {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .benefits legend {
    margin-block-end: 0.4em;
    font-weight: 600;
  }
  .benefit {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
    padding: 0.35em 0.9em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    cursor: pointer;
  }
  .benefit input {
    inline-size: 1.2em;
    block-size: 1.2em;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  .ways {
    display: grid;
    grid-auto-rows: 1fr;
    gap: 0.5em;
    grid-template-columns: minmax(0, 1fr);
  }
  .way {
    min-block-size: 3.5em;
    font-weight: 600;
    border-width: 2px;
    border-color: var(--accent);
    background: var(--surface);
  }
  @container (min-width: 24em) {
    .ways {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .way:only-of-type {
      grid-column: 1 / -1;
    }
  }
  @container (max-width: 24em) {
    .benefit {
      flex: 1 1 100%;
    }
  }
  /* Narrow column of an old ILS: content below the check must stay on screen. */
  @container (max-width: 20em) {
    .benefits {
      gap: 0.25em;
    }
    .benefit {
      padding-inline: 0.6em;
    }
    .way {
      flex-wrap: nowrap;
      padding-inline: 0.5em;
      min-block-size: 44px;
    }
  }
`;
