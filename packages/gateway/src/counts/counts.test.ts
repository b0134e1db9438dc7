import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { MemoryStore } from '../store/memory.js';
import { cleanup } from '../testing/cleanup.js';
import { type Counts, CountsError, createCounts } from './counts.js';
import { KEPT_MONTHS, monthOf, monthsBetween } from './month.js';
import { toHtml } from './page.js';
import { type CountedInstitution, type Report, reportSchema } from './report.js';
import { MIN_POSSIBLE_VALUES, type Published, publish, publishTable } from './rounding.js';
import { toCsv, toXlsx } from './table.js';

const omsk: CountedInstitution = {
  id: 'omsk',
  name: '=Библиотека; «Омск»',
  timeZone: 'Asia/Omsk',
  benefits: ['student', 'age', 'disability'],
  branches: [
    { id: 'b1', name: 'Филиал <1>' },
    { id: 'b2', name: 'Филиал 2' },
  ],
};
const kaliningrad: CountedInstitution = { ...omsk, id: 'kgd', timeZone: 'Europe/Kaliningrad', branches: [] };

const problem =
  (want: string) =>
  (error: unknown): boolean =>
    error instanceof CountsError && error.problem === want;

function setUp(): {
  counts: Counts;
  store: MemoryStore;
  at(iso: string): void;
  branches(list: CountedInstitution['branches']): void;
} {
  const store = new MemoryStore();
  cleanup(() => store.close());
  let nowMs = Date.parse('2026-11-15T12:00:00Z');
  let own = omsk;
  const counts = createCounts({
    store,
    institution: (id) => [own, kaliningrad].find((one) => one.id === id),
    verifiers: ['max', 'staff'],
    now: () => nowMs,
  });
  return {
    counts,
    store,
    at(iso) {
      nowMs = Date.parse(iso);
    },
    branches(list) {
      own = { ...own, branches: list };
    },
  };
}

const count = async (counts: Counts, times: number, more: Record<string, unknown> = {}): Promise<void> => {
  for (let i = 0; i < times; i++)
    await counts.record({
      institution: 'omsk',
      branch: 'b1',
      benefit: 'student',
      verifier: 'max',
      outcome: 'confirmed',
      ...more,
    });
};

const find = (report: Report, branch: string, benefit: string): Published | undefined =>
  report.rows.find(
    (row) =>
      row.branch.id === branch &&
      row.benefit === benefit &&
      row.verifier === 'max' &&
      row.outcome === 'confirmed',
  )?.count;

