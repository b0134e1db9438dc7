/**
 * The result sheet of a finished course. Only printed, with lines for name and signature, without a score.
 */
import type { Clause } from '@cid-elements/core';
import { COURSE, COURSE_CASES, COURSE_VERSION, type CourseCase } from '@cid-elements/core/course';
import { html, type TemplateResult } from 'lit';
import { type CourseContext, clauseWords, numberOf } from './course-context.js';

/** All clauses that the course covers, in the order of the act. */
const COVERED: readonly Clause[] = [
  ...new Set(
    COURSE_CASES.flatMap((id): Clause[] => {
      const { clause, decisions }: CourseCase = COURSE[id];
      return [clause, ...Object.values(decisions).map((decision) => decision.clause)];
    }),
  ),
].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

export function sheetView(context: CourseContext): TemplateResult {
  const { t, config, way } = context;
  const s = t.sheet;
  const { act, institution } = config;
  // The Swedish locale formats dates as yyyy-mm-dd.
  const today = new Intl.DateTimeFormat('sv', { timeZone: institution.timeZone }).format(new Date());
  const actLine = act && [act.title, act.number && `№ ${act.number}`, act.date && s.long(act.date)];
  const row = (label: string, value: unknown) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : '');
  return html`<section class="sheet" part="sheet">
    <div role="heading" class="title" aria-level=${context.level}>${s.title}</div>
    <p>${s.text}</p>
    <dl>
      ${row(s.institution, institution.name)}
      ${row(s.act, actLine?.filter(Boolean).join(', '))}
      ${row(s.date, s.long(today))}
      ${row(s.version, COURSE_VERSION)}
      ${row(s.way, s.wayName[way])}
    </dl>
    <p><b>${s.clauses}</b></p>
    <ul>${COVERED.map((clause) => html`<li><b>${numberOf(context, clause)}</b> ${clauseWords(t, clause)}</li>`)}</ul>
    <div class="lines">
      <p>${s.name}</p><p class="line"></p>
      <p>${s.signature}</p><p class="line"></p>
    </div>
    <p class="small">${s.note}</p>
  </section>`;
}
