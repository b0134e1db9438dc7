import type { Benefit, CheckEvent, CheckState, DoneResult } from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { VerifyingElement } from '../flow/verifying-element.js';
import { booleanAttribute, isOn } from '../internal/boolean-attribute.js';
import { containKeyPresses, isFunctionKey, onFunctionKeys } from '../internal/keyboard.js';
import { LazyPart } from '../internal/lazy-part.js';
import type { CidScanDetail, CidScanner, CidStatusDetail } from '../scanner/cid-scanner.js';
import { DEFAULT_SOURCES } from '../scanner/sources.js';
import { choiceView } from '../views/choice.js';
import { choiceStyles } from '../views/choice.styles.js';
import { capture, notices, renderView } from '../views/lazy-views.js';
import { createStarter } from './check-starter.js';
import { checkStyles } from './cid-check.styles.js';

/** The detail of `cid-done`, the only information for the host page. */
export interface CidDoneDetail {
  readonly result: DoneResult;
  /** Only with `report-benefit`. */
  readonly benefit?: Benefit;
  /**
   * Only with `receipt`: the JWS that the gateway signed, for `accepted` by the gateway after the face check.
   * Paper has none, and `accepted` without a receipt is equivalent (3.2, 5.3).
   */
  readonly receipt?: string;
}

/** Loaded at the first step of a check, because only desks with a gateway need it. */
const gateway = new LazyPart(() => import('../flow/gateway-verifier.js'));

/**
 * Runs complete checks, one after another: choice of way, code or Goskan, answer, face check, outcome, or
 * paper.
 *
 * @tagname cid-check
 * @csspart digital - the button to the digital way
 * @csspart paper - the button to the paper way, the same size
 * @csspart viewfinder - the camera's video
 * @fires {CustomEvent<CidStatusDetail>} cid-status - the status of a source changed. Does not bubble,
 * contains no text.
 * @fires {CustomEvent<CidDoneDetail>} cid-done - a check ended and its data was cleared. Bubbles, composed.
 */
export class CidCheck extends VerifyingElement {
  /** @internal */
  static override readonly sheets = [...VerifyingElement.sheets, choiceStyles, checkStyles];

  static override properties = {
    ...VerifyingElement.properties,
    benefits: {},
    verifier: {},
    attorneyUntil: { attribute: 'attorney-until' },
    tone: booleanAttribute('tone'),
    reportBenefit: booleanAttribute('report-benefit'),
    receipt: booleanAttribute('receipt'),
    count: booleanAttribute('count'),
    sources: {},
    scannerPrefix: { attribute: 'scanner-prefix' },
    keyCheck: { attribute: 'key-check' },
    keyPaper: { attribute: 'key-paper' },
    helpOpen: { state: true },
    scanIgnored: { state: true },
  };

  /**
   * Benefits to offer, separated by spaces. Default: the configuration's, else `student large-family age`.
   */
  declare benefits: string | undefined;
  /** Who verifies: `goskan` (default), `gateway` or `training`. */
  declare verifier: string | undefined;
  /** Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd. */
  declare attorneyUntil: string | undefined;
  /**
   * Plays a tone when a result is ready, the same for every outcome. Off by default, because the queue hears
   * it.
   */
  declare tone: boolean;
  /** Adds the benefit to `cid-done`. */
  declare reportBenefit: boolean;
  /** Adds the gateway's receipt to `cid-done`. It reveals benefit and way to the page. */
  declare receipt: boolean;
  /**
   * Counts attestations with Goskan at the gateway when their result is cleared. Paper and disability are
   * never counted.
   */
  declare count: boolean;
  /** Sources to offer, separated by spaces: `camera wedge` by default; also `image`, `serial`, `max`. */
  declare sources: string;
  /** The prefix programmed into the wedge scanner. */
  declare scannerPrefix: string;
  /** Function key that starts a check; empty switches it off. */
  declare keyCheck: string;
  /** Function key of the paper way; empty switches it off. */
  declare keyPaper: string;

  declare private helpOpen: boolean;
  /** A code was read while none can be checked. */
  declare private scanIgnored: boolean;

  readonly #starter = createStarter(this, this.focusController, () => this.#scanner?.start());

  constructor() {
    super('choice');
    this.tone = false;
    this.reportBenefit = false;
    this.receipt = false;
    this.count = false;
    this.sources = DEFAULT_SOURCES;
    this.scannerPrefix = '';
    this.keyCheck = 'F8';
    this.keyPaper = 'F9';
    this.helpOpen = false;
    this.scanIgnored = false;
  }

  protected override listenIn(view: Window): (() => void)[] {
    return [
      ...super.listenIn(view),
      onFunctionKeys(view, (key) => this.#pressFunctionKey(key)),
      containKeyPresses(view, this),
    ];
  }

  protected override willUpdate(changed: PropertyValues): void {
    for (const key of ['keyCheck', 'keyPaper'] as const) {
      if (this[key] && !isFunctionKey(this[key])) {
        this.check.warn(`takes F1 to F24 as its \`${key}\`.`);
        this[key] = '';
      }
    }
    super.willUpdate(changed);
  }

  protected override stateEntered(state: CheckState): void {
    const { check } = this;
    if (state === 'capture') this.#scanner?.start();
    else this.#scanner?.stop();
    this.scanIgnored = false;
    if (check.session.outcome && isOn(this.tone))
      void import('../internal/tone.js').then(({ neutralTone }) => neutralTone());
    if (state === 'unusable')
      void check
        .ready()
        .then(() => check.unusableReason && check.warn(`cannot check: ${check.unusableReason}.`));
  }

  /** @internal */
  stepTaken(...step: [from: CheckState, event: CheckEvent, benefit: Benefit]): void {
    if (isOn(this.count)) void gateway.load().then((part) => part?.countStep(this, ...step));
  }

  /** @internal */
  checkEnded(result: DoneResult, benefit: Benefit, receipt?: string): void {
    this.focusController.giveBack();
    const detail: CidDoneDetail = {
      result,
      ...(isOn(this.reportBenefit) && { benefit }),
      ...(receipt && isOn(this.receipt) && { receipt }),
    };
    const tell = (target: EventTarget) =>
      target.dispatchEvent(new CustomEvent('cid-done', { detail, bubbles: true, composed: true }));
    tell(this);
    // An element that was removed with a result on screen reports it on the document.
    if (!this.isConnected) tell(this.ownerDocument);
  }

  #pressFunctionKey(key: string): boolean {
    if (key === this.keyCheck) this.startCheck();
    else if (key === this.keyPaper) this.startPaper();
    else return false;
    return true;
  }

