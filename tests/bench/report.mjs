// Statistics and tables.
export const say = (line) => process.stderr.write(`${line}\n`);
export const percent = (part, whole) => (whole ? ((100 * part) / whole).toFixed(1) : '–');
export const ms = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : '–');
export const quantile = (list, q) => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : Number.NaN;
};
export const spread = (list) => ({ n: list.length, median: quantile(list, 0.5), p95: quantile(list, 0.95) });
export const ratio = (a, b) => (Number.isFinite(a / b) ? (a / b).toFixed(2) : '–');

/** The tables printed so far, as Markdown. */
export const tables = [];

/** Prints rows with aligned columns. */
export function table(title, head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const line = (cells) => `| ${cells.join(' | ')} |`;
  tables.push(
    [
      `### ${title}\n`,
      line(all[0]),
      `|${head.map((_, i) => (i ? '--:' : '---')).join('|')}|`,
      ...all.slice(1).map(line),
    ].join('\n'),
  );
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  console.log(`\n${title}`);
  for (const row of all)
    console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  '));
}

/** Counts verdicts by reader and label, and collects times. */
export function tally(rows, names) {
  /**
   * @type {Record<string, { labels: Record<string, Counts>, ms: Record<'ok' | 'fail', ReturnType<typeof
   * spread>> }>}
   */
  const result = {};
  names.forEach((name, i) => {
    /** @type {Record<string, Counts>} */
    const labels = {};
    for (const row of rows)
      for (const label of ['all', ...row.labels]) {
        labels[label] ??= { n: 0, ok: 0, miss: 0, wrong: 0, none: 0, error: 0 };
        labels[label].n++;
        labels[label][row.results[i][0]]++;
      }
    // Times of 720p frames, or of all frames if there are none (photographs).
    const full = rows.filter((row) => row.labels.includes('size 1280×720'));
    const times = (verdicts) =>
      spread(
        (full.length ? full : rows)
          .map((row) => row.results[i])
          .filter(([verdict]) => verdicts.includes(verdict))
          .map(([, time]) => time),
      );
    result[name] = { labels, ms: { ok: times(['ok']), fail: times(['miss', 'wrong', 'none', 'error']) } };
  });
  return result;
}

/**
 * @typedef {{ n: number, ok: number, miss: number, wrong: number, none: number, error: number }} Counts
 * @param {string} title
 * @param {ReturnType<typeof tally>} counts
 * @param {string} prefix of the labels that have a column each
 * @param {(counts: Counts) => string} figure what a cell shows
 */
export function printRates(title, counts, prefix, figure = ({ ok, n }) => percent(ok, n)) {
  const names = Object.keys(counts);
  const labels = Object.keys(counts[names[0]]?.labels ?? {}).filter((label) => label.startsWith(prefix));
  table(
    title,
    [
      '',
      'all',
      ...labels.map((label) => label.slice(prefix.length)),
      'wrong',
      'error',
      'ms ok',
      'p95',
      'fail',
      'p95',
    ],
    names.map((name) => {
      const { labels: by, ms: time } = counts[name];
      const times = [time.ok.median, time.ok.p95, time.fail.median, time.fail.p95].map(ms);
      return [
        name,
        figure(by.all),
        ...labels.map((label) => figure(by[label])),
        by.all.wrong,
        by.all.error,
        ...times,
      ];
    }),
  );
}
