/** The steps of a check before its outcome, with their texts: loaded when a check begins. */
import { html, type TemplateResult } from 'lit';
import { stepStyles } from '../styles/steps.styles.js';
import { ruSteps } from '../texts/ru-steps.js';
import { addTexts } from '../texts/texts.js';
import { faceScreen } from './face.js';
import { goskanScreen } from './goskan.js';
import { paperScreen } from './paper.js';
import { type ScreenHost, wayOut } from './parts.js';

addTexts(ruSteps);

export const styles = stepStyles;

export function screen(host: ScreenHost): TemplateResult {
  switch (host.current.state) {
    case 'face':
    case 'goskan-face':
      return faceScreen(host);
    case 'goskan':
      return goskanScreen(host);
    case 'paper':
      return paperScreen(host);
    default:
      return verifyingScreen(host);
  }
}

/** What the live region says of a step, for those who do not look. */
export function announcement({ current, texts }: ScreenHost): string {
  if (current.phase === 'face') return `${texts.face.title}. ${texts.face.ask}`;
  return current.state === 'verifying' ? texts.verifying.title : '';
}

function verifyingScreen({ current, texts, level }: ScreenHost): TemplateResult {
  return html`<section class="screen" part="screen">
    <div role="heading" class="title" aria-level=${level} tabindex="-1" data-focus><span class="spinner" aria-hidden="true"></span>${texts.verifying.title}</div>
    <p class="note">${texts.verifying.note}</p>
    ${wayOut({ current, texts })}
  </section>`;
}
