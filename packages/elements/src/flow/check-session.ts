/**
 * One desk's checks, one after another: where the table of core stands, and what a screen needs to know beside it.
 * Elements of one check share a session; an element alone makes its own. The decoded text passes through `verify` and
 * is kept nowhere.
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
  type OutcomeKey,
  outcomeOf,
  PHASES,
  type Phase,
  type Reason,
  step,
} from '@cid-elements/core';
import type { VerifierName, Verify } from './verify.js';
import { warn } from './warn.js';

export interface SessionSettings {
  readonly config: Config;
  readonly verifier: VerifierName;
  readonly verify?: Verify;
  /** The clerk's power of attorney, where Goskan checks (4.1.2). */
  readonly attorney?: AttorneyState;
  /** How long a result stays on screen, s. */
  readonly resultSeconds: number;
  readonly discreet: boolean;
}

/** A face question is put away when nobody answers it, s: it tells that something was confirmed. */
const FACE_SECONDS = 120;

/** What `extend` adds, s. */
export const EXTEND_SECONDS = 30;

export type SessionListener = () => void;

export class Session {
  #settings: SessionSettings = {
    config: DEFAULT_CONFIG,
    verifier: 'goskan',
    resultSeconds: 30,
    discreet: false,
  };

  /** What a check that ends tells the host. */
  onDone: (result: DoneResult, benefit: Benefit) => void = () => {};

  #state: CheckState;
  #benefit: Benefit = 'student';
  #reason: Reason | undefined;
  #answeredBy: AnswerVerifier | undefined;
  #broken = false;
  #revealed = false;
  #listeners = new Set<SessionListener>();
  #call: AbortController | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #secondsLeft = 0;
  #paused = false;

  /** @param from the state an element starts in when it stands alone. */
  constructor(from: CheckState = 'choice') {
    this.#state = from;
  }

  get settings(): SessionSettings {
    return this.#settings;
  }

  /** What a screen shows of them changes at once. */
  set settings(next: SessionSettings) {
    const { config, discreet } = this.#settings;
    this.#settings = next;
    if (next.config === config && next.discreet === discreet) return;
    if (next.discreet && !discreet) this.#revealed = false;
    this.#tell();
  }

  get state(): CheckState {
    return this.#state;
  }

  get phase(): Phase {
    return PHASES[this.#state];
  }

  get outcome(): OutcomeKey | undefined {
    return outcomeOf(this.#state, this.#reason);
  }

  /** Who answered in this check, if a verifier did. */
  get answeredBy(): AnswerVerifier | undefined {
    return this.#answeredBy;
  }

  /** Training is what the answer says it is, and what a training desk is from the start. */
  get training(): boolean {
    return this.settings.verifier === 'training' || this.#answeredBy === 'training';
  }

  /** An event came that the table does not know: a bug of ours, shown as such. */
  get broken(): boolean {
    return this.#broken;
  }

  get benefit(): Benefit {
    return this.#benefit;
  }

  set benefit(benefit: Benefit) {
    if (benefit === this.#benefit) return;
    this.#benefit = benefit;
    this.#tell();
  }

  get secondsLeft(): number {
    return this.#secondsLeft;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** In discreet mode words are shown on request only. */
  get revealed(): boolean {
    return this.#revealed || !this.settings.discreet;
  }

  reveal(on: boolean): void {
    this.#revealed = on;
    this.#tell();
  }

  listen(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The event that takes a digital check on from here, as the desk is set up. */
  get digital(): 'scan' | 'goskan' {
    return this.settings.verifier === 'goskan' ? 'goskan' : 'scan';
  }

  can(event: CheckEvent): boolean {
    return eventsOf(this.#state).includes(event);
  }

  /** Takes one step of the table. Says whether there was one. */
  send(event: CheckEvent): boolean {
    const next = step(this.#state, event);
    if (!next) {
      this.#broken = true;
      warn(`the check has no step «${event}» from «${this.#state}».`);
      this.#tell();
      return false;
    }
    this.#broken = false;
    const benefit = this.#benefit;
    const training = this.training;
    this.#state = next.to;
    this.#revealed = false;
    if (event !== 'answer-failed') this.#reason = undefined;
    if (next.to !== 'verifying') this.#abort();
    // A document is the staff member's word, whatever a service said before.
    if (next.done || (event === 'paper' && !training)) this.#answeredBy = undefined;
    this.#count(next.to);
    this.#tell();
    if (next.done) this.onDone(training ? 'training' : next.done, benefit);
    return true;
  }

  /** Sends an event only where the table has it: for what may come at any time. */
  offer(event: CheckEvent): boolean {
    return this.can(event) && this.send(event);
  }

  /** Asks the verifier about a code that was just read, and steps by its answer. */
  async verify(text: string): Promise<void> {
    const { verify } = this.settings;
    this.#abort();
    const call = new AbortController();
    this.#call = call;
    const answer = verify
      ? await verify(text, this.#benefit, call.signal)
      : { outcome: 'failed' as const, reason: 'not-permitted' as const, verifier: undefined };
    if (this.#call !== call) return;
    this.#call = undefined;
    this.#answeredBy = answer.verifier;
    this.#reason = answer.outcome === 'failed' ? (answer.reason ?? 'unavailable') : undefined;
    this.send(`answer-${answer.outcome}`);
  }

  pause(on: boolean): void {
    this.#paused = on;
    this.#tell();
  }

  extend(): void {
    this.#secondsLeft += EXTEND_SECONDS;
    this.#tell();
  }

  /** Ends what runs; a check under way is left. */
  close(): void {
    this.offer('hide') || this.offer('leave');
    this.#abort();
    this.#stopCounting();
  }

  #abort(): void {
    this.#call?.abort();
    this.#call = undefined;
  }

  #count(state: CheckState): void {
    this.#stopCounting();
    this.#paused = false;
    if (!eventsOf(state).includes('expire')) return;
    this.#secondsLeft = PHASES[state] === 'face' ? FACE_SECONDS : this.settings.resultSeconds;
    this.#tick = setInterval(() => {
      if (this.#paused) return;
      this.#secondsLeft -= 1;
      if (this.#secondsLeft <= 0) this.send('expire');
      else this.#tell();
    }, 1000);
  }

  #stopCounting(): void {
    clearInterval(this.#tick);
    this.#tick = undefined;
    this.#secondsLeft = 0;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
