import type { PaperDocument } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { button, clauseNumber, type ScreenHost } from './parts.js';

/** The paper way (3.2, 5.3): which documents, what to look at, accepted or not. Nothing is kept. */
export function paperScreen(host: ScreenHost): TemplateResult {
  const { current, texts, settings } = host;
  const t = texts.paper;
  const documents: readonly PaperDocument[] = settings.paper[current.benefit] ?? t.documents[current.benefit];
  return html`<section class="screen" part="screen">
    <div role="heading" class="title" aria-level=${host.level} tabindex="-1" data-focus>${t.title}: ${texts.benefit[current.benefit]}</div>
    <p class="lead">${t.ask}</p>
    <ul class="documents">
      ${documents.map(
        ({ document, lookAt }) =>
          html`<li><b>${document}</b>${lookAt?.length ? html`<span class="note">${t.lookAt} ${lookAt.join(', ')}</span>` : ''}</li>`,
      )}
    </ul>
    ${
      settings.paperRequired.length
        ? html`<div class="notice"><p>${t.required} <span class="clause">${texts.check.clause(clauseNumber(host, '1.3'))}</span></p>
          <ul>${settings.paperRequired.map((entry) => html`<li>${entry.case}${entry.law ? html` <span class="note">${entry.law}</span>` : ''}</li>`)}</ul></div>`
        : ''
    }
    <div class="actions">
      ${button(1, 'primary', t.accept, () => current.send('paper-accept'))}
      ${button(2, '', t.decline, () => current.send('paper-decline'))}
    </div>
    <div class="actions minor">
      ${button(3, 'quiet', texts.check.leave, () => current.send('leave'))}
    </div>
    <p class="note">${t.nothingKept}</p>
  </section>`;
}
