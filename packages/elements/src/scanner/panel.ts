/** The sources that come when wanted: camera, picture, scanner on a port, MAX's reader; with their texts and looks. */

import { createDecoder, type Decoder } from '@cid-elements/scanning';
import { Camera, type CameraProblem, type CameraStatus } from '@cid-elements/scanning/camera/camera';
import type { ImageSource, ImageSourceProblem } from '@cid-elements/scanning/image/image-source';
import type { MaxProblem, MaxSource } from '@cid-elements/scanning/max/max-source';
import type { PortProblem, PortSource, PortStatus, PortWay } from '@cid-elements/scanning/port/port-source';
import { html, type TemplateResult } from 'lit';
import type { Texts } from '../locales/registry.js';
import { capture } from '../locales/ru/capture.js';
import { sources } from '../locales/ru/sources.js';
import { panelStyles } from './panel.styles.js';

export const styles = panelStyles;

export type PanelSource = 'camera' | 'image' | 'serial' | 'max';

export interface PanelHost {
  texts<K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K>;
  readonly wanted: readonly string[];
  readonly capturing: boolean;
  read(text: string, source: PanelSource): void;
  changed(): void;
}

type Problem =
  | ['camera', CameraProblem]
  | ['image', ImageSourceProblem]
  | ['serial', PortProblem]
  | ['max', MaxProblem];

const REMEMBERED = 'cid-camera';

/** The camera the clerk asked to remember; a page may forbid storage. */
function remembered(): string {
  try {
    return localStorage.getItem(REMEMBERED) ?? '';
  } catch {
    return '';
  }
}

function remember(deviceId: string): void {
  try {
    if (deviceId) localStorage.setItem(REMEMBERED, deviceId);
    else localStorage.removeItem(REMEMBERED);
  } catch {
    // asked for, not to be had: chosen anew next time
  }
}

/** Advice comes when nothing was read for this long, ms. */
const ADVICE_MS = 4_000;

