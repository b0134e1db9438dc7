/**
 * One run of the course of clause 5.1: the next visitor, the decisions and the repetitions. Nothing is
 * stored.
 */
import type { Benefit, OutcomeKey } from '@cid-elements/core';
import {
  COURSE,
  COURSE_CASES,
  type CourseCase,
  type CourseCaseId,
  type CourseDecision,
  courseResult,
  shuffled,
  wrongCases,
} from '@cid-elements/core/course';
import { judgeTrainingCode, trainingCode } from '@cid-elements/core/training';
import { PEOPLE, type PersonName } from './portrait.js';

export type CourseStep = 'start' | 'read' | 'checking' | 'decide' | 'explained' | 'result';

/** One visitor at the desk. */
export interface CourseVisitor {
  readonly id: CourseCaseId;
  readonly its: CourseCase;
  readonly benefit: Benefit;
  readonly photo: PersonName;
  readonly atDesk: PersonName;
  /** Names of the decisions, shuffled. */
  readonly choices: readonly string[];
}

/** The training verifier's answer to a code, as the key of an outcome. */
export const answerTo = (text: string, benefit: Benefit, now: number): OutcomeKey => {
  const { outcome, reason } = judgeTrainingCode(text, benefit, now);
  return reason ?? outcome;
};

export class CourseRun {
  step: CourseStep = 'start';
  visitor: CourseVisitor | undefined;
  /** The decision on the current visitor. */
  chosen: string | undefined;
  /** Number of the current visitor, from 1, and number of all visitors. */
  number = 0;
  total = 0;

  #waiting: CourseCaseId[] = [];
  #record = new Map<CourseCaseId, boolean>();

  begin(benefits: readonly Benefit[]): void {
    this.#record = new Map();
    this.#walk(COURSE_CASES, benefits);
  }

  /** Repeats the visitors with a wrong decision. */
  repeat(benefits: readonly Benefit[]): void {
    this.#walk(wrongCases(this.#record), benefits);
  }

  #walk(cases: readonly CourseCaseId[], benefits: readonly Benefit[]): void {
    this.#waiting = shuffled(cases);
    this.number = 0;
    this.total = cases.length;
    this.next(benefits);
  }

  /** Goes to the next visitor, or to the result. */
  next(benefits: readonly Benefit[]): void {
    const id = this.#waiting.shift();
    this.chosen = undefined;
    if (!id) {
      this.visitor = undefined;
      this.step = 'result';
      return;
    }
    const its: CourseCase = COURSE[id];
    const [photo = 'vega', other = 'rigel'] = shuffled(Object.keys(PEOPLE) as PersonName[]);
    this.visitor = {
      id,
      its,
      benefit: benefits.includes(its.benefit) ? its.benefit : (benefits[0] ?? its.benefit),
      photo,
      atDesk: its.visitor === 'wrong-person' ? other : photo,
      choices: shuffled(Object.keys(its.decisions)),
    };
    this.number += 1;
    this.step = this.code(Date.now()) ? 'read' : 'decide';
  }

  /** The code on the visitor's phone at a time, and when it changes; undefined if there is no code. */
  code(now: number): { readonly text: string; readonly until: number } | undefined {
    const { visitor } = this;
    if (!visitor) return undefined;
    const code = trainingCode(visitor.its.visitor, visitor.benefit, now, 'course');
    return code.text ? code : undefined;
  }

  /** The outcome of the check of this visitor. */
  answer(now: number): OutcomeKey | undefined {
    const code = this.code(now);
    return code && this.visitor && answerTo(code.text, this.visitor.benefit, now);
  }

  decision(name: string): CourseDecision | undefined {
    return this.visitor?.its.decisions[name];
  }

  decide(name: string): void {
    const decision = this.decision(name);
    if (!this.visitor || !decision || this.step !== 'decide') return;
    this.chosen = name;
    this.#record.set(this.visitor.id, decision.right);
    this.step = 'explained';
  }

  get isLast(): boolean {
    return this.#waiting.length === 0;
  }

  /** Number of visitors with a wrong decision. */
  get wrong(): number {
    return wrongCases(this.#record).length;
  }

  /** Every visitor has been checked, and every decision is right. */
  get isFinished(): boolean {
    return this.step === 'result' && this.#record.size === COURSE_CASES.length && this.wrong === 0;
  }

  /** The result by clause. */
  get result(): ReturnType<typeof courseResult> {
    return courseResult(this.#record);
  }
}
