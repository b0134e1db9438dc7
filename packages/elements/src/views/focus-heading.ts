import { html, type TemplateResult } from 'lit';

/** The heading of a screen, which is focused when the screen appears. */
export const focusHeading = (level: number, content: unknown): TemplateResult =>
  html`<div role="heading" class="title" aria-level=${level} tabindex="-1" data-focus>${content}</div>`;
