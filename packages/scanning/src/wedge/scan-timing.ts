/** Distinguishes scanners from typists by key timing. Values in ms, measured on both. */

/** Keys of one character typed as Alt + digits. */
const KEYS_PER_ALT_CHAR = 5;
/** Widest gap within the programmed prefix, which no person types. */
export const PREFIX_GAP_MS = 150;
/** Keys are returned to the page if more than two gaps exceed this: a person is typing. */
const HUMAN_GAP_MS = 100;
/** The same limit with key rollover, which scanners do not have: bursts of hand typing begin here. */
const ROLLED_GAP_MS = 25;
/**
 * Keys are held after `chars` characters if all but `longer` gaps are at most `gapMs`. No person types the
 * beginning of the address like this: people reach bursts of 30 to 40 ms and two nearly simultaneous keys,
 * but not the same letter twice within 25 ms. The longer gaps allow for a busy machine.
 */
const HOLD_RULES = [
  { chars: 3, gapMs: 25, longer: 0 },
  { chars: 8, gapMs: 30, longer: 0 },
  { chars: 8, gapMs: 16, longer: 2 },
  { chars: 14, gapMs: 20, longer: 5 },
] as const;
/** People who type this fast have key rollover, so this rule requires keys without it. */
const HOLD_UNROLLED = { chars: 10, gapMs: 55, longer: 1 } as const;
const HOLD_PREFIX = { chars: 2, gapMs: PREFIX_GAP_MS, longer: 0 } as const;
/**
 * A complete start counts as a scan if one holds: mean gap ≤ `fastMeanMs`; or, without rollover, (a) all but
 * two gaps ≤ `gapMs`, (b) mean ≤ `meanMs`, (c) mean ≤ `slowMeanMs` and the gaps are steady (`spread`).
 */
const SCAN = {
  /** Number of longest gaps that the means exclude, because a busy machine may cause them. */
  leftOut: 3,
  /** Limit of the mean with rollover: people reach 60 ms a character, and only with rollover. */
  fastMeanMs: 20,
  /** Limit of all gaps but the two longest. */
  gapMs: 66,
  /** Limit of the mean at any spread. */
  meanMs: 30,
  /** Limit of the mean if the gaps are steady. */
  slowMeanMs: 130,
  /**
   * Limit of the range of the gaps, as a fraction of their mean, without the `leftOut` longest and shortest
   * gaps. The gaps of people range from 10 to 150 ms.
   */
  spread: 0.13,
};
/**
 * A damaged start is weaker evidence, so it has to arrive faster. A nearly complete one is judged as a
 * complete one.
 */
const DAMAGED = { meanMs: 35, nearlyWholeChars: 20 };
/** A scanner has rollover in at most one of this many keys. */
const KEYS_PER_ROLL = 8;

export interface TimedKey {
  /** ms since the previous character. */
  readonly gap: number;
  /** Typed as Alt + digits. */
  readonly alt: boolean;
  /** Number of releases of other keys after this one was pressed (rollover). */
  rolls: number;
}

interface HoldRule {
  readonly chars: number;
  readonly gapMs: number;
  readonly longer: number;
}

/** Gaps within the run, longest first. */
function gapsOf(run: readonly TimedKey[]): number[] {
  const gaps = run.slice(1).map((key) => (key.alt ? key.gap / KEYS_PER_ALT_CHAR : key.gap));
  return gaps.sort((a, b) => b - a);
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const fits = (gaps: readonly number[], { chars, gapMs, longer }: HoldRule): boolean =>
  gaps.length >= chars - 1 && (gaps[longer] ?? 0) <= gapMs;

/** The run has no key rollover, apart from single keys. */
const isUnrolled = (run: readonly TimedKey[]): boolean =>
  run.reduce((sum, key) => sum + key.rolls, 0) * KEYS_PER_ROLL <= run.length;

/** The longest gap allowed between two characters of one scan. */
export const maxGapMs = (baseMs: number, alt: boolean): number => baseMs * (alt ? KEYS_PER_ALT_CHAR : 1);

/** The beginning of a start arrives faster than a person types. */
export function isFast(run: readonly TimedKey[], prefixed: boolean): boolean {
  const gaps = gapsOf(run);
  return (
    HOLD_RULES.some((rule) => fits(gaps, rule)) ||
    (isUnrolled(run) && fits(gaps, HOLD_UNROLLED)) ||
    (prefixed && fits(gaps, HOLD_PREFIX))
  );
}

/** Keys that are held back have become as slow as hand typing. */
export function isSlow(run: readonly TimedKey[], prefixed: boolean): boolean {
  return (gapsOf(run)[2] ?? 0) > (isUnrolled(run) ? HUMAN_GAP_MS : ROLLED_GAP_MS) && !prefixed;
}

/** A complete start has a scanner's timing. */
export function isScan(run: readonly TimedKey[], prefixed = false, holding = false): boolean {
  const gaps = gapsOf(run);
  if (prefixed && (holding || (gaps[0] ?? 0) <= PREFIX_GAP_MS)) return true;
  const usual = gaps.slice(SCAN.leftOut);
  const mean = meanOf(usual);
  const spread = (usual[0] ?? 0) - (usual.at(-1 - SCAN.leftOut) ?? 0);
  const even =
    (gaps[2] ?? 0) <= SCAN.gapMs ||
    mean <= SCAN.meanMs ||
    (mean <= SCAN.slowMeanMs && spread <= SCAN.spread * mean);
  return mean <= SCAN.fastMeanMs || (even && isUnrolled(run));
}

/** A damaged start has a scanner's timing. */
export function isDamagedScan(run: readonly TimedKey[]): boolean {
  const gaps = gapsOf(run);
  const mean = meanOf(gaps.slice(SCAN.leftOut));
  const fast = mean <= DAMAGED.meanMs && (gaps[2] ?? 0) <= SCAN.gapMs && isUnrolled(run);
  return fast || (run.length >= DAMAGED.nearlyWholeChars && isScan(run));
}
