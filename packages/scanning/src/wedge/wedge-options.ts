import type { SourceStatus } from '../source.js';

/** Why an armed wedge stopped taking keys. */
export type DisarmReason = 'escape' | 'click' | 'timeout' | 'scan' | 'stop';

export type WedgeProblem =
  /** A scan arrived that no keyboard layout turns into the text of a code. */
  | 'unreadable'
  /** A scan that was meant to be a Digital ID code, but lost, doubled or unshifted keys, or was cut. */
  | 'distorted';

/** Time, replaceable so that tests need not wait. All values in ms. */
export interface WedgeClock {
  now(): number;
  set(run: () => void, ms: number): number;
  clear(id: number): void;
  /** When an event happened, which may be long before it is handled. */
  timeOf(event: Event): number;
}

export interface WedgeOptions {
  /** The restored text, never empty, once for each scan. */
  onCode(text: string): void;
  /** `on`: armed · `reading`: keys arrive at a scanner's speed · `problem`: ask for another scan · `off`. */
  onStatus?(status: SourceStatus, problem?: WedgeProblem): void;
  onDisarm?(reason: DisarmReason): void;
  /** Beginnings of a Digital ID code: they choose the layout and are what the passive guard looks for. */
  starts?: readonly string[];
  /** What the scanner is programmed to send first, as on a US keyboard (an AIM identifier, `]Q1`, or any text). */
  prefix?: string;
  /** How long an armed wedge waits for a scan, ms; default 30,000. */
  armedMs?: number;
  /** Pointer presses, and Enter or Space by hand, inside this element are left alone. */
  own?: Element;
  window?: Window;
  clock?: WedgeClock;
}

export const STARTS: readonly string[] = ['https://www.gosuslugi.ru/m', 'https://gosuslugi.ru/m'];
