import { type Benefit, type Config, DEFAULT_CONFIG, type Way } from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { loadConfig } from '../flow/config-source.js';
import { trainingVerifier } from '../flow/training-verifier.js';
import { parseBenefits } from '../internal/benefit-list.js';
import { CidElement } from '../internal/cid-element.js';
import { onManualKeys } from '../internal/keyboard.js';
import { nearestLang } from '../internal/language.js';
import { keepPrintedAlone, printedAlone } from '../internal/print-alone.js';
import { warn } from '../internal/warn.js';
import type { CidScanDetail, CidScanner, CidStatusDetail } from '../scanner/cid-scanner.js';
import '../scanner/define.js';
import { trainingStyles } from './cid-training.styles.js';
import type { CourseContext } from './course-context.js';
import { CourseRun, type CourseStep } from './course-run.js';
import { type CourseTexts, courseTexts, russianCourse } from './course-texts.js';
import { explainedView, resultView, startView, visitorView } from './course-views.js';

const PHASES = {
  start: 'idle',
  read: 'capture',
  checking: 'working',
  decide: 'choice',
  explained: 'result',
  result: 'result',
} as const satisfies Record<CourseStep, string>;

/** The result sheet of a finished course is printed without the page. */
const PRINTED = 'cid-training';
const printed = printedAlone(PRINTED);

/**
 * A course of ten minutes for one clerk (5.1): simulated visitors in random order, each decision scored by
 * the clause that governs it. Nothing about the clerk is requested, stored or sent.
 *
 * @tagname cid-training
 * @fires {CustomEvent} cid-course - the course was finished: every visitor was checked and every decision is
 * right. Does not bubble, has no detail.
 * @csspart screen - a screen of the course
 * @csspart training - the band that marks training
 * @csspart primary - the button of the most likely next step
 * @csspart quiet - a button that cancels or postpones
 * @csspart sheet - the result sheet, only printed
 */
export class CidTraining extends CidElement {
  /** @internal */
  static override readonly sheets = [...CidElement.sheets, trainingStyles];

  static override properties = {
    benefits: {},
    way: {},
    config: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    scanning: { state: true },
    other: { state: true },
  };

  /** Benefits that the visitors ask for, by name, separated by spaces. Default: the configuration's. */
  declare benefits: string;
  /** The way that is practised: `goskan` or `gateway`. Default: the first that the configuration permits. */
  declare way: string;
  /** Address of the institution's configuration (JSON), or the object itself. */
  declare config: string | object | undefined;
  /** Level of the heading, 1 to 6, in the page's outline. Default 2. */
  declare headingLevel: number;

  /** Codes are read by scanner or camera instead of the button. */
  declare private scanning: boolean;
  /** The last code was not the one of this visitor. */
  declare private other: boolean;

  readonly #run = new CourseRun();
  #settings: Config = DEFAULT_CONFIG;
  #check: AbortController | undefined;
  #codeTimer: ReturnType<typeof setTimeout> | undefined;
  #isTold = false;
  /** The last screen, and whether the clerk has acted since: the next screen then takes the focus. */
  #shown = '';
  #hasActed = false;

  constructor() {
    super();
    this.benefits = '';
    this.way = '';
    this.scanning = false;
    this.other = false;
  }

