/**
 * The course of clause 5.1 as data: the simulated visitor of each case, the possible decisions, and the
 * clause that each decision follows or violates. The texts are in `<cid-training>`.
 */
import type { Benefit } from './benefits.js';
import type { Clause } from './clauses.js';
import type { Visitor } from './training.js';

/** Printed on the result sheet. Change it together with the cases, their right decisions or clauses. */
export const COURSE_VERSION = '2026-11';

export interface CourseDecision {
  readonly right: boolean;
  /** The clause that the decision follows or violates. */
  readonly clause: Clause;
}

export interface CourseCase {
  readonly visitor: Visitor;
  /** The benefit that the visitor asks for, if the institution offers it. */
  readonly benefit: Benefit;
  /** The clause that governs the case. */
  readonly clause: Clause;
  readonly decisions: Readonly<Record<string, CourseDecision>>;
}

const follows = (clause: Clause): CourseDecision => ({ right: true, clause });
const violates = (clause: Clause): CourseDecision => ({ right: false, clause });

/** Every case of the course. */
export const COURSE = {
  'must-accept': {
    visitor: 'right',
    benefit: 'student',
    clause: '4.3',
    decisions: { accept: follows('4.3'), both: violates('4.3'), refuse: violates('4.3') },
  },
  'may-ask-paper': {
    visitor: 'not-confirmed',
    benefit: 'large-family',
    clause: '4.4',
    decisions: {
      paper: follows('4.4'),
      again: follows('4.4'),
      refuse: violates('4.4'),
      accept: violates('4.2.3'),
    },
  },
  'never-refuse': {
    visitor: 'no-digital-id',
    benefit: 'large-family',
    clause: '4.4',
    decisions: { later: follows('4.4'), refuse: violates('4.4'), aloud: violates('5.2') },
  },
  'paper-equal': {
    visitor: 'prefers-paper',
    benefit: 'student',
    clause: '3.2',
    decisions: { accept: follows('3.2'), both: violates('3.2'), once: violates('3.2') },
  },
  silence: {
    visitor: 'not-confirmed',
    benefit: 'student',
    clause: '5.2',
    decisions: { silent: follows('5.2'), short: violates('5.2'), show: violates('5.2') },
  },
  'expired-code': {
    visitor: 'expired',
    benefit: 'age',
    clause: '4.4',
    decisions: { wait: follows('4.4'), refuse: violates('4.4'), accept: violates('4.2.3') },
  },
  'foreign-code': {
    visitor: 'foreign',
    benefit: 'student',
    clause: '3.1.3',
    decisions: { help: follows('3.1.3'), open: violates('4.1'), accuse: violates('5.2') },
  },
  'invitation-code': {
    visitor: 'invitation',
    benefit: 'age',
    clause: '3.1.2',
    decisions: { help: follows('3.1.2'), accept: violates('4.2.3'), away: violates('5.1') },
  },
  'wrong-face': {
    visitor: 'wrong-person',
    benefit: 'age',
    clause: '2.1',
    decisions: { paper: follows('4.4'), accept: violates('2.1'), aloud: violates('5.2') },
  },
  'no-network': {
    visitor: 'no-network',
    benefit: 'large-family',
    clause: '4.4',
    decisions: { paper: follows('4.4'), away: violates('5.1'), accept: violates('4.2.3') },
  },
  'prefers-paper': {
    visitor: 'prefers-paper',
    benefit: 'age',
    clause: '5.3',
    decisions: { paper: follows('5.3'), why: violates('5.3'), insist: violates('5.3') },
  },
  pupil: {
    visitor: 'prefers-paper',
    benefit: 'student',
    clause: '3.2',
    decisions: { paper: follows('3.2'), refuse: violates('3.2'), parent: violates('5.1') },
  },
} as const satisfies Readonly<Record<string, CourseCase>>;

export type CourseCaseId = keyof typeof COURSE;
export const COURSE_CASES = Object.keys(COURSE) as readonly CourseCaseId[];

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number = Math.random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** Whether the last decision on each case was right. A repetition replaces the earlier decision. */
export type CourseRecord = ReadonlyMap<CourseCaseId, boolean>;

export interface ClauseResult {
  readonly clause: Clause;
  readonly right: number;
  readonly of: number;
}

/** Results by governing clause, in the order of the act. */
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

/** Cases with a wrong decision, to be repeated. */
export const wrongCases = (record: CourseRecord): CourseCaseId[] =>
  [...record].filter(([, isRight]) => !isRight).map(([id]) => id);
