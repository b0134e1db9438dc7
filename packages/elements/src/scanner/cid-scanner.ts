import { codeStarts, type Phase } from '@cid-elements/core';
import type { Decoder } from '@cid-elements/scanning';
import type { Camera, CameraProblem, CameraStatus } from '@cid-elements/scanning/camera/camera';
import type { Wedge } from '@cid-elements/scanning/wedge/wedge';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { CidElement } from '../element.js';
import { scannerStyles } from './cid-scanner.styles.js';

export const SOURCES = ['camera', 'wedge', 'image', 'serial', 'max'] as const;
export type SourceName = (typeof SOURCES)[number];

/** What `cid-scan` hands over: the text once, to the listener alone. */
export interface CidScanDetail {
  readonly text: string;
  readonly source: SourceName;
  /** RFC 3339. */
  readonly capturedAt: string;
}

type WedgeState = 'off' | 'armed' | 'reading' | 'unreadable';
type ScannerProblem = CameraProblem | 'no-decoder' | 'no-wedge';

/** Advice comes when nothing was read for this long, ms. */
const ADVICE_MS = 4_000;

/**
 * Captures one code, from a camera or a keyboard-wedge scanner, and hands its text over. What it shows on success is
 * neutral: reading is not checking.
 *
 * @fires {CustomEvent<CidScanDetail>} cid-scan - a code was read. Does not bubble; `preventDefault()` lets it read on.
 */
export class CidScanner extends CidElement {
  static override styles = [...[CidElement.styles].flat(), scannerStyles];

  static override properties = {
    sources: {},
    starts: { attribute: false },
    prefix: {},
    guard: { attribute: false },
    frame: { attribute: false },
    training: { attribute: false },
    wedgeState: { state: true },
    cameraStatus: { state: true },
    problem: { state: true },
    captured: { state: true },
    advice: { state: true },
    capturing: { state: true },
  };

  /** Which sources to offer, in words: `camera wedge` by default; also `image`, `serial`, `max`. */
  declare sources: string;
  /** What a code begins with: for the scanner's layout and the passive guard. */
  declare starts: readonly string[];
  /** What the wedge scanner is programmed to send first. */
  declare prefix: string;
  /** Keep Digital ID codes from the page even while nothing is captured. */
  declare guard: boolean;
  /** Clicks inside this element do not disarm the scanner; this element itself by default. */
  declare frame: Element | undefined;

  /** The desk is in training: other colours. */
  declare training: boolean;

  declare private wedgeState: WedgeState;
  declare private cameraStatus: CameraStatus;
  declare private problem: ScannerProblem | undefined;
  declare private captured: boolean;
  declare private advice: boolean;
  declare private capturing: boolean;

