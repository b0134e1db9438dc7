import type { AttorneyState } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import type { Texts } from '../texts/texts.js';

/** What the clerk is told of their power of attorney (4.1.2), before a visitor waits. Nothing while all is well. */
export function attorneyNotice(attorney: AttorneyState | undefined, texts: Texts): TemplateResult | '' {
  const t = texts.attorney;
  if (!attorney || attorney.kind === 'good') return '';
  const said = {
    missing: t.missing,
    invalid: t.invalid,
    ended: t.ended,
    ending: attorney.kind === 'ending' ? t.ending(attorney.days) : '',
  }[attorney.kind];
  return html`<p class="notice" part="attorney">${said}</p>`;
}

/** The digital road is closed here; the paper road is open. */
export function closedNotice(title: string, why: string, texts: Texts): TemplateResult {
  return html`<div class="notice">
    <p><b>${title}</b></p>
    <p>${why} ${texts.unusable.paper}</p>
  </div>`;
}
