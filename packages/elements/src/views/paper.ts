import type { PaperDocument } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { focusHeading } from './focus-heading.js';
import { button, clauseNumber, leaveButton, type ViewContext } from './view.js';

/** The paper way (3.2, 5.3): documents, details to check, accept or decline. Nothing is stored. */
export function paperView(context: ViewContext): TemplateResult {
  const { session, config, texts, level, t: common } = context;
  const { paper: t } = texts(steps);
  const documents: readonly PaperDocument[] =
    config.paper[session.benefit] ??
    t.documents[session.benefit].map((document, i) => ({
      document,
      lookAt: t.marks[session.benefit][i] ?? [],
    }));
  return html`<section class="screen" part="screen">
    ${focusHeading(level, `${t.title}: ${common.benefit[session.benefit]}`)}
    <p class="lead">${t.ask}</p>
    <ul class="documents">
      ${documents.map(
        ({ document, lookAt }) =>
          html`<li><b>${document}</b>${lookAt?.length ? html`<span class="note">${t.lookAt} ${lookAt.join(', ')}</span>` : ''}</li>`,
      )}
    </ul>
    ${
      config.paperRequired.length
        ? html`<div class="notice"><p>${t.required} <span class="clause">${common.check.clause(clauseNumber(context, '1.3'))}</span></p>
          <ul>${config.paperRequired.map((entry) => html`<li>${entry.case}${entry.law ? html` <span class="note">${entry.law}</span>` : ''}</li>`)}</ul></div>`
        : ''
    }
    <div class="actions">
      ${button(t.accept, () => session.send('paper-accept'), { kind: 'primary', key: 1 })}
      ${button(t.decline, () => session.send('paper-decline'), { key: 2 })}
    </div>
    <div class="actions minor">${leaveButton(context)}</div>
    <p class="note">${t.nothingKept}</p>
  </section>`;
}
