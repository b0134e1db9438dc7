/** Heading above and buttons below the scanner during a capture. Loaded together with the scanner's view. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { focusHeading } from './focus-heading.js';
import { type ViewContext, wayOut } from './view.js';

/** Rendered above the scanner. */
export function heading({ texts, level }: ViewContext): TemplateResult {
  return focusHeading(level, texts(capture).scanner.label);
}

/** Buttons to paper and to cancel, rendered below the scanner. */
export function render(context: ViewContext, keyPaper = ''): TemplateResult {
  return html`<div class="stack">${context.session.training ? html`<p class="note">${context.texts(capture).scanner.white}</p>` : ''}${wayOut(context, keyPaper || 1)}</div>`;
}

/** The scanner has a live region of its own. */
export const announce = (): string => '';