  get #texts(): CourseTexts {
    return courseTexts.get(nearestLang(this)) ?? russianCourse;
  }

  get #offered(): readonly Benefit[] {
    const named = parseBenefits(this.benefits, (what) => warn(`<${this.localName}> ${what}`));
    return named?.length ? named : this.#settings.benefits;
  }

  get #way(): Way {
    if (this.way === 'goskan' || this.way === 'gateway') return this.way;
    return this.#settings.ways[0] ?? 'goskan';
  }

  protected override listenIn(view: Window): (() => void)[] {
    return [
      ...super.listenIn(view),
      onManualKeys(this, {
        onDigit: (digit) => this.renderRoot.querySelector<HTMLElement>(`[data-key="${digit}"]`)?.click(),
        onEscape: () => this.#stopScanning(),
      }),
    ];
  }

  protected override removed(): void {
    this.#check?.abort();
    clearTimeout(this.#codeTimer);
    keepPrintedAlone(this.ownerDocument, printed, false);
    this.#run.step = 'start';
    this.#hasActed = false;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('config')) void this.#loadConfig();
    if (changed.has('way') && this.way && this.way !== this.#way)
      warn(`<${this.localName}> takes \`goskan\` or \`gateway\` as its \`way\`.`);
    const lang = nearestLang(this);
    if (!courseTexts.get(lang)) void courseTexts.load(lang).then((texts) => texts && this.requestUpdate());
    this.setPhase(PHASES[this.#run.step]);
  }

  async #loadConfig(): Promise<void> {
    const source = this.config;
    const { config, problems } = await loadConfig(source);
    if (source !== this.config) return;
    for (const problem of problems) warn(`<${this.localName}> ${problem}`);
    this.#settings = config;
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { step, number, isFinished } = this.#run;
    const screen = `${step}${number}`;
    if (screen !== this.#shown && this.#hasActed)
      this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
    this.#shown = screen;
    const scanner = this.renderRoot.querySelector<CidScanner>('cid-scanner');
    if (scanner && step === 'read' && scanner.state === 'idle') scanner.start();
    keepPrintedAlone(this.ownerDocument, printed, isFinished && this.isConnected);
    this.#followCode();
    if (isFinished && !this.#isTold) {
      this.#isTold = true;
      this.dispatchEvent(new CustomEvent('cid-course'));
    }
  }

  /** Schedules an update for when the code on the simulated phone changes. */
  #followCode(): void {
    clearTimeout(this.#codeTimer);
    const now = Date.now();
    const code = this.#run.step === 'read' ? this.#run.code(now) : undefined;
    if (code && this.isConnected)
      this.#codeTimer = setTimeout(() => this.requestUpdate(), Math.max(20, code.until - now));
  }

  /** Handles an action of the clerk. The next screen takes the focus. */
  #act(change: () => void): void {
    this.#hasActed = true;
    this.other = false;
    change();
    this.requestUpdate();
  }

  #begin(): void {
    this.#isTold = false;
    this.#run.begin(this.#offered);
  }

  async #read(text: string): Promise<void> {
    const { visitor } = this.#run;
    if (!visitor || this.#run.step !== 'read') return;
    this.#act(() => {
      this.#run.step = 'checking';
    });
    this.#check = new AbortController();
    const { signal } = this.#check;
    const { outcome, reason } = await trainingVerifier(text, visitor.benefit, signal);
    if (signal.aborted) return;
    this.#answered(reason ?? outcome);
  }

  #answered(answer: string): void {
    this.other = answer !== this.#run.answer(Date.now());
    this.#run.step = this.other ? 'read' : 'decide';
    this.requestUpdate();
  }

  readonly #scanned = ({ detail }: CustomEvent<CidScanDetail>): void => void this.#read(detail.text);

  /** The camera reports a foreign code and continues to read. */
  readonly #scannerReported = ({ detail }: CustomEvent<CidStatusDetail>): void => {
    const { problem } = detail;
    if (this.#run.step !== 'read' || (problem !== 'foreign' && problem !== 'invitation')) return;
    this.#hasActed = true;
    this.#answered(`${problem}-code`);
  };

  readonly #stopScanning = (): boolean => {
    const was = this.scanning;
    this.scanning = false;
    return was;
  };

  #announcement(): string {
    const { read } = this.#texts;
    if (this.#run.step === 'checking') return read.reading;
    return this.other ? read.other : '';
  }

  #context(): CourseContext {
    const t = this.#texts;
    const run = this.#run;
    return {
      t,
      run,
      way: this.#way,
      config: this.#settings,
      level: this.headingLevel || 2,
      scanning: this.scanning,
      other: this.other,
      lesson: (russian) => this.texts(russian).practice,
      begin: () => this.#act(() => this.#begin()),
      read: () => void this.#read(run.code(Date.now())?.text ?? ''),
      scan: () => {
        this.scanning = true;
      },
      stopScanning: this.#stopScanning,
      decide: (name) => this.#act(() => run.decide(name)),
      next: () => this.#act(() => run.next(this.#offered)),
      repeat: () => this.#act(() => run.repeat(this.#offered)),
      print: () => this.ownerDocument.defaultView?.print(),
      scanner: () => html`<cid-scanner
        .training=${true}
        .frame=${this}
        @cid-scan=${this.#scanned}
        @cid-status=${this.#scannerReported}
        @cid-escape=${this.#stopScanning}
      ></cid-scanner>`,
    };
  }

  protected override render(): TemplateResult {
    const context = this.#context();
    const { t, run } = context;
    const { training } = this.t;
    const view = {
      start: startView,
      read: visitorView,
      checking: visitorView,
      decide: visitorView,
      explained: explainedView,
      result: resultView,
    }[run.step];
    return html`<div class="root training ${this.appearanceClass}" dir=${t.dir} lang=${t.lang}>
      <p class="training-band" part="training"><b>${training.word}</b> ${training.note}</p>
      ${view(context)}
      <p class="live" role="status">${this.#announcement()}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cid-course': CustomEvent<null>;
  }
}
