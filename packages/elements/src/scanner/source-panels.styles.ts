import { css } from '../internal/css.js';

export const panelStyles = css`
  .camera {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em 1em;
  }
  .camera[hidden] {
    display: none;
  }
  .finder {
    position: relative;
    overflow: hidden;
    flex: 1 1 18em;
    max-inline-size: 30em;
    aspect-ratio: 4 / 3;
    border-radius: var(--radius);
    background: #000;
  }
  .beside {
    flex: 1 1 14em;
  }
  .beside > p {
    margin-block: 0 0.5em;
  }
  /* Two lines, so that a longer advice moves nothing. */
  .beside > .hint {
    min-block-size: 3em;
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .aim {
    position: absolute;
    inset: 8% 26%;
    border: 3px solid #fff;
    border-radius: 12px;
    outline: 2px solid #000;
    outline-offset: -5px;
  }
  .outline[hidden],
  .outline:not([hidden]) + .aim {
    display: none;
  }
  .outline {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .outline polygon {
    fill: none;
    stroke: #000;
    stroke-width: 7px;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  .outline polygon + polygon {
    stroke: #fff;
    stroke-width: 3px;
  }
  .aim.reading {
    border-style: dashed;
  }
  .lamp {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
  }
  .lamp i {
    flex: none;
    inline-size: 0.75em;
    block-size: 0.75em;
    border-radius: 50%;
    background: var(--accent);
  }
  .control {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
  }
  select {
    min-block-size: 44px;
    max-inline-size: 100%;
    font: inherit;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  input[type='checkbox'] {
    inline-size: 1.25em;
    block-size: 1.25em;
    accent-color: var(--accent);
  }
  input[type='range'] {
    min-block-size: 44px;
    accent-color: var(--accent);
  }
  .file {
    position: relative;
  }
  .file input {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
  }
  .file:focus-within {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
`;
