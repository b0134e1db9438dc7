/**
 * Diagnoses a keyboard scanner with a printed test code: speed, layout, prefix and end key. Only the test
 * code is ever displayed; of other codes only the kind is reported, and the text is dropped.
 */
import { type CodeKind, recognise } from '@cid-elements/core';
import { type Key, readings } from '@cid-elements/scanning/wedge/interpret';

/**
 * The host is a reserved name that never resolves (RFC 2606), so the code is accepted nowhere. Capitals,
 * digits and punctuation are on keys that a wrong layout changes.
 */
export const SCANNER_TEST_CODE = 'https://scanner-test.cid-elements.invalid/Qz7?p=Yx&k=A-b_c';

/** A longer gap between two keys means typing by hand, ms. */
const HAND_MS = 170;

export type ScannerFinding =
  | {
      readonly kind: 'test';
      /** As typed by the keyboard. */
      readonly arrived: string;
      /** Whether the keyboard layout leaves the code unchanged. */
      readonly plain: boolean;
      readonly prefix: string;
      readonly msPerKey: number;
    }
  | { readonly kind: 'hand' | 'book' | CodeKind };

const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** The median gap between two keys, which a single stall does not change. */
function middleGap(keys: readonly Key[]): number {
  const gaps = keys.slice(1).map(({ gap }) => gap);
  gaps.sort((a, b) => a - b);
  return Math.round(gaps[Math.floor(gaps.length / 2)] ?? 0);
}

/** Evaluates a scan. Uses no regular expressions on the text, because a match would stay in `RegExp.$_`. */
export function judgeScan(keys: readonly Key[]): ScannerFinding | undefined {
  if (keys.length < 3) return undefined;
  const msPerKey = middleGap(keys);
  const arrived = keys.map(({ text, us }) => text || (us ?? '')).join('');
  for (const reading of readings(keys)) {
    const at = reading.indexOf(SCANNER_TEST_CODE);
    if (at >= 0)
      return {
        kind: 'test',
        arrived,
        plain: arrived.includes(SCANNER_TEST_CODE),
        prefix: reading.slice(0, at),
        msPerKey,
      };
  }
  if (msPerKey > HAND_MS) return { kind: 'hand' };
  for (const reading of readings(keys)) {
    const { kind } = recognise(reading);
    if (kind !== 'foreign') return { kind };
  }
  return { kind: [...arrived].every(isDigit) ? 'book' : 'foreign' };
}
