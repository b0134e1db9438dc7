/** The button that turns the camera on and, until the camera is allowed, what the browser is going to ask. */
import { html, nothing, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import type { PanelHost } from './source-panel.js';

type Host = Pick<PanelHost, 'texts' | 'turnOn' | 'requestUpdate'>;

/** The permission, whose `state` is live; null if the browser does not tell, undefined if not known yet. */
let permission: PermissionStatus | null | undefined;
let answer: Promise<void> | undefined;
/** Hosts that are rendered again when the answer is known. */
const waiting = new WeakSet<Host>();

async function requestPermission(): Promise<void> {
  try {
    permission = (await navigator.permissions?.query({ name: 'camera' as PermissionName })) ?? null;
  } catch {
    permission = null; // Firefox before 132 does not know this permission.
  }
}

function updateWhenKnown(host: Host): void {
  if (permission !== undefined || waiting.has(host)) return;
  waiting.add(host);
  answer ??= requestPermission();
  void answer.then(() => host.requestUpdate());
}

/** `asksNever`: a problem is shown that the promise of a prompt would contradict. */
export function cameraOffer(host: Host, asksNever = false): TemplateResult {
  updateWhenKnown(host);
  const t = host.texts(capture).scanner;
  const asks = !asksNever && (permission === null || permission?.state === 'prompt');
  return html`<button type="button" class="button" part="button" aria-describedby=${asks ? 'camera-asks' : nothing}
      @click=${() => host.turnOn('camera')}>${t.cameraOn}</button>
    <span class="note" id="camera-asks" ?hidden=${!asks}>${t.cameraAsks}</span>`;
}
