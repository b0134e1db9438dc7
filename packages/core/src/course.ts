/**
 * The course of clause 5.1 as data: which simulated visitor comes, what the clerk may decide, and the clause that each
 * decision keeps or breaks. No words: `<cid-training>` brings them.
 */
import type { Benefit } from './benefits.js';
import type { Clause } from './clauses.js';
import type { Visitor } from './training.js';

/** Printed on the sheet. Changes with the cases, their right answers or their clauses. */
export const COURSE_VERSION = '2026-11';

export interface CourseDecision {
  readonly right: boolean;
  /** The clause that the decision keeps or breaks. */
  readonly clause: Clause;
}

export interface CourseCase {
  readonly visitor: Visitor;
  /** What the visitor asks for, where the institution offers it. */
  readonly benefit: Benefit;
  /** The clause that governs the case. */
  readonly clause: Clause;
  readonly decisions: Readonly<Record<string, CourseDecision>>;
}

const keeps = (clause: Clause): CourseDecision => ({ right: true, clause });
const breaks = (clause: Clause): CourseDecision => ({ right: false, clause });

/** Every case of the course. */
export const COURSE = {
  'must-accept': {
    visitor: 'right',
    benefit: 'student',
    clause: '4.3',
    decisions: { accept: keeps('4.3'), both: breaks('4.3'), refuse: breaks('4.3') },
  },
  'may-ask-paper': {
    visitor: 'not-confirmed',
    benefit: 'large-family',
    clause: '4.4',
    decisions: {
      paper: keeps('4.4'),
      again: keeps('4.4'),
      refuse: breaks('4.4'),
      accept: breaks('4.2.3'),
    },
  },
  'never-refuse': {
    visitor: 'no-digital-id',
    benefit: 'large-family',
    clause: '4.4',
    decisions: { later: keeps('4.4'), refuse: breaks('4.4'), aloud: breaks('5.2') },
  },
  'paper-equal': {
    visitor: 'prefers-paper',
    benefit: 'student',
    clause: '3.2',
    decisions: { accept: keeps('3.2'), both: breaks('3.2'), once: breaks('3.2') },
  },
  silence: {
    visitor: 'not-confirmed',
    benefit: 'student',
    clause: '5.2',
    decisions: { silent: keeps('5.2'), short: breaks('5.2'), show: breaks('5.2') },
  },
  'expired-code': {
    visitor: 'expired',
    benefit: 'age',
    clause: '4.4',
    decisions: { wait: keeps('4.4'), refuse: breaks('4.4'), accept: breaks('4.2.3') },
  },
  'foreign-code': {
    visitor: 'foreign',
    benefit: 'student',
    clause: '3.1.3',
    decisions: { help: keeps('3.1.3'), open: breaks('4.1'), accuse: breaks('5.2') },
  },
  'invitation-code': {
    visitor: 'invitation',
    benefit: 'age',
    clause: '3.1.2',
    decisions: { help: keeps('3.1.2'), accept: breaks('4.2.3'), away: breaks('5.1') },
  },
  'wrong-face': {
    visitor: 'wrong-person',
    benefit: 'age',
    clause: '2.1',
    decisions: { paper: keeps('4.4'), accept: breaks('2.1'), aloud: breaks('5.2') },
  },
  'no-network': {
    visitor: 'no-network',
    benefit: 'large-family',
    clause: '4.4',
    decisions: { paper: keeps('4.4'), away: breaks('5.1'), accept: breaks('4.2.3') },
  },
  'prefers-paper': {
    visitor: 'prefers-paper',
    benefit: 'age',
    clause: '5.3',
    decisions: { paper: keeps('5.3'), why: breaks('5.3'), insist: breaks('5.3') },
  },
  pupil: {
    visitor: 'prefers-paper',
    benefit: 'student',
    clause: '3.2',
    decisions: { paper: keeps('3.2'), refuse: breaks('3.2'), parent: breaks('5.1') },
  },
} as const satisfies Readonly<Record<string, CourseCase>>;

export type CourseCaseId = keyof typeof COURSE;
export const COURSE_CASES = Object.keys(COURSE) as readonly CourseCaseId[];

/** The cases in an order of chance (Fisher and Yates), the decisions of a case likewise. */
export function shuffled<T>(items: readonly T[], random: () => number = Math.random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** What a clerk decided so far: the last decision on each case counts, so that a repetition replaces it. */
export type CourseRecord = ReadonlyMap<CourseCaseId, boolean>;

export interface ClauseResult {
  readonly clause: Clause;
  readonly right: number;
  readonly of: number;
}

/** The result by the clause that governs, in the order of the act. */
export function courseResult(record: CourseRecord): ClauseResult[] {
  const found = new Map<Clause, { right: number; of: number }>();
  for (const [id, isRight] of record) {
    const { clause } = COURSE[id];
    const { right, of } = found.get(clause) ?? { right: 0, of: 0 };
    found.set(clause, { right: right + Number(isRight), of: of + 1 });
  }
  return [...found]
    .map(([clause, counts]) => ({ clause, ...counts }))
    .sort((a, b) => a.clause.localeCompare(b.clause, 'en', { numeric: true }));
}

/** The cases that went wrong, to repeat. */
export const wrongCases = (record: CourseRecord): CourseCaseId[] =>
  [...record].filter(([, isRight]) => !isRight).map(([id]) => id);
