/** The heading above the scanner and the buttons below it during a capture: loaded with the scanner's own view. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { leaveButton, paperButton, type ViewContext } from './view.js';

/** Rendered above the scanner. */
export function heading({ texts, level }: ViewContext): TemplateResult {
  return html`<div role="heading" class="title" aria-level=${level} tabindex="-1" data-focus>${texts(capture).scanner.label}</div>`;
}

/** Paper, and leaving: rendered below the scanner. */
export function render(context: ViewContext, keyPaper = ''): TemplateResult {
  return html`
    ${context.session.training ? html`<p class="note">${context.texts(capture).scanner.white}</p>` : ''}
    <div class="actions minor">${paperButton(context, keyPaper || 1)} ${leaveButton(context)}</div>`;
}

/** The scanner has a live region of its own. */
export const announce = (): string => '';
