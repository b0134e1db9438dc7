/** The screens after a code was read or Goskan was begun, with their texts: loaded when a check begins. */
import { html, type TemplateResult } from 'lit';
import { ruLater } from '../texts/ru-later.js';
import { addTexts } from '../texts/texts.js';
import { faceScreen } from './face.js';
import { goskanScreen } from './goskan.js';
import { outcomeScreen } from './outcome.js';
import { paperScreen } from './paper.js';
import { type ScreenHost, wayOut } from './parts.js';

addTexts(ruLater);

export { screenStyles } from '../styles/screens.styles.js';

export function laterScreen(host: ScreenHost): TemplateResult {
  switch (host.current.state) {
    case 'verifying':
      return verifyingScreen(host);
    case 'face':
    case 'goskan-face':
      return faceScreen(host);
    case 'goskan':
      return goskanScreen(host);
    case 'paper':
      return paperScreen(host);
    default:
      return outcomeScreen(host);
  }
}

/** What the live region says of a state, for those who do not look: never more than the screen shows. */
export function announcement({ current, texts }: ScreenHost): string {
  const { state, outcome } = current;
  if (state === 'verifying') return texts.verifying.title;
  if (state === 'face' || state === 'goskan-face') return `${texts.face.title}. ${texts.face.ask}`;
  if (!outcome) return '';
  if (!current.revealed) return texts.outcome.ready;
  const title = texts.outcome.title[outcome];
  const about =
    outcome === 'confirmed' || outcome === 'attested' ? `: ${texts.benefit[current.benefit]}` : '';
  const training = current.training ? `${texts.training.word}. ` : '';
  return `${training}${title}${about}. ${texts.outcome.advice[outcome]}`;
}

function verifyingScreen({ current, texts, level }: ScreenHost): TemplateResult {
  return html`<section class="screen" part="screen">
    <div role="heading" class="title" aria-level=${level} tabindex="-1" data-focus><span class="spinner" aria-hidden="true"></span>${texts.verifying.title}</div>
    <p class="note">${texts.verifying.note}</p>
    ${wayOut({ current, texts })}
  </section>`;
}
