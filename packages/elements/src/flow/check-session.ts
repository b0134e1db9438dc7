/**
 * The sequence of checks at one desk: the current state in core's transition table, the countdown and the
 * verifier's answer. The decoded text is passed to the verifier and stored nowhere.
 */
import {
  type AnswerVerifier,
  type AttorneyState,
  type Benefit,
  type CheckEvent,
  type CheckState,
  type Config,
  DEFAULT_CONFIG,
  type DoneResult,
  eventsOf,
  isAtRest,
  type OutcomeKey,
  outcomeOf,
  PHASES,
  type Phase,
  type RestState,
  step,
} from '@cid-elements/core';
import { warn } from '../internal/warn.js';
import { failed, type VerifierName, type Verify, type VerifyAnswer } from './verify.js';

/** Settings of a desk. */
export interface SessionSettings {
  readonly config: Config;
  readonly verifier: VerifierName;
  readonly verify?: Verify | undefined;
  /** The state between two checks. */
  readonly resting: RestState;
  /** The step that is taken automatically from there once the benefit is known. */
  readonly firstStep?: 'goskan' | 'paper' | undefined;
  /** The clerk's power of attorney, if Goskan is used (4.1.2). */
  readonly attorney?: AttorneyState | undefined;
  /** How long a result stays on screen, s. */
  readonly resultSeconds: number;
  readonly discreet: boolean;
}

/** Default of `result-seconds`, s. */
export const DEFAULT_RESULT_SECONDS = 30;

/** Timeout of the face check, because its screen reveals that a benefit was confirmed. */
const FACE_SECONDS = 120;

/** Time that `extend` adds to the countdown. */
const EXTEND_SECONDS = 30;

const TICK_MS = 1_000;

export class CheckSession {
  /** Called after every change that affects rendering. */
  onChange: () => void = () => {};
  /**
   * Called when a check ends. There is a receipt only if the gateway signed one and the face was compared.
   */
  onDone: (result: DoneResult, benefit: Benefit, receipt?: string) => void = () => {};
  /** Called for every transition, before the state changes. */
  onStep: ((from: CheckState, event: CheckEvent, benefit: Benefit) => void) | undefined;

