import { html, type TemplateResult } from 'lit';
import { steps } from '../locales/ru/steps.js';
import { attorneyNotice } from './choice.js';
import { goskanOpenPicture, goskanScanPicture, goskanSeePicture } from './drawings.js';
import { focusHeading } from './focus-heading.js';
import { button, clauseNumber, type ViewContext, wayOut } from './view.js';

/**
 * The prescribed check (4.1–4.2): three steps on the clerk's own phone, then the attestation of Goskan's
 * result.
 */
export function goskanView(context: ViewContext): TemplateResult {
  const { session, config, texts, level, t: common } = context;
  const { goskan: t } = texts(steps);
  const success =
    config.goskanSuccess[session.benefit] ?? (session.benefit === 'age' ? t.successAge : t.success);
  return html`<section class="screen" part="screen">
    ${focusHeading(level, html`${t.title}<span class="clause">${common.check.clause(clauseNumber(context, '4.2'))}</span>`)}
    ${attorneyNotice(context)}
    <ol class="steps">
      <li>${goskanOpenPicture}<p>${t.open}</p></li>
      <li>${goskanScanPicture}<p>${t.scan}</p></li>
      <li>${goskanSeePicture}<p>${t.see}: <b>${success}</b></p></li>
    </ol>
    <p class="lead" id="ask">${t.ask}</p>
    <div class="actions" role="group" aria-labelledby="ask">
      ${button(t.confirmed, () => session.send('attest-confirmed'), { kind: 'primary', key: 1 })}
      ${button(t.notConfirmed, () => session.send('attest-not-confirmed'), { key: 2 })}
    </div>
    ${wayOut(context, 3)}
  </section>`;
}