  #wedge: Wedge | undefined;
  #camera: Camera | undefined;
  #decoder: Promise<Decoder> | undefined;
  #cameraWanted = false;
  #adviceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.sources = 'camera wedge';
    this.starts = codeStarts();
    this.prefix = '';
    this.guard = false;
    this.training = false;
    this.wedgeState = 'off';
    this.cameraStatus = 'off';
    this.captured = false;
    this.advice = false;
    this.capturing = false;
  }

  /** Waits for a code: arms the wedge, and goes on with the camera if it was turned on before. */
  start(): void {
    this.captured = false;
    this.capturing = true;
    this.problem = undefined;
    this.#advise(false);
    void this.#makeWedge();
    this.#arm();
    if (this.#cameraWanted && this.#has('camera')) void this.#startCamera();
    this.#say();
  }

  /** Waits no more; every track ends and keys go to the page again. */
  stop(): void {
    this.capturing = false;
    this.#advise(false);
    this.#wedge?.disarm();
    this.wedgeState = 'off';
    this.#camera?.stop();
    this.#say();
  }

  #say(): void {
    this.setPhase(this.#phase());
  }

  #phase(): Phase {
    if (!this.#names().length) return 'unusable';
    return this.capturing ? 'capture' : 'idle';
  }

  #names(): SourceName[] {
    const wanted = this.sources.split(/\s+/);
    return SOURCES.filter((name) => wanted.includes(name));
  }

  #has(name: SourceName): boolean {
    return this.#names().includes(name);
  }

  protected override settled(): void {
    void this.#makeWedge();
    this.#say();
  }

  protected override removed(): void {
    this.stop();
    this.#wedge?.close();
    this.#wedge = undefined;
    this.#camera?.close();
    this.#camera = undefined;
    this.#cameraWanted = false;
    void this.#decoder?.then(
      (decoder) => decoder.close(),
      () => {},
    );
    this.#decoder = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A move pauses the picture.
    if (this.hasUpdated) this.#camera?.attach();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('starts') || changed.has('prefix') || changed.has('frame')) {
      this.#wedge?.close();
      this.#wedge = undefined;
      void this.#makeWedge();
    }
    if (changed.has('guard')) this.#wedge?.guard(this.guard);
    if (changed.has('sources')) this.#say();
  }

  async #makeWedge(): Promise<void> {
    if (this.#wedge || !this.#has('wedge')) return;
    let module: typeof import('@cid-elements/scanning/wedge/wedge');
    try {
      module = await import('@cid-elements/scanning/wedge/wedge');
    } catch {
      this.problem = 'no-wedge';
      return;
    }
    if (this.#wedge || !this.isConnected || !this.#has('wedge')) return;
    this.#wedge = new module.Wedge({
      starts: this.starts,
      prefix: this.prefix,
      own: this.frame ?? this,
      onScan: (text) => this.#read(text, 'wedge'),
      onBurst: () => {
        this.wedgeState = 'reading';
      },
      onUnreadable: () => {
        this.wedgeState = 'unreadable';
      },
      onDisarm: (why) => {
        this.wedgeState = 'off';
        if (why === 'escape' && this.capturing) this.dispatchEvent(new Event('cid-escape'));
      },
    });
    this.#wedge.guard(this.guard);
    if (this.capturing) this.#arm();
  }

  #read(text: string, source: SourceName): void {
    if (!text) return;
    const event = new CustomEvent<CidScanDetail>('cid-scan', {
      detail: { text, source, capturedAt: new Date().toISOString() },
      cancelable: true,
    });
    if (!this.dispatchEvent(event)) {
      if (this.capturing) this.start();
      return;
    }
    if (!this.capturing) return;
    this.stop();
    this.captured = true;
  }

  async #startCamera(): Promise<void> {
    this.problem = undefined;
    this.#cameraWanted = true;
    this.cameraStatus = 'starting';
    await this.updateComplete;
    let sources: typeof import('./sources.js');
    try {
      sources = await import('./sources.js');
    } catch {
      this.cameraStatus = 'problem';
      this.problem = 'no-decoder';
      return;
    }
    const video = this.renderRoot.querySelector('video');
    if (!video || !this.#cameraWanted || !this.isConnected) return;
    this.#camera ??= new sources.Camera({
      video,
      decoder: () => {
        this.#decoder ??= sources.createDecoder();
        return this.#decoder;
      },
      onText: (text) => this.#read(text, 'camera'),
      onStatus: (status, problem) => {
        this.cameraStatus = status;
        this.problem = problem;
        this.#advise(status === 'on');
      },
    });
    await this.#camera.start();
  }

  readonly #cameraOn = () => {
    this.#cameraWanted = true;
    if (!this.capturing) this.start();
    else void this.#startCamera();
  };

  readonly #cameraOff = () => {
    this.#cameraWanted = false;
    this.#camera?.stop();
    this.#advise(false);
  };

  #arm(): void {
    if (!this.#wedge) return;
    this.#wedge.arm();
    this.wedgeState = 'armed';
  }

  readonly #again = () => {
    if (this.capturing) this.#arm();
    else this.start();
  };

  #advise(soon: boolean): void {
    if (soon && (this.#adviceTimer || this.advice)) return;
    clearTimeout(this.#adviceTimer);
    this.#adviceTimer = undefined;
    this.advice = false;
    if (soon) {
      this.#adviceTimer = setTimeout(() => {
        this.#adviceTimer = undefined;
        this.advice = true;
      }, ADVICE_MS);
    }
  }

  protected override render(): TemplateResult {
    const t = this.t.scanner;
    const live = this.cameraStatus === 'on' || this.cameraStatus === 'reading';
    const shown = this.capturing && (live || this.cameraStatus === 'starting');
    return html`<div class="root scanner ${this.appearanceClass} ${this.frame ? 'inside' : ''} ${this.training ? 'training' : ''}" dir=${this.t.dir} lang=${this.locale} role="group" aria-label=${t.label}>
      <div class="stack">
        ${this.captured ? html`<p class="lead captured">${t.captured}</p>` : ''}
        ${this.capturing && this.#has('wedge') ? this.#wedgeView() : ''}
        <div class="finder" part="viewfinder" ?hidden=${!shown}>
          <video playsinline muted></video>
          <span class="aim ${this.cameraStatus}" aria-hidden="true"></span>
        </div>
        ${shown ? html`<p class="hint">${this.cameraStatus === 'reading' ? t.reading : this.cameraStatus === 'starting' ? t.cameraStarting : t.hold}</p>` : ''}
        ${this.advice && shown ? html`<p class="notice">${t.advice}</p>` : ''}
        ${this.problem ? html`<p class="notice">${t.problem[this.problem]}</p>` : ''}
        ${this.#has('camera') ? this.#cameraView(live) : ''}
        ${!this.capturing && !this.frame && this.#has('wedge') ? html`<div class="actions"><button type="button" class="button" @click=${this.#again}>${this.captured ? t.again : t.wedgeArm}</button></div>` : ''}
      </div>
      <div class="live" role="status" aria-live="polite">${this.#said()}</div>
    </div>`;
  }

  #wedgeView(): TemplateResult {
    const t = this.t.scanner;
    if (this.wedgeState === 'off') {
      return html`<div class="wedge off"><p>${t.wedgeOff}</p><button type="button" class="button primary" @click=${this.#again}>${t.wedgeArm}</button></div>`;
    }
    const said = { armed: t.aim, reading: t.wedgeReading, unreadable: t.wedgeUnreadable }[this.wedgeState];
    return html`<div class="wedge on"><p class="lead"><b>${said}</b></p><p class="note">${t.wedgeOn}</p></div>`;
  }

  #cameraView(live: boolean): TemplateResult {
    const t = this.t.scanner;
    return html`<div class="actions camera">
      ${
        live || this.cameraStatus === 'starting'
          ? html`<span class="lamp note"><i aria-hidden="true"></i>${t.cameraRuns}</span>
            <button type="button" class="button" @click=${this.#cameraOff}>${t.cameraOff}</button>`
          : html`<button type="button" class="button" @click=${this.#cameraOn}>${t.cameraOn}</button>`
      }
    </div>`;
  }

  #said(): string {
    const t = this.t.scanner;
    if (this.problem) return t.problem[this.problem];
    if (this.captured) return t.captured;
    if (!this.capturing) return '';
    if (this.advice) return t.advice;
    if (this.wedgeState === 'unreadable') return t.wedgeUnreadable;
    if (this.wedgeState === 'armed') return `${t.aim}. ${t.wedgeOn}`;
    return '';
  }
}