  readonly extendSeconds = EXTEND_SECONDS;
  #settings: SessionSettings = {
    config: DEFAULT_CONFIG,
    verifier: 'goskan',
    resting: 'choice',
    resultSeconds: DEFAULT_RESULT_SECONDS,
    discreet: false,
  };
  #state: CheckState = 'choice';
  #benefit: Benefit | undefined;
  /** The verifier's last answer in this check. */
  #answer: VerifyAnswer | undefined;
  #broken = false;
  #revealed = false;
  #call: AbortController | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #secondsLeft = 0;
  #paused = false;

  get settings(): SessionSettings {
    return this.#settings;
  }

  set settings(next: SessionSettings) {
    const before = this.#settings;
    const state = this.#state;
    this.#settings = next;
    if (next.discreet && !before.discreet) this.#revealed = false;
    this.#enterRestingState();
    if (next.config !== before.config || next.discreet !== before.discreet || this.#state !== state)
      this.onChange();
  }

  get state(): CheckState {
    return this.#state;
  }

  get phase(): Phase {
    return PHASES[this.#state];
  }

  get outcome(): OutcomeKey | undefined {
    return outcomeOf(this.#state, this.#answer?.reason);
  }

  /** The verifier that answered in this check, if one did. */
  get answeredBy(): AnswerVerifier | undefined {
    return this.#answer?.verifier;
  }

  /** A desk is in training if its verifier is, or if a training verifier answered. */
  get training(): boolean {
    return this.settings.verifier === 'training' || this.answeredBy === 'training';
  }

  /** An event was sent that this state does not accept. It is a defect, which the screen reports. */
  get broken(): boolean {
    return this.#broken;
  }

  /** The benefit that is proven; the first of the configured ones until one is chosen. */
  get benefit(): Benefit {
    return this.#benefit ?? this.settings.config.benefits[0] ?? 'student';
  }

  /** `undefined` if the clerk has not chosen one yet. */
  set benefit(benefit: Benefit | undefined) {
    if (benefit === this.#benefit) return;
    this.#benefit = benefit;
    this.#enterRestingState();
    this.onChange();
  }

  get secondsLeft(): number {
    return this.#secondsLeft;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Whether the outcome is shown; in discreet mode only on request. */
  get revealed(): boolean {
    return this.#revealed || !this.settings.discreet;
  }

  reveal(on: boolean): void {
    this.#revealed = on;
    this.onChange();
  }

  /** The event that begins a digital check with this verifier. */
  get digital(): 'scan' | 'goskan' {
    return this.settings.verifier === 'goskan' ? 'goskan' : 'scan';
  }

  can(event: CheckEvent): boolean {
    return eventsOf(this.#state).includes(event);
  }

  /** Applies an event. Returns whether the state accepts it. */
  send(event: CheckEvent): boolean {
    const next = step(this.#state, event);
    if (!next) {
      this.#broken = true;
      warn(`no step "${event}" from "${this.#state}".`);
      this.onChange();
      return false;
    }
    this.#broken = false;
    const { benefit, training } = this;
    const from = this.#state;
    // Only a confirmation with a completed face check has a receipt; paper has none (3.2).
    const receipt = from === 'confirmed' ? this.#answer?.receipt : undefined;
    this.onStep?.(from, event, benefit);
    this.#state = next.to;
    this.#revealed = false;
    this.#abort();
    // The outcome of a paper check is the clerk's decision, so an earlier answer of a verifier no longer
    // counts.
    if (next.done || (event === 'paper' && !training)) this.#answer = undefined;
    this.#startCountdown();
    if (isAtRest(next.to)) this.#state = this.settings.resting;
    this.onChange();
    if (next.done) this.onDone(training ? 'training' : next.done, benefit, receipt);
    this.#enterRestingState();
    return true;
  }

  /** Applies an event only if the state accepts it. For events that may come at any time. */
  trySend(event: CheckEvent): boolean {
    return this.can(event) && this.send(event);
  }

  /**
   * Submits a decoded text to the verifier. Returns whether the state accepts a code. The text is stored
   * nowhere.
   */
  submit(text: string): boolean {
    if (!this.trySend('submit')) return false;
    void this.#verify(text);
    return true;
  }

  /** Asks the verifier about a code, and sends the event of its answer. */
  async #verify(text: string): Promise<void> {
    // The host may have cancelled the check in a callback of the step.
    if (this.#state !== 'verifying') return;
    const { verify } = this.settings;
    const call = new AbortController();
    this.#call = call;
    const answer = verify ? await verify(text, this.benefit, call.signal) : failed('not-permitted');
    if (this.#call !== call) return;
    this.#call = undefined;
    this.#answer = answer;
    this.send(`answer-${answer.outcome}`);
  }

  pause(on: boolean): void {
    this.#paused = on;
    this.onChange();
  }

  extend(): void {
    this.#secondsLeft += EXTEND_SECONDS;
    this.onChange();
  }

  /** Cancels a running check and stops every timer and request. */
  close(): void {
    this.trySend('hide') || this.trySend('leave');
    this.#abort();
    this.#stopCountdown();
  }

  /**
   * Between two checks: enters the configured resting state, and begins a check if there is a `firstStep`.
   */
  #enterRestingState(): void {
    if (!isAtRest(this.#state)) return;
    const { resting, firstStep } = this.settings;
    this.#state = resting;
    if (firstStep && this.#benefit && this.can(firstStep)) this.send(firstStep);
  }

  #abort(): void {
    this.#call?.abort();
    this.#call = undefined;
  }

  #startCountdown(): void {
    this.#stopCountdown();
    this.#paused = false;
    if (!this.can('expire')) return;
    this.#secondsLeft = this.phase === 'face' ? FACE_SECONDS : this.settings.resultSeconds;
    this.#tick = setInterval(() => {
      if (this.#paused) return;
      this.#secondsLeft -= 1;
      if (this.#secondsLeft <= 0) this.send('expire');
      else this.onChange();
    }, TICK_MS);
  }

  #stopCountdown(): void {
    clearInterval(this.#tick);
    this.#tick = undefined;
    this.#secondsLeft = 0;
  }
}
