/** Rarely shown notices with their texts: problems of the desk, and the help about keys. */
import type { AttorneyState } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { UnusableReason } from '../flow/choose-verifier.js';
import { noticeInModal } from '../internal/modal-notice.js';
import { notices } from '../locales/ru/notices.js';
import type { ChoiceActions } from './choice.js';
import { noticeStyles } from './notices.styles.js';
import type { ViewContext } from './view.js';

export const styles = noticeStyles;

type ReadTexts = ViewContext['texts'];

export function attorneyNotice(attorney: AttorneyState | undefined, texts: ReadTexts): TemplateResult | '' {
  const { attorney: t } = texts(notices);
  if (!attorney || attorney.kind === 'good') return '';
  const words = attorney.kind === 'ending' ? t.ending(attorney.days) : t[attorney.kind];
  return html`<p class="notice" part="attorney">${words}</p>`;
}

/** Why a Digital ID cannot be checked here. */
export const reason = (unusableReason: UnusableReason, texts: ReadTexts): string =>
  texts(notices).closed[unusableReason];

/** Notice that a scan was suppressed, but cannot be checked. */
export const scanIgnored = (texts: ReadTexts): string => texts(notices).desk.scanIgnored;

/** Asks the clerk, inside the page's open dialog, to close it. */
export const askToClose = (modal: Element, texts: ReadTexts): void =>
  noticeInModal(modal, texts(notices).desk.modal);

export function keysHelp(
  { t: { check }, texts, config }: ViewContext,
  { keyCheck, keyPaper }: Pick<ChoiceActions, 'keyCheck' | 'keyPaper'>,
  close: () => void,
): TemplateResult {
  const { keys: t, codes } = texts(notices);
  const row = (key: string, does: string) => html`<li><kbd>${key}</kbd> ${does}</li>`;
  return html`<div class="help" role="region" aria-label=${check.help}>
    <ul>
      ${keyCheck ? row(keyCheck, t.start) : ''}
      ${keyPaper ? row(keyPaper, t.paper) : ''}
      ${keyCheck || keyPaper ? '' : html`<li>${t.off}</li>`}
      ${row('Esc', t.leave)} ${row('1–9', t.digits)}
    </ul>
    <p><b>${codes.title}</b></p>
    <ul>
      ${[codes.poster, codes.white, codes.phone, codes.finger].map((line) => html`<li>${line}</li>`)}
      ${config.ways.includes('goskan') ? html`<li>${codes.gosuslugi}</li>` : ''}
    </ul>
    <button type="button" class="button small" @click=${close}>${t.close}</button>
  </div>`;
}
