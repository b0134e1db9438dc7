/** The outcomes of a check with their texts. Loaded after a check has begun. */
import { DUTIES, type OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { outcome as russian } from '../locales/ru/outcome.js';
import { outcomeStyles } from './outcome.styles.js';
import { button, clauseNumber, type ViewContext } from './view.js';

export const styles = outcomeStyles;

const acceptIcon = html`<svg viewBox="0 0 24 24" focusable="false"><path class="line strong" d="m5 13 4.500 4.500L19 7" /></svg>`;

const nextStepIcon = html`<svg viewBox="0 0 24 24" focusable="false"><path class="line strong" d="M5 12h13m-5-6 6 6-6 6" /></svg>`;

/** The outcome, the resulting duty (4.3, 4.4), and the countdown until it is cleared (5.2). */
export function render(context: ViewContext): TemplateResult {
  const { session } = context;
  const { outcome } = session;
  if (!outcome) return html``;
  return html`<section class="screen" part="screen">
    ${session.revealed ? words(context, outcome) : neutral(context)}
    ${session.revealed ? actions(context, outcome) : ''}
    ${countdown(context)}
  </section>`;
}

export function announce({ session, texts, t: common }: ViewContext): string {
  const { outcome } = session;
  if (!outcome) return '';
  const { outcome: t } = texts(russian);
  if (!session.revealed) return t.ready;
  const about = isDigital(outcome) ? `: ${common.benefit[session.benefit]}` : '';
  const training = session.training ? `${common.training.word}. ` : '';
  return `${training}${t.title[outcome]}${about}. ${t.advice[outcome]}`;
}

const isDigital = (outcome: OutcomeKey): boolean => outcome === 'confirmed' || outcome === 'attested';

/**
 * Discreet mode: shows only that there is a result. The buttons of an outcome would reveal it to the queue.
 */
function neutral({ session, texts, level, t: common }: ViewContext): TemplateResult {
  const { outcome: t } = texts(russian);
  return html`<div class="outcome ready" part="outcome">
      <div role="heading" class="title" aria-level=${level}>${t.ready}</div>
    </div>
    <div class="actions">
      ${button(t.show, () => session.reveal(true), { kind: 'primary', key: 1, focus: true })}
      ${button(common.check.next, () => session.trySend('next') || session.send('leave'), { key: 2 })}
    </div>`;
}

function words(context: ViewContext, outcome: OutcomeKey): TemplateResult {
  const { session, texts, level, t: common, trainingLesson } = context;
  const { duty, clause } = DUTIES[outcome];
  const { outcome: t } = texts(russian);
  const kind = session.settings.discreet ? 'neutral' : duty;
  const isPupil =
    session.benefit === 'student' && (outcome === 'not-confirmed' || outcome === 'goskan-not-confirmed');
  return html`<div class="outcome ${kind}" part="outcome ${kind}">
    <span class="icon" aria-hidden="true">${duty === 'accept' ? acceptIcon : nextStepIcon}</span>
    <div>
      <div role="heading" class="title" aria-level=${level}>${t.title[outcome]}${isDigital(outcome) ? html`: ${common.benefit[session.benefit]}` : ''}</div>
      <p class="lead">${t.advice[outcome]}${
        duty === 'accept' && clause
          ? html` <span class="clause">${common.check.clause(clauseNumber(context, clause))}</span>`
          : ''
      }</p>
      ${isPupil ? html`<p>${t.pupil}</p>` : ''}
      ${session.training && outcome === 'expired-code' ? html`<p>${t.clock}</p>` : ''}
      <p class="who" part="who">${who(context, outcome)}</p>
      ${session.settings.discreet ? button(t.hide, () => session.reveal(false), { kind: 'quiet', key: 9 }) : ''}
    </div>
  </div>
  ${session.training ? (trainingLesson?.lesson(context, outcome) ?? '') : ''}`;
}

function who({ session, texts }: ViewContext, outcome: OutcomeKey): string {
  const { outcome: t } = texts(russian);
  if (outcome === 'paper-accepted' || outcome === 'paper-not-accepted') return t.byPaper;
  if (session.state === 'attested' || session.state.startsWith('goskan-')) return t.byStaff;
  if (session.answeredBy === 'training') return t.byTraining;
  return outcome === 'confirmed' || outcome === 'not-confirmed' ? t.byService : '';
}

/** The next steps, the most likely first. A success offers no refusal (4.3). */
function actions({ session, texts, t: { check } }: ViewContext, outcome: OutcomeKey): TemplateResult {
  const { first } = DUTIES[outcome];
  const { outcome: t } = texts(russian);
  const correct = (key: number) =>
    session.can('correct')
      ? button(check.correct, () => session.send('correct'), { kind: 'quiet', key })
      : '';
  if (first === 'next') {
    const next = button(check.next, () => session.send('next'), { kind: 'primary', key: 1, focus: true });
    return html`<div class="actions">${next} ${correct(2)}</div>`;
  }
  const again = session.can('scan') ? 'scan' : 'goskan';
  const paperFirst = first === 'paper';
  return html`<div class="actions">
      ${button(again === 'scan' ? t.again : t.againGoskan, () => session.send(again), { kind: paperFirst ? '' : 'primary', key: 1, focus: !paperFirst })}
      ${button(check.paper, () => session.send('paper'), { kind: paperFirst ? 'primary' : '', key: 2, focus: paperFirst })}
    </div>
    <div class="actions minor">
      ${button(t.later, () => session.send('leave'), { kind: 'quiet', key: 3 })} ${correct(4)}
    </div>`;
}

function countdown({ session, texts }: ViewContext): TemplateResult {
  const { outcome: t } = texts(russian);
  return html`<div class="countdown" part="countdown">
    <span>${session.paused ? t.pausedAt : t.clearsIn(session.secondsLeft)}</span>
    <button type="button" class="button small quiet" @click=${() => session.pause(!session.paused)}><span>${session.paused ? t.resume : t.pause}</span></button>
    <button type="button" class="button small quiet" @click=${() => session.extend()}><span>${t.extend(session.extendSeconds)}</span></button>
  </div>`;
}
