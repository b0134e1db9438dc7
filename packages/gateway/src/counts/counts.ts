/**
 * Counts of checks by month, institution, branch, benefit, way and outcome; nothing finer. A month is
 * published only after it has ended, and its first export is stored and repeated. Otherwise the difference of
 * two exports of one month could reveal the one visitor between them.
 */
import type { Benefit } from '@cid-elements/core';
import type { Store } from '../store/store.js';
import { isMonth, KEPT_MONTHS, monthOf, monthsBetween } from './month.js';
import {
  buildReport,
  type Cell,
  COUNTED_BENEFITS,
  type CountedInstitution,
  type CountedOutcome,
  type CountedVerifier,
  NO_BRANCH,
  type Report,
  reportSchema,
} from './report.js';

const DAY_MS = 86_400_000;
/** A published month is stored somewhat longer than its counters, so that nothing is ever rounded twice. */
const FROZEN_TTL_MS = (KEPT_MONTHS + 2) * 31 * DAY_MS;

export type CountsProblem = 'not-a-month' | 'open' | 'too-old' | 'unknown-institution';

/** Why there is no report. */
export class CountsError extends Error {
  constructor(readonly problem: CountsProblem) {
    super(problem);
    this.name = 'CountsError';
  }
}

export interface Counted {
  readonly institution: string;
  readonly branch?: string;
  readonly benefit: Benefit;
  readonly verifier: CountedVerifier;
  readonly outcome: CountedOutcome;
}

export interface Counts {
  /** Resolves when the count is written. Rejects with the store's error. */
  record(counted: Counted): Promise<void>;
  /** @throws {CountsError} @throws {StoreError} */
  report(month: string, institution: string): Promise<Report>;
}

export interface CountsOptions {
  readonly store: Store;
  readonly institution: (id: string) => CountedInstitution | undefined;
  /** The ways that are counted: only attestations of staff if the gateway does not use MAX. */
  readonly verifiers: readonly CountedVerifier[];
  readonly now?: () => number;
}

const cellName = (institution: string, { branch, benefit, verifier, outcome }: Cell): string =>
  [institution, branch, benefit, verifier, outcome].join('/');

export function createCounts({ store, institution, verifiers, now = Date.now }: CountsOptions): Counts {
  let prunedIn = '';

  /** Deletes months older than {@link KEPT_MONTHS}. Runs once a month in each process. */
  async function prune(month: string): Promise<void> {
    if (prunedIn === month) return;
    for (const old of await store.months()) {
      if (monthsBetween(old, month) > KEPT_MONTHS) await store.dropMonth(old);
    }
    prunedIn = month;
  }

  return {
    async record({ institution: id, branch = NO_BRANCH, ...rest }) {
      const known = institution(id);
      if (known === undefined || !COUNTED_BENEFITS.includes(rest.benefit)) return;
      const month = monthOf(now(), known.timeZone);
      const place = known.branches.some((one) => one.id === branch) ? branch : NO_BRANCH;
      await store.add(month, cellName(id, { ...rest, branch: place }), 1);
      // The count is written: an error while pruning must not be reported as a failed write.
      await prune(month).catch(() => {});
    },

    async report(month, id) {
      if (!isMonth(month)) throw new CountsError('not-a-month');
      const known = institution(id);
      if (known === undefined) throw new CountsError('unknown-institution');
      const age = monthsBetween(month, monthOf(now(), known.timeZone));
      if (age <= 0) throw new CountsError('open');
      if (age > KEPT_MONTHS) throw new CountsError('too-old');

      const key = `counts:${month}/${id}`;
      const frozen = await store.get(key);
      if (frozen !== undefined) return reportSchema.parse(JSON.parse(frozen));

      const cells = await store.cells(month);
      const fresh = buildReport(month, known, verifiers, (cell) => {
        if (cell.branch !== NO_BRANCH) return cells.get(cellName(id, cell)) ?? 0;
        // Includes counts of branches that were removed from the settings.
        const named = new Set(known.branches.map((one) => one.id));
        let sum = 0;
        for (const [name, count] of cells) {
          const [owner, branch = '', ...rest] = name.split('/');
          if (
            owner === id &&
            !named.has(branch) &&
            rest.join('/') === cellName(id, cell).split('/').slice(2).join('/')
          )
            sum += count;
        }
        return sum;
      });
      if (await store.set(key, JSON.stringify(fresh), { ttlMs: FROZEN_TTL_MS, ifAbsent: true })) return fresh;
      const first = await store.get(key);
      return first === undefined ? fresh : reportSchema.parse(JSON.parse(first));
    },
  };
}
