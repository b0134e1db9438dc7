import { html, type TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { focusHeading } from './focus-heading.js';
import { type ViewContext, wayOut } from './view.js';

/** Waiting for a verifier's answer, with buttons to paper and to cancel. */
export function verifyingView(context: ViewContext): TemplateResult {
  const { verifying: t } = context.texts(steps);
  return html`<section class="screen" part="screen">
    ${focusHeading(context.level, html`<span class="spinner" aria-hidden="true"></span>${t.title}`)}
    <p class="note">${t.note}</p>
    ${wayOut(context)}
  </section>`;
}
