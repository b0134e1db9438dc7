import { html, type TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { type ViewContext, wayOut } from './view.js';

/** A verifier was asked; paper and leaving stay possible. */
export function verifyingView(context: ViewContext): TemplateResult {
  const { verifying: t } = context.texts(steps);
  return html`<section class="screen" part="screen">
    <div role="heading" class="title" aria-level=${context.level} tabindex="-1" data-focus><span class="spinner" aria-hidden="true"></span>${t.title}</div>
    <p class="note">${t.note}</p>
    ${wayOut(context)}
  </section>`;
}