export class Panel {
  readonly #host: PanelHost;
  readonly #video: HTMLVideoElement;
  #decoder: Promise<Decoder> | undefined;
  #camera: Camera | undefined;
  #cameraWanted = false;
  #cameraStatus: CameraStatus = 'off';
  #cameras: { deviceId: string; label: string }[] = [];
  #chosen = '';
  #image: ImageSource | undefined;
  #imageBusy = false;
  #serial: PortSource | undefined;
  #serialStatus: PortStatus = 'off';
  /** The browser's ways to a scanner's port. Without one, the button says so. */
  #ways: readonly PortWay[] = [];
  #max: MaxSource | undefined;
  #problem: Problem | undefined;
  #closed = false;
  #advice = false;
  #adviceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: PanelHost, target: HTMLElement) {
    this.#host = host;
    this.#video = target.ownerDocument.createElement('video');
    if (host.wanted.includes('image')) void this.#offerImages(target);
    if (host.wanted.includes('serial')) void this.#offerPorts();
  }

  /** Loads a source that was asked for; one that does not come is not offered. */
  async #offerImages(target: HTMLElement): Promise<void> {
    const loaded = await import('@cid-elements/scanning/image/image-source').catch(() => undefined);
    if (!loaded || this.#closed) return;
    this.#image = new loaded.ImageSource({
      decoder: this.#decode,
      target,
      onCode: (text) => this.#host.read(text, 'image'),
      onStatus: (status, problem) => {
        this.#imageBusy = status === 'reading';
        if (this.#imageBusy) this.#problem = undefined;
        if (problem) this.#trouble(['image', problem]);
        else this.#host.changed();
      },
    });
    if (this.#host.capturing) this.#image.start();
    this.#host.changed();
  }

  async #offerPorts(): Promise<void> {
    const loaded = await import('@cid-elements/scanning/port/port-source').catch(() => undefined);
    if (!loaded || this.#closed) return;
    this.#serial = new loaded.PortSource({
      onCode: (text) => this.#host.read(text, 'serial'),
      onStatus: (status, problem) => {
        this.#serialStatus = status;
        if (problem) this.#trouble(['serial', problem]);
        else this.#host.changed();
      },
    });
    const ways = loaded.portWays();
    this.#ways = ways.length ? ways : ['serial'];
    void this.#serial.start();
    this.#host.changed();
  }

  readonly #decode = async (): Promise<Decoder> => {
    if ((await this.#decoder?.catch(() => undefined))?.dead) this.#decoder = undefined;
    this.#decoder ??= createDecoder().catch((error: unknown) => {
      this.#decoder = undefined;
      throw error;
    });
    return this.#decoder;
  };

  /** A capture began: the camera goes on if it was turned on before. */
  begin(): void {
    this.#problem = undefined;
    this.#image?.start();
    if (this.#cameraWanted) void this.cameraOn();
  }

  /** A capture ended: every track ends. */
  end(): void {
    this.#camera?.stop();
    this.#max?.stop();
    this.#image?.stop();
    this.#advise(false);
  }

  /** The element was moved, which pauses a picture. */
  moved(): void {
    this.#camera?.attach();
  }

  close(): void {
    this.#closed = true;
    this.end();
    this.#image?.dispose();
    void this.#serial?.dispose();
    void this.#decoder?.then(
      (decoder) => decoder.close(),
      () => {},
    );
    this.#decoder = undefined;
  }

  async cameraOn(): Promise<void> {
    this.#cameraWanted = true;
    this.#problem = undefined;
    this.#camera ??= new Camera({
      video: this.#video,
      deviceId: remembered(),
      decoder: this.#decode,
      onCode: (text) => this.#host.read(text, 'camera'),
      onStatus: (status, problem) => {
        this.#cameraStatus = status;
        this.#advise(status === 'on' || status === 'reading');
        if (problem) this.#trouble(['camera', problem]);
        else {
          this.#problem = undefined;
          this.#host.changed();
        }
      },
    });
    await this.#camera.start();
    if (this.#host.capturing) await this.#listCameras();
  }

  async #listCameras(): Promise<void> {
    this.#cameras = (await this.#camera?.devices()) ?? [];
    this.#host.changed();
  }

  readonly #choose = async (event: Event): Promise<void> => {
    const { value } = event.target as HTMLSelectElement;
    if (remembered()) remember(value);
    this.#chosen = value;
    await this.#camera?.choose(value);
    await this.#listCameras();
  };

  readonly #keep = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    remember(checked ? this.#chosen || this.#camera?.deviceId || '' : '');
  };

  readonly cameraOff = (): void => {
    this.#cameraWanted = false;
    this.#problem = undefined;
    this.#camera?.stop();
    this.#advise(false);
    this.#host.changed();
  };

  serialConnect(way: PortWay): void {
    this.#problem = undefined;
    void this.#serial?.connect(way);
  }

  async max(): Promise<void> {
    this.#problem = undefined;
    const loaded = await import('@cid-elements/scanning/max/max-source').catch(() => undefined);
    if (!loaded) this.#trouble(['max', 'failed']);
    else if (this.#host.capturing) {
      this.#max ??= new loaded.MaxSource({
        onCode: (text) => this.#host.read(text, 'max'),
        onStatus: (_, problem) => problem && this.#trouble(['max', problem]),
      });
      await this.#max.start();
    }
  }

  #trouble(problem: Problem): void {
    this.#problem = problem;
    this.#host.changed();
  }

  #advise(soon: boolean): void {
    if (soon && (this.#adviceTimer || this.#advice)) return;
    clearTimeout(this.#adviceTimer);
    this.#adviceTimer = undefined;
    this.#advice = false;
    if (!soon) return;
    this.#adviceTimer = setTimeout(() => {
      this.#adviceTimer = undefined;
      this.#advice = true;
      this.#host.changed();
    }, ADVICE_MS);
  }

  get #problemText(): string {
    if (!this.#problem) return '';
    const [source, name] = this.#problem;
    const words: { readonly [name: string]: string; readonly failed: string } =
      this.#host.texts(sources).panel.problem[source];
    return words[name] ?? words.failed ?? '';
  }

  /** What the live region says. */
  get said(): string {
    const t = this.#host.texts(sources).panel;
    if (this.#problem) return this.#problemText;
    if (this.#advice) return t.advice;
    return { starting: t.cameraStarting, on: t.cameraRuns, reading: t.reading, off: '', problem: '' }[
      this.#cameraStatus
    ];
  }

  view(): TemplateResult {
    const { wanted, capturing } = this.#host;
    const t = this.#host.texts(sources).panel;
    const { cameraOn, max } = this.#host.texts(capture).scanner;
    const status = this.#cameraStatus;
    const shown = capturing && (status === 'on' || status === 'reading' || status === 'starting');
    const hint = { starting: t.cameraStarting, reading: t.reading, on: t.hold, off: '', problem: '' }[status];
    return html`
      <div class="camera" ?hidden=${!shown}>
        <div class="finder" part="viewfinder">
          ${this.#video}<span class="aim ${status}" aria-hidden="true"></span>
        </div>
        <div class="beside">
          ${this.#advice && status !== 'reading' ? html`<p class="notice">${t.advice}</p>` : html`<p class="hint">${hint}</p>`}
          ${shown ? html`<div class="actions">${this.#cameraControls()}</div>` : ''}
        </div>
      </div>
      ${this.#problem ? html`<p class="notice">${this.#problemText}</p>` : ''}
      <div class="actions">
        ${wanted.includes('camera') && !shown ? this.#button(cameraOn, () => void this.cameraOn()) : ''}
        ${this.#image ? this.#imageControl() : ''}
        ${this.#serial ? this.#serialControl() : ''}
        ${wanted.includes('max') ? this.#button(max, () => void this.max()) : ''}
      </div>
    `;
  }

  #button(label: string, press: () => void): TemplateResult {
    return html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`;
  }

  #cameraControls(): TemplateResult {
    const t = this.#host.texts(sources).panel;
    const { torch, torchOn, zoom } = this.#camera!.controls;
    const toggleTorch = () => void this.#camera?.setTorch(!torchOn).then(() => this.#host.changed());
    return html`
      <span class="lamp note"><i aria-hidden="true"></i>${t.cameraRuns}</span>
      ${this.#button(t.cameraOff, this.cameraOff)}
      ${torch ? html`<button type="button" class="button" aria-pressed=${torchOn} @click=${toggleTorch}>${t.torch}</button>` : ''}
      ${
        zoom
          ? html`<label class="control">${t.zoom}<input type="range" min=${zoom.min} max=${zoom.max} step=${zoom.step} .value=${String(zoom.value)}
              @input=${(event: Event) => void this.#camera?.setZoom((event.target as HTMLInputElement).valueAsNumber)} /></label>`
          : ''
      }
      ${
        this.#cameras.length > 1
          ? html`<label class="control">${t.which}<select @change=${this.#choose}>
              ${this.#cameras.map(
                ({ deviceId, label }, index) =>
                  html`<option value=${deviceId} ?selected=${deviceId === this.#camera?.deviceId}>${label || t.camera(index + 1)}</option>`,
              )}
            </select></label>
            <label class="control"><input type="checkbox" .checked=${remembered() !== ''} @change=${this.#keep} />${t.keep}</label>`
          : ''
      }`;
  }

  #imageControl(): TemplateResult {
    const t = this.#host.texts(sources).panel;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = '';
      if (file) void this.#image?.read(file);
    };
    return html`<label class="button file"><input type="file" accept="image/*,.heic,.heif" @change=${choose} />${this.#host.texts(capture).scanner.image}</label>
      <span class="control note">${this.#imageBusy ? t.imageBusy : t.imageHint}</span>`;
  }

  #serialControl(): TemplateResult {
    const t = this.#host.texts(sources).panel;
    return this.#serialStatus === 'on'
      ? html`<span class="lamp note"><i aria-hidden="true"></i>${t.serialOn}</span>`
      : html`${this.#ways.map((way) => this.#button(t.connect[way], () => this.serialConnect(way)))}`;
  }
}
