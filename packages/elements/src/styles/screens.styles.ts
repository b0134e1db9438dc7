import { css } from 'lit';

/** The look of the later screens. */
export const screenStyles = css`
  .with-picture {
    display: flex;
    gap: 1em;
    align-items: center;
  }
  .with-picture > div {
    display: grid;
    gap: 0.25em;
  }
  .picture {
    flex: none;
    inline-size: 6em;
    block-size: 4.5em;
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
  svg .fill {
    fill: var(--surface);
  }
  svg .ink {
    fill: currentcolor;
  }
  svg .soft {
    opacity: 0.35;
  }
  svg .accent {
    fill: var(--accent);
  }
  svg .accent-line {
    stroke: var(--accent);
    stroke-width: 2.4;
  }
  .steps {
    display: grid;
    gap: 0.5em;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
    counter-reset: step;
  }
  .steps li {
    display: flex;
    gap: 0.75em;
    align-items: center;
    padding: 0.5em 0.75em;
    background: var(--field);
    border-radius: var(--radius);
    counter-increment: step;
  }
  .steps p {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .steps p::before {
    content: counter(step) '. ';
    font-weight: 650;
  }
  .documents {
    display: grid;
    gap: 0.4em;
    padding-inline-start: 1.25em;
  }
  .documents .note {
    display: block;
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
  .lesson {
    padding: 0.6em 0.8em;
    border-inline-start: 4px solid var(--training);
    background: var(--field);
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
  @container (min-width: 34em) {
    .steps {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .steps li {
      flex-direction: column;
      align-items: flex-start;
    }
  }
  @container (max-width: 24em) {
    .picture {
      inline-size: 4em;
      block-size: 3em;
    }
    .with-picture {
      flex-direction: column;
      align-items: flex-start;
      gap: 0.25em;
    }
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
    .steps li {
      gap: 0.25em 0.5em;
      padding-inline: 0.5em;
    }
    .countdown .button {
      padding-inline-start: 0;
    }
  }
  @container (max-width: 16em) {
    .steps li {
      flex-direction: column;
      align-items: flex-start;
    }
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
