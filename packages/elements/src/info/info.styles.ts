/** The look of what the public is told, as text: the element's shadow root and the page without scripts share it. */

/** For the element alone: the host's own declarations win over the page's. */
export const hostStyles = `
  :host {
    display: block !important;
    box-sizing: border-box !important;
    max-inline-size: 100% !important;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none !important;
  }
`;

export const infoStyles = `
  .info {
    display: block;
    box-sizing: border-box;
    padding: 1.25em;
    background: var(--surface);
    color: var(--text);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    font-family: var(--cid-font, inherit);
    font-size: var(--cid-font-size, max(1em, 14px));
    line-height: 1.5;
    letter-spacing: inherit;
    word-spacing: inherit;
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .info[dir='rtl'] {
    direction: rtl;
  }
  .info * {
    box-sizing: border-box;
  }
  .info :is(h1, h2, h3, h4, h5, h6, p, ul, ol) {
    margin: 0;
    padding: 0;
  }
  .info :is(h1, h2, h3, h4, h5, h6) {
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }
  .info > header > :is(h1, h2, h3, h4) {
    font-size: 1.75em;
  }
  .info > section > :is(h2, h3, h4, h5) {
    font-size: 1.25em;
  }
  .info section :is(h3, h4, h5, h6):not(section > :first-child) {
    font-size: 1em;
  }
  .info,
  .info section,
  .info .columns > div,
  .info header {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
    align-content: start;
  }
  .info {
    gap: 1.5em;
  }
  .institution,
  .note,
  .clause {
    color: var(--muted);
  }
  .institution {
    font-weight: 600;
  }
  .lead {
    font-size: 1.125em;
  }
  .clause {
    font-size: 0.875em;
    white-space: nowrap;
  }
  .info ul {
    padding-inline-start: 1.25em;
  }
  .info li + li {
    margin-block-start: 0.25em;
  }
  .info a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }
  .info a:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .steps {
    display: grid;
    gap: 0.75em;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
    counter-reset: step;
  }
  .info .steps > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em 1em;
    align-items: center;
    margin: 0;
    padding: 0.9em;
    background: var(--field);
    border: 1px solid transparent;
    border-radius: var(--radius);
    counter-increment: step;
  }
  .steps > li > div {
    flex: 1 1 11em;
    display: grid;
    gap: 0.35em;
  }
  .steps > li > div > p:first-child::before {
    content: counter(step) '. ';
    font-weight: 650;
    color: var(--accent);
  }
  .drawing {
    flex: none;
    inline-size: 7.5em;
    block-size: 6em;
  }
  .drawing .sheet {
    fill: var(--surface);
  }
  .drawing .accent-line {
    stroke: var(--accent);
    stroke-width: 2.5;
  }
  .paper {
    padding: 0.9em;
    border: 2px solid var(--accent);
    border-radius: var(--radius);
  }
  .columns {
    display: grid;
    gap: 1em;
    grid-template-columns: repeat(auto-fit, minmax(min(13em, 100%), 1fr));
  }
  @container (min-width: 46em) {
    .info {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 1.75em 2em;
      padding: 2em;
    }
    .info > header,
    .show,
    .rights,
    .about {
      grid-column: 1 / -1;
    }
    .steps {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .info .steps > li {
      flex-direction: column;
      flex-wrap: nowrap;
      align-items: flex-start;
    }
    .steps > li > div {
      flex: none;
    }
  }
  @media (forced-colors: active) {
    .info .steps > li {
      border-color: CanvasText;
    }
    .drawing .sheet {
      fill: Canvas;
    }
    .drawing .accent-line {
      stroke: LinkText;
    }
  }
`;