describe('rounding', () => {
  test('withholds 0 to 4 and rounds the rest to the nearest five', () => {
    const rows: [number, number | 'few'][] = [
      [0, 'few'],
      [1, 'few'],
      [4, 'few'],
      [5, 5],
      [7, 5],
      [8, 10],
      [12, 10],
      [13, 15],
      [1_002, 1_000],
      [1_003, 1_005],
    ];
    for (const [exact, want] of rows) assert.equal(publish(exact), want, String(exact));
  });

  test('rounds a total the other way when it would reveal a number below five', () => {
    // 4 + 4 = 8, nearest step 10: with two parts below five, 10 would reveal 4 and 4.
    const { cells, totals } = publishTable([4, 4], [{ key: 'all', cells: [0, 1] }]);
    assert.deepEqual(cells, ['few', 'few']);
    assert.equal(totals.get('all'), 5);
    // 8 + 8 + 8 + 8 + 0 = 32, nearest step 30: it would reveal that the fifth number is 0.
    const second = publishTable([8, 8, 8, 8, 0], [{ key: 'all', cells: [0, 1, 2, 3, 4] }]);
    assert.equal(second.totals.get('all'), 35);
  });

  describe('disclosure by subtraction', () => {
    const totals = [
      { key: 'all', cells: [0, 1, 2, 3] },
      { key: 'left', cells: [0, 1] },
      { key: 'right', cells: [2, 3] },
      { key: 'top', cells: [0, 2] },
      { key: 'bottom', cells: [1, 3] },
    ];
    const partitions = [
      ['left', 'right'],
      ['top', 'bottom'],
    ];
    const sum = (table: readonly number[], cells: readonly number[]): number =>
      cells.reduce((total, cell) => total + (table[cell] ?? 0), 0);

    test('an exhaustive search over all tables that fit the output cannot single out a small number', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 4, maxLength: 4 }), (exact) => {
          const published = publishTable(exact, totals, partitions);
          const possible = exact.map(() => new Set<number>());
          const options = published.cells.map((shown) =>
            [...Array(20).keys()].filter((value) => publish(value) === shown),
          );
          for (const a of options[0] ?? [])
            for (const b of options[1] ?? [])
              for (const c of options[2] ?? [])
                for (const d of options[3] ?? []) {
                  const guess = [a, b, c, d];
                  const fits = totals.every(({ key, cells }) => {
                    const shown = published.totals.get(key);
                    return shown === 'withheld' || publish(sum(guess, cells)) === shown;
                  });
                  if (fits) for (const [index, value] of guess.entries()) possible[index]?.add(value);
                }
          for (const [index, shown] of published.cells.entries()) {
            const found = possible[index] ?? new Set();
            if (shown === 'few' && found.has(exact[index] ?? 0))
              assert.ok(found.size >= MIN_POSSIBLE_VALUES, `${exact}: number ${index}`);
          }
        }),
        { numRuns: 300, seed: 14 },
      );
    });

    test('knowing the rounding rule singles out a small number in fewer than 1 of 400 tables', () => {
      // All tables of four numbers from 0 to 7, grouped by their published form.
      const groups = new Map<
        string,
        { tables: number; values: Set<number>[]; cells: readonly Published[] }
      >();
      const numbers = [...Array(8).keys()];
      for (const a of numbers)
        for (const b of numbers)
          for (const c of numbers)
            for (const d of numbers) {
              const table = [a, b, c, d];
              const { cells, totals: shown } = publishTable(table, totals, partitions);
              const key = JSON.stringify([cells, [...shown]]);
              const group = groups.get(key) ?? {
                tables: 0,
                values: table.map(() => new Set<number>()),
                cells,
              };
              group.tables++;
              for (const [index, value] of table.entries()) group.values[index]?.add(value);
              groups.set(key, group);
            }
      let pinned = 0;
      for (const { tables, values, cells } of groups.values()) {
        if (cells.some((shown, index) => shown === 'few' && values[index]?.size === 1)) pinned += tables;
      }
      assert.ok(pinned < 8 ** 4 / 400, `${pinned} tables`);
    });
  });
});

describe('months', () => {
  test('follow the time zone of the institution', async () => {
    const at = Date.parse('2026-11-30T20:30:00Z');
    assert.equal(monthOf(at, 'Asia/Omsk'), '2026-12');
    assert.equal(monthOf(at, 'Europe/Kaliningrad'), '2026-11');
    assert.equal(monthsBetween('2025-11', '2026-12'), 13);
    const { counts, at: setClock } = setUp();
    setClock('2026-11-30T20:30:00Z');
    await counts.report('2026-11', 'omsk');
    await assert.rejects(counts.report('2026-11', 'kgd'), problem('open'));
  });

  test('can be exported once they are over, for 13 months', async () => {
    const { counts, at } = setUp();
    await assert.rejects(counts.report('2026-11', 'omsk'), problem('open'));
    await assert.rejects(counts.report('2027-01', 'omsk'), problem('open'));
    await assert.rejects(counts.report('2026-13', 'omsk'), problem('not-a-month'));
    await assert.rejects(counts.report('2026-10', 'tomsk'), problem('unknown-institution'));
    at('2027-12-15T12:00:00Z');
    await counts.report('2026-11', 'omsk');
    at('2028-01-15T12:00:00Z');
    await assert.rejects(counts.report('2026-11', 'omsk'), problem('too-old'));
  });

  test('are deleted after 13 months', async () => {
    const { counts, store, at } = setUp();
    await count(counts, 1);
    at('2027-12-01T12:00:00Z');
    await count(counts, 1);
    assert.deepEqual(await store.months(), ['2026-11', '2027-12']);
    at('2028-01-01T12:00:00Z');
    await count(counts, 1);
    assert.deepEqual(await store.months(), ['2027-12', '2028-01']);
    assert.equal(KEPT_MONTHS, 13);
  });
});

