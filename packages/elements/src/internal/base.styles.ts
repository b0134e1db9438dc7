import { css } from './css.js';
import { checkTokens } from './tokens.js';

/**
 * Base styles of every element. Declarations of `:host` are `!important` and the root starts from `all:
 * initial`, so that a page's reset has no effect. Sizes depend on the element's own width and the page's font
 * size.
 *
 * Custom properties that a page may set: --cid-font, --cid-font-size, --cid-text, --cid-muted, --cid-surface,
 * --cid-field, --cid-border, --cid-accent, --cid-accent-text, --cid-positive, --cid-caution, --cid-training,
 * --cid-radius.
 */
export const baseStyles = css`
  ${checkTokens}
  :host {
    display: block !important;
    box-sizing: border-box !important;
    /* Not important: column layouts of themes narrow their children by this property. */
    max-inline-size: 100%;
    /* Size containment removes the width that content gives in a float or a flex row. */
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    contain-intrinsic-inline-size: min(17em, 70vw);
    container-type: inline-size;
    contain: inline-size layout style;
    font-size: var(--cid-font-size, max(1em, 1rem));
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
    font: 400 max(1em, 14px) / 1.45 var(--cid-font, system-ui, sans-serif);
    letter-spacing: inherit;
    word-spacing: inherit;
    text-align: start;
    /* Nested elements inherit the size. */
    --cid-font-size: 1em;
    overflow-wrap: break-word;
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
  p,
  ul,
  ol,
  fieldset,
  legend,
  span {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .screen,
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  .title {
    font-size: 1.25em;
    line-height: 1.25;
    font-weight: 650;
  }
  .lead {
    font-size: 1.0625em;
  }
  .note {
    color: var(--muted);
    font-size: 0.9375em;
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
    gap: 0 0.75em;
    min-block-size: 44px;
    min-inline-size: 44px;
    max-inline-size: 100%;
    padding: 0.45em 0.9em;
    font: inherit;
    line-height: 1.25;
    letter-spacing: inherit;
    word-spacing: inherit;
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
  }
  .button.quiet > span {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .actions > .quiet:first-child {
    padding-inline-start: 0;
  }
  .button.small {
    padding-inline: 0.5em;
    font-size: 0.9375em;
  }
  .button:hover {
    box-shadow: inset 0 0 0 1px currentcolor;
  }
  .root :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  /* A heading focused by script is not interactive. */
  .root .title:focus-visible {
    outline: none;
  }
  kbd {
    flex: none;
    font: inherit;
    line-height: 1.45;
    letter-spacing: normal;
    font-size: 0.8125em;
    padding: 0 0.4em;
    white-space: nowrap;
    border: 1px solid currentcolor;
    border-radius: 4px;
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
  .root.training {
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
  .live {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .root.idle {
    padding: 0;
    border: 0;
  }
  .idle .training-band {
    display: none;
  }
  @container (max-width: 24em) {
    .actions .button {
      flex: 1 1 100%;
      padding-inline: 0.9em;
    }
  }
  @container (max-width: 16em) {
    .root:not(.inside) {
      padding: 0.5em;
    }
    .root {
      overflow-wrap: anywhere;
    }
    .button {
      flex-wrap: wrap;
    }
  }
  @media print {
    .live,
    .screen {
      display: none !important;
    }
  }
  @media (forced-colors: active) {
    .button:not(.quiet),
    .training-band {
      border: 2px solid ButtonText;
    }
    .button.quiet {
      border: 0;
    }
    /* Otherwise the system paints the page's background behind the text. */
    .button.primary {
      forced-color-adjust: none;
    }
  }
`;
