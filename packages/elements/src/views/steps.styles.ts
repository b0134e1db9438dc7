import { css } from '../internal/css.js';

/** Styles of the steps of a check. */
export const stepStyles = css`
  .clause {
    display: inline-block;
    color: var(--muted);
    font-size: 0.9375em;
    font-weight: 400;
  }
  .title .clause {
    margin-inline-start: 0.6em;
    font-size: 0.75em;
  }
  .notice ul {
    padding-inline-start: 1.25em;
  }
  .spinner {
    display: inline-block;
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-inline-end: 0.5em;
    border: 0.15em solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
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
    .steps li {
      gap: 0.25em 0.5em;
      padding-inline: 0.5em;
    }
  }
  @container (max-width: 16em) {
    .steps li {
      flex-direction: column;
      align-items: flex-start;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
`;