describe('a report', () => {
  test('holds every combination, also those without a check', async () => {
    const { counts, at } = setUp();
    await count(counts, 7);
    await count(counts, 1, { branch: 'b2', benefit: 'age', verifier: 'staff' });
    at('2026-12-15T12:00:00Z');
    const report = await counts.report('2026-11', 'omsk');
    // Three places (two branches and no branch), two benefits, two ways, two outcomes.
    assert.equal(report.rows.length, 3 * 2 * 2 * 2);
    assert.equal(find(report, 'b1', 'student'), 5);
    assert.equal(find(report, 'b1', 'age'), 'few');
    assert.equal(report.rows.filter((row) => row.count !== 'few').length, 1);
    assert.equal(report.total, 10);
    reportSchema.parse(report);
  });

  test('never counts the disability benefit', async () => {
    const { counts, store, at } = setUp();
    await count(counts, 50, { benefit: 'disability' });
    assert.deepEqual(await store.months(), []);
    at('2026-12-15T12:00:00Z');
    assert.ok(!JSON.stringify(await counts.report('2026-11', 'omsk')).includes('disability'));
  });

  test('counts callers of unknown or removed branches under no branch', async () => {
    const { counts, at, branches } = setUp();
    await count(counts, 5, { branch: 'unknown' });
    await count(counts, 5, { branch: 'b2' });
    branches([{ id: 'b1', name: 'Филиал 1' }]);
    at('2026-12-15T12:00:00Z');
    const report = await counts.report('2026-11', 'omsk');
    assert.equal(find(report, '', 'student'), 10);
    assert.equal(report.total, 10);
  });

  test('is stored once published, so later exports do not differ', async () => {
    const { counts, store, at } = setUp();
    await count(counts, 7);
    at('2026-12-01T12:00:00Z');
    const first = await counts.report('2026-11', 'omsk');
    // A process whose clock is slow still adds to the closed month.
    await store.add('2026-11', 'omsk/b1/student/max/confirmed', 1);
    assert.deepEqual(await counts.report('2026-11', 'omsk'), first);
    await store.dropMonth('2026-11');
    assert.deepEqual(await counts.report('2026-11', 'omsk'), first);
  });

  test('concurrent requests for one month return the same report', async () => {
    const { counts, at } = setUp();
    await count(counts, 7);
    at('2026-12-01T12:00:00Z');
    const [a, b] = await Promise.all([counts.report('2026-11', 'omsk'), counts.report('2026-11', 'omsk')]);
    assert.deepEqual(a, b);
  });
});

describe('exports', () => {
  const reports = async (): Promise<Report[]> => {
    const { counts, at } = setUp();
    await count(counts, 23);
    at('2026-12-15T12:00:00Z');
    return [await counts.report('2026-11', 'omsk'), await counts.report('2026-11', 'kgd')];
  };

  test('CSV is readable by Russian Excel and escapes formulas', async () => {
    const csv = toCsv(await reports());
    const lines = csv.split('\r\n');
    assert.ok(csv.startsWith('\uFEFFМесяц;Учреждение;Отделение;Льгота;Способ;Итог;Число\r\n'));
    assert.equal(lines[1], `2026-11;"'=Библиотека; «Омск»";Филиал <1>;Студент;MAX (шлюз);подтверждено;25`);
    assert.ok(lines.includes(`2026-11;"'=Библиотека; «Омск»";всего;всего;всего;всего;25`));
    assert.ok(csv.includes(';менее 5\r\n'));
  });

  test('XLSX holds the same table with numeric cells and the notes', async () => {
    const book = await toXlsx(await reports());
    const sheet = unzip(book, 'xl/worksheets/sheet1.xml');
    assert.match(sheet, /<v>25<\/v>/);
    const strings = unzip(book, 'xl/sharedStrings.xml');
    for (const word of ['менее 5', 'Филиал 2', 'Собственный подсчёт учреждения'])
      assert.ok(strings.includes(word), word);
    assert.ok(!sheet.includes('<f>'));
  });

  test('HTML has a chart and the notes, without scripts or external resources', async () => {
    const page = toHtml(await reports());
    assert.match(page, /<svg[\s\S]*<rect/);
    assert.ok(page.includes('ноябрь 2026 года'));
    assert.ok(page.includes('Филиал &#60;1&#62;'));
    assert.ok(page.includes('Собственный подсчёт учреждения'));
    assert.ok(!/<script|https?:|src=|href=|@import|url\(/i.test(page));
  });
});

/** Reads one file of a zip archive. */
function unzip(archive: Buffer, wanted: string): string {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (name === wanted) {
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      return (archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  throw new Error(`${wanted} is not in the archive`);
}
