import { css } from 'lit';

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
  .finder {
    position: relative;
    overflow: hidden;
    inline-size: 100%;
    max-inline-size: 30em;
    aspect-ratio: 4 / 3;
    border-radius: var(--radius);
    background: #000;
  }
  .finder[hidden] {
    display: none;
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
  .aim.reading {
    border-style: dashed;
  }
  .captured {
    font-weight: 600;
  }
  .lamp {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
  }
  .lamp i {
    inline-size: 0.75em;
    block-size: 0.75em;
    border-radius: 50%;
    background: var(--accent);
  }
`;
