/** Tells a scanner from a person by the rhythm of the keys. All values in ms, measured on typists and scanners. */

/** Keys of one character typed as Alt + digits. */
const KEYS_PER_ALT_CHAR = 5;
/** The widest gap within the prefix, which people do not type. */
export const PREFIX_GAP_MS = 150;
/** Several gaps longer than this, after keys were withheld, show a person. */
const HUMAN_GAP_MS = 100;
/** The same where keys are rolled, which a scanner's are not: bursts of hand typing begin here. */
const ROLLED_GAP_MS = 25;
/**
 * Keys are withheld after `chars` characters whose gaps, apart from `longer` of them, are at most `gapMs`: no person types
 * a beginning of the address like this. Bursts of 30 to 40 ms and two keys rolled into one are a person's; two `t` in
 * 25 ms are not. The longer gaps are those of a busy machine.
 */
const HOLD_RULES = [
  { chars: 3, gapMs: 25, longer: 0 },
  { chars: 8, gapMs: 30, longer: 0 },
  { chars: 8, gapMs: 16, longer: 2 },
  { chars: 14, gapMs: 20, longer: 5 },
] as const;
/** People who type this fast roll their keys, so this rule needs keys that are not rolled. */
const HOLD_UNROLLED = { chars: 10, gapMs: 55, longer: 1 } as const;
const HOLD_PREFIX = { chars: 2, gapMs: PREFIX_GAP_MS, longer: 0 } as const;
/**
 * A whole start is a scan if its mean gap is `fastMeanMs`. If no keys were rolled, also if its gaps but two are at most
 * `gapMs`, if their mean is `meanMs`, or if they are steady up to `slowMeanMs`. The means leave out the longest gaps, a
 * busy machine's. People reach 60 ms a character, with gaps from 10 to 150, and only by rolling keys.
 */
const SCAN = { leftOut: 3, fastMeanMs: 20, gapMs: 66, meanMs: 30, slowMeanMs: 130, spread: 0.13 };
/**
 * A distorted start is weaker evidence, so it has to come faster; a nearly complete one is judged as a complete one.
 */
const DAMAGED = { meanMs: 35, nearlyWholeChars: 20 };
/** A scanner may roll at most one key in this many. */
const KEYS_PER_ROLL = 8;

export interface TimedKey {
  /** ms since the character before. */
  readonly gap: number;
  /** Typed as Alt + digits. */
  readonly alt: boolean;
  /** A key that came up after the next one was pressed. */
  rolls: number;
}

interface HoldRule {
  readonly chars: number;
  readonly gapMs: number;
  readonly longer: number;
}

/** Gaps inside the run, the longest first. */
function gapsOf(run: readonly TimedKey[]): number[] {
  const gaps = run.slice(1).map((key) => (key.alt ? key.gap / KEYS_PER_ALT_CHAR : key.gap));
  return gaps.sort((a, b) => b - a);
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const fits = (gaps: readonly number[], { chars, gapMs, longer }: HoldRule): boolean =>
  gaps.length >= chars - 1 && (gaps[longer] ?? 0) <= gapMs;

/** No key of it was still down when the next was pressed; now and then one may be. */
const isUnrolled = (run: readonly TimedKey[]): boolean =>
  run.reduce((sum, key) => sum + key.rolls, 0) * KEYS_PER_ROLL <= run.length;

/** The longest gap allowed between two characters of one scan. */
export const maxGapMs = (baseMs: number, alt: boolean): number => baseMs * (alt ? KEYS_PER_ALT_CHAR : 1);

/** The beginning of a start comes faster than a person types. */
export function isFast(run: readonly TimedKey[], prefixed: boolean): boolean {
  const gaps = gapsOf(run);
  return (
    HOLD_RULES.some((rule) => fits(gaps, rule)) ||
    (isUnrolled(run) && fits(gaps, HOLD_UNROLLED)) ||
    (prefixed && fits(gaps, HOLD_PREFIX))
  );
}

/** Keys that are held back have become as slow as a person's. */
export function isSlow(run: readonly TimedKey[], prefixed: boolean): boolean {
  return (gapsOf(run)[2] ?? 0) > (isUnrolled(run) ? HUMAN_GAP_MS : ROLLED_GAP_MS) && !prefixed;
}

/** A whole start has come as a scanner sends it. */
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

/** A start that lost, doubled or unshifted keys has come as a scanner sends it. */
export function isDamagedScan(run: readonly TimedKey[]): boolean {
  const gaps = gapsOf(run);
  const mean = meanOf(gaps.slice(SCAN.leftOut));
  const fast = mean <= DAMAGED.meanMs && (gaps[2] ?? 0) <= SCAN.gapMs && isUnrolled(run);
  return fast || (run.length >= DAMAGED.nearlyWholeChars && isScan(run));
}
