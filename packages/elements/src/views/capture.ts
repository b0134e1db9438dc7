/** The heading above the scanner and the buttons below it during a capture: loaded with the scanner's own view. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { focusHeading } from './focus-heading.js';
import { type ViewContext, wayOut } from './view.js';

/** Rendered above the scanner. */
export function heading({ texts, level }: ViewContext): TemplateResult {
  return focusHeading(level, texts(capture).scanner.label);
}

/** Paper, and leaving: rendered below the scanner. */
export function render(context: ViewContext, keyPaper = ''): TemplateResult {
  return html`<div class="stack">${context.session.training ? html`<p class="note">${context.texts(capture).scanner.white}</p>` : ''}${wayOut(context, keyPaper || 1)}</div>`;
}

/** The scanner has a live region of its own. */
export const announce = (): string => '';
