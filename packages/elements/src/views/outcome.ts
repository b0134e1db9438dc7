/** The outcomes of a check, with their texts: loaded when one is near. */
import { DUTIES, type OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { EXTEND_SECONDS, type Session } from '../session.js';
import { outcomeStyles } from '../styles/outcome.styles.js';
import { ruOutcome } from '../texts/ru-outcome.js';
import { addTexts, type Texts } from '../texts/texts.js';
import { button, clauseNumber, type ScreenHost } from './parts.js';
import { lesson } from './screens.js';

addTexts(ruOutcome);

export const styles = outcomeStyles;

const acceptIcon = html`<svg viewBox="0 0 24 24" focusable="false"><path class="line strong" d="m5 13 4.500 4.500L19 7" /></svg>`;

const nextStepIcon = html`<svg viewBox="0 0 24 24" focusable="false"><path class="line strong" d="M5 12h13m-5-6 6 6-6 6" /></svg>`;

/** The outcome, the duty that follows from it (4.3, 4.4), and the countdown to forgetting it (5.2). */
export function screen(host: ScreenHost): TemplateResult {
  const { current, texts } = host;
  const { outcome } = current;
  if (!outcome) return html``;
  return html`<section class="screen" part="screen">
    ${current.revealed ? words(host, outcome) : neutral(host)}
    ${current.revealed ? actions(host, outcome) : ''}
    ${countdown(current, texts)}
  </section>`;
}

/** What the live region says of an outcome: never more than the screen shows. */
export function announcement({ current, texts }: ScreenHost): string {
  const { outcome } = current;
  if (!outcome) return '';
  if (!current.revealed) return texts.outcome.ready;
  const title = texts.outcome.title[outcome];
  const about = isDigital(outcome) ? `: ${texts.benefit[current.benefit]}` : '';
  const training = current.training ? `${texts.training.word}. ` : '';
  return `${training}${title}${about}. ${texts.outcome.advice[outcome]}`;
}

const isDigital = (outcome: OutcomeKey): boolean => outcome === 'confirmed' || outcome === 'attested';

/** Discreet: the screen faces the queue, so it says only that there is a result. Buttons would tell which one. */
function neutral({ current, texts, level }: ScreenHost): TemplateResult {
  return html`<div class="outcome ready" part="outcome">
      <div role="heading" class="title" aria-level=${level}>${texts.outcome.ready}</div>
    </div>
    <div class="actions">
      ${button(1, 'primary', texts.outcome.show, () => current.reveal(true), true)}
      ${button(2, '', texts.check.next, () => current.offer('next') || current.send('leave'))}
    </div>`;
}

function words(host: ScreenHost, outcome: OutcomeKey): TemplateResult {
  const { current, texts, level } = host;
  const { duty, clause } = DUTIES[outcome];
  const t = texts.outcome;
  const look = current.settings.discreet ? 'neutral' : duty;
  return html`<div class="outcome ${look}" part="outcome ${look}">
    <span class="icon" aria-hidden="true">${duty === 'accept' ? acceptIcon : nextStepIcon}</span>
    <div>
      <div role="heading" class="title" aria-level=${level}>${t.title[outcome]}${isDigital(outcome) ? html`: ${texts.benefit[current.benefit]}` : ''}</div>
      <p class="lead">${t.advice[outcome]}${
        duty === 'accept' && clause
          ? html` <span class="clause">${texts.check.clause(clauseNumber(host, clause))}</span>`
          : ''
      }</p>
      ${current.benefit === 'student' && (outcome === 'not-confirmed' || outcome === 'goskan-not-confirmed') ? html`<p>${t.pupil}</p>` : ''}
      <p class="who" part="who">${who(current, texts, outcome)}</p>
      ${current.settings.discreet ? button(9, 'quiet', t.hide, () => current.reveal(false)) : ''}
    </div>
  </div>
  ${current.training ? lesson(host, outcome) : ''}`;
}

function who(current: Session, texts: Texts, outcome: OutcomeKey): string {
  if (outcome === 'paper-accepted' || outcome === 'paper-not-accepted') return texts.outcome.byPaper;
  if (current.state === 'attested' || current.state.startsWith('goskan-')) return texts.outcome.byStaff;
  if (current.answeredBy === 'training') return texts.outcome.byTraining;
  return outcome === 'confirmed' || outcome === 'not-confirmed' ? texts.outcome.byService : '';
}

/** The next steps, the likeliest first. A success has no way to refuse. */
function actions({ current, texts }: ScreenHost, outcome: OutcomeKey): TemplateResult {
  const { first } = DUTIES[outcome];
  const c = texts.check;
  const correct = (digit: number) =>
    current.can('correct') ? button(digit, 'quiet', c.correct, () => current.send('correct')) : '';
  if (first === 'next') {
    return html`<div class="actions">
      ${button(1, 'primary', c.next, () => current.send('next'), true)} ${correct(2)}
    </div>`;
  }
  const again = current.can('scan') ? 'scan' : 'goskan';
  const againLabel = again === 'scan' ? texts.outcome.again : texts.outcome.againGoskan;
  return html`<div class="actions">
      ${button(1, first === 'paper' ? '' : 'primary', againLabel, () => current.send(again), first !== 'paper')}
      ${button(2, first === 'paper' ? 'primary' : '', c.paper, () => current.send('paper'), first === 'paper')}
    </div>
    <div class="actions minor">
      ${button(3, 'quiet', texts.outcome.later, () => current.send('leave'))} ${correct(4)}
    </div>`;
}

function countdown(current: Session, texts: Texts): TemplateResult {
  const t = texts.outcome;
  return html`<div class="countdown" part="countdown">
    <span>${current.paused ? t.pausedAt : t.clearsIn(current.secondsLeft)}</span>
    <button type="button" class="button small quiet" @click=${() => current.pause(!current.paused)}><span>${current.paused ? t.resume : t.pause}</span></button>
    <button type="button" class="button small quiet" @click=${() => current.extend()}><span>${t.extend(EXTEND_SECONDS)}</span></button>
  </div>`;
}
