import { Camera, type CameraAdvice, type CameraStatus } from '@cid-elements/scanning/camera/camera';
import { html, type TemplateResult } from 'lit';
import { capture } from '../locales/ru/capture.js';
import { cameraOffer } from './camera-offer.js';
import { CodeOutline } from './code-outline.js';
import { rememberCamera, rememberedCamera } from './remembered-camera.js';
import type { SharedDecoder } from './shared-decoder.js';
import { type PanelHost, panelButton, SourcePanel } from './source-panel.js';

/** Advice is shown after this time without a code. */
const ADVICE_MS = 4_000;
/** A camera that takes longer to start probably waits for the permission prompt. */
const ASKING_MS = 700;
/** Advice is announced to screen readers if it is shown for so long. */
const SPOKEN_AFTER_MS = 2_000;
/** An idle camera is turned off after this time. The check key or the button turns it on again. */
const IDLE_MS = 60_000;
/** Problems after which the browser does not ask for the camera, or whose text says that it was refused. */
const NEVER_ASKED: readonly string[] = ['denied', 'insecure', 'unsupported', 'frame-forbidden'];

export class CameraPanel extends SourcePanel {
  readonly #video: HTMLVideoElement;
  readonly #camera: Camera;
  readonly #outline: CodeOutline;
  #wanted = false;
  #status: CameraStatus = 'off';
  #devices: { deviceId: string; label: string }[] = [];
  #chosen = '';
  /** The hint that is shown after a delay, and whether it is shown already. */
  #remark: 'advice' | 'asking' | undefined;
  #remarkShown = false;
  #asleep = false;
  #advice: CameraAdvice | undefined;
  /** Advice that is announced. It stays until another, so that the same one is not announced again. */
  #spokenAdvice: CameraAdvice | undefined;
  #adviceTimer: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: PanelHost, decoder: SharedDecoder, document: Document) {
    super(host, 'camera');
    this.#video = document.createElement('video');
    this.#outline = new CodeOutline(document);
    this.#camera = new Camera({
      video: this.#video,
      deviceId: rememberedCamera(),
      decoder: decoder.get,
      // Continue decoding: the scanner stops the camera at the awaited code.
      accepts: () => false,
      onCode: (text) => {
        this.#restartIdleTimer();
        void this.host.offer(text, 'camera');
      },
      onStatus: (status, problem) => this.#statusChanged(status, problem),
      onAdvice: (advice) => this.#adviceChanged(advice),
      onOutline: (corners) => this.#outline.draw(corners, this.#video),
    });
  }

  override begin(): void {
    if (this.#wanted) void this.turnOn();
  }

  override end(): void {
    clearTimeout(this.#idleTimer);
    this.#camera.stop();
    this.#outline.hide();
  }

  dispose(): void {
    this.end();
    clearTimeout(this.#timer);
    this.#forgetAdvice();
    this.#camera.dispose();
  }

  override moved(): void {
    this.#camera.attach();
  }

  async turnOn(): Promise<void> {
    this.#wanted = true;
    this.#asleep = false;
    this.clearProblem();
    this.#restartIdleTimer();
    await this.#camera.start();
    if (this.host.capturing) await this.#listDevices();
  }

  readonly turnOff = (): void => {
    this.#wanted = false;
    this.clearProblem();
    this.end();
    this.host.requestUpdate();
  };

  override get problem(): string {
    return super.problem || (this.#asleep ? this.words.cameraAsleep : '');
  }

  override get announcement(): string {
    const t = this.words;
    if (this.host.foreign) return this.host.texts(capture).scanner[this.host.foreign];
    if (this.#spokenAdvice) return t.advice[this.#spokenAdvice];
    if (this.#isShown('advice')) return t.advice.unknown;
    if (this.#isShown('asking')) return t.cameraAsking;
    return { starting: t.cameraStarting, on: t.cameraRuns, reading: t.reading, off: '', problem: '' }[
      this.#status
    ];
  }

  #statusChanged(status: CameraStatus, problem: string | undefined): void {
    this.#status = status;
    this.setProblem(problem);
    if (status === 'reading') this.#restartIdleTimer();
    if (status !== 'on' && status !== 'reading') this.#forgetAdvice();
    this.#scheduleRemark(status);
    this.host.report('camera', status, problem, this.#advice);
  }

  #adviceChanged(advice: CameraAdvice | undefined): void {
    this.#advice = advice;
    clearTimeout(this.#adviceTimer);
    if (advice)
      this.#adviceTimer = setTimeout(() => {
        this.#spokenAdvice = advice;
        this.host.requestUpdate();
      }, SPOKEN_AFTER_MS);
    this.host.report('camera', this.#status, undefined, advice);
  }

  #forgetAdvice(): void {
    clearTimeout(this.#adviceTimer);
    this.#advice = this.#spokenAdvice = undefined;
  }

  #scheduleRemark(status: CameraStatus): void {
    const runs = status === 'on' || status === 'reading';
    const remark = runs ? 'advice' : status === 'starting' ? 'asking' : undefined;
    if (remark === this.#remark) return;
    clearTimeout(this.#timer);
    this.#remark = remark;
    this.#remarkShown = false;
    if (!remark) return;
    this.#timer = setTimeout(
      () => {
        this.#remarkShown = true;
        this.host.requestUpdate();
      },
      runs ? ADVICE_MS : ASKING_MS,
    );
  }

  #isShown(remark: 'advice' | 'asking'): boolean {
    return this.#remarkShown && this.#remark === remark;
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      this.#asleep = true;
      this.#camera.stop();
      this.host.requestUpdate();
    }, IDLE_MS);
  }

  async #listDevices(): Promise<void> {
    this.#devices = await this.#camera.devices();
    this.host.requestUpdate();
  }

  readonly #choose = async (event: Event): Promise<void> => {
    const { value } = event.target as HTMLSelectElement;
    if (rememberedCamera()) rememberCamera(value);
    this.#chosen = value;
    await this.#camera.choose(value);
    await this.#listDevices();
  };

  readonly #remember = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    rememberCamera(checked ? this.#chosen || this.#camera.deviceId || '' : '');
  };

  get #shown(): boolean {
    const status = this.#status;
    return this.host.capturing && (status === 'on' || status === 'reading' || status === 'starting');
  }

  override render(): TemplateResult {
    const shown = this.#shown;
    const status = this.#status;
    return html`<div class="camera" ?hidden=${!shown}>
      <div class="finder" part="viewfinder" @click=${this.#focusOnPoint}>
        ${this.#video}${this.#outline.element}<span class="aim ${status}" aria-hidden="true"></span>
      </div>
      <div class="beside">
        ${this.#hint()}
        ${shown ? html`<div class="actions">${this.#controls()}</div>` : ''}
      </div>
    </div>`;
  }

  /** Focuses on the point of the picture that was clicked, if the device can. */
  readonly #focusOnPoint = ({ clientX, clientY }: MouseEvent) => {
    const { left, top, width, height } = this.#video.getBoundingClientRect();
    const { videoWidth, videoHeight } = this.#video;
    // The picture is scaled to cover the element and centred.
    const scale = Math.max(width / videoWidth, height / videoHeight);
    const x = (clientX - left - width / 2) / (scale * videoWidth) + 0.5;
    const y = (clientY - top - height / 2) / (scale * videoHeight) + 0.5;
    void this.#camera.refocus({ x, y });
  };

  #hint(): TemplateResult {
    const t = this.words;
    const status = this.#status;
    if (this.host.foreign)
      return html`<p class="notice">${this.host.texts(capture).scanner[this.host.foreign]}</p>`;
    const words = {
      starting: this.#isShown('asking') ? t.cameraAsking : t.cameraStarting,
      reading: t.reading,
      on: this.#isShown('advice') ? t.advice.unknown : t.hold,
      off: '',
      problem: '',
    };
    return html`<p class="hint">${this.#advice ? t.advice[this.#advice] : words[status]}</p>`;
  }

  #controls(): TemplateResult {
    const t = this.words;
    const camera = this.#camera;
    const { torch, torchOn, zoom, focus } = camera.controls;
    const toggleTorch = () => void camera.setTorch(!torchOn).then(() => this.host.requestUpdate());
    return html`
      <span class="lamp note"><i aria-hidden="true"></i>${t.cameraRuns}</span>
      ${panelButton(t.cameraOff, this.turnOff)}
      ${torch ? html`<button type="button" class="button" aria-pressed=${torchOn} @click=${toggleTorch}>${t.torch}</button>` : ''}
      ${focus ? panelButton(t.focus, () => void camera.refocus()) : ''}
      ${
        zoom
          ? html`<label class="control">${t.zoom}<input type="range" min=${zoom.min} max=${zoom.max} step=${zoom.step} .value=${String(zoom.value)}
              @input=${(event: Event) => void camera.setZoom((event.target as HTMLInputElement).valueAsNumber)} /></label>`
          : ''
      }
      ${this.#devices.length > 1 ? this.#chooser() : ''}`;
  }

  #chooser(): TemplateResult {
    const t = this.words;
    return html`<label class="control">${t.which}<select @change=${this.#choose}>
        ${this.#devices.map(
          ({ deviceId, label }, index) =>
            html`<option value=${deviceId} ?selected=${deviceId === this.#camera.deviceId}>${label || t.camera(index + 1)}</option>`,
        )}
      </select></label>
      <label class="control"><input type="checkbox" .checked=${rememberedCamera() !== ''} @change=${this.#remember} />${t.keep}</label>`;
  }

  renderControls(): TemplateResult | '' {
    if (this.#shown) return '';
    return cameraOffer(this.host, NEVER_ASKED.includes(this.problemName ?? ''));
  }
}
