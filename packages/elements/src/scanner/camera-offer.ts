/** The button that turns the camera on and, until the camera is allowed, what the browser is going to ask. */
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import type { PanelHost } from './source-panel.js';

/** Its `state` is live. Undefined until known, and where the browser does not tell. */
let permission: PermissionStatus | undefined;
let isRequested = false;

function requestPermissionState(known: () => void): void {
  isRequested = true;
  navigator.permissions?.query({ name: 'camera' as PermissionName }).then(
    (status) => {
      permission = status;
      known();
    },
    () => {}, // Firefox before 132 does not know this permission.
  );
}

export function cameraOffer(host: Pick<PanelHost, 'texts' | 'turnOn' | 'requestUpdate'>): TemplateResult {
  if (!isRequested) requestPermissionState(() => host.requestUpdate());
  const t = host.texts(capture).scanner;
  return html`<button type="button" class="button" part="button" @click=${() => host.turnOn('camera')}>${t.cameraOn}</button>
    ${permission?.state === 'granted' ? '' : html`<span class="note">${t.cameraAsks}</span>`}`;
}
