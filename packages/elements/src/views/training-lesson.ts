/** The lesson that training adds to an outcome, with its texts. */
import type { OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { css } from '../internal/css.js';
import { trainingLesson } from '../locales/ru/training-lesson.js';
import type { ViewContext } from './view.js';

export const styles = css`
  .lesson {
    padding: 0.6em 0.8em;
    border-inline-start: 4px solid var(--training);
    background: var(--field);
  }
`;

export function lesson({ texts }: ViewContext, outcome: OutcomeKey): TemplateResult {
  const { practice } = texts(trainingLesson);
  return html`<p class="lesson" part="lesson"><b>${practice.word}:</b> ${practice[outcome]}</p>`;
}
