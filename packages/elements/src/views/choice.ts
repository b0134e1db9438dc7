/** At rest: which benefit, and by which way. The two ways are equal (3.2). */
import type { Benefit } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { Unfit } from '../flow/choose-verifier.js';
import { benefitChoice, type ViewContext } from './view.js';

/** What can be checked at a desk. */
export interface Offer {
  readonly offered: readonly Benefit[];
  readonly unfit: Unfit | undefined;
}

/** The two ways of a desk. */
export interface Ways {
  /** Function keys that are written on the buttons; a digit where there is none. */
  readonly keyCheck: string;
  readonly keyPaper: string;
  startCheck(): void;
  startPaper(): void;
}

export function choiceView(context: ViewContext, { offered, unfit }: Offer, ways: Ways): TemplateResult {
  const { session, t } = context;
  const { state } = session;
  return html`
    ${state === 'unusable' && unfit ? unusableNotice(context, unfit) : attorneyNotice(context)}
    ${state === 'loading' ? html`<p class="note">${t.check.loading}</p>` : ''}
    ${benefitChoice(context, offered, session.benefit)}
    <div class="ways" role="group" aria-label=${t.check.how}>
      ${state === 'choice' ? way('digital', t.check.digital, 1, ways.keyCheck, ways.startCheck) : ''}
      ${way('paper', t.check.paper, 2, ways.keyPaper, ways.startPaper)}
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

/** The notice about the clerk's power of attorney (4.1.2), where there is one. */
export function attorneyNotice({ session, texts, notices }: ViewContext): TemplateResult | '' {
  return notices?.attorneyNotice(session.settings.attorney, texts) ?? '';
}

/** A Digital ID cannot be checked here; paper can. */
export function unusableNotice({ t, texts, notices }: ViewContext, unfit: Unfit): TemplateResult {
  return html`<div class="notice">
    <p><b>${t.unusable.title}</b></p>
    <p>${notices?.reason(unfit, texts) ?? ''} ${t.unusable.paper}</p>
  </div>`;
}
