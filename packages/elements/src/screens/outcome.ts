import { DUTIES, type OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { EXTEND_SECONDS, type Session } from '../session.js';
import type { Texts } from '../texts/texts.js';
import { acceptIcon, nextStepIcon } from './drawings.js';
import { button, clauseNumber, type ScreenHost } from './parts.js';

/** The outcome, the duty that follows from it (4.3, 4.4), and the countdown to forgetting it (5.2). */
export function outcomeScreen(host: ScreenHost): TemplateResult {
  const { current, texts } = host;
  const { outcome } = current;
  if (!outcome) return html``;
  return html`<section class="screen" part="screen">
    ${current.revealed ? words(host, outcome) : neutral(host)}
    ${current.revealed ? actions(host, outcome) : ''}
    ${countdown(current, texts)}
  </section>`;
}

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
  const digital = outcome === 'confirmed' || outcome === 'attested';
  const look = current.settings.discreet ? 'neutral' : duty;
  return html`<div class="outcome ${look}" part="outcome ${look}">
    <span class="icon" aria-hidden="true">${duty === 'accept' ? acceptIcon : nextStepIcon}</span>
    <div>
      <div role="heading" class="title" aria-level=${level}>${t.title[outcome]}${digital ? html`: ${texts.benefit[current.benefit]}` : ''}</div>
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
  ${current.training ? html`<p class="lesson" part="lesson"><b>${texts.practice.word}:</b> ${texts.practice[outcome]}</p>` : ''}`;
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
      ${button(3, 'quiet', c.later, () => current.send('leave'))} ${correct(4)}
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
