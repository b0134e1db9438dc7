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
  .info section > :is(h2, h3, h4, h5):first-child {
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
  .rest {
    display: contents;
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
  .info .paper {
    display: block;
  }
  .paper > * + * {
    margin-block-start: 0.5em !important;
  }
  .paper .drawing {
    float: right;
    inline-size: 5em;
    block-size: 5em;
    margin-inline-start: 0.5em;
  }
  [dir='rtl'] .paper .drawing {
    float: left;
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
    .paper {
      grid-row: span 2;
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
  @media print {
    .root.info {
      --text: #000;
      --muted: #333;
      --surface: #fff;
      --field: #fff;
      --border: #000;
      --accent: #000;
      grid-template-columns: repeat(6, minmax(0, 1fr));
      gap: 3mm 5mm;
      padding: 0;
      border: 0;
      border-radius: 0;
      font-size: 8.5pt;
      line-height: 1.2;
      break-inside: avoid;
    }
    .info > * {
      grid-column: 1 / -1;
    }
    .info > .what,
    .info > .confirms {
      grid-column: span 3;
    }
    .info .rest {
      display: block;
      columns: 3;
      column-gap: 5mm;
    }
    .rest > * {
      margin-block-end: 2.5mm;
    }
    .rest :is(.paper, .who, .columns > *, li) {
      break-inside: avoid;
    }
    .rest :is(h2, h3, h4, h5, h6) {
      break-after: avoid;
    }
    .info .rest :is(section, .columns) {
      display: block;
    }
    .rest :is(section, div) > * + * {
      margin-block-start: 1mm;
    }
    .info section,
    .info .columns > div,
    .info header {
      gap: 1mm;
    }
    .info li + li {
      margin-block-start: 0;
    }
    .info ul {
      padding-inline-start: 1.1em;
    }
    .info > header > :is(h1, h2, h3, h4) {
      font-size: 23pt;
    }
    .info > header > .lead {
      font-size: 12pt;
    }
    .info section > :is(h2, h3, h4, h5):first-child {
      font-size: 11.5pt;
    }
    .info .show > :is(h2, h3, h4, h5):first-child {
      font-size: 15pt;
    }
    .steps {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 3mm;
    }
    .info .steps > li {
      flex-flow: column;
      gap: 2mm;
      align-items: flex-start;
      padding: 2.5mm;
      border: 1.5pt solid #000;
    }
    .steps > li > div {
      flex: none;
      gap: 1mm;
    }
    .steps b,
    .steps > li > div > p:first-child::before {
      font-size: 12pt;
      line-height: 1.15;
    }
    .steps .note {
      font-size: 9pt;
    }
    .drawing {
      inline-size: 25mm;
      block-size: 20mm;
    }
    .paper {
      padding: 2.5mm;
      border: 1.5pt solid #000;
    }
    .paper .drawing {
      inline-size: 15mm;
      block-size: 12mm;
    }
    .columns {
      gap: 1.5mm;
      grid-template-columns: minmax(0, 1fr);
    }
    .info a {
      text-decoration: none;
    }
    .about a[href^='http']::after {
      content: ' ' attr(href);
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
