import type { SourceStatus } from '../source.js';

/** Why a wedge was disarmed. */
export type DisarmReason = 'escape' | 'click' | 'timeout' | 'scan' | 'stop';

export type WedgeProblem =
  /** No keyboard layout turns the keys into printable text. */
  | 'unreadable'
  /** A Digital ID code with lost, doubled or unshifted keys, or a truncated one. */
  | 'distorted';

/** Clock and timers, so that tests can use virtual time. Values in ms. */
export interface WedgeClock {
  now(): number;
  set(run: () => void, ms: number): number;
  clear(id: number): void;
  /** Time of an event, which may be long before it is handled. */
  timeOf(event: Event): number;
}

export interface WedgeOptions {
  /** Called once per scan with the restored text, never empty. */
  onCode(text: string): void;
  /**
   * `on`: armed · `reading`: keys arrive at a scanner's speed · `problem`: the code has to be scanned again ·
   * `off`.
   */
  onStatus?(status: SourceStatus, problem?: WedgeProblem): void;
  onDisarm?(reason: DisarmReason): void;
  /** Public starts of a Digital ID code, for the choice of the layout and for the passive guard. */
  starts?: readonly string[];
  /**
   * The prefix programmed into the scanner, as on a US keyboard (an AIM identifier such as `]Q1`, or any
   * text).
   */
  prefix?: string;
  /** How long an armed wedge waits for a scan, ms; default 30,000. */
  armedMs?: number;
  /** Inside this element pointer presses do not disarm, and Enter and Space pressed by hand are passed. */
  own?: Element;
  window?: Window;
  clock?: WedgeClock;
}

export const STARTS: readonly string[] = ['https://www.gosuslugi.ru/m', 'https://gosuslugi.ru/m'];
