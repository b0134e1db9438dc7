/** Styles of the information for visitors, as text, for the shadow root and for the page without scripts. */

/** Only for the element: declarations of `:host` that override the page's. */
export const hostStyles = `
  :host {
    display: block !important;
    box-sizing: border-box !important;
    max-inline-size: 100%;
    /* Size containment would give a float, a cell or a flex item no width. */
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    contain-intrinsic-inline-size: min(17em, 70vw);
    container-type: inline-size;
  }
  @media print {
    :host {
      max-inline-size: none !important;
      font-size: 8.5pt !important;
    }
    /* Full width if it is printed alone. */
    :host([poster]:not([poster='false'])) .info {
      font-size: 9pt;
    }
  }
  :host([hidden]) {
    display: none !important;
  }
`;

export const infoStyles = `
  .info,
  .info * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .info {
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
  .info :is(h1, h2, h3, h4, h5, h6) {
    font-weight: 650;
    line-height: 1.25;
  }
  #cid-info-title {
    font-size: 1.75em;
  }
  .info section > :first-child {
    font-size: 1.25em;
  }
  .info section :is(h3, h4, h5, h6):not(section > :first-child) {
    font-size: 1em;
  }
  .info,
  .info section,
  .info .columns > div,
  .info header,
  .steps {
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
  }
  .info summary {
    cursor: pointer;
  }
  .info :is(a, summary):focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .steps {
    gap: 0.75em;
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
  .steps b::before {
    content: counter(step) '. ';
    color: var(--accent);
  }
  .drawing {
    flex: none;
    inline-size: 7.5em;
    max-inline-size: 100%;
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
  .columns {
    display: grid;
    gap: 1em;
    grid-template-columns: repeat(auto-fit, minmax(min(10.5em, 100%), 1fr));
  }
`;

/** Columns. Also used for print, because some browsers do not evaluate container queries there. */
export const wideStyles = `
  .info {
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 1.75em 2em;
    padding: 2em;
  }
  .info > * {
    grid-column: 1 / -1;
  }
  .info > :is(.what, .confirms, .who) {
    grid-column: span 2;
  }
  .info > :is(.paper, .sees) {
    grid-column: span 3;
  }
  .steps {
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
  }
  .info .steps > li {
    flex-direction: column;
    flex-wrap: nowrap;
    align-items: flex-start;
  }
  .steps > li > div {
    flex: none;
  }
`;

/** For print. */
export const paperStyles = `
  /* Overrides the low-vision plug-in: browsers do not print dark backgrounds under light text. */
  .root.root.root.info {
    --text: #000;
    --muted: #333;
    --surface: #fff;
    --field: #fff;
    --border: #555;
    --accent: #14508c;
    color-scheme: light;
  }
  .root.info {
    gap: 3mm 5mm;
    /* Otherwise half a pixel of the last border would be cut off. */
    padding: 0 1px;
    border: 0;
    line-height: 1.2;
    font-size: 8.5pt;
    /* Fits one A4 sheet with every font: x-height relative to the font size (Arial: 0.519). */
    font-size-adjust: 0.49;
  }
  .info :is(section:not(.about), li, .columns > *) {
    break-inside: avoid;
  }
  .info :is(h2, h3, h4, h5, h6) {
    break-after: avoid;
  }
  .info :is(section, .columns > div) {
    gap: 1mm;
  }
  .info li + li {
    margin-block-start: 0;
  }
  #cid-info-title {
    font-size: 2.7em;
  }
  .info .lead {
    font-size: 1.45em;
  }
  .info section > :first-child {
    font-size: 1.35em;
  }
  .steps b {
    font-size: 1.35em;
    line-height: 1.15;
  }
  .info .steps > li {
    padding: 2.5mm;
    border: 1pt solid;
  }
  .info > :is(.paper, .about) {
    grid-column: span 3;
  }
  .info > .paper {
    align-self: start;
  }
  .info > .sees {
    order: 1;
    grid-column: span 2;
  }
  .info > .rights {
    order: 1;
    grid-column: span 4;
  }
  .info a {
    text-decoration: none;
  }
  .about a[href^='http']::after {
    content: ' ' attr(href);
  }
`;
