import { codeStarts } from '@cid-elements/core';
import type { SourceKind, SourceStatus } from '@cid-elements/scanning/source';
import type { PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { CidElement } from '../internal/cid-element.js';
import { LazyPart } from '../internal/lazy-part.js';
import { common } from '../locales/ru/common.js';
import type { CodeChooser, ForeignKind } from './code-chooser.js';
import type { PanelHost } from './source-panel.js';
import type { SourcePanels } from './source-panels.js';
import { DEFAULT_SOURCES, type OnDemandSource, SOURCES } from './sources.js';
import { WedgeHolder } from './wedge-holder.js';

const scannerView = new LazyPart(() => import('./scanner-view.js'));
const sourcePanels = new LazyPart(() => import('./source-panels.js'));

/**
 * The detail of `cid-scan`. The event does not bubble, so that only listeners on the element receive the
 * text.
 */
export interface CidScanDetail {
  readonly text: string;
  readonly source: SourceKind;
  /** RFC 3339. */
  readonly capturedAt: string;
}

/** The detail of `cid-status`. Never contains a decoded text. */
export interface CidStatusDetail {
  readonly source: SourceKind;
  readonly status: SourceStatus;
  /** One of the problems of the source. */
  readonly problem?: string;
  /**
   * With the camera `on` or `reading`: what should be changed so that a code in view can be decoded,
   * `closer`, `farther`, `steady`, `focus`, `dark` or `glare`.
   */
  readonly advice?: string;
}

/**
 * Captures one code from a camera or a keyboard-wedge scanner and reports its text. Success is shown
 * neutrally, because reading is not checking.
 *
 * @tagname cid-scanner
 * @fires {CustomEvent<CidScanDetail>} cid-scan - a code was read. Does not bubble; `preventDefault()`
 * continues the capture.
 * @fires {CustomEvent<CidStatusDetail>} cid-status - the status of a source changed. Does not bubble,
 * contains no text.
 * @fires {CustomEvent} cid-escape - Escape was pressed during a capture. Does not bubble.
 * @csspart viewfinder - the camera's video
 * @csspart button - the large buttons
 */
export class CidScanner extends CidElement implements PanelHost {
  static override properties = {
    sources: {},
    starts: { attribute: false },
    scannerPrefix: { attribute: 'scanner-prefix' },
    guard: { attribute: false },
    frame: { attribute: false },
    training: { attribute: false },
    broken: { state: true },
    capture: { state: true },
    foreign: { state: true },
  };

  /** Sources to offer, separated by spaces: `camera wedge` by default; also `image`, `serial`, `max`. */
  declare sources: string;
  /** Public starts of codes, for the scanner's layout, the passive guard and the recognition of codes. */
  declare starts: readonly string[];
  /** The prefix programmed into the wedge scanner. */
  declare scannerPrefix: string;
  /** Keeps Digital ID codes out of the page even without a capture. */
  declare guard: boolean;
  /** Clicks inside this element do not disarm the scanner; this element itself by default. */
  declare frame: Element | undefined;
  /** The desk is in training: other colours, and training codes are accepted. */
  declare training: boolean;
  /**
   * `off`: no capture · `waiting` for a code · `done`: a code was passed on.
   * @internal
   */
  declare capture: 'off' | 'waiting' | 'done';
  /**
   * A lazy part failed to load.
   * @internal
   */
  declare broken: boolean;
  /**
   * Kind of the only code in the camera's view.
   * @internal
   */
  declare foreign: ForeignKind | undefined;

  /** @internal */
  readonly wedge: WedgeHolder;
  /** @internal */
  panels: SourcePanels | undefined;
  /** Loaded together with the view. */
  #chooser: CodeChooser | undefined;
  #window: Window | undefined;

  constructor() {
    super();
    this.sources = DEFAULT_SOURCES;
    this.starts = codeStarts();
    this.scannerPrefix = '';
    this.guard = false;
    this.training = false;
    this.broken = false;
    this.capture = 'off';
    this.wedge = new WedgeHolder({
      onCode: (text) => void this.offer(text, 'wedge'),
      onStatus: (status, problem) => this.report('wedge', status, problem),
      onEscape: () => this.capturing && this.dispatchEvent(new CustomEvent('cid-escape')),
    });
  }

  /** Begins a capture: arms the wedge, and starts the camera if it was turned on before. */
  start(): void {
    this.capture = 'waiting';
    void this.#loadView();
    this.#chooser?.begin();
    this.wedge.start();
    this.panels?.begin();
    this.#updatePhase();
  }

  /** Ends the capture: every track ends and keys reach the page again. */
  stop(): void {
    if (this.capturing) this.capture = 'off';
    this.#chooser?.end();
    this.wedge.stop();
    this.panels?.end();
    this.#updatePhase();
  }

  #updatePhase(): void {
    this.setPhase(this.wanted.length ? (this.capturing ? 'capture' : 'idle') : 'unusable');
  }

  /** @internal */
  readonly again = () => {
    if (this.capturing) this.wedge.start();
    else this.start();
  };

  /** @internal */
  get capturing(): boolean {
    return this.capture === 'waiting';
  }

  /** @internal */
  get wanted(): readonly SourceKind[] {
    const words = (this.sources ?? DEFAULT_SOURCES).split(/\s+/);
    return SOURCES.filter((name) => words.includes(name));
  }

  /**
   * Called by a source when its status changes.
   * @internal
   */
  report(source: SourceKind, status: SourceStatus, problem?: string, advice?: string): void {
    const detail: CidStatusDetail = {
      source,
      status,
      ...(problem && { problem }),
      ...(advice && { advice }),
    };
    this.dispatchEvent(new CustomEvent('cid-status', { detail }));
    this.requestUpdate();
  }

  /** Reports a text as if a source had read it, without waiting for a better one. */
  read(text: string, source: SourceKind): void {
    if (text && this.#hears(source)) this.#handOver(text, source);
  }

  /**
   * Called by a source with a text. During a capture the best text is chosen; otherwise a code may begin a
   * check.
   * @internal
   */
  async offer(text: string, source: SourceKind): Promise<void> {
    if (!text || !this.#hears(source)) return;
    // Outside a capture the wedge reports only texts that begin as a code.
    if (!this.capturing && source === 'wedge') {
      this.#handOver(text, source);
      return;
    }
    const chooser = this.#chooser ?? (await this.#loadView());
    if (!chooser) this.#handOver(text, source);
    else if (this.capturing) {
      chooser.offer(text, source);
      // A wedge disarms itself after each code, so rearm it if this was not the awaited one.
      if (this.capturing && source === 'wedge' && this.wedge.status === 'off') this.wedge.start();
    } else if (source === 'serial' && chooser.isCode(text)) {
      // A scanner on a port also reads barcodes of books, which begin no check.
      this.#handOver(text, source);
    }
  }

  /** Outside a capture scanners are read if the guard is on; images are not. */
  #hears(source: SourceKind): boolean {
    return this.capturing || source === 'wedge' || (source !== 'image' && this.guard);
  }

  #handOver(text: string, source: SourceKind): void {
    const detail: CidScanDetail = { text, source, capturedAt: new Date().toISOString() };
    const event = new CustomEvent<CidScanDetail>('cid-scan', { detail, cancelable: true });
    if (!this.dispatchEvent(event)) {
      if (this.capturing) this.start();
      return;
    }
    if (!this.capturing) return;
    this.stop();
    this.capture = 'done';
  }

  async #loadView(): Promise<CodeChooser | undefined> {
    const part = await scannerView.load();
    if (part && !this.#chooser) {
      this.#chooser = new part.CodeChooser({
        starts: () => this.starts,
        // Outside <cid-check> the listener of `cid-scan` decides about training codes.
        training: () => this.training || !this.frame,
        onChosen: (text, source) => this.#handOver(text, source),
        onForeign: (kind) => {
          this.foreign = kind;
          if (kind) this.report('camera', 'problem', kind);
        },
      });
      if (this.capturing) this.#chooser.begin();
    }
    this.#adoptParts();
    return this.#chooser;
  }

  #adoptParts(): void {
    this.addSheets(scannerView.value?.styles, sourcePanels.value?.styles);
    this.requestUpdate();
  }

  /** Images and scanners on a port are read without a click, so their panels are loaded at once. */
  #offerPanels(): void {
    if (this.wanted.includes('image') || this.wanted.includes('serial')) void this.#openPanels();
    this.#updatePhase();
  }

  #closePanels(): void {
    this.panels?.dispose();
    this.panels = undefined;
  }

  /** Loads the panels of the other sources and starts one of them. */
  async #openPanels(source?: OnDemandSource): Promise<void> {
    if (source && !this.capturing) this.start();
    const part = await sourcePanels.load();
    this.broken = !part;
    if (!part || !this.isConnected) return;
    this.panels ??= new part.SourcePanels(this, this);
    this.#adoptParts();
    if (source && this.capturing) this.panels.turnOn(source);
  }

  /** @internal */
  readonly turnOn = (source: OnDemandSource) => void this.#openPanels(source);

  #configureWedge(): void {
    const window = this.#window;
    const settings = window && {
      starts: this.starts,
      prefix: this.scannerPrefix,
      own: this.frame ?? this,
      window,
    };
    this.wedge.configure(this.wanted.includes('wedge') ? settings : undefined);
  }

  protected override entered(): void {
    // Inside <cid-check> the scanner is hidden until a capture begins.
    if (!this.frame) void this.#loadView();
    this.#offerPanels();
  }

  protected override removed(): void {
    this.stop();
    this.#window = undefined;
    this.wedge.dispose();
    this.#closePanels();
  }

  protected override listenIn(view: Window): (() => void)[] {
    if (this.#window !== view) {
      this.#window = view;
      this.#configureWedge();
    }
    this.panels?.moved();
    return super.listenIn(view);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('guard')) this.wedge.guard(this.guard);
    if (['starts', 'scannerPrefix', 'frame', 'sources'].some((name) => changed.has(name)))
      this.#configureWedge();
    if (changed.has('sources')) {
      this.#closePanels();
      this.#offerPanels();
    }
  }

  protected override render(): TemplateResult {
    if (scannerView.value) return scannerView.value.renderScanner(this);
    return scannerView.failed
      ? html`<p class="root notice">${this.texts(common).unusable.notLoaded}</p>`
      : html``;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cid-scan': CustomEvent<CidScanDetail>;
    'cid-status': CustomEvent<CidStatusDetail>;
    'cid-escape': CustomEvent;
  }
}
