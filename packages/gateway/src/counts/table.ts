/** Reports as one flat table, written as CSV (for Excel and scripts) or XLSX. */
import type { Report } from './report.js';
import {
  BENEFIT_WORDS,
  countWords,
  NO_BRANCH_WORDS,
  NOTES,
  OUTCOME_WORDS,
  TOTAL_WORDS,
  VERIFIER_WORDS,
} from './words.js';

const HEADER = ['Месяц', 'Учреждение', 'Отделение', 'Льгота', 'Способ', 'Итог', 'Число'];

type Row = readonly (string | number)[];

function tableOf(reports: readonly Report[]): Row[] {
  return reports.flatMap(({ month, institution, rows, byBenefit, byBranch, total }) => {
    const line = (...rest: (string | number)[]): Row => [month, institution.name, ...rest];
    const branchName = ({ name }: { name: string }): string => (name === '' ? NO_BRANCH_WORDS : name);
    const all = TOTAL_WORDS;
    return [
      ...rows.map(({ branch, benefit, verifier, outcome, count }) =>
        line(
          branchName(branch),
          BENEFIT_WORDS[benefit],
          VERIFIER_WORDS[verifier],
          OUTCOME_WORDS[outcome],
          countWords(count),
        ),
      ),
      ...byBranch.map(({ branch, count }) => line(branchName(branch), all, all, all, countWords(count))),
      ...byBenefit.map(({ benefit, count }) =>
        line(all, BENEFIT_WORDS[benefit], all, all, countWords(count)),
      ),
      line(all, all, all, all, countWords(total)),
    ];
  });
}

/** Spreadsheet programs evaluate a cell that begins like this as a formula (CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

function csvField(value: string | number): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** UTF-8 with a byte order mark and semicolons, because the Russian locale of Excel expects these. */
export const toCsv = (reports: readonly Report[]): string =>
  `\uFEFF${[HEADER, ...tableOf(reports)].map((row) => row.map(csvField).join(';')).join('\r\n')}\r\n`;

export async function toXlsx(reports: readonly Report[]): Promise<Buffer> {
  // Imported dynamically: most gateways never export XLSX.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const rows = [
    HEADER.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...tableOf(reports).map((row) => row.map((value) => ({ value }))),
    [],
    ...NOTES.map((value) => [{ value }]),
  ];
  const columns = [
    { width: 10 },
    { width: 40 },
    { width: 28 },
    { width: 20 },
    { width: 14 },
    { width: 18 },
    { width: 12 },
  ];
  return writeExcelFile(rows, { sheet: 'Подсчёт', columns, stickyRowsCount: 1 }).toBuffer();
}
