/** The view of a scanner with its texts. Loaded at the first capture. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { common } from '../locales/ru/common.js';
import { cameraOffer } from './camera-offer.js';
import type { CidScanner } from './cid-scanner.js';
import { scannerStyles } from './cid-scanner.styles.js';

export { CodeChooser } from './code-chooser.js';
export const styles = scannerStyles;

/** Delay of the text of a new live region: a screen reader ignores text that appears together with it. */
const SAY_AFTER_MS = 200;
const said = new WeakMap<CidScanner, string>();

function say(scanner: CidScanner, words: string): void {
  if (said.get(scanner) === words) return;
  said.set(scanner, words);
  setTimeout(() => {
    const region = scanner.renderRoot.querySelector('.live');
    if (region && said.get(scanner) === words) region.textContent = words;
  }, SAY_AFTER_MS);
}

export function renderScanner(scanner: CidScanner): TemplateResult {
  say(scanner, announcement(scanner));
  const t = scanner.texts(capture).scanner;
  const alone = !scanner.frame;
  const wedge = scanner.wanted.includes('wedge');
  const { capturing } = scanner;
  const captured = scanner.capture === 'done';
  return html`<div
      class="root scanner ${scanner.appearanceClass} ${alone ? '' : 'inside'} ${scanner.training ? 'training' : ''}"
      dir=${scanner.texts(common).dir}
      lang=${scanner.locale}
      role="group"
      aria-label=${t.label}
    >
      <div class="stack">
        ${captured ? html`<p class="lead captured">${t.captured}</p>` : ''}
        ${capturing && wedge ? renderWedge(scanner) : ''}
        ${isBroken(scanner) ? html`<p class="notice">${t.broken}</p>` : ''}
        ${scanner.wanted.length ? '' : renderUnusable(scanner)}
        ${
          !capturing && alone && wedge
            ? html`<div class="actions"><button type="button" class="button" part="button" @click=${scanner.again}>${captured ? t.again : t.wedgeArm}</button></div>`
            : ''
        }
        ${scanner.panels?.render() ?? renderOffers(scanner)}
      </div>
      <div class="live" role="status" aria-live="polite"></div>
    </div>`;
}

const isBroken = ({ broken, wedge }: CidScanner): boolean => broken || wedge.failed;

/** Buttons that load the panels of the other sources. */
function renderOffers(scanner: CidScanner): TemplateResult {
  const { wanted } = scanner;
  const t = scanner.texts(capture).scanner;
  return html`<div class="actions">
    ${wanted.includes('camera') ? cameraOffer(scanner) : ''}
    ${
      wanted.includes('max')
        ? html`<button type="button" class="button" part="button" @click=${() => scanner.turnOn('max')}>${t.max}</button>`
        : ''
    }
  </div>`;
}

/** The attribute `sources` names no source. */
function renderUnusable(scanner: CidScanner): TemplateResult {
  const { title, paper } = scanner.texts(common).unusable;
  return html`<div class="notice"><p><b>${title}</b></p><p>${paper}</p></div>`;
}

function renderWedge(scanner: CidScanner): TemplateResult {
  const t = scanner.texts(capture).scanner;
  const { status } = scanner.wedge;
  if (status === 'off') {
    return html`<div class="wedge off">
        <p>${t.wedgeOff}</p>
        <button type="button" class="button primary" part="button" @click=${scanner.again}>${t.wedgeArm}</button>
      </div>`;
  }
  const words = status === 'problem' ? t.wedgeUnreadable : status === 'reading' ? t.wedgeReading : t.aim;
  return html`<div class="wedge on">
      <p class="lead"><b>${words}</b></p>
      <p class="note">${t.wedgeOn}</p>
    </div>`;
}

/** Text of the live region. */
function announcement(scanner: CidScanner): string {
  const t = scanner.texts(capture).scanner;
  if (isBroken(scanner)) return t.broken;
  if (!scanner.wanted.length) {
    const { title, paper } = scanner.texts(common).unusable;
    return `${title}. ${paper}`;
  }
  if (scanner.capture === 'done') return t.captured;
  if (!scanner.capturing) return '';
  const { status } = scanner.wedge;
  if (status === 'problem') return t.wedgeUnreadable;
  return scanner.panels?.announcement || (status === 'on' ? `${t.aim}. ${t.wedgeOn}` : '');
}
