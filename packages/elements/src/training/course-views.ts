/** The screens of the course. Which decision is right is defined in core's table. */
import type { Clause, OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { trainingLesson } from '../locales/ru/training-lesson.js';
import { focusHeading } from '../views/focus-heading.js';
import { button } from '../views/view.js';
import { codeOverPhoto, plainCode } from './code-picture.js';
import { type CourseContext, clauseWords, numberOf } from './course-context.js';
import type { CourseVisitor } from './course-run.js';
import { sheetView } from './course-sheet.js';
import { PEOPLE, picture, portrait } from './portrait.js';

interface CaseWords {
  readonly situation: string;
  readonly decisions: Readonly<Record<string, string>>;
  readonly why: string;
}
const wordsOf = ({ t }: CourseContext, { id }: CourseVisitor): CaseWords => t.cases[id];

export function startView({ t, way, level, begin }: CourseContext): TemplateResult {
  return html`<section class="screen" part="screen">
    ${focusHeading(level, t.title)}
    <p class="lead">${t.lead}</p>
    <p>${t.way[way]} ${t.keysHint}</p>
    <p class="note">${t.privacy}</p>
    <div class="actions">${button(t.start, begin, { kind: 'primary', key: 1 })}</div>
  </section>`;
}

/** The visitor, the phone's screen, and the next action. */
export function visitorView(context: CourseContext): TemplateResult {
  const { t, run, level } = context;
  const { visitor, step } = run;
  if (!visitor) return html``;
  return html`<section class="screen" part="screen">
    ${focusHeading(level, html`${t.visitor(run.number, run.total)} <span class="note">${t.asks(t.benefit[visitor.benefit])}</span>`)}
    <p class="lead">${wordsOf(context, visitor).situation}</p>
    ${figures(context, visitor)}
    ${step === 'decide' ? decideView(context, visitor) : readView(context)}
  </section>`;
}

function figures({ t, run }: CourseContext, { its, photo, atDesk }: CourseVisitor): TemplateResult {
  const code = run.code(Date.now());
  const hasPhoto = its.visitor !== 'foreign' && its.visitor !== 'invitation';
  const drawn = (who: typeof photo, as: 'photo' | 'desk') =>
    picture(t.pictureOf(t.people[who]), portrait(PEOPLE[who], as));
  return html`<div class="figures">
    <figure>
      ${drawn(atDesk, 'desk')}
      <figcaption>${t.atDesk}${code ? '' : `. ${t.paperInHand}`}</figcaption>
    </figure>
    ${
      code
        ? html`<figure class="phone">
          <div class="screens">
            ${
              hasPhoto
                ? html`${drawn(photo, 'photo')} ${codeOverPhoto(t.codePicture, PEOPLE[photo], code.text)}`
                : plainCode(t.codePicture, code.text)
            }
          </div>
          <figcaption>${t.onPhone}</figcaption>
        </figure>`
        : ''
    }
  </div>`;
}

function readView(context: CourseContext): TemplateResult {
  const { t, run, way, scanning, other } = context;
  const { read } = t;
  if (run.step === 'checking') return html`<p class="lead">${read.reading}</p>`;
  if (way === 'goskan')
    return html`<p class="note">${read.goskanNote}</p>
      <div class="actions">${button(read.goskan, context.read, { kind: 'primary', key: 1 })}</div>`;
  const note = other ? html`<p class="notice">${read.other}</p>` : '';
  if (!scanning)
    return html`${note}
      <div class="actions">
        ${button(read.button, context.read, { kind: 'primary', key: 1 })}
        ${button(read.scanner, context.scan, { key: 2 })}
      </div>`;
  return html`${note} ${context.scanner()}
    <p class="note">${read.scannerNote} <span class="address">/phone/?scenario=${run.visitor?.its.visitor}</span></p>
    <div class="actions minor">${button(read.stop, context.stopScanning, { kind: 'quiet', key: 'Esc' })}</div>`;
}

/** Text of the check's outcome for the practised way. */
function answerWords({ t, way }: CourseContext, answer: OutcomeKey, { benefit }: CourseVisitor): string {
  const { answer: a } = t;
  if (answer === 'confirmed') return a.confirmed(t.benefit[benefit]);
  if (answer === 'not-confirmed' || answer === 'unavailable') return a[answer];
  if (way === 'goskan') return a.goskanError;
  return answer === 'expired-code' ||
    answer === 'foreign-code' ||
    answer === 'invitation-code' ||
    answer === 'no-digital-id'
    ? a[answer]
    : a.goskanError;
}

function decideView(context: CourseContext, visitor: CourseVisitor): TemplateResult {
  const { t, run, way, decide } = context;
  const answer = run.answer(Date.now());
  const words = wordsOf(context, visitor).decisions;
  return html`${
    answer
      ? html`<p class="answer">${t.answer.by[way]} <b>${answerWords(context, answer, visitor)}</b></p>
        ${answer === 'confirmed' ? html`<p class="note">${t.face}</p>` : ''}`
      : ''
  }
    <div class="decisions" role="group" aria-labelledby="decide">
      <p class="lead" id="decide"><b>${t.decide}</b></p>
      ${visitor.choices.map((name, index) => button(words[name] ?? '', () => decide(name), { key: index + 1 }))}
    </div>`;
}

/** The lesson of a case; none for cases about discretion (5.2), which do not depend on the outcome. */
function lessonOf({ run, way }: CourseContext, { its }: CourseVisitor): OutcomeKey | undefined {
  if (its.clause === '5.2') return undefined;
  if (its.visitor === 'wrong-person') return 'face-differs';
  const answer = run.answer(Date.now()) ?? 'paper-accepted';
  if (way === 'goskan' && answer === 'confirmed') return 'attested';
  return way === 'goskan' && answer === 'not-confirmed' ? 'goskan-not-confirmed' : answer;
}

/** Whether the decision was right, why, and by which clause. */
export function explainedView(context: CourseContext): TemplateResult {
  const { t, run, level, lesson, next } = context;
  const { visitor, chosen } = run;
  const decision = chosen === undefined ? undefined : run.decision(chosen);
  if (!visitor || chosen === undefined || !decision) return html``;
  const { decisions, why } = wordsOf(context, visitor);
  const outcome = lessonOf(context, visitor);
  const others = visitor.choices.filter((name) => name !== chosen && visitor.its.decisions[name]?.right);
  // If the governing clause is also the violated one, show it once.
  const isBrokenAlone = !decision.right && decision.clause === visitor.its.clause;
  const clause = (its: Clause) => html`<b>${numberOf(context, its)}</b>: ${clauseWords(t, its)}`;
  return html`<section class="screen" part="screen">
    ${focusHeading(level, decision.right ? t.right : t.wrong)}
    <div class="explained ${decision.right ? 'right' : 'wrong'}">
      <p>${t.yours} ${decisions[chosen]}</p>
      ${others.map((name) => html`<p>${decision.right ? t.alsoRight : t.better} <b>${decisions[name]}</b></p>`)}
    </div>
    <p class="lead">${why}</p>
    ${outcome ? html`<p>${lesson(trainingLesson)[outcome]}</p>` : ''}
    ${isBrokenAlone ? '' : html`<p>${clause(visitor.its.clause)}.</p>`}
    ${decision.right ? '' : html`<p>${t.broke} ${clause(decision.clause)}.</p>`}
    <div class="actions">${button(run.isLast ? t.toResult : t.next, next, { kind: 'primary', key: 1 })}</div>
  </section>`;
}

/** The result by clause. It is only on screen, not on the printed sheet. */
export function resultView(context: CourseContext): TemplateResult {
  const { t, run, level } = context;
  const r = t.result;
  const done = run.isFinished;
  return html`<section class="screen" part="screen">
      ${focusHeading(level, done ? r.done : r.left)}
      <p class="lead">${done ? r.doneLead : r.leftLead}</p>
      <table>
        <caption>${r.byClause}</caption>
        <thead>
          <tr><th scope="col">${r.clause}</th><th scope="col">${r.about}</th><th scope="col">${r.score}</th></tr>
        </thead>
        <tbody>
          ${run.result.map(
            ({ clause, right, of }) => html`<tr class=${right === of ? '' : 'wrong'}>
              <th scope="row">${numberOf(context, clause)}</th>
              <td>${clauseWords(t, clause)}</td>
              <td class="score">${r.of(right, of)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <div class="actions">
        ${
          done
            ? button(r.print, context.print, { kind: 'primary', key: 1 })
            : button(r.repeat(run.wrong), context.repeat, { kind: 'primary', key: 1 })
        }
        ${button(r.again, context.begin, { key: 2 })}
      </div>
    </section>
    ${done ? sheetView(context) : ''}`;
}
