import { html, type TemplateResult } from 'lit';
import { facePicture } from './drawings.js';
import { button, type ScreenHost } from './parts.js';

/** The comparison of the face with the photo on the visitor's phone (2.1, 3.1.3). Nothing positive is shown yet. */
export function faceScreen({ current, texts, level }: ScreenHost): TemplateResult {
  const goskan = current.state === 'goskan-face';
  return html`<section class="screen" part="screen">
    <div class="with-picture">
      ${facePicture}
      <div>
        <div role="heading" class="title" aria-level=${level} tabindex="-1" data-focus>${texts.face.title}</div>
        <p class="lead">${texts.face.ask}</p>
        <p class="note">${texts.face.note}</p>
      </div>
    </div>
    <div class="actions">
      ${button(1, 'primary', goskan ? texts.face.attest : texts.face.matches, () => current.send('face-matches'))}
      ${button(2, '', texts.face.differs, () => current.send('face-differs'))}
    </div>
    <div class="actions minor">
      ${button(3, 'wide', texts.check.paper, () => current.send('paper'))}
      ${goskan ? button(4, 'quiet', texts.check.correct, () => current.send('correct')) : ''}
      ${button(goskan ? 5 : 4, 'quiet', texts.check.leave, () => current.send('leave'))}
    </div>
  </section>`;
}
