import { html, type TemplateResult } from 'lit';
import { goskanOpenPicture, goskanScanPicture, goskanSeePicture } from './drawings.js';
import { button, clauseNumber, type ScreenHost } from './parts.js';
import { attorneyNotice } from './screens.js';

/** The prescribed check (4.1–4.2): three steps on the clerk's own phone, then what Goskan showed. */
export function goskanScreen(host: ScreenHost): TemplateResult {
  const { current, texts, settings } = host;
  const t = texts.goskan;
  const success =
    settings.goskanSuccess[current.benefit] ?? (current.benefit === 'age' ? t.successAge : t.success);
  return html`<section class="screen" part="screen">
    <div role="heading" class="title" aria-level=${host.level} tabindex="-1" data-focus>${t.title}<span class="clause">${texts.check.clause(clauseNumber(host, '4.2'))}</span></div>
    ${attorneyNotice(host)}
    <ol class="steps">
      <li>${goskanOpenPicture}<p>${t.open}</p></li>
      <li>${goskanScanPicture}<p>${t.scan}</p></li>
      <li>${goskanSeePicture}<p>${t.see}: <b>${success}</b></p></li>
    </ol>
    <p class="lead" id="ask">${t.ask}</p>
    <div class="actions" role="group" aria-labelledby="ask">
      ${button(1, 'primary', t.confirmed, () => current.send('attest-confirmed'))}
      ${button(2, '', t.notConfirmed, () => current.send('attest-not-confirmed'))}
    </div>
    <div class="actions minor">
      ${button(3, 'wide', texts.check.paper, () => current.send('paper'))}
      ${button(4, 'quiet', texts.check.leave, () => current.send('leave'))}
    </div>
  </section>`;
}
