import { css, unsafeCSS } from 'lit';
import { tokens } from './tokens.js';

/**
 * The look of every element. The host's own declarations are `!important` and everything inside starts from
 * `all: initial`, so that a page's reset does not reach in. Sizes follow the element's own width and the page's font size.
 *
 * Custom properties a page may set: --cid-font, --cid-font-size, --cid-text, --cid-muted, --cid-surface, --cid-field,
 * --cid-border, --cid-accent, --cid-accent-text, --cid-positive, --cid-caution, --cid-training, --cid-radius.
 */
export const baseStyles = css`
  ${unsafeCSS(tokens)}
  :host {
    display: block !important;
    box-sizing: border-box !important;
    max-inline-size: 100% !important;
    container-type: inline-size;
    contain: inline-size layout style;
  }
  :host([hidden]) {
    display: none !important;
  }
  .root {
    all: initial;
    display: block;
    box-sizing: border-box;
    padding: 1em;
    direction: ltr;
    background: var(--surface);
    color: var(--text);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    font: 400 var(--cid-font-size, 1rem) / 1.45 var(--cid-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }
  .root[dir='rtl'] {
    direction: rtl;
  }
  .root.inside {
    padding: 0;
    border: 0;
    background: none;
  }
  .root *,
  .root *::before,
  .root *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .screen,
  .stack {
    display: grid;
    gap: 0.75em;
  }
  .title {
    font-size: 1.25em;
    line-height: 1.25;
    font-weight: 650;
  }
  h2.title {
    font-size: 1.1em;
  }
  .lead {
    font-size: 1.0625em;
  }
  .note,
  .clause {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .clause {
    white-space: nowrap;
    font-weight: 400;
  }
  .title .clause {
    margin-inline-start: 0.6em;
    font-size: 0.75em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75em;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.45em 0.9em;
    font: inherit;
    line-height: 1.25;
    text-align: start;
    color: var(--text);
    background: var(--field);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    cursor: pointer;
    touch-action: manipulation;
  }
  .button.primary {
    background: var(--accent);
    color: var(--accent-text);
    border-color: var(--accent);
    font-weight: 600;
  }
  .button.quiet {
    background: none;
    border-color: transparent;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .button.small {
    padding-inline: 0.5em;
    font-size: 0.9375em;
  }
  .button:hover {
    filter: contrast(0.92);
  }
  .button[disabled] {
    color: var(--muted);
    border-style: dashed;
    cursor: not-allowed;
  }
  .root :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .title:focus {
    outline: none;
  }
  kbd {
    font: inherit;
    font-size: 0.8125em;
    padding: 0 0.4em;
    border: 1px solid currentcolor;
    border-radius: 4px;
    opacity: 0.85;
  }
  .training-band {
    margin-block-end: 0.75em;
    padding: 0.5em 0.75em;
    border-radius: var(--radius);
    background: repeating-linear-gradient(-45deg, var(--surface) 0 10px, var(--training-field) 10px 20px);
    border: 2px dashed var(--training);
    color: var(--text);
  }
  .training-band b {
    color: var(--training);
    text-transform: uppercase;
    letter-spacing: 0.06em;
    margin-inline-end: 0.4em;
  }
  .training {
    --positive: var(--training);
    --positive-field: var(--training-field);
    --accent: var(--training);
    --accent-text: var(--surface);
  }
  .notice {
    padding: 0.6em 0.8em;
    border-inline-start: 4px solid var(--caution);
    background: var(--field);
  }
  .notice ul {
    padding-inline-start: 1.25em;
  }
  .with-picture {
    display: flex;
    gap: 1em;
    align-items: center;
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
    grid-template-columns: 1fr;
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
    gap: 0.35em;
    justify-items: start;
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
  .outcome.neutral {
    align-items: center;
    justify-content: space-between;
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
  .live {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .hidden-label {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
  }
  @container (min-width: 34em) {
    .steps {
      grid-template-columns: repeat(3, 1fr);
    }
    .steps li {
      flex-direction: column;
      align-items: flex-start;
    }
  }
  @container (max-width: 24em) {
    .actions .button {
      flex: 1 1 100%;
    }
    .with-picture,
    .outcome {
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
  @media (forced-colors: active) {
    .button,
    .outcome,
    .training-band {
      border: 2px solid ButtonText;
    }
    .outcome.accept {
      border-width: 4px;
    }
    .outcome .icon {
      forced-color-adjust: none;
      background: CanvasText !important;
      color: Canvas;
    }
  }
  @media print {
    .outcome,
    .countdown,
    .screen {
      display: none !important;
    }
  }
`;
