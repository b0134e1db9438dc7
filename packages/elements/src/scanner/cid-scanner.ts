import { codeStarts, type Phase } from '@cid-elements/core';
import type { Wedge } from '@cid-elements/scanning/wedge/wedge';
import type { PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { CidElement } from '../internal/cid-element.js';
import { LazyPart } from '../internal/lazy-part.js';
import { common } from '../locales/ru/common.js';
import type { Panel, PanelHost } from './panel.js';

const captureView = new LazyPart(() => import('./capture.js'));
const sourcePanel = new LazyPart(() => import('./panel.js'));

export const SOURCES = ['camera', 'wedge', 'image', 'serial', 'max'] as const;
export type SourceName = (typeof SOURCES)[number];

/** What `cid-scan` hands over: the text once, to the listener alone. */
export interface CidScanDetail {
  readonly text: string;
  readonly source: SourceName;
  /** RFC 3339. */
  readonly capturedAt: string;
}

export type WedgeState = 'off' | 'armed' | 'reading' | 'unreadable';

/**
 * Captures one code, from a camera or a keyboard-wedge scanner, and hands its text over. What it shows on success is
 * neutral: reading is not checking.
 *
 * @tagname cid-scanner
 * @fires {CustomEvent<CidScanDetail>} cid-scan - a code was read. Does not bubble; `preventDefault()` lets it read on.
 * @fires {Event} cid-escape - Escape was pressed while a code was waited for. Does not bubble.
 * @csspart viewfinder - the camera's picture
 * @csspart button - every button
 */
export class CidScanner extends CidElement implements PanelHost {
  static override properties = {
    sources: {},
    starts: { attribute: false },
    scannerPrefix: { attribute: 'scanner-prefix' },
    guard: { attribute: false },
    frame: { attribute: false },
    training: { attribute: false },
    wedgeState: { state: true },
    broken: { state: true },
    captured: { state: true },
    capturing: { state: true },
  };

  /** Which sources to offer, in words: `camera wedge` by default; also `image`, `serial`, `max`. */
  declare sources: string;
  /** What a code begins with: for the scanner's layout and the passive guard. */
  declare starts: readonly string[];
  /** What the wedge scanner is programmed to send first. */
  declare scannerPrefix: string;
  /** Keep Digital ID codes from the page even while nothing is captured. */
  declare guard: boolean;
  /** Clicks inside this element do not disarm the scanner; this element itself by default. */
  declare frame: Element | undefined;
  /** The desk is in training: other colours. */
  declare training: boolean;
  /**
   * Whether a code is waited for.
   * @internal
   */
  declare capturing: boolean;

  /** @internal */
  declare wedgeState: WedgeState;
  /**
   * A part could not be loaded.
   * @internal
   */
  declare broken: boolean;
  /**
   * A code was read and handed over.
   * @internal
   */
  declare captured: boolean;

  #wedge: Wedge | undefined;
  /** @internal */
  panel: Panel | undefined;

  constructor() {
    super();
    this.sources = 'camera wedge';
    this.starts = codeStarts();
    this.scannerPrefix = '';
    this.guard = false;
    this.training = false;
    this.wedgeState = 'off';
    this.broken = false;
    this.captured = false;
    this.capturing = false;
  }

  /** Waits for a code: arms the wedge, and goes on with the camera if it was turned on before. */
  start(): void {
    this.captured = false;
    this.capturing = true;
    this.#bring();
    void this.#makeWedge();
    this.#arm();
    this.panel?.begin();
    this.#say();
  }

  /** Waits no more; every track ends and keys go to the page again. */
  stop(): void {
    this.capturing = false;
    this.#wedge?.stop();
    this.wedgeState = 'off';
    this.panel?.end();
    this.#say();
  }

  /** @internal */
  get language(): string {
    return this.locale;
  }

  /** @internal */
  get looks(): string {
    return this.appearanceClass;
  }

  /** @internal */
  get wanted(): readonly SourceName[] {
    const words = (this.sources ?? 'camera wedge').split(/\s+/);
    return SOURCES.filter((name) => words.includes(name));
  }

  /** @internal */
  changed(): void {
    this.requestUpdate();
  }

  #bring(): void {
    void captureView.load().then(() => this.#dress());
  }

  #dress(): void {
    this.addSheets(captureView.value?.styles, sourcePanel.value?.styles);
    this.requestUpdate();
  }

  #say(): void {
    this.setPhase(this.#phase());
  }

  #phase(): Phase {
    if (!this.wanted.length) return 'unusable';
    return this.capturing ? 'capture' : 'idle';
  }

  protected override entered(): void {
    void this.#makeWedge();
    // Inside a check nothing is shown before a code is waited for.
    if (!this.frame) this.#bring();
    this.#offer();
  }

  /** What is offered without being asked for. */
  #offer(): void {
    if (this.wanted.includes('image') || this.wanted.includes('serial')) void this.#open();
    this.#say();
  }

  #closePanel(): void {
    this.panel?.close();
    this.panel = undefined;
  }

  protected override removed(): void {
    this.stop();
    this.#wedge?.dispose();
    this.#wedge = undefined;
    this.#closePanel();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.panel?.moved();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('starts') || changed.has('scannerPrefix') || changed.has('frame')) {
      this.#wedge?.dispose();
      this.#wedge = undefined;
      void this.#makeWedge();
    }
    if (changed.has('guard')) this.#wedge?.guard(this.guard);
    if (changed.has('sources')) {
      this.#closePanel();
      this.#offer();
    }
  }

  async #makeWedge(): Promise<void> {
    if (this.#wedge || !this.wanted.includes('wedge')) return;
    let module: typeof import('@cid-elements/scanning/wedge/wedge');
    try {
      module = await import('@cid-elements/scanning/wedge/wedge');
    } catch {
      this.broken = true;
      return;
    }
    if (this.#wedge || !this.isConnected || !this.wanted.includes('wedge')) return;
    this.broken = false;
    this.#wedge = new module.Wedge({
      starts: this.starts,
      prefix: this.scannerPrefix,
      own: this.frame ?? this,
      onCode: (text) => this.read(text, 'wedge'),
      onStatus: (status, problem) => {
        if (problem) this.wedgeState = 'unreadable';
        else this.wedgeState = status === 'on' ? 'armed' : status === 'reading' ? 'reading' : 'off';
      },
      onDisarm: (reason) => {
        if (reason === 'escape' && this.capturing) this.dispatchEvent(new CustomEvent('cid-escape'));
      },
    });
    this.#wedge.guard(this.guard);
    if (this.capturing) this.#arm();
  }

  #arm(): void {
    if (!this.#wedge) return;
    this.#wedge.start();
  }

  /** @internal */
  readonly again = () => {
    if (this.capturing) this.#arm();
    else this.start();
  };

  /** A source read a text. */
  read(text: string, source: SourceName): void {
    if (!text) return;
    // While nobody waits a scanner is heard where the guard is on, a picture never.
    if (!this.capturing && (source === 'image' || (source !== 'wedge' && !this.guard))) return;
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

  /** Brings the other sources, and starts one of them. */
  async #open(source?: 'cameraOn' | 'max'): Promise<void> {
    if (source && !this.capturing) this.start();
    const Panel = (await sourcePanel.load())?.Panel;
    this.broken = !Panel;
    if (!Panel || !this.isConnected) return;
    this.panel ??= new Panel(this, this);
    this.#dress();
    if (source && this.capturing) void this.panel[source]();
  }

  /** @internal */
  readonly cameraOn = () => void this.#open('cameraOn');

  /** @internal */
  readonly max = () => void this.#open('max');

  protected override render(): TemplateResult {
    if (captureView.value) return captureView.value.captureView(this);
    return captureView.failed
      ? html`<p class="root notice">${this.texts(common).unusable.notLoaded}</p>`
      : html``;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cid-scan': CustomEvent<CidScanDetail>;
    'cid-escape': Event;
  }
}
