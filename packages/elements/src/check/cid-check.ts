import {
  type Benefit,
  type CheckState,
  codeStarts,
  type DoneResult,
  eventsOf,
  isBenefit,
  PHASES,
} from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { attorneyToday } from '../attorney.js';
import { modalOutside, noticeInModal } from '../internal/host-modal.js';
import { captureScroll, restoreScroll } from '../internal/scroll-position.js';
import { deepActiveElement, isFunctionKey, keepKeysInside, listenToFunctionKeys } from '../keys.js';
import { clampSeconds } from '../result/cid-result.js';
import type { CidScanDetail, CidScanner } from '../scanner/cid-scanner.js';
import { aroundScanner, attorneyNotice, closedNotice, keysHelp } from '../screens/screens.js';
import { SessionElement } from '../session-element.js';
import { chooseVerifier, type Unfit } from '../verifier-source.js';
import { checkStyles } from './cid-check.styles.js';

/** What `cid-done` tells the host page, and nothing else. */
export interface CidDoneDetail {
  readonly result: DoneResult;
  /** With `report-benefit` alone. */
  readonly benefit?: Benefit;
}

/** What the page around may style of the elements inside. */
const PARTS =
  'screen, button, primary, wide, quiet, outcome, accept, offer, decline, neutral, who, lesson, countdown, attorney';

const REST: readonly CheckState[] = ['choice', 'choice-paper-only', 'unusable'];

/**
 * One whole check after another: the choice of way, the code or Goskan, the answer, the face, the outcome, or paper.
 * A conductor: the rules are core's table, the screens are the elements it is made of.
 *
 * @tagname cid-check
 * @csspart digital - the button to the digital way
 * @csspart paper - the button to the paper way, the same size
 * @csspart viewfinder - the camera's picture
 * @fires {CustomEvent<CidDoneDetail>} cid-done - a check ended and is forgotten. Bubbles, composed.
 */
export class CidCheck extends SessionElement {
  static override styles = [...[SessionElement.styles].flat(), checkStyles];

  static override properties = {
    ...SessionElement.properties,
    benefits: {},
    verifier: {},
    gateway: {},
    workstation: {},
    callerKey: { attribute: false },
    resultSeconds: { type: Number, attribute: 'result-seconds' },
    discreet: { type: Boolean },
    attorneyUntil: { attribute: 'attorney-until' },
    tone: { type: Boolean },
    reportBenefit: { type: Boolean, attribute: 'report-benefit' },
    sources: {},
    scannerPrefix: { attribute: 'scanner-prefix' },
    keyCheck: { attribute: 'key-check' },
    keyPaper: { attribute: 'key-paper' },
    helpOpen: { state: true },
  };

  /** Benefits offered, in words: `student large-family age` by default. */
  declare benefits: string | undefined;
  /** Who verifies: `goskan` (default), `gateway` or `training`. */
  declare verifier: string | undefined;
  /** Base address of the gateway. */
  declare gateway: string | undefined;
  /** A name for this desk, up to 64 characters; never a person's. */
  declare workstation: string | undefined;
  /** A caller key of the gateway, where the page itself must hold one. A property only: markup is read by others. */
  declare callerKey: string | undefined;
  /** Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd. */
  declare attorneyUntil: string | undefined;
  /** How long a result stays, s: 5 to 120, 30 by default. */
  declare resultSeconds: number;
  /** For screens that face the queue: neutral, words on request. */
  declare discreet: boolean;
  /** One neutral tone when a result is ready, the same for every outcome. Silent by default: the queue listens. */
  declare tone: boolean;
  /** Put the benefit into `cid-done`. */
  declare reportBenefit: boolean;
  /** The scanner's sources: `camera wedge` by default. */
  declare sources: string;
  /** What the wedge scanner is programmed to send first. */
  declare scannerPrefix: string;
  /** Function key that starts a check; empty switches it off. */
  declare keyCheck: string;
  /** Function key of the paper way; empty switches it off. */
  declare keyPaper: string;

