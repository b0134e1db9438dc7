import { html, type TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { facePicture } from './drawings.js';
import { focusHeading } from './focus-heading.js';
import { button, leaveButton, paperButton, type ViewContext } from './view.js';

/** The face check with the photo on the visitor's phone (2.1, 3.1.3). Does not show the confirmation yet. */
export function faceView(context: ViewContext): TemplateResult {
  const { session, texts, level, t: common } = context;
  const { face: t } = texts(steps);
  const isGoskan = session.state === 'goskan-face';
  return html`<section class="screen" part="screen">
    <div class="with-picture">
      ${facePicture}
      <div>
        ${focusHeading(level, t.title)}
        <p class="lead">${t.ask}</p>
        <p class="note">${t.note}</p>
      </div>
    </div>
    <div class="actions">
      ${button(isGoskan ? t.attest : t.matches, () => session.send('face-matches'), { kind: 'primary', key: 1 })}
      ${button(t.differs, () => session.send('face-differs'), { key: 2 })}
    </div>
    <div class="actions minor">
      ${paperButton(context, 3)}
      ${isGoskan ? button(common.check.correct, () => session.send('correct'), { kind: 'quiet', key: 4 }) : ''}
      ${leaveButton(context)}
    </div>
  </section>`;
}
