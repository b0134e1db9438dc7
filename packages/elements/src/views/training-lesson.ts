/** What training adds to an outcome, with its texts. */
import type { OutcomeKey } from '@cid-elements/core';
import { html, type TemplateResult } from 'lit';
import { css } from '../styles/css.js';
import { ruPractice } from '../texts/ru-practice.js';
import { addTexts, type Texts } from '../texts/texts.js';

addTexts(ruPractice);

export const styles = css`
  .lesson {
    padding: 0.6em 0.8em;
    border-inline-start: 4px solid var(--training);
    background: var(--field);
  }
`;

export function lesson({ practice }: Texts, outcome: OutcomeKey): TemplateResult {
  return html`<p class="lesson" part="lesson"><b>${practice.word}:</b> ${practice[outcome]}</p>`;
}
