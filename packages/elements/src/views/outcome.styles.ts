import { css } from '../internal/css.js';

/** Styles of an outcome. */
export const outcomeStyles = css`
  .clause {
    display: inline-block;
    color: var(--muted);
    font-size: 0.9375em;
    font-weight: 400;
  }
  svg .line {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  svg .line.strong {
    stroke-width: 2.6;
  }
  .outcome {
    display: flex;
    gap: 0.9em;
    align-items: flex-start;
    padding: 0.9em;
    border-radius: var(--radius);
    border: 2px solid var(--border);
    background: var(--field);
  }
  .outcome > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.35em;
    justify-items: start;
    min-inline-size: 0;
  }
  .outcome .icon {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: 50%;
    color: var(--surface);
    background: var(--muted);
  }
  .outcome .icon svg {
    inline-size: 1.75em;
    block-size: 1.75em;
  }
  [dir='rtl'] .outcome.offer .icon svg {
    transform: scaleX(-1);
  }
  .outcome.accept {
    border-color: var(--positive);
    background: var(--positive-field);
  }
  .outcome.accept .icon {
    background: var(--positive);
  }
  .outcome.accept .title {
    color: var(--positive);
  }
  .training .outcome.accept {
    border-style: dashed;
  }
  .outcome.offer {
    border-color: var(--caution);
  }
  .outcome.offer .icon {
    background: var(--caution);
    border-radius: var(--radius);
  }
  .who {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .countdown {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75em;
    color: var(--muted);
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 24em) {
    .outcome {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: center;
      gap: 0.5em 0.75em;
    }
    .outcome > div {
      display: contents;
    }
    .outcome > div > :not(.title) {
      grid-column: 1 / -1;
    }
    .outcome.ready {
      display: block;
    }
    .countdown .button {
      padding-inline-start: 0;
    }
  }
  @container (max-width: 16em) {
    .outcome {
      padding: 0.5em;
    }
  }
  @media (forced-colors: active) {
    .outcome {
      border: 2px solid ButtonText;
    }
    .outcome.accept {
      border-width: 4px;
    }
    .outcome .icon {
      forced-color-adjust: none;
    }
  }
`;
