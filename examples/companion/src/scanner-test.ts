/**
 * What a printed test code tells of a keyboard scanner: speed, layout, prefix and the key at the end. Only this one code
 * is ever shown; of anything else the kind alone is told, and the text is dropped.
 */
import { type CodeKind, recognise } from '@cid-elements/core';
import { type Key, readings } from '@cid-elements/scanning/wedge/interpret';

/**
 * On a name that never resolves (RFC 2606), so that it leads nowhere and is accepted nowhere. Capitals, digits and signs
 * lie on keys that a wrong layout changes.
 */
export const SCANNER_TEST_CODE = 'https://scanner-test.cid-elements.invalid/Qz7?p=Yx&k=A-b_c';

/** Characters further apart than this are a hand's, ms. */
const HAND_MS = 170;

export type ScannerFinding =
  | {
      readonly kind: 'test';
      /** As the keyboard wrote it. */
      readonly arrived: string;
      /** Whether the layout of this computer leaves the code as it is. */
      readonly plain: boolean;
      readonly prefix: string;
      readonly msPerKey: number;
    }
  | { readonly kind: 'hand' | 'book' | CodeKind };

const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** The middle one of the gaps between two characters: one pause of a busy computer does not change it. */
function middleGap(keys: readonly Key[]): number {
  const gaps = keys.slice(1).map(({ gap }) => gap);
  gaps.sort((a, b) => a - b);
  return Math.round(gaps[Math.floor(gaps.length / 2)] ?? 0);
}

/** What was scanned. No regular expression touches the text: a match would leave it in `RegExp.$_`. */
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