  declare private helpOpen: boolean;

  protected override readonly rest: CheckState = 'choice';

  #unfit: Unfit | undefined;
  #before: HTMLElement | undefined;
  #scrolled: ReturnType<typeof captureScroll> = [];
  #engaged = false;
  #unkeys: (() => void)[] = [];
  #offered: readonly Benefit[] = [];
  #starts: readonly string[] = codeStarts();

  constructor() {
    super();
    this.resultSeconds = 30;
    this.discreet = false;
    this.tone = false;
    this.reportBenefit = false;
    this.sources = 'camera wedge';
    this.scannerPrefix = '';
    this.keyCheck = 'F8';
    this.keyPaper = 'F9';
    this.helpOpen = false;
  }

  protected override settled(): void {
    super.settled();
    this.current.onDone = (result, benefit) => this.#done(result, benefit);
    this.#unkeys = [listenToFunctionKeys((key) => this.#functionKey(key)), keepKeysInside(this)];
    this.addEventListener('focusin', this.#cameFrom);
  }

  protected override removed(): void {
    super.removed();
    this.setPhase(this.phase());
    for (const stop of this.#unkeys.splice(0)) stop();
    this.removeEventListener('focusin', this.#cameFrom);
    this.#before = undefined;
    this.#engaged = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    for (const key of ['keyCheck', 'keyPaper'] as const) {
      if (this[key] && !isFunctionKey(this[key])) {
        this.warn(`takes a function key (F1 to F24) or nothing as its \`${key}\`.`);
        this[key] = '';
      }
    }
    super.willUpdate(changed);
    this.applySettings();
    this.setPhase(this.phase());
  }

  protected override applySettings(): void {
    super.applySettings();
    const config = this.settings;
    const { name, verify, unfit } = chooseVerifier(this, config);
    const wanted = (this.benefits ?? '').split(/[\s,]+/).filter(Boolean);
    for (const word of wanted) if (!isBenefit(word)) this.warn('does not know one of its `benefits`.');
    this.#offered = wanted.length ? wanted.filter(isBenefit) : config.benefits;
    if (this.#offered.length && !this.#offered.includes(this.current.benefit))
      this.current.benefit = this.#offered[0]!;
    const starts = codeStarts(config.codeHosts);
    if (starts.join() !== this.#starts.join()) this.#starts = starts;
    this.#unfit = this.configOk ? (this.#offered.length ? unfit : 'benefits') : 'config';
    this.current.settings = {
      config,
      verifier: name,
      ...(verify && { verify }),
      ...(name === 'goskan' && { attorney: attorneyToday(this.attorneyUntil, config) }),
      resultSeconds: clampSeconds(this.resultSeconds),
      discreet: this.discreet,
    };
    this.#settle();
  }

  /** At rest, the state says what the desk can do now. */
  #settle(): void {
    const { current } = this;
    if (!REST.includes(current.state)) return;
    const ended = current.settings.attorney?.kind === 'ended';
    const fitting: CheckState = this.#unfit ? 'unusable' : ended ? 'choice-paper-only' : 'choice';
    if (current.state === fitting) return;
    current.send(({ unusable: 'unfit', 'choice-paper-only': 'withhold', choice: 'ready' } as const)[fitting]);
  }

  protected override entered(state: CheckState): void {
    const scanner = this.#scanner;
    if (state === 'capture') scanner?.start();
    else scanner?.stop();
    if (this.tone && PHASES[state] === 'result')
      void import('../tone.js').then(({ neutralTone }) => neutralTone());
    if (REST.includes(state)) this.#settle();
    if (state === 'unusable')
      void this.ready().then(() => this.#unfit && this.warn(`cannot check: ${this.#unfit}.`));
  }

  get #scanner(): CidScanner | null {
    return this.renderRoot?.querySelector('cid-scanner') ?? null;
  }

  #done(result: DoneResult, benefit: Benefit): void {
    this.#giveFocusBack();
    const detail: CidDoneDetail = this.reportBenefit ? { result, benefit } : { result };
    const tell = (target: EventTarget) =>
      target.dispatchEvent(new CustomEvent('cid-done', { detail, bubbles: true, composed: true }));
    tell(this);
    // Taken out of the page with a result on screen, the page hears it all the same.
    if (!this.isConnected) tell(this.ownerDocument);
  }

  // ---- focus: taken for a check that a hand began, given back when it ends ----

  readonly #cameFrom = (event: FocusEvent) => {
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !this.contains(from)) this.#before = from;
  };

