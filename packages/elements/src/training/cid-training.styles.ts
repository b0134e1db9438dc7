import { css } from '../internal/css.js';

export const trainingStyles = css`
  .title .note {
    display: inline-block;
    font-weight: 400;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 1em;
    align-items: flex-start;
  }
  figure {
    margin: 0;
    inline-size: min(12em, 100%);
  }
  figure.phone {
    inline-size: min(25em, 100%);
    padding: 0.5em;
    border: 2px solid var(--border);
    border-radius: calc(var(--radius) * 2);
  }
  .screens {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(6em, 100%), 1fr));
    gap: 0.5em;
  }
  figure svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 14em;
    aspect-ratio: 1;
    border-radius: var(--radius);
    forced-color-adjust: none;
  }
  figcaption {
    margin-block-start: 0.35em;
    color: var(--muted);
    font-size: 0.9375em;
  }
  .address {
    font-family: ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
  .answer,
  .explained {
    padding: 0.6em 0.8em;
    border-inline-start: 4px solid var(--training);
    background: var(--field);
  }
  .explained.wrong {
    border-inline-start-color: var(--caution);
  }
  .decisions {
    display: grid;
    gap: 0.5em;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-block-end: 0.25em;
    font-weight: 650;
    text-align: start;
  }
  th,
  td {
    padding: 0.4em 0.6em 0.4em 0;
    border-block-end: 1px solid var(--border);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  tbody th {
    white-space: nowrap;
  }
  .score {
    white-space: nowrap;
  }
  tr.wrong .score {
    color: var(--caution);
    font-weight: 650;
  }
  @container (max-width: 24em) {
    tbody th,
    .score {
      white-space: normal;
    }
  }
  .sheet {
    display: none;
  }
  @media print {
    .root.training {
      padding: 0;
      border: 0;
      background: none;
      color: #000;
    }
    .root.training .training-band,
    .root.training .title {
      color: #000;
    }
    .sheet {
      display: grid;
      gap: 0.75em;
      font-size: 11pt;
    }
    .sheet dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 0.3em 1.5em;
      margin: 0;
    }
    .sheet dd {
      margin: 0;
    }
    .sheet ul {
      padding-inline-start: 1.25em;
    }
    .lines {
      display: grid;
      grid-template-columns: max-content minmax(0, 20em);
      gap: 2em 1em;
      align-items: end;
      margin-block: 2em 1em;
    }
    .line {
      border-block-end: 1px solid #000;
    }
    .small {
      font-size: 9pt;
    }
  }
`;
