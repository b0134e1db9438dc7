/**
 * Reports as a printable HTML page: one A4 sheet per institution, with a chart, no scripts and no external
 * resources.
 */
import type { Report } from './report.js';
import type { Published } from './rounding.js';
import {
  BENEFIT_WORDS,
  countWords,
  monthWords,
  NO_BRANCH_WORDS,
  NOTES,
  OUTCOME_WORDS,
  VERIFIER_WORDS,
} from './words.js';

/** Largest number of rows that fit on one sheet beside the chart. The full table is in CSV and XLSX. */
const MAX_ROWS = 32;
/** Largest number of branches that fit on the sheet in two columns. */
const MAX_BRANCHES = 60;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const STYLE = `
@page { size: A4; margin: 14mm }
body { font: 10.5pt/1.35 sans-serif; font-size-adjust: 0.519; color: #000; background: #fff; max-width: 182mm; margin: 1rem auto }
section + section { break-before: page }
h1 { font-size: 15pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 5mm 0 1mm }
p { margin: 0 0 2mm } .notes { font-size: 8.5pt }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .6mm 2mm; border-bottom: .2mm solid #777 }
td:last-child, th:last-child { text-align: right }
.branches { columns: 2 } .branches table { font-size: 9pt }
svg { width: 100%; height: auto } svg text { font: 11px sans-serif }
`;

const CHART_WIDTH = 640;
const LABEL_WIDTH = 170;
const VALUE_WIDTH = 90;
const BAR_HEIGHT = 18;
const ROW_HEIGHT = 28;

const size = (count: Published): number => (typeof count === 'number' ? count : 0);

/** Bar chart of the totals by benefit. A suppressed number has an empty bar and its text. */
function chart({ byBenefit }: Report): string {
  const most = Math.max(1, ...byBenefit.map(({ count }) => size(count)));
  const bars = byBenefit.map(({ benefit, count }, index) => {
    const y = index * ROW_HEIGHT;
    const width = Math.round(((CHART_WIDTH - LABEL_WIDTH - VALUE_WIDTH) * size(count)) / most);
    const text = y + BAR_HEIGHT - 5;
    return `<text x="0" y="${text}">${escapeHtml(BENEFIT_WORDS[benefit])}</text><rect x="${LABEL_WIDTH}" y="${y}" width="${Math.max(width, 2)}" height="${BAR_HEIGHT}" fill="#245" /><text x="${LABEL_WIDTH + Math.max(width, 2) + 8}" y="${text}">${countWords(count)}</text>`;
  });
  const height = byBenefit.length * ROW_HEIGHT;
  return `<svg viewBox="0 0 ${CHART_WIDTH} ${height}" role="img" aria-label="Число проверок по льготам">${bars.join('')}</svg>`;
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

function section(report: Report): string {
  const { institution, month, byBranch, rows, total } = report;
  const branchName = ({ name }: { name: string }): string => (name === '' ? NO_BRANCH_WORDS : name);
  const several = byBranch.length > 1;
  const details =
    rows.length > MAX_ROWS
      ? '<p>Полная таблица — в файлах CSV и XLSX.</p>'
      : table(
          [...(several ? ['Отделение'] : []), 'Льгота', 'Способ', 'Итог', 'Число'],
          rows.map(({ branch, benefit, verifier, outcome, count }) => [
            ...(several ? [branchName(branch)] : []),
            BENEFIT_WORDS[benefit],
            VERIFIER_WORDS[verifier],
            OUTCOME_WORDS[outcome],
            countWords(count),
          ]),
        );
  const branches = !several
    ? ''
    : byBranch.length > MAX_BRANCHES
      ? '<h2>По отделениям</h2><p>Отделений много: смотрите CSV или XLSX.</p>'
      : `<h2>По отделениям</h2><div class="branches">${table(
          ['Отделение', 'Всего'],
          byBranch.map(({ branch, count }) => [branchName(branch), countWords(count)]),
        )}</div>`;
  return `<section><h1>Проверки Цифрового ID за ${escapeHtml(monthWords(month))}</h1>
<p>${escapeHtml(institution.name)}. Часовой пояс: ${escapeHtml(report.timeZone)}. Всего проверок: <b>${countWords(total)}</b>.</p>
<h2>По льготам</h2>${chart(report)}
<h2>Подробно</h2>${details}${branches}
<div class="notes">${NOTES.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</div></section>`;
}

export const toHtml = (reports: readonly Report[]): string =>
  `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Проверки Цифрового ID</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body>${reports.map(section).join('\n')}</body></html>
`;
