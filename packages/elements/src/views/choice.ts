/** The resting state: choice of benefit and way. Both ways are equal (3.2). */
import type { Benefit } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { UnusableReason } from '../flow/choose-verifier.js';
import { benefitChoice, type ViewContext } from './view.js';

/** The benefits that can be checked at a desk. */
export interface Offer {
  readonly offered: readonly Benefit[];
  readonly unusableReason: UnusableReason | undefined;
}

/** The actions of the two buttons. */
export interface ChoiceActions {
  /** Function keys that are shown on the buttons; a digit if empty. */
  readonly keyCheck: string;
  readonly keyPaper: string;
  startCheck(): void;
  startPaper(): void;
}

export function choiceView(
  context: ViewContext,
  { offered, unusableReason }: Offer,
  actions: ChoiceActions,
): TemplateResult {
  const { session, t } = context;
  const { state } = session;
  return html`
    ${restNotice(context, unusableReason)}
    ${state === 'loading' ? html`<p class="note">${t.check.loading}</p>` : ''}
    ${benefitChoice(context, offered, session.benefit)}
    <div class="ways" role="group" aria-label=${t.check.how}>
      ${state === 'choice' ? way('digital', t.check.digital, 1, actions.keyCheck, actions.startCheck) : ''}
      ${way('paper', t.check.paper, 2, actions.keyPaper, actions.startPaper)}
    </div>`;
}

function way(
  part: 'digital' | 'paper',
  label: string,
  digit: number,
  key: string,
  press: () => void,
): TemplateResult {
  return html`<button type="button" class="button way" part="button ${part}" data-key=${digit} aria-keyshortcuts=${key || digit} @click=${press}>
    <span>${label}</span><kbd aria-hidden="true">${key || digit}</kbd></button>`;
}

/** The notice about the clerk's power of attorney (4.1.2), if there is one. */
export function attorneyNotice({ session, texts, notices }: ViewContext): TemplateResult | '' {
  return notices?.attorneyNotice(session.settings.attorney, texts) ?? '';
}

/** The notice of a desk at rest: why no Digital ID can be checked, or about the power of attorney. */
export const restNotice = (
  context: ViewContext,
  unusableReason: UnusableReason | undefined,
): TemplateResult | '' =>
  context.session.state === 'unusable' && unusableReason
    ? unusableNotice(context, unusableReason)
    : attorneyNotice(context);

/** Notice that no Digital ID can be checked, but paper can. */
function unusableNotice({ t, texts, notices }: ViewContext, unusableReason: UnusableReason): TemplateResult {
  return html`<div class="notice">
    <p><b>${t.unusable.title}</b></p>
    <p>${notices?.reason(unusableReason, texts) ?? ''} ${t.unusable.paper}</p>
  </div>`;
}