  protected override escape(): boolean {
    if (!this.helpOpen) return super.escape();
    this.helpOpen = false;
    return true;
  }

  /** Begins a check, the check of the next visitor, or another try, as the check key does. */
  readonly startCheck = (): void => this.#starter.startCheck();

  /** Begins the check of a paper document, as the paper key does. */
  readonly startPaper = (): void => this.#starter.startPaper();

  get #scanner(): CidScanner | null {
    return this.renderRoot?.querySelector('cid-scanner') ?? null;
  }

  /** Submits a code. Without a running capture it begins a check. */
  readonly #scanned = (event: CustomEvent<CidScanDetail>) => {
    const { session } = this.check;
    const { text } = event.detail;
    if (!text) return;
    const isUnprompted = session.state !== 'capture';
    const isBlocked = isUnprompted && this.#starter.isBlocked();
    if (!isBlocked && session.submit(text)) {
      if (isUnprompted) this.focusController.engage();
      return;
    }
    event.preventDefault();
    if (!isBlocked && this.check.isAtRest) this.#showScanIgnored();
  };

  /** Forwards the scanner's status. A damaged scan begins a check, in which the clerk scans again. */
  readonly #scannerReported = ({ detail }: CustomEvent<CidStatusDetail>) => {
    this.dispatchEvent(new CustomEvent('cid-status', { detail }));
    const { session } = this.check;
    const isFree = this.check.isAtRest || session.phase === 'result';
    const isDamaged = detail.problem === 'distorted' || detail.problem === 'unreadable';
    if (detail.source !== 'wedge' || !isDamaged || !isFree) return;
    if (session.state === 'unusable') this.#showScanIgnored();
    else this.startCheck();
  };

  #showScanIgnored(): void {
    this.scanIgnored = true;
    this.#loadNotices();
  }

  #loadNotices(): void {
    void notices.load().then((part) => {
      this.addSheets(part?.styles);
      this.requestUpdate();
    });
  }

  /** The notice about an ignored scan, or a substitute if its text failed to load. */
  get #scanIgnoredText(): string {
    return notices.value?.scanIgnored(this.texts) ?? (notices.failed ? this.t.unusable.notLoaded : '');
  }

  protected override announcement(before: string): string {
    return this.scanIgnored ? this.#scanIgnoredText : super.announcement(before);
  }

  protected override content(): TemplateResult {
    const { check, t } = this;
    const { session } = check;
    const level = this.headingLevel || 2;
    const context = this.context(level + 1);
    const resting = this.check.isAtRest;
    const captureView = session.state === 'capture' ? capture.value : undefined;
    return html`<div class="stack">
      <div class="head">
        <div role="heading" class="title" aria-level=${level}>${t.check.title}${resting || isOn(this.discreet) ? '' : html` <span class="note">${t.benefit[session.benefit]}</span>`}</div>
        <button type="button" class="button small quiet" aria-expanded=${this.helpOpen} @click=${this.#toggleHelp}><span>${t.check.help}</span></button>
      </div>
      ${this.helpOpen ? (notices.value?.keysHelp(context, this, this.#toggleHelp) ?? '') : ''}
      ${session.broken ? html`<p class="notice">${t.unusable.broken}</p>` : ''}
      ${this.scanIgnored ? html`<p class="notice">${this.#scanIgnoredText}</p>` : ''}
      ${resting ? choiceView(context, check, this) : ''}
      ${captureView?.heading(context) ?? ''}
      ${session.settings.verifier === 'goskan' ? '' : this.#scannerView()}
      <div class="view">${captureView?.render(context, this.keyPaper) ?? renderView(context)}</div>
    </div>`;
  }

  /** Rendered also if nothing can be checked, because the guard keeps scans out of the page. */
  #scannerView(): TemplateResult {
    const { session, starts } = this.check;
    return html`<cid-scanner
      exportparts="viewfinder, button"
      ?hidden=${session.state !== 'capture'}
      .sources=${this.sources}
      .scannerPrefix=${this.scannerPrefix}
      .starts=${starts}
      .training=${session.training}
      .guard=${true}
      .frame=${this}
      @cid-scan=${this.#scanned}
      @cid-status=${this.#scannerReported}
      @cid-escape=${() => session.trySend('leave')}
    ></cid-scanner>`;
  }

  readonly #toggleHelp = () => {
    this.helpOpen = !this.helpOpen;
    if (this.helpOpen) this.#loadNotices();
  };
}

declare global {
  interface HTMLElementEventMap {
    'cid-done': CustomEvent<CidDoneDetail>;
  }
  interface DocumentEventMap {
    'cid-done': CustomEvent<CidDoneDetail>;
  }
  interface WindowEventMap {
    'cid-done': CustomEvent<CidDoneDetail>;
  }
}
