/** What a scanner shows, with its texts: loaded when a code is waited for. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { common } from '../locales/ru/common.js';
import type { CidScanner, SourceName } from './cid-scanner.js';
import { scannerStyles } from './cid-scanner.styles.js';

export const styles = scannerStyles;

export function captureView(scanner: CidScanner): TemplateResult {
  const t = scanner.texts(capture).scanner;
  const alone = !scanner.frame;
  const wedge = scanner.wanted.includes('wedge');
  return html`<div
      class="root scanner ${scanner.looks} ${alone ? '' : 'inside'} ${scanner.training ? 'training' : ''}"
      dir=${scanner.texts(common).dir}
      lang=${scanner.language}
      role="group"
      aria-label=${t.label}
    >
      <div class="stack">
        ${scanner.captured ? html`<p class="lead captured">${t.captured}</p>` : ''}
        ${scanner.capturing && wedge ? wedgeView(scanner) : ''}
        ${scanner.broken ? html`<p class="notice">${t.broken}</p>` : ''}
        ${
          !scanner.capturing && alone && wedge
            ? html`<div class="actions"><button type="button" class="button" part="button" @click=${scanner.again}>${scanner.captured ? t.again : t.wedgeArm}</button></div>`
            : ''
        }
        ${scanner.panel ? scanner.panel.view() : beforePanel(scanner)}
      </div>
      <div class="live" role="status" aria-live="polite">${said(scanner)}</div>
    </div>`;
}

/** The ways in, before their part is loaded. */
function beforePanel(scanner: CidScanner): TemplateResult | '' {
  const t = scanner.texts(capture).scanner;
  const way = (name: SourceName, label: string, press: () => void) =>
    scanner.wanted.includes(name)
      ? html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`
      : '';
  return html`<div class="actions">${way('camera', t.cameraOn, scanner.cameraOn)} ${way('max', t.max, scanner.max)}</div>`;
}

function wedgeView(scanner: CidScanner): TemplateResult {
  const t = scanner.texts(capture).scanner;
  if (scanner.wedgeState === 'off') {
    return html`<div class="wedge off">
        <p>${t.wedgeOff}</p>
        <button type="button" class="button primary" part="button" @click=${scanner.again}>${t.wedgeArm}</button>
      </div>`;
  }
  const said = { armed: t.aim, reading: t.wedgeReading, unreadable: t.wedgeUnreadable }[scanner.wedgeState];
  return html`<div class="wedge on">
      <p class="lead"><b>${said}</b></p>
      <p class="note">${t.wedgeOn}</p>
    </div>`;
}

function said(scanner: CidScanner): string {
  const t = scanner.texts(capture).scanner;
  if (scanner.broken) return t.broken;
  if (scanner.captured) return t.captured;
  if (!scanner.capturing) return '';
  if (scanner.panel?.said) return scanner.panel.said;
  if (scanner.wedgeState === 'unreadable') return t.wedgeUnreadable;
  return scanner.wedgeState === 'armed' ? `${t.aim}. ${t.wedgeOn}` : '';
}