  #engage(): void {
    const active = deepActiveElement();
    if (active && !this.#isInside(active)) {
      this.#before = active;
      this.#scrolled = captureScroll(active);
    }
    this.#engaged = true;
  }

  #isInside(element: Element): boolean {
    for (
      let node: Node | null = element;
      node;
      node = node instanceof ShadowRoot ? node.host : node.parentNode
    ) {
      if (node === this) return true;
    }
    return false;
  }

  #giveFocusBack(): void {
    const before = this.#before;
    const inside =
      document.activeElement === null ||
      document.activeElement === document.body ||
      this.#isInside(document.activeElement);
    this.#engaged = false;
    this.#before = undefined;
    if (!inside || !before?.isConnected) return;
    before.focus({ preventScroll: true });
    restoreScroll(before, this.#scrolled);
  }

  protected override takesFocus(): boolean {
    return this.#engaged && !REST.includes(this.current.state);
  }

  get #screenElement(): SessionElement | null {
    return this.renderRoot.querySelector<SessionElement>('cid-result, cid-goskan, cid-fallback');
  }

  override pressDigit(digit: string): void {
    if (this.#screenElement) this.#screenElement.pressDigit(digit);
    else super.pressDigit(digit);
  }

  override focusScreen(): void {
    const inner = this.#screenElement;
    if (inner) void inner.updateComplete.then(() => inner.focusScreen());
    else super.focusScreen();
  }

  // ---- keys ----

  #functionKey(key: string): boolean {
    if (!this.isConnected) return false;
    if (key === this.keyCheck) this.startCheck();
    else if (key === this.keyPaper) this.startPaper();
    else return false;
    return true;
  }

  protected override escape(): boolean {
    if (this.helpOpen) {
      this.helpOpen = false;
      return true;
    }
    return this.current.offer('leave') || this.current.offer('next');
  }

  /** An open modal dialog of the page takes every key and the focus: no check begins beneath it, and the clerk is told why. */
  #isBlocked(): boolean {
    const modal = modalOutside(this);
    if (modal) noticeInModal(modal, this.t.check.modal);
    return modal !== undefined;
  }

  /** Begins a check, or the next visitor's, or another try: what the check key does. */
  startCheck(): void {
    const { current } = this;
    if (this.#isBlocked()) return;
    this.#engage();
    if (current.can('next')) {
      current.send('next');
      this.#engage();
    }
    if (current.can(current.digital)) current.send(current.digital);
    else if (current.state === 'capture') this.#scanner?.start();
    else this.focusScreen();
  }

  /** Goes to the paper document: what the paper key does. */
  startPaper(): void {
    const { current } = this;
    if (this.#isBlocked()) return;
    this.#engage();
    if (current.can('next')) {
      current.send('next');
      this.#engage();
    }
    if (!current.offer('paper')) this.focusScreen();
  }

  // ---- a code was read ----

  readonly #scanned = (event: CustomEvent<CidScanDetail>) => {
    const { current } = this;
    if (!event.detail?.text) return;
    if (current.state !== 'capture') {
      // Caught by the guard: the clerk scanned without pressing anything first.
      if (this.#isBlocked()) {
        event.preventDefault();
        return;
      }
      if (current.can('next')) current.send('next');
      if (!current.offer('scan')) {
        event.preventDefault();
        return;
      }
      this.#engage();
    }
    current.send('captured');
    void current.verify(event.detail.text);
  };

  // ---- what is shown ----

  protected override screen(): TemplateResult {
    const { current, t } = this;
    const { state } = current;
    // An unfit desk still keeps a stray scan out of the page.
    const scans = current.settings.verifier !== 'goskan';
    const around = state === 'capture' ? aroundScanner(this, this.keyPaper) : { before: '', after: '' };
    const named = !REST.includes(state) && !this.discreet;
    return html`<div class="stack">
      <div class="head">
        <div role="heading" class="title" aria-level=${this.level}>${t.check.title}${named ? html` <span class="note">${t.benefit[current.benefit]}</span>` : ''}</div>
        <button type="button" class="button small quiet" aria-expanded=${this.helpOpen} @click=${this.#toggleHelp}><span>${t.check.help}</span></button>
      </div>
      ${this.helpOpen ? keysHelp(this, { check: this.keyCheck, paper: this.keyPaper }, this.#toggleHelp) : ''}
      ${current.broken ? html`<p class="notice">${t.unusable.broken}</p>` : ''}
      ${REST.includes(state) ? this.#choice() : ''}
      ${around.before}
      ${
        scans
          ? html`<cid-scanner
              exportparts="viewfinder, button"
              ?hidden=${state !== 'capture'}
              .sources=${this.sources}
              .scannerPrefix=${this.scannerPrefix}
              .starts=${this.#starts}
              .training=${current.training}
              .guard=${true}
              .frame=${this}
              @cid-scan=${this.#scanned}
              @cid-escape=${() => current.offer('leave')}
            ></cid-scanner>`
          : ''
      }
      ${around.after}
      ${this.#inner(state)}
    </div>`;
  }

  #inner(state: CheckState): TemplateResult | '' {
    const { current } = this;
    if (state === 'goskan' || state === 'goskan-face')
      return html`<cid-goskan exportparts=${PARTS} .session=${current} .headingLevel=${this.level + 1}></cid-goskan>`;
    if (state === 'paper')
      return html`<cid-fallback exportparts=${PARTS} .session=${current} .headingLevel=${this.level + 1}></cid-fallback>`;
    if (REST.includes(state) || state === 'capture') return '';
    return html`<cid-result exportparts=${PARTS} .session=${current} .headingLevel=${this.level + 1}></cid-result>`;
  }

  #choice(): TemplateResult {
    const { current, t } = this;
    const digital = eventsOf(current.state).includes(current.digital);
    return html`
      ${current.state === 'unusable' && this.#unfit ? closedNotice(this, this.#unfit) : attorneyNotice(this)}
      <fieldset class="benefits">
        <legend>${t.check.which}</legend>
        ${this.#offered.map(
          (benefit) => html`<label class="benefit">
            <input
              type="radio"
              name="benefit"
              .checked=${benefit === current.benefit}
              @change=${() => {
                current.benefit = benefit;
              }}
            /><span>${t.benefit[benefit]}</span></label>`,
        )}
      </fieldset>
      <div class="ways" role="group" aria-label=${t.check.how}>
        ${
          digital || current.state === 'choice'
            ? html`<button type="button" class="button way" part="button digital" data-key="1" aria-keyshortcuts=${this.keyCheck || '1'} @click=${() => this.startCheck()}>
                <span>${t.check.digital}</span><kbd aria-hidden="true">${this.keyCheck || '1'}</kbd></button>`
            : ''
        }
        <button type="button" class="button way" part="button paper" data-key="2" aria-keyshortcuts=${this.keyPaper || '2'} @click=${() => this.startPaper()}>
          <span>${t.check.paper}</span><kbd aria-hidden="true">${this.keyPaper || '2'}</kbd></button>
      </div>`;
  }

  readonly #toggleHelp = () => {
    this.helpOpen = !this.helpOpen;
    if (this.helpOpen) this.bring(['notices']);
  };
}

declare global {
  interface HTMLElementEventMap {
    'cid-done': CustomEvent<CidDoneDetail>;
    'cid-scan': CustomEvent<CidScanDetail>;
  }
}
