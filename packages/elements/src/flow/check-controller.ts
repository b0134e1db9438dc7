/** Derives the settings of a session from the element's attributes and the institution's configuration. */
import {
  attorneyToday,
  type Benefit,
  type CheckEvent,
  type CheckState,
  type Config,
  codeStarts,
  DEFAULT_CONFIG,
  type DoneResult,
  isAtRest,
  isBenefit,
} from '@cid-elements/core';
import { listen } from '@cid-elements/scanning/listeners';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { parseBenefits } from '../internal/benefit-list.js';
import { isOn } from '../internal/boolean-attribute.js';
import { warn } from '../internal/warn.js';
import { CheckSession, DEFAULT_RESULT_SECONDS } from './check-session.js';
import { chooseVerifier, type UnusableReason } from './choose-verifier.js';
import { loadConfig } from './config-source.js';
import { type EntryPoint, START_RULES, type StartRules } from './start.js';
import { failed, type Verify } from './verify.js';

/** The attributes from which settings are derived. An element has those that it needs. */
export interface CheckInputs {
  readonly config?: string | object | null | undefined;
  readonly benefit?: string | null | undefined;
  readonly benefits?: string | null | undefined;
  readonly verifier?: string | null | undefined;
  readonly gateway?: string | null | undefined;
  readonly workstation?: string | null | undefined;
  readonly callerKey?: string | null | undefined;
  readonly attorneyUntil?: string | null | undefined;
  readonly resultSeconds?: number | null | undefined;
  readonly discreet?: boolean | undefined;
}

export interface CheckHost extends ReactiveControllerHost, HTMLElement, CheckInputs {
  /** A check ended. */
  checkEnded?(result: DoneResult, benefit: Benefit, receipt?: string): void;
  /** The session changed. */
  sessionChanged?(): void;
  /** A transition is about to happen. */
  stepTaken?(from: CheckState, event: CheckEvent, benefit: Benefit): void;
}

const MIN_RESULT_SECONDS = 5;
const MAX_RESULT_SECONDS = 120;

/** Limits how long a result stays: long enough to be read, but not until the next visitor. */
function clampSeconds(seconds: number | null | undefined): number {
  return typeof seconds === 'number' && Number.isFinite(seconds)
    ? Math.min(MAX_RESULT_SECONDS, Math.max(MIN_RESULT_SECONDS, Math.round(seconds)))
    : DEFAULT_RESULT_SECONDS;
}

export class CheckController implements ReactiveController {
  readonly session = new CheckSession();
  /** The institution's configuration. */
  config: Config = DEFAULT_CONFIG;
  /** The benefits that can be proven here. */
  offered: readonly Benefit[] = [];
  /** Why a Digital ID cannot be checked here. */
  unusableReason: UnusableReason | undefined;
  /** Public starts of codes, for the scanner. */
  starts: readonly string[] = [];

  readonly #host: CheckHost;
  readonly #rules: StartRules;
  #configSource: string | object | undefined;
  #configLoad: Promise<void> | undefined;
  #isConfigGood = true;
  #verify: Verify | undefined;
  readonly #warned = new Set<string>();
  #stops: (() => void)[] = [];

  constructor(host: CheckHost, start: EntryPoint) {
    this.#host = host;
    this.#rules = START_RULES[start];
    // `<cid-result>` may be given a code before its first update.
    this.derive();
    this.session.onChange = () => {
      host.requestUpdate();
      host.sessionChanged?.();
    };
    this.session.onStep = (...step) => host.stepTaken?.(...step);
    this.session.onDone = (...done) => {
      host.checkEnded?.(...done);
      this.#updateBenefit();
    };
    host.addController(this);
  }

  /** Whether no check is running. */
  get isAtRest(): boolean {
    return isAtRest(this.session.state);
  }

  hostConnected(): void {
    const { ownerDocument: document } = this.#host;
    const hide = () => this.session.trySend('hide');
    const onVisibility = () => document.visibilityState === 'hidden' && hide();
    this.#stops = [
      listen(document, { visibilitychange: onVisibility }),
      listen(document.defaultView, { pagehide: hide }),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Call before rendering when an attribute changed. */
  inputsChanged(): void {
    this.#followConfig();
    this.derive();
  }

  /** Warns once about each mistake in the page's markup. */
  warn(what: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    warn(`<${this.#host.localName}> ${what}`);
  }

  /** Resolves when the attributes have been read and the configuration has loaded. */
  async ready(): Promise<void> {
    let load: Promise<void> | undefined;
    do {
      await this.#host.updateComplete;
      load = this.#configLoad;
      await load;
    } while (load !== this.#configLoad);
  }

  #followConfig(): void {
    const source = this.#host.config || undefined;
    if (source === this.#configSource) return;
    this.#configSource = source;
    const load = loadConfig(source).then(({ config, problems, warnings = [] }) => {
      if (source !== this.#configSource) return;
      for (const line of [...problems, ...warnings]) this.warn(line);
      this.config = config;
      this.#isConfigGood = problems.length === 0;
      this.#configLoad = undefined;
      this.derive();
    });
    this.#configLoad = load;
  }

  /**
   * Derives the settings of the session. Call after a change of an attribute, the configuration or the date.
   */
  derive(): void {
    const host = this.#host;
    const { config, session } = this;
    const { firstStep, resting } = this.#rules;
    const { name, verify, unusableReason } = chooseVerifier(host, config);
    this.#verify = verify;
    this.offered = parseBenefits(host.benefits ?? '', (what) => this.warn(what)) ?? config.benefits;
    const starts = codeStarts(config.codeHosts);
    if (starts.join() !== this.starts.join()) this.starts = starts;
    this.unusableReason = this.#isConfigGood ? (this.offered.length ? unusableReason : 'benefits') : 'config';
    const attorney =
      name === 'goskan' && firstStep !== 'paper'
        ? attorneyToday(host.attorneyUntil ?? undefined, config.institution.timeZone)
        : undefined;
    const loading = this.#configLoad !== undefined;
    session.settings = {
      config,
      verifier: name,
      verify: this.#verifyWhenReady,
      attorney,
      resting: resting({ usable: !this.unusableReason, loading, attorney }),
      firstStep,
      resultSeconds: clampSeconds(host.resultSeconds),
      discreet: isOn(host.discreet),
    };
    // Setting the benefit may take the first step, so the settings that may forbid it are set before.
    this.#updateBenefit();
  }

  /** Asks the verifier once the configuration has loaded, because a code may be submitted earlier. */
  readonly #verifyWhenReady: Verify = async (text, benefit, signal) => {
    await this.ready();
    if (signal.aborted) return failed('cancelled');
    return this.#verify ? this.#verify(text, benefit, signal) : failed('not-permitted');
  };

  #updateBenefit(): void {
    const { benefit } = this.#host;
    const { session, offered } = this;
    if (this.#rules.isBenefitChosen) {
      if (offered.length && !offered.includes(session.benefit)) session.benefit = offered[0];
      return;
    }
    if (benefit && !isBenefit(benefit)) this.warn('names an unknown benefit in `benefit`.');
    if (isBenefit(benefit)) session.benefit = benefit;
    else if (isAtRest(session.state)) session.benefit = undefined;
  }
}
