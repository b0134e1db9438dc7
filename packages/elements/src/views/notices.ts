/** What a desk needs now and then, with its texts: what is wrong here, and which keys there are. */
import type { AttorneyState } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { noticeStyles } from '../styles/notices.styles.js';
import { ruNotices } from '../texts/ru-notices.js';
import { addTexts, type Texts } from '../texts/texts.js';

addTexts(ruNotices);

export const styles = noticeStyles;

export function attorneyNotice(attorney: AttorneyState | undefined, texts: Texts): TemplateResult | '' {
  const t = texts.attorney;
  if (!attorney || attorney.kind === 'good') return '';
  const said = attorney.kind === 'ending' ? t.ending(attorney.days) : t[attorney.kind];
  return html`<p class="notice" part="attorney">${said}</p>`;
}

export function keysHelp(
  { check, keys: t }: Texts,
  keys: { readonly check: string; readonly paper: string },
  close: () => void,
): TemplateResult {
  const row = (key: string, does: string) => html`<li><kbd>${key}</kbd> ${does}</li>`;
  return html`<div class="help" role="region" aria-label=${check.help}>
    <ul>
      ${keys.check ? row(keys.check, t.start) : ''}
      ${keys.paper ? row(keys.paper, t.paper) : ''}
      ${keys.check || keys.paper ? '' : html`<li>${t.off}</li>`}
      ${row('Esc', t.leave)} ${row('1–9', t.digits)}
    </ul>
    <button type="button" class="button small" @click=${close}>${t.close}</button>
  </div>`;
}
