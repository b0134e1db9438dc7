/** The input and the actions of the screens of the course. */
import type { Clause, Config, Way } from '@cid-elements/core';
import type { TemplateResult } from 'lit';
import type { Texts } from '../locales/registry.js';
import type { CourseRun } from './course-run.js';
import type { CourseTexts } from './course-texts.js';

export interface CourseContext {
  readonly t: CourseTexts;
  readonly run: CourseRun;
  readonly way: Way;
  readonly config: Config;
  readonly level: number;
  readonly scanning: boolean;
  readonly other: boolean;
  lesson(russian: Pick<Texts, 'practice'>): Texts['practice'];
  begin(): void;
  read(): void;
  scan(): void;
  stopScanning(): void;
  decide(name: string): void;
  next(): void;
  repeat(): void;
  print(): void;
  scanner(): TemplateResult;
}

/** The number of a clause in the institution's own act. */
export const numberOf = ({ config, t }: Pick<CourseContext, 'config' | 't'>, clause: Clause): string =>
  t.clause(config.clauses[clause] ?? clause);

/** Short text of a clause. */
export const clauseWords = ({ clauses }: CourseTexts, clause: Clause): string =>
  (clauses as Readonly<Partial<Record<Clause, string>>>)[clause] ?? '';
